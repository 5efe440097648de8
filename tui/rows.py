"""Widgets that draw only the rows that are seen, however many there are."""

import asyncio
from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate
from typing import ClassVar

from textual import events, work
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.geometry import Size
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.visual import Visual

from tui.lines import EMPTY, Line


class Rows(ScrollView):
    """Rows of one width; whoever derives from it says what stands in each."""

    DEFAULT_CSS = "Rows { background: transparent; scrollbar-size-vertical: 1; overflow-x: hidden; }"

    def row(self, number: int) -> Content:
        """What stands in that row of the widget's own area, from 0."""
        raise NotImplementedError

    def render_line(self, y: int) -> Strip:
        """One row, as wide as the widget."""
        width = self.scrollable_content_region.width
        row = self.row(y).truncate(width, pad=True)
        return Visual.to_strips(self, row, width, 1, self.visual_style)[0]


class Paper(Rows, can_focus=True):
    """Paragraphs to read by scrolling: as `Lines`, for long texts."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "by(-1)", show=False),
        Binding("down", "by(1)", show=False),
        Binding("pageup", "by_page(-1)", show=False),
        Binding("pagedown,space", "by_page(1)", show=False),
        Binding("home", "edge(0)", show=False),
        Binding("end", "edge(1)", show=False),
    ]

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._lines: tuple[Line, ...] = ()
        self._wrapped: list[Content] = []
        self._ends: list[int] = []

    def show(self, lines: Sequence[Line]) -> None:
        """Show these from their beginning."""
        self.put(lines)
        self.scroll_home(animate=False, immediate=True)

    def put(self, lines: Sequence[Line]) -> None:
        """Show these in place of what is shown, scrolled as it was."""
        self._lines = tuple(lines)
        self._wrap()

    def rows_of(self, place: int) -> tuple[int, int]:
        """The first row of the paragraph at `place`, and the row behind its last."""
        return (self._ends[place - 1] if place else 0), self._ends[place]

    def on_resize(self, _event: events.Resize) -> None:
        """The rows are as wide as there is room."""
        self._wrap()

    def action_by(self, rows: int) -> None:
        """Scroll at once: a key that is held must not outrun what is seen."""
        self._go_to(self.scroll_offset.y + rows)

    def action_by_page(self, pages: int) -> None:
        """Scroll by what is seen, but for the last row of it."""
        self.action_by(pages * max(self.size.height - 1, 1))

    def action_edge(self, last: int) -> None:
        """Scroll to the beginning, or to the end."""
        self._go_to(last * self.max_scroll_y)

    def _go_to(self, row: int) -> None:
        self.scroll_to(y=row, animate=False, force=True, immediate=True)

    def row(self, number: int) -> Content:
        """The paragraphs' row at the place that is scrolled to."""
        place = self.scroll_offset.y + number
        return self._wrapped[place] if place < len(self._wrapped) else EMPTY

    def _wrap(self) -> None:
        width = self._width
        self._take(width, [line.rows(width) for line in self._lines])

    @property
    def _width(self) -> int:
        return max(self.size.width - 1, 10)  # the scroll bar's column stays free

    def _take(self, width: int, wrapped: Sequence[Sequence[Content]]) -> None:
        self._wrapped = [row for rows in wrapped for row in rows]
        self._ends = list(accumulate(map(len, wrapped)))
        self.virtual_size = Size(width, len(self._wrapped))
        self.refresh()


class LongPaper(Paper):
    """As `Paper`, for thousands of paragraphs: they are wrapped in a thread, and what is at the top stays."""

    @property
    def top(self) -> int:
        """The place of the paragraph that is seen first."""
        return min(bisect_right(self._ends, self.scroll_offset.y), max(len(self._ends) - 1, 0))

    def go_to(self, place: int) -> None:
        """Scroll to the paragraph at `place`; as far as there is something to scroll."""
        if place < len(self._ends):
            self._go_to(self.rows_of(place)[0])

    def on_resize(self, event: events.Resize) -> None:
        """Only another width makes other rows."""
        event.prevent_default()  # what `Paper` does
        if self.virtual_size.width != self._width:
            self._wrap()

    def _wrap(self) -> None:
        self._wrap_apart()

    @work(exclusive=True, group="wrap")
    async def _wrap_apart(self) -> None:
        lines, width = self._lines, self._width
        wrapped = await asyncio.to_thread(lambda: [line.rows(width) for line in lines])
        top = self.top
        self._take(width, wrapped)
        if top:
            self.call_after_refresh(self.go_to, top)
