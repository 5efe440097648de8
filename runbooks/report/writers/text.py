"""A page as plain text, for a terminal: no markup at all, every paragraph under its own lead."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import zip_longest
from typing import Any, Final

from runbooks.language.cells import padded, width_of, wrapped
from runbooks.report.blocks import (
    Block,
    Entries,
    Entry,
    Facts,
    Heading,
    Page,
    Paragraph,
    Picture,
    Table,
    Verbatim,
)
from runbooks.report.writers.columns import GAP, column_widths, least_width

WIDTH: Final = 100
"""Cells of a line that is read with ease; a wider terminal has no longer ones."""

NARROWEST: Final = 20
INDENT: Final = "  "
BULLET: Final = "- "
BAR: Final = "│ "
"""Before each line of what stands as it was sent."""


def text(page: Page, width: int = WIDTH) -> str:
    """The page in lines of at most `width` cells; in a training each is marked (T2)."""
    mark = f"{page.mark} · " if page.mark else ""
    lines = _lines(page.blocks, max(width - width_of(mark), NARROWEST))
    return "".join(f"{mark + line if line else ''}\n" for line in lines)


def _lines(blocks: Sequence[Block], width: int) -> Iterator[str]:
    """Blank lines part the blocks, but no heading from what it stands over."""
    before: Block | None = None
    for block in blocks:
        if before is not None and (isinstance(block, Heading) or not isinstance(before, Heading)):
            yield ""
        for line in WRITE[type(block)](block, width):
            yield line.rstrip()
        before = block


def _hanging(text: str, width: int, lead: str = "", margin: str = INDENT) -> Iterator[str]:
    """A paragraph behind `lead`, its further lines behind `margin`."""
    for number, line in enumerate(wrapped(text, width - width_of(margin))):
        yield (margin if number else lead) + line


def _heading(one: Heading, width: int) -> Iterator[str]:
    lines = wrapped(one.text.upper() if one.level == 2 else one.text, width)
    yield from lines
    if one.level == 1:
        yield "─" * max(map(width_of, lines))


def _paragraph(one: Paragraph, width: int) -> Iterator[str]:
    yield from wrapped(one.text, width)


def _facts(one: Facts, width: int) -> Iterator[str]:
    for name, value in one.pairs:
        yield from _hanging(f"{name}: {value}", width)


def _entries(one: Entries, width: int) -> Iterator[str]:
    for entry in one.entries:
        yield from _hanging(_entry(entry), width, BULLET)
        for line in entry.inner:
            yield from _hanging(line, width, INDENT + BULLET, INDENT * 2)


def _entry(one: Entry) -> str:
    told = ": ".join(part for part in (one.label, one.text) if part)
    said = " · ".join(part for part in (one.mark, told) if part)
    return f"{said} — {one.aside}" if one.aside else said


def _table(one: Table, width: int) -> Iterator[str]:
    by_column = [*zip(one.columns, *one.rows, strict=True)]
    natural = [max(width_of(line) for cell in cells for line in cell.split("\n")) for cells in by_column]
    least = [least_width(" ".join(cells).split()) for cells in by_column]
    widths = column_widths(natural, least, one.widths, width)
    return _beside(one, widths) if widths else _below(one, width)


def _beside(one: Table, widths: Sequence[int]) -> Iterator[str]:
    """The cells of a row side by side, each wrapped in its column."""
    for cells in (one.columns, *one.rows):
        columns = [wrapped(cell, wide) for cell, wide in zip(cells, widths, strict=True)]
        for parts in zip_longest(*columns, fillvalue=""):
            yield (" " * GAP).join(map(padded, parts, widths))
        if cells is one.columns:
            yield "─" * (sum(widths) + GAP * (len(widths) - 1))


def _below(one: Table, width: int) -> Iterator[str]:
    """Each row as a list of its cells, with the names of their columns."""
    for cells in one.rows:
        lead = BULLET
        for name, cell in zip(one.columns, cells, strict=True):
            if cell:
                yield from _hanging(f"{name}: {cell}" if name else cell, width, lead, INDENT * 2)
                lead = INDENT


def _verbatim(one: Verbatim, width: int) -> Iterator[str]:
    for line in one.text.rstrip("\n").split("\n"):
        yield from _hanging(line, width, BAR, BAR)


def _picture(one: Picture, width: int) -> Iterator[str]:
    yield from wrapped(one.alt, width)


WRITE: Final[Mapping[type[Block], Callable[[Any, int], Iterator[str]]]] = {
    Heading: _heading,
    Paragraph: _paragraph,
    Facts: _facts,
    Entries: _entries,
    Table: _table,
    Verbatim: _verbatim,
    Picture: _picture,
}
"""How each kind of block is written."""
