"""The acts that end a step or a session: chosen by number, then Enter; never by Enter alone (R8)."""

from collections.abc import Sequence

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.message import Message

from runbooks.language import _
from tui.editors.base import Editor
from tui.editors.pick import Entry, Pick


class Finish(Vertical):
    """The list of acts."""

    DEFAULT_CSS = "Finish { height: auto; margin-top: 1; }"

    class Act(Message):
        """An act was chosen."""

        def __init__(self, id: str) -> None:
            super().__init__()
            self.id = id

    def compose(self) -> ComposeResult:
        """The list alone."""
        yield Pick()

    def offer(self, acts: Sequence[Entry]) -> None:
        """Show these acts."""
        self.query_one(Pick).offer(acts)

    def take_focus(self) -> None:
        """Put the cursor on the list."""
        self.query_one(Pick).focus()

    def send(self) -> None:
        """As the key for sending does."""
        self.query_one(Pick).action_select()

    @on(Pick.Taken)
    def _taken(self, event: Pick.Taken) -> None:
        event.stop()
        self.post_message(self.Act(event.id))

    @on(Pick.Refused)
    def _refused(self, event: Pick.Refused) -> None:
        event.stop()
        nothing = _("Choose with a number or an arrow; Enter then takes it.")
        self.post_message(Editor.Hint(event.reason or nothing))
