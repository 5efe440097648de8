"""The procedure that finds the answer to an item: offered where it is asked, its end taken back."""

import asyncio

from runbooks.definition.items import Item
from runbooks.engine.situation import Situation
from runbooks.language import _
from runbooks.procedures import take_back
from runbooks.record.errors import StoreError
from tui.editors.pick import Entry
from tui.keymap import key_of
from tui.lines import Line, line
from tui.messages import BeginProcedure
from tui.screens.papers import Papers
from tui.view.at_hand import procedure_offered
from tui.view.ways import ways


class Procedures(Papers):
    """Another session over this one; what it found is answered here, once it is closed.

    `back_to` is the session under this one, where it is over another.
    """

    back_to: str | None = None

    def _told_of_the_other(self) -> list[Line]:
        """What is said first, where this session is over another."""
        if self.back_to is None:
            return []
        told = _("{key} goes back to the session {id}; both are kept.")
        return [line(told.format(key=key_of(self, "home"), id=self.back_to), "bold $primary")]

    def _ways(self, situation: Situation) -> list[Entry]:
        """What can be done where nothing is asked."""
        return ways(situation, self.back_to)

    def action_procedure(self) -> None:
        """Go to the procedure of the current item."""
        item = self._item
        if item is None:
            self._tell(self._nothing_asked())
        elif not procedure_offered(self._session.situation, item, ""):
            self._tell(_("This item has no procedure of its own."))
        elif self._is_saving:
            self._tell(_("The last answer is still being saved."))
        else:
            self.post_message(BeginProcedure(item.id))

    async def came_back(self, told: str = "") -> None:
        """Answer what the procedure found, and go on here; `told` is why it could not be begun."""
        before = self._session.state.seq
        try:
            refused = await asyncio.to_thread(take_back, self._session)
            why_not = [one.reason for one in refused]
        except StoreError as error:
            why_not = [str(error)]
        self._told = [line(one, "bold $warning") for one in [told, *why_not] if one]
        if self._session.state.seq > before:
            self._say_saved(self._saved_at)
            self._told = [line(_("The procedure answered: it is ended, and noted here."), "bold $success")]
        await self._turn()

    def _at_hand(self, situation: Situation, item: Item | None) -> list[Line]:
        """As for a text, and the procedure that finds the answer."""
        offered = procedure_offered(situation, item, key_of(self, "procedure"))
        return [*super()._at_hand(situation, item), *offered]
