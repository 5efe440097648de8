"""A page in Markdown. Nothing that a person wrote becomes markup (reliability.md, S10)."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, Final

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
from runbooks.report.writers.inert import block, opening, plain, row, table

FENCE: Final = re.compile("`{3,}")
RULE: Final = re.compile(r"(\| --- )+\|")
OPENING: Final = re.compile("(#+ | *- )?")
"""What must stay first in a line, so that it is still a heading or an entry of a list."""


def markdown(page: Page) -> str:
    """The page as Markdown; in a training each line of it is marked (T2)."""
    written = [line for one in page.blocks for line in (*WRITE[type(one)](one), "")]
    lines = "\n".join(written).rstrip("\n").split("\n")
    return "\n".join(_marked(lines, page.mark) if page.mark else lines) + "\n"


def _heading(one: Heading) -> Iterator[str]:
    yield f"{'#' * one.level} {plain(one.text)}"


def _paragraph(one: Paragraph) -> Iterator[str]:
    yield opening(one.text)


def _facts(one: Facts) -> Iterator[str]:
    return (f"- {plain(name)}: {plain(value)}" for name, value in one.pairs)


def _entries(one: Entries) -> Iterator[str]:
    for entry in one.entries:
        yield _entry(entry)
        yield from (f"  - {plain(line)}" for line in entry.inner)


def _entry(one: Entry) -> str:
    mark = f"**{plain(one.mark)}**" if one.mark else ""
    told = ": ".join(plain(part) for part in (one.label, one.text) if part)
    aside = f" — {plain(one.aside)}" if one.aside else ""
    return "- " + " · ".join(part for part in (mark, told + aside) if part)


def _table(one: Table) -> Iterator[str]:
    cells = (row(*(plain(cell) or " " for cell in cells)) for cells in one.rows)
    yield from table(tuple(plain(column) for column in one.columns), [*cells])


def _verbatim(one: Verbatim) -> Iterator[str]:
    yield from block(one.text)


def _picture(one: Picture) -> Iterator[str]:
    yield opening(one.alt)


WRITE: Final[Mapping[type[Block], Callable[[Any], Iterator[str]]]] = {
    Heading: _heading,
    Paragraph: _paragraph,
    Facts: _facts,
    Entries: _entries,
    Table: _table,
    Verbatim: _verbatim,
    Picture: _picture,
}
"""How each kind of block is written."""


def _marked(lines: Iterable[str], mark: str) -> Iterator[str]:
    """Each line with `mark` in it, as what it was: no line quoted from the page can be mistaken."""
    fence = ""
    for line in lines:
        found = FENCE.match(line)
        if found and (line == fence or not fence):
            fence = "" if fence else found[0]
            yield line
        elif not line:
            yield line
        elif fence:
            yield f"{mark} · {line}"
        elif RULE.fullmatch(line):
            yield f"| --- {line}"
        elif line.startswith("| "):
            yield f"| {mark} {line}"
        else:
            yield OPENING.sub(rf"\g<0>{mark} · ", line, count=1)
