"""A day: typed, or picked from a calendar that says of each day what can be had of it, and why."""

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from desk import Desk, before
from textual.app import App, ComposeResult
from textual.pilot import Pilot

from runbooks.definition.items import DateItem
from runbooks.engine.retention import CopyState, RestorePoint
from runbooks.language import using
from tests.screen.sitting import NARROW, SMALL, WIDE, Action, Sitting, sitting
from tui.editors.base import Editor
from tui.editors.calendar import Calendar
from tui.editors.day import DayEditor
from tui.editors.field import Field
from tui.looks import Plain
from tui.themes import DARK, own_variables

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


# -- what is seen ------------------------------------------------------------------------------------


@SIZES
async def test_every_copy_stands_in_the_calendar_with_the_glyph_of_its_state(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    glyphs = {"sure": "✔", "doubtful": "?", "too_new": "✘", "gone": "✘"}
    async with sitting(tmp_path, ASKED, size=size) as desk:
        said = cells(desk)
        for day, point in points(desk).items():
            assert cell(day, glyphs[point.state]).search(said), (day, point.state, said)
        assert f"{proposed(desk).day}✔★" in said
        assert f"○{desk.session.situation.now.day:>2}" in said
        legend = desk.said("#legend")
        for words in ("✔ segura", "? dudosa", "✘ no sirve", "★ propuesta", "○ hoy"):
            assert words in legend


@SIZES
async def test_the_weeks_run_from_monday_to_sunday_and_only_those_that_matter_are_shown(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    async with sitting(tmp_path, ASKED, size=size) as desk:
        rows = desk.rows("Calendar")
        assert rows[0].split() == list("LMXJVSD")
        days = [*points(desk), desk.session.situation.now.date()]
        mondays = {day - timedelta(days=day.weekday()) for day in days}
        assert len(rows) - 1 == len(mondays)
        assert [re.search(r"\d+", row)[0] for row in rows[1:]] == [  # type: ignore[index]
            str(monday.day) for monday in sorted(mondays)
        ]


@pytest.mark.parametrize("size", [NARROW, (120, 40)], ids=["80x24", "120x40"])
async def test_caution_calendar_and_explanation_are_seen_together_without_scrolling(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    async with sitting(tmp_path, ASKED, size=size) as desk:
        await move_to(desk, one_in(desk, CopyState.DOUBTFUL))
        main = desk.app.screen.query_one("#main")
        assert main.max_scroll_y == 0
        assert "se pierde lo posterior" in desk.said()
        assert "Si no: Una dudosa solo si no hay segura" in desk.said()
        assert "dudosa" in why(desk)


async def test_at_60x20_line_calendar_and_explanation_are_all_in_view(tmp_path: Path) -> None:
    async with sitting(tmp_path, ASKED, size=SMALL) as desk:
        await move_to(desk, one_in(desk, CopyState.DOUBTFUL))
        assert desk.seen("DayEditor").height == desk.app.screen.query_one(DayEditor).size.height
        assert "Con Enter se elige." in why(desk)


async def test_it_speaks_the_users_language(tmp_path: Path) -> None:
    async with sitting(tmp_path, ASKED, language="en") as desk:
        assert desk.rows("Calendar")[0].split() == list("MTWTFSS")
        assert "✘ not usable" in desk.said("#legend")
        assert why(desk).startswith("★ Proposed: ")


def test_without_the_glyphs_the_marks_are_still_told_apart() -> None:
    drawn = [Plain("ascii").text(glyph) for glyph in "✔?✘★○▶"]
    assert len(set(drawn)) == len(drawn)
    assert "".join(drawn).isascii()


# -- nothing is taken by accident (R13) --------------------------------------------------------------


async def test_R13_the_screen_starts_with_nothing_moved_to_and_enter_answers_nothing(tmp_path: Path) -> None:
    async with sitting(tmp_path, ASKED) as desk:
        assert "▶" not in cells(desk)
        assert shown(proposed(desk)) in why(desk)
        assert "Tab lo escribe" in why(desk)
        await desk.press("enter", "enter", "ctrl+s")
        assert desk.kept("restore_date") is None
        assert "Escriba un día o vaya a uno con las flechas" in desk.said("#told")


@pytest.mark.parametrize("key", ["tab", "down", "up", "left", "right"])
async def test_tab_or_the_first_arrow_leads_to_the_proposed_day_and_enter_takes_it(
    tmp_path: Path, key: str
) -> None:
    async with sitting(tmp_path, ASKED) as desk:
        await desk.press(key)
        assert f"▶{proposed(desk).day:>2}✔★" in cells(desk)
        assert "propuesta: segura. Puede borrarse desde el" in why(desk)
        assert desk.kept("restore_date") is None
        await desk.press("enter")
        assert desk.kept("restore_date") == proposed(desk).isoformat()


async def test_an_arrow_and_enter_right_behind_it_take_the_day_moved_to(tmp_path: Path) -> None:
    async with sitting(tmp_path, ASKED) as desk:
        day = proposed(desk) - timedelta(days=1)
        desk.post("down", "left", "enter")
        await desk.settle()
        assert desk.kept("restore_date") == day.isoformat()


async def test_a_digit_is_typed_and_chooses_nothing(tmp_path: Path) -> None:
    async with sitting(tmp_path, ASKED) as desk:
        await desk.press("1")
        assert "▶" not in cells(desk)
        assert typed(desk) == "1"
        await desk.press("enter")
        assert desk.kept("restore_date") is None
        assert "No se hizo: «1» no es un día" in why(desk)


async def test_what_was_moved_to_is_kept_as_a_draft_and_not_sent_by_the_next_enter(tmp_path: Path) -> None:
    async with sitting(tmp_path, ASKED) as desk:
        await desk.press("down", "f8", "f7", "enter")
        assert desk.kept("restore_date") is None
        assert "Tab" in desk.said("#told")
        await desk.press("tab", "enter")
        assert desk.kept("restore_date") == proposed(desk).isoformat()


# -- moving, and why ---------------------------------------------------------------------------------


async def test_arrows_move_by_days_and_weeks_and_stop_at_the_edge(tmp_path: Path) -> None:
    async with sitting(tmp_path, ASKED) as desk:
        week = proposed(desk) - timedelta(days=7)
        page = desk.app.screen.query_one(Calendar).page
        await desk.press("down", "up")
        there = week if week in page else proposed(desk)
        assert shown(there) in desk.said("DayEditor Field")
        await desk.press(*["up"] * 5, *["left"] * 7)
        first = desk.app.screen.query_one(DayEditor).field.value
        assert datetime.strptime(first, "%d/%m/%Y").date() == page.first
        await desk.press(*["down"] * 5, *["right"] * 7)
        assert desk.app.screen.query_one(DayEditor).field.value == shown(page.last)


async def test_a_doubtful_day_says_why_and_what_to_ask_support(tmp_path: Path) -> None:
    async with sitting(tmp_path, ASKED) as desk:
        day = one_in(desk, CopyState.DOUBTFUL)
        await move_to(desk, day)
        assert "dudosa (quizá se hizo después de la pérdida)." in why(desk)
        assert "Pregunte a Soporte a qué hora se hizo." in why(desk)
        assert "Puede borrarse desde el" in why(desk)
        await desk.press("enter")
        assert desk.kept("restore_date") == day.isoformat()


async def test_a_day_that_is_too_new_can_be_looked_at_says_why_and_is_refused(tmp_path: Path) -> None:
    async with sitting(tmp_path, ASKED) as desk:
        await move_to(desk, one_in(desk, CopyState.TOO_NEW))
        reason = "es demasiado nueva: se hizo después de la última vez que se vio todo bien ("
        assert why(desk).startswith("⚠ ")
        assert reason in why(desk)
        events = desk.events
        await desk.press("enter")
        assert why(desk).startswith("✘ No se hizo: ")
        assert reason in why(desk)
        assert desk.events == events
        await desk.press("enter", "ctrl+s")
        assert desk.events == events


async def test_a_deleted_day_says_when_it_was_deleted_and_is_refused(tmp_path: Path) -> None:
    async with sitting(tmp_path, ASKED) as desk:
        await move_to(desk, one_in(desk, CopyState.GONE))
        assert "ya se borró (" in why(desk)
        await desk.press("enter")
        assert why(desk).startswith("✘ No se hizo: ")
        assert desk.kept("restore_date") is None


async def test_the_last_day_of_a_copy_says_by_when_it_is_deleted(tmp_path: Path) -> None:
    async with sitting(tmp_path, ASKED) as desk:
        day = min(day for day, point in points(desk).items() if point.state is CopyState.DOUBTFUL)
        await move_to(desk, day)
        assert "Pregunte a Soporte si aún existe. Se borra a más tardar el" in why(desk)


# -- typed -------------------------------------------------------------------------------------------


async def test_a_typed_day_is_marked_in_the_calendar_explained_and_sent(tmp_path: Path) -> None:
    async with sitting(tmp_path, ASKED) as desk:
        await desk.paste("hoy-3d")
        day = desk.session.situation.now.date() - timedelta(days=3)
        assert f"▶{day.day:>2}✔" in cells(desk)
        assert shown(day) in why(desk)
        await desk.press("enter")
        assert desk.kept("restore_date") == day.isoformat()


async def test_typing_takes_the_place_of_the_day_that_was_moved_to(tmp_path: Path) -> None:
    async with sitting(tmp_path, ASKED) as desk:
        await desk.press("down", *"hoy-4d")
        assert typed(desk) == "hoy-4d"
        await desk.press("left", "backspace", "5")  # by now they are keys of the text
        assert typed(desk) == "hoy-5d"


async def test_a_typed_day_out_of_reach_says_so_before_it_is_sent(tmp_path: Path) -> None:
    async with sitting(tmp_path, ASKED) as desk:
        await desk.paste("hoy-30d")
        assert "está fuera de alcance" in why(desk)
        assert "▶" not in cells(desk)
        await desk.press("enter")
        assert why(desk).startswith("✘ No se hizo: ")


# -- by mouse ----------------------------------------------------------------------------------------


async def click_on(desk: Sitting, day: date) -> None:
    page = desk.app.screen.query_one(Calendar).page
    week, column = divmod((day - page.first).days, 7)
    await desk.click("Calendar", row=1 + week, column=5 + 5 * column + 2)


async def test_R13_one_click_moves_and_the_second_on_the_same_day_takes_it(tmp_path: Path) -> None:
    async with sitting(tmp_path, ASKED) as desk:
        other = proposed(desk) - timedelta(days=1)
        await click_on(desk, proposed(desk))
        await click_on(desk, other)
        assert f"▶{other.day:>2}✔" in cells(desk)
        assert desk.kept("restore_date") is None
        await click_on(desk, other)
        assert desk.kept("restore_date") == other.isoformat()


async def test_R13_a_click_and_then_enter_takes_the_day(tmp_path: Path) -> None:
    async with sitting(tmp_path, ASKED) as desk:
        await click_on(desk, proposed(desk))
        await desk.press("enter")
        assert desk.kept("restore_date") == proposed(desk).isoformat()


async def test_a_second_click_on_an_unusable_day_is_refused_with_its_reason(tmp_path: Path) -> None:
    async with sitting(tmp_path, ASKED) as desk:
        for _click in range(2):
            await click_on(desk, one_in(desk, CopyState.TOO_NEW))
        assert why(desk).startswith("✘ No se hizo: ")
        assert desk.kept("restore_date") is None


# -- an answer that stood here before ----------------------------------------------------------------


async def test_R6_the_day_that_was_answered_before_is_offered_first_and_the_proposed_one_stays_marked(
    tmp_path: Path,
) -> None:
    actions: tuple[Action, ...] = (
        *ASKED,
        ("restore_date", "today-4d"),
        ("go_back", {"to": "confirm_loss", "reason": "otra hora"}),
        ("last_seen", "now-31h"),
        ("noticed_at", "now-2h"),
        ("complete", "confirm_loss"),
        ("complete", "check_plan"),
    )
    async with sitting(tmp_path, actions) as desk:
        before_then = desk.session.situation.now.date() - timedelta(days=4)
        assert why(desk).startswith("Antes: ")
        assert f"{proposed(desk).day}✔★" in cells(desk)
        await desk.press("tab")
        assert ", antes: segura." in why(desk)
        await desk.press("enter")
        assert desk.kept("restore_date") == before_then.isoformat()


# -- a day that no copy limits -----------------------------------------------------------------------


class Bare(App[None]):
    """Only the editor, asking for a day without points."""

    def __init__(self) -> None:
        super().__init__()
        self.sent: list[Any] = []
        asked = Desk(ASKED)
        item = asked.item("restore_date")
        assert isinstance(item, DateItem)
        self.item = item.model_copy(update={"points": None, "rules": (), "default": None})
        self.situation = asked.situation

    def get_theme_variable_defaults(self) -> dict[str, str]:
        return dict(own_variables(DARK))

    def compose(self) -> ComposeResult:
        yield DayEditor()

    async def on_mount(self) -> None:
        editor = self.query_one(DayEditor)
        await editor.ask(self.situation, self.item, None)
        editor.take_focus()

    def on_editor_sent(self, event: Editor.Sent) -> None:
        self.sent.append(event.value)


@asynccontextmanager
async def bare() -> AsyncIterator[tuple[Bare, Pilot[None]]]:
    app = Bare()
    with using("es"):
        async with app.run_test(size=NARROW) as pilot:
            yield app, pilot


async def test_a_day_without_copies_is_picked_from_the_month_and_past_its_edge() -> None:
    async with bare() as (app, pilot):
        calendar, field = app.query_one(Calendar), app.query_one(Field)
        assert (calendar.page.first, calendar.page.last) == (date(2026, 10, 26), date(2026, 12, 6))
        await pilot.press("down")
        assert field.value == "22/11/2026"
        await pilot.press("down", "right")
        assert field.value == "30/11/2026"
        await pilot.press("right")
        assert field.value == "01/12/2026"
        assert (calendar.page.first, calendar.page.last) == (date(2026, 11, 30), date(2027, 1, 3))
        await pilot.press("up", *["left"] * 4, "enter")
        assert app.sent == ["20/11/2026"]
