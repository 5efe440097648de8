"""A table of any length: one row is marked, columns go where there is no room for them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from textual import events
from textual.content import Content
from textual.geometry import Size
from textual.message import Message

from tui.lines import EMPTY
from tui.looks import HERE
from tui.rows import Rows

GAP: Final = 2
LEAD: Final = 2


@dataclass(frozen=True, slots=True)
class Column:
    """One column: at least `width` cells; the higher its `rank`, the earlier it goes for want of room."""

    id: str
    title: str
    width: int
    rank: int
    grows: bool = False


def fitted(columns: Sequence[Column], room: int, keep: str) -> list[tuple[Column, int]]:
    """The columns that there is room for, with their widths; the one called `keep` stays."""
    chosen = list(columns)
    while len(chosen) > 1 and _needed(chosen) > room:
        chosen.remove(max((one for one in chosen if one.id != keep), key=lambda one: one.rank))
    spare = max(room - _needed(chosen), 0)
    return [(one, one.width + (spare if one.grows else 0)) for one in chosen]


def _needed(columns: Sequence[Column]) -> int:
    return LEAD + sum(one.width for one in columns) + GAP * (len(columns) - 1)


class Table(Rows, can_focus=False):
    """A header that stays, and rows; the first click on a row marks it, the second takes it."""

    class Marked(Message):
        """The mark has moved."""

    class Taken(Message):
        """The marked row was clicked."""

    class Headed(Message):
        """The header of `column` was clicked."""

        def __init__(self, column: str) -> None:
            super().__init__()
            self.column = column

    def __init__(self) -> None:
        super().__init__()
        self._columns: tuple[Column, ...] = ()
        self._sorted, self._arrow = "", ""
        self._count = 0
        self._cell: Callable[[int, str], Content] = lambda _row, _column: EMPTY
        self.marked: int | None = None
        """The number of the marked row, from 0."""

    def show(
        self,
        columns: Sequence[Column],
        order: tuple[str, str],
        count: int,
        cell: Callable[[int, str], Content],
        marked: int | None,
    ) -> None:
        """Show `count` rows; `cell` says what stands in a row and column, `order` is a column's id and
        the glyph of the direction in which its rows are sorted."""
        self._columns, self._count, self._cell = tuple(columns), count, cell
        self._sorted, self._arrow = order
        self.virtual_size = Size(self.size.width, count + 1)
        self.mark(marked)
        self.refresh()

    def mark(self, row: int | None) -> None:
        """Mark a row, or the nearest there is, and bring it into view."""
        self.marked = None if row is None or not self._count else min(max(row, 0), self._count - 1)
        top, seen = self.scroll_offset.y, max(self.size.height - 1, 1)
        if self.marked is None:
            top = 0
        elif not top <= self.marked < top + seen:
            top = self.marked if self.marked < top else self.marked - seen + 1
        self.scroll_to(y=top, animate=False, force=True, immediate=True)
        self.refresh()
        self.post_message(self.Marked())

    def move(self, rows: int) -> None:
        """Move the mark; the first move marks the first row."""
        self.mark(0 if self.marked is None else self.marked + rows)

    @property
    def page(self) -> int:
        """How many rows are seen at once."""
        return max(self.size.height - 2, 1)

    def on_resize(self) -> None:
        """The marked row stays in view."""
        self.virtual_size = Size(self.size.width, self._count + 1)
        self.mark(self.marked)

    def on_click(self, event: events.Click) -> None:
        """A header sorts, a row is marked, the marked row is taken."""
        at = event.get_content_offset(self)
        if at is None:
            return  # on the frame of a training
        if at.y == 0:
            column = self._column_at(at.x)
            if column is not None:
                self.post_message(self.Headed(column))
            return
        row = self.scroll_offset.y + at.y - 1
        if row == self.marked:
            self.post_message(self.Taken())
        elif row < self._count:
            self.mark(row)

    def row(self, number: int) -> Content:
        """The header, then the rows from the one that is scrolled to."""
        if number == 0:
            return self._line("  ", [self._title(column) for column, _width in self._fitted])
        place = self.scroll_offset.y + number - 1
        if place >= self._count:
            return EMPTY
        lead = f"{HERE} " if place == self.marked else "  "
        line = self._line(lead, [self._cell(place, column.id) for column, _width in self._fitted])
        return line.stylize("bold on $panel") if place == self.marked else line

    @property
    def _fitted(self) -> list[tuple[Column, int]]:
        return fitted(self._columns, self.scrollable_content_region.width - 1, self._sorted)

    def _line(self, lead: str, cells: Sequence[Content]) -> Content:
        padded = [
            cell.truncate(width, ellipsis=True, pad=True)
            for cell, (_column, width) in zip(cells, self._fitted, strict=True)
        ]
        row = Content.assemble((lead, "bold $accent"), Content(" " * GAP).join(padded))
        return row.truncate(self.scrollable_content_region.width, pad=True)

    def _title(self, column: Column) -> Content:
        if column.id == self._sorted:
            return Content.styled(f"{column.title} {self._arrow}", "bold $accent")
        return Content.styled(column.title, "$quiet")

    def _column_at(self, x: int) -> str | None:
        start = LEAD
        for column, width in self._fitted:
            if start <= x < start + width + GAP:
                return column.id
            start += width + GAP
        return None
