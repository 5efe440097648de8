"""The editors of what is chosen from a list: one option, or yes or no."""

from collections.abc import Sequence
from typing import Any, ClassVar

from textual import on
from textual.app import ComposeResult

from runbooks.advised import weigh
from runbooks.definition.items import ChoiceItem, ConfirmItem, Item
from runbooks.engine.situation import Situation
from runbooks.language import _
from tui.editors.base import Editor
from tui.editors.pick import Entry, Pick


class ListEditor(Editor):
    """A list of entries; what is sent is the value of the one taken."""

    def compose(self) -> ComposeResult:
        """The list alone."""
        yield Pick()

    async def ask(self, situation: Situation, item: Item, draft: str | None) -> None:
        """As `Editor.ask`."""
        self.item = item
        self.query_one(Pick).offer(self.entries(situation, item), self.letters())

    def take_focus(self) -> None:
        """As `Editor.take_focus`."""
        self.query_one(Pick).focus()

    def send(self) -> None:
        """As `Editor.send`."""
        self.query_one(Pick).action_select()

    def entries(self, situation: Situation, item: Item) -> Sequence[Entry]:
        """What can be chosen."""
        raise NotImplementedError

    def letters(self) -> dict[str, str]:
        """Further keys for entries, by entry id."""
        return {}

    def value(self, id: str) -> Any:
        """What the engine gets for the entry `id`."""
        return id

    @on(Pick.Taken)
    def _taken(self, event: Pick.Taken) -> None:
        event.stop()
        self.answer(self.value(event.id))

    @on(Pick.Refused)
    def _refused(self, event: Pick.Refused) -> None:
        event.stop()
        nothing = _("Choose with a number or an arrow; Enter then takes it.")
        self.post_message(self.Hint(event.reason or nothing))


class ChoiceEditor(ListEditor):
    """One of the options."""

    def entries(self, situation: Situation, item: Item) -> Sequence[Entry]:
        """The options, each with why it is recommended or not allowed."""
        assert isinstance(item, ChoiceItem)
        shown = [weigh(situation, option) for option in item.options]
        before = situation.proposal(item)
        return [Entry(one.id, one.label, one.word or _before(one.id == before), one.refused) for one in shown]


class ConfirmEditor(ListEditor):
    """Yes or no."""

    YES: ClassVar[str] = "true"

    def entries(self, situation: Situation, item: Item) -> Sequence[Entry]:
        """The two."""
        assert isinstance(item, ConfirmItem)
        before = situation.proposal(item)
        return [
            Entry("true", _("Yes"), _before(before is True)),
            Entry("false", _("No"), _before(before is False)),
        ]

    def letters(self) -> dict[str, str]:
        """`s` and `y` for yes, `n` for no."""
        return {"s": "true", "y": "true", "n": "false"}

    def value(self, id: str) -> bool:
        """The truth of it."""
        return id == self.YES


def _before(was: bool) -> str:
    return _("(before)") if was else ""
