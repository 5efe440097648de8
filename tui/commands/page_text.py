"""A page as lines for a terminal: 80 cells wide, its tables in columns whose cells are wrapped."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from textwrap import wrap
from typing import Any, Final

from runbooks.language.visible import visible
from runbooks.report.blocks import (
    Block,
    Entries,
    Facts,
    Heading,
    Page,
    Paragraph,
    Picture,
    Table,
    Verbatim,
)
from tui.commands.output import columns, width_of

WIDTH: Final = 80
GAP: Final = 2


def page_text(page: Page) -> str:
    """The page in plain text; that of a training says so on each of its lines (T2)."""
    width = WIDTH - (len(page.mark) + 3 if page.mark else 0)
    lines = [line for block in page.blocks for line in (*WRITE[type(block)](block, width), "")]
    if page.mark:
        lines = [f"{page.mark} · {line}" if line else line for line in lines]
    return "\n".join(lines)


def _heading(one: Heading, width: int) -> Iterator[str]:
    text = visible(one.text)
    yield from wrapped(text.upper() if one.level == 2 else text, width)
    if one.level == 1:
        yield "─" * min(width_of(text), width)


def _paragraph(one: Paragraph, width: int) -> Iterator[str]:
    yield from wrapped(one.text, width)


def _facts(one: Facts, width: int) -> Iterator[str]:
    for name, value in one.pairs:
        yield from _hanging("", f"{name}: {value}", width)


def _entries(one: Entries, width: int) -> Iterator[str]:
    for entry in one.entries:
        told = ": ".join(part for part in (entry.label, entry.text) if part)
        told += f" — {entry.aside}" if entry.aside else ""
        yield from _hanging("- ", " · ".join(part for part in (entry.mark, told) if part), width)
        for inner in entry.inner:
            yield from _hanging("  - ", inner, width)


def _table(one: Table, width: int) -> Iterator[str]:
    rows = [one.columns, *one.rows]
    widths = _widths(rows, one.widths or (1,) * len(one.columns), width)
    for number, row in enumerate(rows):
        cells = [wrapped(cell, room) for cell, room in zip(row, widths, strict=True)]
        height = max(map(len, cells))
        filled = [[*cell, *[""] * (height - len(cell))] for cell in cells]
        ruler = [" " * room for room in widths]
        yield from columns([*zip(*filled, strict=True), ruler])[:-1]
        if number == 0:
            yield "─" * (sum(widths) + GAP * (len(widths) - 1))


def _widths(rows: Sequence[Sequence[str]], shares: Sequence[int], width: int) -> list[int]:
    """Cells of each column: the longest word of its head, then what it needs as far as its share goes."""
    places = range(len(shares))
    needed = [max(width_of(line) for row in rows for line in row[n].split("\n")) for n in places]
    found = [max((width_of(word) for word in rows[0][n].split()), default=1) for n in places]
    for _cell in range(width - GAP * (len(shares) - 1) - sum(found)):
        wanting = [n for n in places if found[n] < needed[n]]
        if wanting:
            found[min(wanting, key=lambda n: found[n] / shares[n])] += 1
    return found


def _verbatim(one: Verbatim, width: int) -> Iterator[str]:
    for line in one.text.split("\n"):
        yield from _hanging("│ ", line, width, after="│ ")


def _picture(one: Picture, width: int) -> Iterator[str]:
    yield from wrapped(one.alt, width)


def _hanging(lead: str, text: str, width: int, after: str = "") -> Iterator[str]:
    margin = after or " " * max(len(lead), 2)
    for number, line in enumerate(wrapped(text, width - len(margin))):
        yield (margin if number else lead) + line


def wrapped(text: str, width: int) -> list[str]:
    """`text` in lines of at most `width` cells; its own ends of lines stay, and nothing raw does."""
    lines = [
        line
        for paragraph in visible(text, multiline=True).split("\n")
        for line in _fitting(paragraph, width) or [""]
    ]
    return lines or [""]


def _fitting(text: str, width: int) -> list[str]:
    """By cells and not by characters, where some take two."""
    wide = width_of(text) / len(text) if text else 1.0
    lines = wrap(text, max(int(width / max(wide, 1.0)), 1))
    if all(width_of(line) <= width for line in lines):
        return lines
    return wrap(text, max(width // 2, 1))


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
