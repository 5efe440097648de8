"""What a page that is handed on is made of: blocks of plain words, which every format writes its own way.

No block holds markup: whatever a person wrote stands in it as it was written, and each writer sees to it
that its format obeys none of it (reliability.md, S10). So the same facts stand in every format.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from runbooks.engine.situation import Situation
from runbooks.language import _, current


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; the title of the page is of level 1."""

    level: Literal[1, 2, 3]
    text: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text. `is_lead` for the one sentence that says what matters most."""

    text: str
    is_lead: bool = False


@dataclass(frozen=True, slots=True)
class Facts:
    """Names with their values, in the order in which to read them."""

    pairs: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a list: `mark: text`, with who and when aside, and more lines under it.

    `label` stands before the text, `mark` before both as a word of its own; `state` is an item's state,
    for a format that has a glyph or a colour for it.
    """

    text: str
    label: str = ""
    mark: str = ""
    aside: str = ""
    inner: tuple[str, ...] = ()
    state: str = ""


@dataclass(frozen=True, slots=True)
class Entries:
    """A list."""

    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under their columns. `widths` are the columns' shares of the page, none for what fits.

    `is_form` where the cells are blanks to be written in by hand.
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[int, ...] = ()
    is_form: bool = False


@dataclass(frozen=True, slots=True)
class Verbatim:
    """A text as it was sent: every line and every space of it."""

    text: str


@dataclass(frozen=True, slots=True)
class Picture:
    """A drawing as SVG, and the same in a sentence for who cannot see it."""

    svg: str
    alt: str


Block = Heading | Paragraph | Facts | Entries | Table | Verbatim | Picture


@dataclass(frozen=True, slots=True)
class Page:
    """A whole page: its blocks, and what stands around them.

    `foot` is what every sheet repeats; `mark` the word that every line of a training carries (T2), empty
    in an incident; `moment` ISO 8601, the last moment that the page knows of; `language` es or en;
    `is_sheet` where it is to fit on one sheet, and is set small.
    """

    title: str
    foot: tuple[str, ...]
    mark: str
    moment: str
    language: str
    blocks: tuple[Block, ...]
    is_sheet: bool = False


@dataclass(slots=True)
class Writing:
    """A page that is being written, one block after another."""

    situation: Situation
    title: str
    blocks: list[Block] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.blocks.append(Heading(1, self.title))

    def add(self, *blocks: Block | None) -> None:
        """Put blocks at the end; what is None or empty is left out."""
        self.blocks += (block for block in blocks if block is not None and _has_something(block))

    def section(self, title: str, *blocks: Block | None) -> None:
        """A heading with blocks under it; nothing at all where they are empty."""
        held = [block for block in blocks if block is not None and _has_something(block)]
        if held:
            self.blocks += (Heading(2, title), *held)

    def page(self) -> Page:
        """The page as it is written by now."""
        state, runbook = self.situation.state, self.situation.runbook
        foot = (
            runbook.code,
            _("revision {revision}").format(revision=runbook.revision),
            state.id,
            state.head[:12],
        )
        mark = _("TRAINING") if state.mode == "training" else ""
        return Page(self.title, foot, mark, state.updated_at, current(), tuple(self.blocks))


def _has_something(block: Block) -> bool:
    match block:
        case Facts(pairs):
            return bool(pairs)
        case Entries(entries):
            return bool(entries)
        case Table(rows=rows):
            return bool(rows)
        case Verbatim(text) | Paragraph(text=text):
            return bool(text)
        case Picture(svg):
            return bool(svg)
    return True


def entries(several: Sequence[Entry]) -> Entries:
    """A list of them."""
    return Entries(tuple(several))
