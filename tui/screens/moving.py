"""Which item is looked at, and the keys that move among the items of a step."""

from textual import events

from runbooks.definition.items import Item
from runbooks.engine.situation import Situation
from runbooks.language import _
from runbooks.session import Session
from tui.keymap import key_of
from tui.screens.texts import Texts


class Moving(Texts):
    """Follows the first open item until its person looks at another one; a key that cannot says why."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._looked_at: str | None = None
        self._left_empty: set[str] = set()

    @property
    def _item(self) -> Item | None:
        return self._asked_in(self._session.situation)

    def _asked_in(self, situation: Situation) -> Item | None:
        """The item looked at: the one gone to, else the first that is still to be answered (R2)."""
        if self._looked_at and situation.state.status == "open":
            items = situation.items_of(situation.step)
            return next((item for item in items if item.id == self._looked_at), None)
        return next((item for item in situation.asked if item.id not in self._left_empty), None)

    def _look_at(self, item: str | None) -> None:
        self._looked_at = item

    async def action_following(self) -> None:
        """To the next item that is open; where one looks back, else to the next; then to the end."""
        situation, item = self._session.situation, self._item
        if item is None:
            is_end = situation.state.status == "open"
            end = _("This is the end of the step: 1 and then Enter completes it.")
            self._tell(end if is_end else self._nothing_asked())
            return
        if situation.is_optional(item) and situation.state.entry(item.id).value is None:
            self._left_empty.add(item.id)
        items = situation.items_of(situation.step)
        rest = items[items.index(item) + 1 :] if item in items else ()
        still = [one for one in rest if one in situation.asked and one.id not in self._left_empty]
        if self._looks_back(situation, item):
            still += rest
        self._looked_at = still[0].id if still else None
        self._told = []
        if self._item is item:
            self._tell(_("No other item of this step is open."))
        else:
            await self._turn()

    def _looks_back(self, situation: Situation, item: Item) -> bool:
        """Whether `item` was gone to for what is answered there, not to answer what is open."""
        is_all_answered = self._looked_at is not None and not situation.open_items()
        return is_all_answered or item not in situation.asked

    async def action_previous(self) -> None:
        """To the item before, whatever its state, to see it or to answer it again."""
        situation, item = self._session.situation, self._item
        items = situation.items_of(situation.step)
        place = items.index(item) if item in items else len(items)
        if situation.state.status != "open" or place == 0:
            self._tell(self._nothing_before())
            self._draw()
            return
        self._looked_at = items[place - 1].id
        self._left_empty.discard(self._looked_at)
        self._told = []
        await self._turn()

    def _nothing_before(self) -> str:
        """Why there is no item before the one looked at."""
        if self._session.state.status != "open":
            return self._nothing_asked()
        if self._session.state.step == self._session.state.runbook.steps[0].id:
            return _("This is the first item of the first step.")
        told = _("This is the first item of the step. {back} goes back to an earlier step.")
        return told.format(back=key_of(self, "go_back"))

    def action_stay(self) -> None:
        """Escape takes away the notice that lies over the screen; else it says that it does nothing."""
        if self.query("Toast"):
            self.app.clear_notifications()
        else:
            told = _("Esc does nothing here. {home} leaves the session as it is.")
            self._tell(told.format(home=key_of(self, "home")))

    def on_key(self, event: events.Key) -> None:
        """A letter or a number that nothing here took."""
        if event.is_printable and event.key != "space":
            self._tell(
                _("This key does nothing here. {help} shows all keys.").format(help=key_of(self, "help"))
            )
