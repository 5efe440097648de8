"""Two paragraphs side by side where there is room, one under the other where there is not."""

from dataclasses import dataclass
from itertools import zip_longest
from typing import Final

from textual.content import Content

from tui.lines import BLANK, EMPTY, Line

BROAD: Final = 88
"""Cells from which two paragraphs fit side by side."""

RULE: Final = Content.styled(" │ ", "$quiet")


@dataclass(frozen=True, slots=True)
class Beside(Line):
    """`first` at the left and `second` at the right; `narrow` stands for both where there is no room."""

    first: Line = BLANK
    second: Line = BLANK
    narrow: tuple[Line, ...] = ()

    def rows(self, width: int) -> list[Content]:
        """Both wrapped to half the width."""
        if width < BROAD:
            return [row for one in self.narrow for row in one.rows(width)]
        half = (width - RULE.cell_length) // 2
        pairs = zip_longest(self.first.rows(half), self.second.rows(half), fillvalue=EMPTY)
        return [Content.assemble(left, " " * (half - left.cell_length), RULE, right) for left, right in pairs]
