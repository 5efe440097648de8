"""The rendered preview of a paper: follows what is typed, behind the keys."""

from bisect import bisect_right
from collections.abc import Callable
from typing import TYPE_CHECKING, ClassVar

from textual.widgets import TextArea

from runbooks.language import _
from tui.rows import Paper

if TYPE_CHECKING:
    from tui.view.preview import Piece


class Preview(Paper):
    """What stands on `paper` as its reader will see it, scrolled to where the cursor is there."""

    PATIENCE: ClassVar[float] = 0.15
    """Seconds that it may be behind: a key is shown before the preview of it is made."""

    def __init__(self, paper: TextArea, as_sent: Callable[[str], str]) -> None:
        """`as_sent` makes of what stands on the paper what leaves the program."""
        super().__init__()
        self._paper, self._as_sent = paper, as_sent
        self._shown: str | None = None
        self._pieces: list[Piece] = []
        self._is_due = False
        self.border_title = _("Preview")

    def soon(self) -> None:
        """Follow the paper in a moment, once for all keys until then."""
        if self.display and not self._is_due:
            self._is_due = True
            self.set_timer(self.PATIENCE, self.now)

    def now(self) -> None:
        """Follow the paper."""
        self._is_due = False
        if not self.display:
            return
        from tui.view.preview import preview  # imported here: no start should wait for Markdown

        written = self._as_sent(self._paper.text)
        if written != self._shown:
            self._shown, self._pieces = written, preview(written)
            self.put([piece.line for piece in self._pieces])
        else:
            self._follow()

    def _wrap(self) -> None:
        super()._wrap()
        self._follow()

    def _follow(self) -> None:
        """Bring the row into view that shows what is edited."""
        row, column = self._paper.cursor_location
        place = bisect_right(self._pieces, row, key=lambda piece: piece.source) - 1
        if place < 0 or not self.size.height:
            return
        first, end = self.rows_of(place)
        length = max(len(self._paper.document.get_line(row)), 1)
        wanted = first + (end - first - 1) * min(column, length) // length
        seen, top = self.size.height, self.scroll_offset.y
        if not top <= wanted < top + seen:
            self.scroll_to(y=wanted - seen // 2, animate=False, force=True, immediate=True)
