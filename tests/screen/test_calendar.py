"""A day: typed, or picked from a calendar that says of each day what can be had of it, and why."""

import re
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from runbooks.engine.retention import CopyState
from tests.screen.days import ASKED, SIZES, cell, cells, move_to, one_in, points, proposed, shown, typed, why
from tests.screen.sitting import NARROW, SMALL, sitting
from tui.editors.calendar import Calendar
from tui.editors.day import DayEditor
from tui.looks import Plain

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
