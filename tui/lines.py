"""Lines of text that know how wide they are: the one widget that shows what a view says."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from textual.content import Content
from textual.css.styles import RulesMap
from textual.geometry import Size
from textual.strip import Strip
from textual.style import Style
from textual.visual import RenderOptions, Visual
from textual.widget import Widget

from runbooks.language.visible import visible

EMPTY: Final = Content("")
CUT: Final = Content("…")


@dataclass(frozen=True, slots=True)
class Line:
    """One paragraph: `lead` stands before its first row, and the other rows are indented as far.

    `right` is put at the end of the first row. Where that and `one_row` leave no room for the body, it
    gives way to the first of `instead` that fits; what still does not is cut. `most_rows` cuts a paragraph
    of several rows, 0 none.
    """

    body: Content = EMPTY
    lead: Content = EMPTY
    right: Content = EMPTY
    instead: tuple[Content, ...] = ()
    one_row: bool = False
    most_rows: int = 0

    def rows(self, width: int) -> list[Content]:
        """The paragraph as rows of at most `width` cells."""
        room = max(width - self.lead.cell_length, 8)
        if self.right:
            first = self._fitting(max(room - self.right.cell_length - 1, 1))
            gap = max(room - first.cell_length - self.right.cell_length, 1)
            return [Content.assemble(self.lead, first, " " * gap, self.right)]
        if self.one_row:
            return [self.lead + self._fitting(room)]
        margin = Content(" " * self.lead.cell_length)
        wrapped = [row.rstrip() for row in self.body.wrap(room)] or [EMPTY]
        if 0 < self.most_rows < len(wrapped):
            *kept, last = wrapped[: self.most_rows]
            wrapped = [*kept, (last + CUT).truncate(room, ellipsis=True)]
        return [(self.lead if n == 0 else margin) + row for n, row in enumerate(wrapped)]

    def _fitting(self, room: int) -> Content:
        bodies = (self.body, *self.instead)
        fitting = (body for body in bodies if body.cell_length <= room)
        return next(fitting, bodies[-1]).truncate(room, ellipsis=True)


BLANK: Final = Line()


def text(value: str, style: str = "") -> Content:
    """A foreign or own text as content: markup in it is shown, control characters are marks."""
    return Content.styled(visible(value, multiline=True), style)


def line(value: str, style: str = "", lead: str = "", lead_style: str = "") -> Line:
    """A paragraph of one style behind a lead of another."""
    return Line(text(value, style), Content.styled(lead, lead_style))


def rows(lines: Sequence[Line], width: int) -> list[Content]:
    """Paragraphs as rows of at most `width` cells."""
    return [row for one in lines for row in one.rows(max(width, 10))]


class Paragraphs(Visual):
    """Paragraphs as one entry of a list."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self._lines = tuple(lines)

    def render_strips(
        self, width: int, height: int | None, style: Style, options: RenderOptions
    ) -> list[Strip]:
        """The rows, each wrapped under its own lead."""
        return Content("\n").join(rows(self._lines, width)).render_strips(width, height, style, options)

    def get_optimal_width(self, rules: RulesMap, container_width: int) -> int:
        """As wide as there is room."""
        return container_width

    def get_height(self, rules: RulesMap, width: int) -> int:
        """How many rows there are at `width`."""
        return len(rows(self._lines, width))


class Lines(Widget):
    """Shows paragraphs, each wrapped under its own lead; updated in place."""

    DEFAULT_CSS = "Lines { height: auto; }"

    def __init__(
        self, lines: Sequence[Line] = (), *, id: str | None = None, classes: str | None = None
    ) -> None:
        super().__init__(id=id, classes=classes)
        self._lines = tuple(lines)
        self.set_class(not lines, "empty")

    def show(self, lines: Sequence[Line]) -> None:
        """Replace what is shown; nothing is drawn anew where nothing changed."""
        new = tuple(lines)
        if new != self._lines:
            self._lines = new
            self.set_class(not new, "empty")
            self.clear_cached_dimensions()
            self.refresh(layout=True)

    def render(self) -> Content:
        """All rows at the width that there is."""
        return Content("\n").join(rows(self._lines, self.content_size.width))

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """How many rows there are at `width`."""
        return len(rows(self._lines, width))
