"""A box that tells something and waits for a key: what was heard, a hint, a score."""

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll

from runbooks.language import _
from tui.acts import HEARD
from tui.dialogs.ask import Dialog
from tui.keys_bar import KeysHint
from tui.lines import BLANK, Line, Lines, line


class Heard(Dialog):
    """Shows `lines` until Enter or Escape; from their end where that `is_newest_last`."""

    ACTS = HEARD
    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "give_up", show=False)]

    def __init__(self, title: str, lines: Sequence[Line], *, is_newest_last: bool = False) -> None:
        super().__init__()
        self._title, self._lines, self._is_newest_last = title, lines, is_newest_last

    def compose(self) -> ComposeResult:
        """Title, text, hint."""
        with Vertical():
            if self._title:
                yield Lines([line(self._title, "bold $accent"), BLANK])
            with VerticalScroll():
                yield Lines(self._lines)
            yield Lines([BLANK], id="hint")
            yield KeysHint(_("Enter goes on"))

    def on_mount(self) -> None:
        """Arrows scroll, where there is more than fits."""
        area = self.query_one(VerticalScroll)
        area.focus()
        self.call_after_refresh(self._fit)

    def _fit(self) -> None:
        area = self.query_one(VerticalScroll)
        if area.max_scroll_y:
            self.query_one(KeysHint).say(_("↑ ↓ read on · Enter goes on"))
            if self._is_newest_last:
                area.scroll_end(animate=False, immediate=True)
