"""What stands in an editor's place where the program computes: shown with its inputs, never ticked."""

from textual import events
from textual.app import ComposeResult

from runbooks.definition.items import ComputedItem, Item
from runbooks.engine.situation import Situation
from runbooks.language import _
from tui.editors.base import Editor
from tui.lines import Lines
from tui.view.finish import computed


class SettledEditor(Editor, can_focus=True):
    """Nothing to answer: what is computed is computed (R3)."""

    def compose(self) -> ComposeResult:
        """The value."""
        yield Lines()

    async def ask(self, situation: Situation, item: Item, draft: str | None) -> None:
        """As `Editor.ask`."""
        assert isinstance(item, ComputedItem)
        self.query_one(Lines).show(computed(situation, item))

    def take_focus(self) -> None:
        """As `Editor.take_focus`."""
        self.focus()

    def on_key(self, event: events.Key) -> None:
        """A key that would tick or fill it."""
        if event.key in ("enter", "space") or event.is_printable:
            event.stop()
            self.send()

    def send(self) -> None:
        """As `Editor.send`: there is nothing to send."""
        self.post_message(self.Hint(_("This is computed from other answers; change those.")))
