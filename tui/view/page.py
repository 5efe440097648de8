"""A page that is handed on, as it is read on the screen."""

from runbooks.report.blocks import Page
from runbooks.report.text import rows
from tui.lines import Line, line


def page_lines(page: Page) -> list[Line]:
    """The page's paragraphs, each under its own lead; in a training each is marked (T2)."""
    mark = f"{page.mark} · " if page.mark else ""
    return [
        line(row.body, "bold $accent" if row.is_heading else "", lead=mark + row.lead, lead_style="$quiet")
        for row in rows(page)
    ]
