"""The editor of a text of several lines."""

from textual import on
from textual.app import ComposeResult
from textual.widgets import TextArea

from runbooks.definition.items import Item
from runbooks.engine.situation import Situation
from runbooks.language import _
from runbooks.language.visible import visible
from tui.editors.base import Editor
from tui.lines import Lines, line


class Paper(TextArea):
    """A TextArea without the effects of a code editor."""

    DEFAULT_CSS = """
    Paper { height: 1fr; min-height: 6; border: round $panel; background: $surface; padding: 0 1; }
    Paper:focus { border: round $accent; }
    """

    def __init__(self) -> None:
        super().__init__(soft_wrap=True, tab_behavior="focus", show_line_numbers=False)
        self.cursor_blink = False
        self.highlight_cursor_line = False

    def begin(self, text: str) -> None:
        """Show `text` from its first line."""
        with self.prevent(TextArea.Changed):
            self.load_text(visible(text, multiline=True))
        self.move_cursor((0, 0))


class LongEditor(Editor):
    """A text of several lines; Ctrl+S sends it, since Enter makes a line."""

    DEFAULT_CSS = "LongEditor { height: 1fr; min-height: 8; }"
    FILLS = True

    def compose(self) -> ComposeResult:
        """The paper and the line under it."""
        yield Paper()
        yield Lines(id="under")

    async def ask(self, situation: Situation, item: Item, draft: str | None) -> None:
        """As `Editor.ask`."""
        self.item = item
        before = situation.state.entry(item.id).value or situation.proposal(item)
        self._paper.begin(draft if draft is not None else str(before or ""))
        self.told(self._paper.text)

    def take_focus(self) -> None:
        """As `Editor.take_focus`."""
        self._paper.focus()

    def send(self) -> None:
        """As `Editor.send`."""
        self.answer(self._paper.text)

    def told(self, text: str) -> None:
        """Say under the paper what sends it."""
        self.query_one("#under", Lines).show([line(_("Ctrl+S sends the text."), "$quiet")])

    @property
    def text(self) -> str:
        """What stands on the paper."""
        return self._paper.text

    def put(self, text: str) -> None:
        """Put another text on the paper, as if it had been typed."""
        self._paper.text = visible(text, multiline=True)

    @property
    def _paper(self) -> Paper:
        return self.query_one(Paper)

    @on(TextArea.Changed)
    def _changed(self, event: TextArea.Changed) -> None:
        event.stop()
        self.post_message(self.Typed(self.item, self.as_draft(event.text_area.text)))
        self.told(event.text_area.text)

    def as_draft(self, text: str) -> str:
        """The text as it is kept while it is not sent."""
        return text
