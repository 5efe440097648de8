"""The calendar as its tests read it: which days, with which glyph, and what is said of one."""

import re
from datetime import date

import pytest
from desk import before

from runbooks.engine.retention import CopyState, RestorePoint
from tests.screen.sitting import NARROW, SMALL, WIDE, Sitting
from tui.editors.day import DayEditor

ASKED = before("restore_date")
SIZES = pytest.mark.parametrize("size", [WIDE, NARROW, SMALL], ids=["wide", "80x24", "60x20"])


def points(desk: Sitting) -> dict[date, RestorePoint]:
    return {point.date: point for point in desk.session.situation.computed("restore_points")}


def one_in(desk: Sitting, state: CopyState) -> date:
    """The newest day whose copy is in `state`."""
    return max(day for day, point in points(desk).items() if point.state is state)


def proposed(desk: Sitting) -> date:
    found = desk.session.situation.computed("proposed")
    assert isinstance(found, date)
    return found


def shown(day: date) -> str:
    return f"{day:%d/%m/%Y}"


def cells(desk: Sitting) -> str:
    return "\n".join(desk.rows("Calendar"))


def cell(day: date, glyph: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\d){day.day}{re.escape(glyph)}")


async def move_to(desk: Sitting, day: date) -> None:
    """By arrows from the proposed day, where the first one leads."""
    days = (day - proposed(desk)).days
    await desk.press("down", *(["right"] * days if days > 0 else ["left"] * -days))
    assert typed(desk) == shown(day)


def typed(desk: Sitting) -> str:
    return desk.app.screen.query_one(DayEditor).field.value


def why(desk: Sitting) -> str:
    return desk.said("DayEditor #understood")
