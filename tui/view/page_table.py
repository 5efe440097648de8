"""A table as rows of a page: in columns where they can be read, else each row as a list of its cells."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import zip_longest
from typing import Final

from textual.content import Content

from runbooks.report.blocks import Table
from runbooks.report.writers.columns import GAP, column_widths, least_width
from tui.lines import EMPTY, Line, text
from tui.view.page_lines import Pair, Rule

FORM: Final = "_"
BLANK_WIDTH: Final = 14
"""Cells of a blank to be written in by hand."""


@dataclass(slots=True)
class Grid:
    """The columns of one table; how wide each is on a page of some width, worked out once for each.

    `natural`, `least` and `shares` as `column_widths` has them.
    """

    columns: tuple[Content, ...] = ()
    natural: tuple[int, ...] = ()
    least: tuple[int, ...] = ()
    shares: tuple[int, ...] = ()
    is_form: bool = False
    _known: dict[int, tuple[int, ...]] = field(default_factory=dict)

    def fitted(self, width: int) -> tuple[int, ...]:
        """The columns' widths in cells; none where the rows are better told as lists."""
        if width not in self._known:
            self._known[width] = column_widths(self.natural, self.least, self.shares, width)
        return self._known[width]


@dataclass(frozen=True, slots=True)
class TableRow(Line):
    """One row of a table; the first of the rows is the one with the columns' names."""

    grid: Grid = field(default_factory=Grid)
    cells: tuple[Content, ...] = ()
    is_head: bool = False

    def rows(self, width: int) -> list[Content]:
        """The cells side by side, each wrapped in its column; or one under the other, with their names."""
        widths = self.grid.fitted(width)
        if widths:
            return self._beside(widths)
        return [] if self.is_head else self._listed(width)

    def _beside(self, widths: tuple[int, ...]) -> list[Content]:
        columns = [
            [*_wrapped(cell if cell or not self.grid.is_form else Content(FORM * wide), wide)]
            for cell, wide in zip(self.cells, widths, strict=True)
        ]
        rows = [
            Content(" " * GAP)
            .join(
                part + Content(" " * (wide - part.cell_length))
                for part, wide in zip(parts, widths, strict=True)
            )
            .rstrip()
            for parts in zip_longest(*columns, fillvalue=EMPTY)
        ]
        if self.is_head:
            return [*rows, *Rule().rows(sum(widths) + GAP * (len(widths) - 1))]
        return [*rows, EMPTY] if self.grid.is_form else rows

    def _listed(self, width: int) -> list[Content]:
        column = max(name.cell_length for name in self.grid.columns)
        blank = Content(FORM * BLANK_WIDTH)
        pairs = [
            Pair(cell or blank, name=name.stylize_before("$quiet"), column=column)
            for name, cell in zip(self.grid.columns, self.cells, strict=True)
            if cell or self.grid.is_form
        ]
        return [*(row for pair in pairs for row in pair.rows(width)), EMPTY]


def _wrapped(cell: Content, width: int) -> Iterator[Content]:
    if cell.cell_length <= width and "\n" not in cell.plain:
        yield cell  # most cells; wrapping takes longer than all else
    else:
        yield from (row.rstrip() for row in cell.wrap(width))


def table_lines(one: Table) -> Iterator[Line]:
    """The columns' names over a rule, then the rows."""
    columns = tuple(text(name) for name in one.columns)
    rows = [tuple(text(cell) for cell in cells) for cells in one.rows]
    by_column = [*zip(columns, *rows, strict=True)]
    grid = Grid(
        columns,
        tuple(max(_width(cell, one.is_form) for cell in cells) for cells in by_column),
        tuple(least_width(" ".join(cell.plain for cell in cells).split()) for cells in by_column),
        one.widths,
        one.is_form,
    )
    head = tuple(name.stylize("$quiet") for name in columns)
    yield TableRow(grid=grid, cells=head, is_head=True)
    for cells in rows:
        yield TableRow(grid=grid, cells=cells)


def _width(cell: Content, is_form: bool) -> int:
    return max((row.cell_length for row in cell.split("\n")), default=0) or BLANK_WIDTH * is_form
