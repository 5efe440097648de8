"""A small calendar: weeks from Monday to Sunday, each day with the glyph of its state."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Final

from textual.content import Content

from runbooks.language import words
from tui.editors.led import Clickable
from tui.lines import Line, text
from tui.looks import HERE, PROPOSED, TODAY

MARGIN: Final = 5
"""Columns before the days, for the months."""
CELL: Final = 5
"""Columns of a day: a mark, two figures, the glyph of its state, a mark."""
DAY: Final = timedelta(days=1)
WEEK: Final = 7 * DAY


@dataclass(frozen=True, slots=True)
class Mark:
    """How a day is shown: the glyph of its state, and its style."""

    glyph: str = " "
    style: str = "$quiet"


@dataclass(frozen=True, slots=True)
class Page:
    """The days from `first`, a Monday, to `last`, a Sunday; those without a mark are shown quietly."""

    first: date
    last: date
    today: date
    proposed: date | None = None
    marks: Mapping[date, Mark] = field(default_factory=dict)

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.last


def weeks(first: date, last: date) -> tuple[date, date]:
    """The Monday of the week of `first`, and the Sunday of that of `last`."""
    return first - first.weekday() * DAY, last + (6 - last.weekday()) * DAY


def as_typed(day: date) -> str:
    """A day as it stands in the line."""
    return f"{day:%d/%m/%Y}"


class Calendar(Clickable):
    """A page of days; one of them may be moved to."""

    DEFAULT_CSS = f"Calendar {{ width: {MARGIN + 7 * CELL}; }}"

    page: Page

    def turn(self, page: Page, here: date | None) -> None:
        """Show `page`, with `here` as the day moved to."""
        self.page = page
        initials = "".join(f"{initial:>3}  " for initial in words.weekday_initials())
        rows = [Line(text(" " * MARGIN + initials, "$quiet"), most=1)]
        monday, month = page.first, 0
        while monday <= page.last:
            name = words.month_short(monday) if monday.month != month else ""
            days = (_cell(page, monday + n * DAY, here) for n in range(7))
            rows.append(Line(Content.assemble(text(f"{name:<{MARGIN}}", "$quiet"), *days), most=1))
            monday, month = monday + WEEK, monday.month
        self.show(rows)

    def at(self, x: int, y: int) -> str | None:
        """As `Clickable.at`: the day there."""
        column, row = (x - MARGIN) // CELL, y - 1
        day = self.page.first + row * WEEK + column * DAY
        return as_typed(day) if 0 <= column < 7 and row >= 0 and day in self.page else None


def _cell(page: Page, day: date, here: date | None) -> Content:
    mark = page.marks.get(day, Mark())
    before = HERE if day == here else TODAY if day == page.today else " "
    after = PROPOSED if day == page.proposed else " "
    style = "bold reverse " if day == here else "bold " if day == page.proposed else ""
    return Content.styled(f"{before}{day.day:>2}{mark.glyph}{after}", style + mark.style)
