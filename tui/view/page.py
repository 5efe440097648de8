"""A page that is handed on as it is read on the screen: blocks as paragraphs, and where sections begin."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from textual.content import Content

from runbooks.engine.situation import ItemState
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
from tui.lines import BLANK, Line, line, text
from tui.looks import COLOURS, GLYPHS, HERE, MISSING, TODAY
from tui.view.page_lines import Marked, Pair, Quoted, Rule
from tui.view.page_table import table_lines

BULLET: Final = "•"
DASH: Final = "–"
LOOKS: Final[Mapping[str, tuple[str, str]]] = {
    **{state.value: (GLYPHS[state], COLOURS[state]) for state in ItemState},
    "chosen": (HERE, "bold $accent"),
    "refused": (MISSING, "$error"),
    "other": (TODAY, "$quiet"),
}
"""The glyph and the colour of an entry's state; its word stands beside it (R1)."""


@dataclass(frozen=True, slots=True)
class Section:
    """A section of a page: its title, and the place of its heading among the paragraphs."""

    title: str
    place: int


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page as paragraphs, with its sections in their order."""

    lines: tuple[Line, ...]
    sections: tuple[Section, ...]

    def section_at(self, place: int) -> int:
        """The number, from 0, of the section that the paragraph at `place` belongs to."""
        begun = [number for number, one in enumerate(self.sections) if one.place <= place]
        return begun[-1] if begun else 0


def sheet(page: Page) -> Sheet:
    """The page as it is read; in a training each row of words is marked (T2)."""
    lines: list[Line] = []
    sections: list[Section] = []
    for block in page.blocks:
        told = [*SHOW[type(block)](block)]
        if isinstance(block, Heading) and block.level < 3:
            before = 0 if block.level == 1 else GAP
            sections.append(Section(block.text, len(lines) + before))
        lines += told
    lines += [BLANK, BLANK, Rule(), line(" · ".join(page.foot), "$quiet")]
    if page.mark:
        mark = text(page.mark, "$training 60%")
        lines = [Marked(inner=one, mark=mark) for one in lines]
    return Sheet(tuple(lines), tuple(sections))


GAP: Final = 2
"""Blank rows before a section."""


def _heading(one: Heading) -> Iterator[Line]:
    if one.level == 1:
        yield line(one.text, "bold $accent")
        yield BLANK
    elif one.level == 2:
        yield from (BLANK,) * GAP
        yield line(one.text, "bold $primary")
        yield Rule()
    else:
        yield BLANK
        yield line(one.text, "bold")


def _paragraph(one: Paragraph) -> Iterator[Line]:
    yield line(one.text, "bold" if one.is_lead else "")
    if one.is_lead:
        yield BLANK


def _facts(one: Facts) -> Iterator[Line]:
    column = max(text(name).cell_length for name, _value in one.pairs)
    for name, value in one.pairs:
        yield Pair(text(value), name=text(name, "$quiet"), column=column)


def _entries(one: Entries) -> Iterator[Line]:
    for entry in one.entries:
        glyph, colour = LOOKS.get(entry.state, (BULLET, "$quiet"))
        yield Line(_said(entry, colour), Content.styled(f"{glyph} ", colour))
        for under in entry.inner:
            yield line(under, lead=f"  {DASH} ", lead_style="$quiet")


def _said(entry: Entry, colour: str) -> Content:
    """`mark · label: text — aside`, as in every format."""
    parts = [text(entry.mark, colour or "bold")] if entry.mark else []
    told = [text(entry.label, "bold")] if entry.label else []
    told += [text(entry.text)] if entry.text else []
    if told:
        parts.append(text(": ").join(told))
    said = text(" · ", "$quiet").join(parts)
    return said + text(f" — {entry.aside}", "$quiet") if entry.aside else said


def _verbatim(one: Verbatim) -> Iterator[Line]:
    for row in one.text.rstrip("\n").split("\n"):
        yield Quoted(text(row), text("│ ", "$quiet"))


def _picture(one: Picture) -> Iterator[Line]:
    yield line(one.alt)


SHOW: Final[Mapping[type[Block], Callable[[Any], Iterator[Line]]]] = {
    Heading: _heading,
    Paragraph: _paragraph,
    Facts: _facts,
    Entries: _entries,
    Table: table_lines,
    Verbatim: _verbatim,
    Picture: _picture,
}
"""How each kind of block is shown."""
