"""The editor of a text of several lines."""

from collections.abc import Sequence
from dataclasses import replace

from textual import on
from textual.app import ComposeResult
from textual.widgets import TextArea

from runbooks.definition.items import Item
from runbooks.engine.situation import Situation
from runbooks.language import _
from runbooks.language.visible import visible
from tui.editors.base import Editor
from tui.keymap import key_of, keys_told
from tui.lines import Line, Lines, line, text


class Paper(TextArea):
    """A TextArea without the effects of a code editor."""

    def __init__(self) -> None:
        super().__init__(id="paper", soft_wrap=True, tab_behavior="focus", show_line_numbers=False)
        self.cursor_blink = False
        self.highlight_cursor_line = False

    def begin(self, text: str) -> None:
        """Show `text` from its first line."""
        with self.prevent(TextArea.Changed):
            self.load_text(visible(text, multiline=True))
        self.move_cursor((0, 0))


class LongEditor(Editor):
    """A text of several lines; a key of its own sends it, since Enter makes a line."""

    # The paper of the records is another one: these rules are for the one in here.
    DEFAULT_CSS = """
    LongEditor { height: 1fr; min-height: 8; }
    LongEditor Paper {
        height: 1fr; min-height: 7; border: round $panel; background: $surface; padding: 0 1;
        scrollbar-size-vertical: 1;
    }
    LongEditor Paper:focus { border: round $accent; }
    """
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
        if draft:
            self._paper.move_cursor(self._paper.document.end)  # where its person stopped
        self.told(self._paper.text)

    def take_focus(self) -> None:
        """As `Editor.take_focus`."""
        self._paper.focus()

    def send(self) -> None:
        """As `Editor.send`."""
        self.answer(self._paper.text)

    def told(self, written: str) -> None:
        """Say under the paper which keys there are for it, first the one that sends it."""
        sends = _("{key} sends the text.").format(key=key_of(self.screen, "send"))
        self.show_under(sends, (), [])

    def show_under(self, sends: str, acts: Sequence[str], more: Sequence[Line]) -> None:
        """What sends the text and what else can be done with it, then `more`; on a low screen a row each."""
        names = (*acts, "edit", "copy", "save_draft")
        if self.is_low:
            fewer = [keys_told(self.screen, *names[:n]) for n in range(len(names), -1, -1)]
            first, *instead = (text(f"{sends}  {told}".rstrip(), "$quiet") for told in fewer)
            keys = [Line(first, instead=tuple(instead), most=1)]
            lines = [*keys, *(replace(one, most=1) for one in more)]
        else:
            lines = [line(sends, "$quiet"), line(keys_told(self.screen, *names), "$quiet"), *more]
        self.query_one("#under", Lines).show(lines)

    @property
    def is_low(self) -> bool:
        """Whether rows are scarce."""
        return self.screen.has_class("-short")

    def on_resize(self) -> None:
        """How much is said depends on the room there is."""
        self.told(self.text)

    @property
    def text(self) -> str:
        """What stands on the paper."""
        return self._paper.text

    def put(self, text: str) -> None:
        """Put another text on the paper, as if it had been typed."""
        self._paper.text = visible(text, multiline=True)

    @property
    def _paper(self) -> Paper:
        return self.query_one("#paper", Paper)

    @on(TextArea.Changed)
    def _changed(self, event: TextArea.Changed) -> None:
        event.stop()
        self.post_message(self.Typed(self.item, self.as_draft(event.text_area.text)))
        self.told(event.text_area.text)

    def as_draft(self, text: str) -> str:
        """The text as it is kept while it is not sent."""
        return text
