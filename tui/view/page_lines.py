"""Paragraphs that a report needs and nothing else does: a rule, a name with its value, a marked row."""

from dataclasses import dataclass
from itertools import zip_longest
from typing import Final

from textual.content import Content

from tui.lines import BLANK, EMPTY, Line

GAP: Final = 2
"""Cells between a name and its value, and between a row and its mark."""


@dataclass(frozen=True, slots=True)
class Rule(Line):
    """A line across the page."""

    def rows(self, width: int) -> list[Content]:
        """One row of it."""
        return [Content.styled("─" * width, "$quiet")]


@dataclass(frozen=True, slots=True)
class Pair(Line):
    """A name, and its value in a second column; all of one list have the same `column`, in cells."""

    name: Content = EMPTY
    column: int = 0

    def rows(self, width: int) -> list[Content]:
        """Each wrapped in its own column, of which the value's is the larger one."""
        column = min(self.column, width * 2 // 5)
        names = self.name.wrap(column)
        values = self.body.wrap(width - column - GAP)
        return [
            name.rstrip() + Content(" " * (column + GAP - name.rstrip().cell_length)) + value.rstrip()
            for name, value in zip_longest(names, values, fillvalue=EMPTY)
        ]


@dataclass(frozen=True, slots=True)
class Quoted(Line):
    """What somebody else wrote: the lead stands before every row of it."""

    def rows(self, width: int) -> list[Content]:
        """The rows behind the bar."""
        wrapped = self.body.wrap(width - self.lead.cell_length) or [EMPTY]
        return [self.lead + row.rstrip() for row in wrapped]


@dataclass(frozen=True, slots=True)
class Marked(Line):
    """A paragraph of a training: rows of words end with the mark, in a column of its own (T2)."""

    inner: Line = BLANK
    mark: Content = EMPTY

    def rows(self, width: int) -> list[Content]:
        """The rows of the paragraph, narrower by the mark."""
        room = width - self.mark.cell_length - GAP
        return [
            row + Content(" " * max(room - row.cell_length, 0) + " " * GAP) + self.mark if row else row
            for row in self.inner.rows(max(room, 10))
        ]
