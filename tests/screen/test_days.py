"""A day that is typed, clicked on, offered again, or limited by no copy."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from desk import Desk
from textual.app import App, ComposeResult
from textual.pilot import Pilot

from runbooks.definition.items import DateItem
from runbooks.engine.retention import CopyState
from runbooks.language import using
from tests.screen.days import ASKED, cells, one_in, proposed, shown, typed, why
from tests.screen.sitting import NARROW, Action, Sitting, sitting
from tui.editors.base import Editor
from tui.editors.calendar import Calendar
from tui.editors.day import DayEditor
from tui.editors.field import Field
from tui.themes import DARK, own_variables

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
