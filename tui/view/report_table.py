"""A table as rows of a page: in columns where they can be read, else each row as a list of its cells."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import zip_longest
from typing import Final

from textual.content import Content

from runbooks.report.blocks import Table
from tui.lines import EMPTY, Line, text
from tui.view.report_lines import Pair, Rule

GAP: Final = 2
FORM: Final = "_"
BLANK_WIDTH: Final = 14
"""Cells of a blank to be written in by hand."""
LONGEST_WORD: Final = 16
"""Cells of a word that a column must hold; longer ones are broken."""
READABLE: Final = 18
"""Cells of a column of running text; in a narrower one it may not take more than the `TALLEST` rows."""
TALLEST: Final = 5


@dataclass(slots=True)
class Grid:
    """The columns of one table; how wide each is on a page of some width, worked out once for each.

    `natural` is what the longest cell of each takes, `least` what its longest word does, in cells.
    """

    columns: tuple[Content, ...] = ()
    natural: tuple[int, ...] = ()
    least: tuple[int, ...] = ()
    is_form: bool = False
    _known: dict[int, tuple[int, ...]] = field(default_factory=dict)

    def fitted(self, width: int) -> tuple[int, ...]:
        """The columns' widths in cells; none where the rows are better told as lists."""
        if width not in self._known:
            self._known[width] = self._fitted(width - GAP * (len(self.columns) - 1))
        return self._known[width]

    def _fitted(self, room: int) -> tuple[int, ...]:
        widths, left = [*self.least], room - sum(self.least)
        if left < 0:
            return ()
        needs = [natural - least for natural, least in zip(self.natural, self.least, strict=True)]
        by_need = sorted(range(len(needs)), key=needs.__getitem__)
        for number, place in enumerate(by_need):  # who needs little gets it, the others share the rest
            more = min(needs[place], left // (len(needs) - number))
            widths[place] += more
            left -= more
        is_crowded = any(
            wide < READABLE and natural > wide * TALLEST
            for wide, natural in zip(widths, self.natural, strict=True)
        )
        return () if is_crowded else tuple(widths)


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
        tuple(max(map(_longest_word, cells)) for cells in by_column),
        one.is_form,
    )
    head = tuple(name.stylize("$quiet") for name in columns)
    yield TableRow(grid=grid, cells=head, is_head=True)
    for cells in rows:
        yield TableRow(grid=grid, cells=cells)


def _width(cell: Content, is_form: bool) -> int:
    return max((row.cell_length for row in cell.split("\n")), default=0) or BLANK_WIDTH * is_form


def _longest_word(cell: Content) -> int:
    return min(max(map(len, cell.plain.split()), default=0), LONGEST_WORD)
