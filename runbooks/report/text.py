"""A page as plain text, for a terminal: no markup at all, every paragraph under its own lead.

Control characters are visible marks; `rows` are for a face that sees to that itself.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from textwrap import wrap
from typing import Any, Final

from runbooks.language.visible import visible
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

WIDTH: Final = 100
"""Columns of a text that nobody reads on a narrower terminal."""

NARROWEST: Final = 20


@dataclass(frozen=True, slots=True)
class Row:
    """One paragraph: `lead` stands before its first line, the others are indented as far.

    `name` is what the body is about, and begins it.
    """

    body: str = ""
    lead: str = ""
    name: str = ""
    is_heading: bool = False


def text(page: Page, width: int = WIDTH) -> str:
    """The page in lines of at most `width` columns; in a training each is marked (T2)."""
    mark = f"{page.mark} · " if page.mark else ""
    lines = (line for row in rows(page) for line in _wrapped(row, width - len(mark)))
    return "\n".join((mark + line).rstrip() if line else "" for line in lines).strip("\n") + "\n"


def rows(page: Page) -> Iterator[Row]:
    """The paragraphs of the page, unwrapped and unmarked; an empty one before each heading."""
    for block in page.blocks:
        if isinstance(block, Heading):
            yield Row()
        yield from WRITE[type(block)](block)


def _wrapped(row: Row, width: int) -> Iterator[str]:
    margin = " " * len(row.lead)
    room = max(width - len(row.lead), NARROWEST)
    body = visible(row.name + row.body, multiline=True)
    lines = [part for line in body.split("\n") for part in (wrap(line, room) or [""])]
    for number, line in enumerate(lines):
        yield (row.lead if number == 0 else margin) + line


def _heading(one: Heading) -> Iterator[Row]:
    yield Row(one.text if one.level == 1 else one.text.upper(), is_heading=True)


def _paragraph(one: Paragraph) -> Iterator[Row]:
    yield Row(one.text)


def _facts(one: Facts) -> Iterator[Row]:
    for name, value in one.pairs:
        yield Row(value, "  ", f"{name}: ")


def _entries(one: Entries) -> Iterator[Row]:
    for entry in one.entries:
        yield Row(_entry(entry), "  - ")
        yield from (Row(line, "    - ") for line in entry.inner)


def _entry(one: Entry) -> str:
    told = ": ".join(part for part in (one.label, one.text) if part)
    said = " · ".join(part for part in (one.mark, told) if part)
    return f"{said} ({one.aside})" if one.aside else said


def _table(one: Table) -> Iterator[Row]:
    for cells in one.rows:
        told = (f"{name}: {cell}" for name, cell in zip(one.columns, cells, strict=True) if cell)
        yield Row(" · ".join(told), "  - ")


def _verbatim(one: Verbatim) -> Iterator[Row]:
    return (Row(line, "  | ") for line in one.text.split("\n"))


def _picture(one: Picture) -> Iterator[Row]:
    yield Row(one.alt)


WRITE: Final[Mapping[type[Block], Callable[[Any], Iterator[Row]]]] = {
    Heading: _heading,
    Paragraph: _paragraph,
    Facts: _facts,
    Entries: _entries,
    Table: _table,
    Verbatim: _verbatim,
    Picture: _picture,
}
"""How each kind of block is written."""
