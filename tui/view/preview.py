"""A document as its reader will see it: simple Markdown as paragraphs, what is not filled in marked."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from textual.content import Content

from runbooks.engine.documents import PLACEHOLDER
from runbooks.language import _
from runbooks.language.visible import visible
from tui.lines import BLANK, Line, line, text
from tui.looks import MISSING

MOST_CHARACTERS: Final = 20_000
"""What lies behind is not shown: a text pasted by mistake must not cost every key."""

RULE: Final = "─" * 24
BULLET: Final = "• "
QUOTE: Final = "│ "


@dataclass(frozen=True, slots=True)
class Piece:
    """One paragraph; `source` is the row of the text, from 0, that it shows."""

    line: Line
    source: int


def preview(written: str) -> list[Piece]:
    """The text as headings, lists, quotes and paragraphs; a line of it stays a line.

    Links, pictures, HTML and code are shown as they are written: what the text is pasted into need
    not know them, and nothing of a person's text must act (reliability.md, S2).
    """
    known = visible(written[:MOST_CHARACTERS], multiline=True)
    found: list[Piece] = []
    for piece in _pieces(known):
        if found and piece.source > found[-1].source + 1:
            found.append(Piece(BLANK, piece.source - 1))
        found.append(piece)
    if len(written) > MOST_CHARACTERS:
        told = _("The preview ends here; the text goes on.")
        found.append(Piece(line(told, "$quiet"), known.count("\n") + 1))
    return found


def _pieces(known: str) -> Iterator[Piece]:
    rows, tokens = known.split("\n"), MARKDOWN.parse(known)
    if max((token.level for token in tokens), default=0) < DEEPEST:
        yield from _Walk(rows).pieces(tokens)
    else:  # what lies deeper is not parsed, and must not be hidden
        yield from (Piece(line(row), number) for number, row in enumerate(rows))


class _Walk:
    """Goes through the tokens; knows in which lists and quotes it is."""

    def __init__(self, rows: list[str]) -> None:
        self._rows = rows
        self._leads: list[str] = []

    def pieces(self, tokens: list[Token]) -> Iterator[Piece]:
        style = ""
        for token in tokens:
            if token.type == "list_item_open":
                self._leads.append(f"{token.info}{token.markup} " if token.info else BULLET)
            elif token.type == "blockquote_open":
                self._leads.append(QUOTE)
            elif token.type in ("list_item_close", "blockquote_close"):
                self._leads.pop()
            elif token.type == "heading_open":
                style = "bold underline" if token.tag == "h1" else "bold"
            elif token.type == "heading_close":
                style = ""
            elif token.type == "hr":
                yield self._rule(token)
            elif token.type == "inline":
                yield from self._paragraph(token, style)

    def _rule(self, token: Token) -> Piece:
        source = (token.map or [0])[0]
        left = PLACEHOLDER.search(self._rows[source])  # a line of ____ is to be filled in
        return Piece(Line(_to_fill(left.group()) if left else text(RULE, "$quiet"), self._lead()), source)

    def _paragraph(self, token: Token, style: str) -> Iterator[Piece]:
        source = (token.map or [0])[0]
        for number, body in enumerate(_rows(token.children or [], style)):
            yield Piece(Line(body, self._lead()), source + number)

    def _lead(self) -> Content:
        """Margin and marks of this row; a list's mark stands before its first one only."""
        lead = "".join(self._leads)
        self._leads = [one if one == QUOTE else " " * len(one) for one in self._leads]
        return text(lead, "$quiet")


def _rows(tokens: list[Token], style: str) -> Iterator[Content]:
    """What stands in a paragraph, row by row of the text."""
    row: list[Content] = []
    styles = [style]
    for token in tokens:
        if token.type in ("softbreak", "hardbreak"):
            yield Content.assemble(*row)
            row = []
        elif token.type == "placeholder":
            row.append(_to_fill(token.content))
        elif token.nesting > 0:
            styles.append("bold" if token.tag == "strong" else "italic")
        elif token.nesting < 0:
            styles.pop()
        else:
            row.append(text(token.content, " ".join(filter(None, styles))))
    yield Content.assemble(*row)


def _to_fill(found: str) -> Content:
    told = _("to be filled in: {what}").format(what=found.strip("[]"))
    return text(f"{MISSING} {told}", "bold reverse $warning")


def _placeholder(state: StateInline, silent: bool) -> bool:
    """What is to be filled in is one piece, whatever signs of Markdown it holds."""
    found = PLACEHOLDER.match(state.src, state.pos)
    if found is None:
        return False
    if not silent:
        state.push("placeholder", "", 0).content = found.group()
    state.pos = found.end()
    return True


MARKDOWN: Final = MarkdownIt("zero").enable(["heading", "list", "blockquote", "hr", "newline", "emphasis"])
DEEPEST: Final = MARKDOWN.options.maxNesting - 1
"""Lists within lists, from which on the rest is left out."""

MARKDOWN.inline.ruler.before("text", "placeholder", _placeholder)
