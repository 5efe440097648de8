"""Paragraphs in columns: the rows of a small table that is only read."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from typing import Final

from textual.content import Content

from tui.lines import EMPTY, Line

GAP: Final = 2
"""Cells between two columns."""

Fit = Callable[[int], tuple[tuple[int, ...], ...]]
"""For the room there is, how wide each cell is: the rows that an entry takes, and the cells of each."""


@dataclass(frozen=True, slots=True)
class Columns:
    """One row an entry; the columns without a width of their own share what is left."""

    widths: tuple[int | None, ...]

    def __call__(self, room: int) -> tuple[tuple[int, ...], ...]:
        """As `Fit`."""
        fixed = sum(width or 0 for width in self.widths) + GAP * (len(self.widths) - 1)
        share = max((room - fixed) // max(self.widths.count(None), 1), 8)
        return (tuple(share if width is None else width for width in self.widths),)


@dataclass(frozen=True, slots=True)
class Cells(Line):
    """One entry of a table: each cell is wrapped in its own column, so that nothing of it is cut."""

    cells: tuple[Content, ...] = ()
    fit: Fit = Columns((None,))

    def rows(self, width: int) -> list[Content]:
        """The entry as rows of at most `width` cells."""
        margin, lead, rest = Content(" " * self.lead.cell_length), self.lead, list(self.cells)
        found: list[Content] = []
        for widths in self.fit(max(width - lead.cell_length, 8)):
            group, rest = rest[: len(widths)], rest[len(widths) :]
            wrapped = [cell.wrap(room) for cell, room in zip(group, widths, strict=True)]
            for pieces in zip_longest(*wrapped, fillvalue=EMPTY):
                padded = [_padded(piece, room) for piece, room in zip(pieces, widths, strict=True)]
                found.append((lead + Content(" " * GAP).join(padded)).rstrip())
                lead = margin
        return found


@dataclass(frozen=True, slots=True)
class Packed(Line):
    """Short pieces one behind another, none of them broken; as many rows as they need."""

    pieces: tuple[Content, ...] = ()

    def rows(self, width: int) -> list[Content]:
        """The pieces as rows of at most `width` cells."""
        room, found = width - self.lead.cell_length, [EMPTY]
        for piece in self.pieces:
            longer = Content(" " * GAP).join([found[-1], piece]) if found[-1] else piece
            if found[-1] and longer.cell_length > room:
                found.append(piece)
            else:
                found[-1] = longer
        margin = Content(" " * self.lead.cell_length)
        return [(margin if n else self.lead) + row for n, row in enumerate(found)]


def _padded(cell: Content, width: int) -> Content:
    return cell.rstrip().truncate(width, pad=True)


def widest(cells: Sequence[Content]) -> int:
    """How many cells the longest of them takes."""
    return max((cell.cell_length for cell in cells), default=0)
