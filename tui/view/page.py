"""A page that is handed on, as it is read on the screen."""

from textual.content import Content

from runbooks.report.blocks import Page
from runbooks.report.text import Row, rows
from tui.lines import Line, text


def page_lines(page: Page) -> list[Line]:
    """The page's paragraphs, each under its own lead; in a training each is marked (T2)."""
    mark = f"{page.mark} · " if page.mark else ""
    return [_line(row, mark) for row in rows(page)]


def _line(row: Row, mark: str) -> Line:
    body = text(row.name, "$quiet") + text(row.body, "bold $accent" if row.is_heading else "")
    return Line(body, Content.styled(mark + row.lead, "$quiet")) if body else Line()
