"""The screen of figures over time: charts or tables, incidents or trainings, period by period."""

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path

import pytest
from answered import done
from past import past
from textual.pilot import Pilot

from runbooks.record.store import Store
from tests.screen.sitting import NARROW, SMALL, Sitting, in_order, places, sitting
from tui.opening import now
from tui.rows import Paper
from tui.screens.home import HomeScreen
from tui.screens.stats import StatsScreen

STANDARD = (120, 40)
BARS = "█▒░"


def incidents(home: Path) -> Store:
    """Two restored incidents of last year's first months, and one of a week ago in which nothing was lost."""
    store = Store(places(home).sessions)
    past(store, "restored", "2025-02-03T10:00-06:00", {"restored_at": timedelta(hours=10)})
    past(store, "restored", "2025-03-03T10:00-06:00", {"restored_at": timedelta(hours=20)})
    past(store, "no_loss", (now() - timedelta(days=7)).isoformat())
    return store


@asynccontextmanager
async def at_figures(
    home: Path, *, size: tuple[int, int] = STANDARD, language: str = "es"
) -> AsyncIterator[Sitting]:
    """The figures, gone to from home and counted to their end."""
    async with sitting(home, None, size=size, language=language) as desk:
        await desk.press("f4")
        assert isinstance(desk.app.screen, StatsScreen)
        yield await counted(desk)


async def counted(desk: Sitting) -> Sitting:
    await desk.until(
        lambda: "leyendo" not in desk.text("#heading") and "reading" not in desk.text("#heading")
    )
    return await desk.settle()


async def whole(desk: Sitting) -> str:
    """All rows of the figures, as they are seen from the first page to the last."""
    seen: list[str] = []
    await desk.press("home")
    for _page in range(40):
        paper = desk.app.screen.query_one(Paper)
        seen[int(paper.scroll_offset.y) :] = desk.rows("Paper")
        if paper.scroll_offset.y >= paper.max_scroll_y:
            return "\n".join(seen)
        await desk.press("pagedown")
    raise AssertionError("there is no end")


@pytest.mark.parametrize("size", [STANDARD, NARROW, SMALL], ids=str)
async def test_home_leads_to_the_figures_by_its_key_and_f10_back(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    incidents(tmp_path)
    async with at_figures(tmp_path, size=size) as desk:
        assert in_order(desk.rows("#heading")[0], "Estadísticas", "incidentes")
        assert desk.rows("Paper")[0] == "3 incidentes · 3 cerrados"
        assert any("█" in row for row in desk.rows("Paper"))
        assert max(map(len, desk.rows())) <= size[0]
        await desk.press("f10")
        assert isinstance(desk.app.screen, HomeScreen)
        assert "Estadísticas" in desk.text("Pick")


async def test_home_leads_there_by_its_list_too_and_escape_back(tmp_path: Path) -> None:
    async with sitting(tmp_path, None, size=STANDARD) as desk:
        number = next(row.split()[0] for row in desk.rows("Pick") if "Estadísticas" in row)
        await desk.press(number, "enter")
        assert isinstance(desk.app.screen, StatsScreen)
        await counted(desk)
        await desk.press("escape")
        assert isinstance(desk.app.screen, HomeScreen)


@pytest.mark.parametrize("size", [STANDARD, NARROW], ids=str)
async def test_charts_and_tables_say_the_same_and_one_key_changes_between_them(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    incidents(tmp_path)
    async with at_figures(tmp_path, size=size) as desk:
        charts = await whole(desk)
        assert in_order(charts, "Por mes de inicio", "Cómo terminaron", "Tiempo en cada paso, en todas")
        assert "█ con restauración" in charts
        await desk.press("f3")
        tables = await whole(desk)
        assert not any(bar in tables for bar in BARS)
        assert in_order(tables, "Cómo terminaron", "2  Se restauró por completo.", "1  No hubo pérdida")
        assert re.search(r"17 h 00 min +12 h 00 min +22 h 00 min +Tiempo hasta restaurar", tables)
        assert in_order(tables, "Las esperas más largas", "20 h 00 min", "10 h 00 min")
        await desk.press("f3")
        assert await whole(desk) == charts


async def test_a_period_is_chosen_by_its_number_or_is_the_next_one(tmp_path: Path) -> None:
    incidents(tmp_path)
    async with at_figures(tmp_path) as desk:
        assert "[1 Todo]" in desk.text("#periods")
        for key, chosen, told in (
            ("3", "[3 90 días]", "1 incidente "),
            ("f4", "[4 30 días]", "1 incidente "),
            ("f4", "[1 Todo]", "3 incidentes "),
        ):
            await desk.press(key)
            await counted(desk)
            assert chosen in desk.text("#periods")
            assert told in desk.rows("Paper")[0]


async def test_T2_trainings_stand_alone_in_the_frame_of_a_training(tmp_path: Path) -> None:
    incidents(tmp_path)
    done(places(tmp_path).training, "day_6_of_7.nobody_told")
    async with at_figures(tmp_path) as desk:
        assert "ENTRENAMIENTO" not in desk.text()
        await desk.press("f6")
        await counted(desk)
        assert "ENTRENAMIENTOS" in desk.text("#heading")
        assert desk.rows("Paper")[0].startswith("╔═ ENTRENAMIENTO ")
        assert "1 entrenamiento · 1 cerrado" in desk.rows("Paper")[1]
        await desk.press("f12")
        assert desk.is_in_dialog and "ENTRENAMIENTO" in desk.text("Dialog > Vertical")
        await desk.press("escape", "f6")
        await counted(desk)
        assert "3 incidentes" in desk.text("Paper")
        assert "ENTRENAMIENTO" not in desk.text()


async def test_where_there_is_nothing_yet_it_says_what_there_will_be(tmp_path: Path) -> None:
    async with at_figures(tmp_path, size=NARROW) as desk:
        said = desk.said("Paper")
        assert "Todavía no hay incidentes que contar." in said
        assert "Aquí se cuenta, mes por mes, cómo terminaron las sesiones" in said
        await desk.press("f3", "f6")
        await counted(desk)
        assert "Todavía no hay entrenamientos que contar." in desk.said("Paper")


async def test_what_is_in_no_count_is_counted_first_and_named_under_charts_and_tables(
    tmp_path: Path,
) -> None:
    incidents(tmp_path)
    folder = places(tmp_path).sessions
    record = next(folder.glob("2025-02-03*.json"))
    record.write_bytes(record.read_bytes().replace(b"un usuario de ventas", b"otro usuario de ventas"))
    (folder / "notas\x1b[31m.json").write_text("{}")
    async with at_figures(tmp_path) as desk:
        assert in_order(desk.rows("Paper")[0], "2 incidentes", "1 registro cambiado", "1 registro ilegible")
        for _shape in ("charts", "tables"):
            said = "".join((await whole(desk)).split())
            assert in_order(said, "Fueradelacuenta", f"{record.stem}.json", "notas␛[31m.json")
            await desk.press("f3")


async def test_a_folder_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    folder = places(tmp_path).sessions
    async with sitting(tmp_path, None, size=STANDARD) as desk:
        folder.parent.mkdir(parents=True, exist_ok=True)
        folder.write_text("no folder")
        await desk.press("f4")
        await counted(desk)
        assert "no se puede leer" in desk.said("Paper")


async def test_charts_follow_the_size_of_the_window(tmp_path: Path) -> None:
    incidents(tmp_path)
    async with at_figures(tmp_path) as desk:
        pilot: Pilot[None] = desk.pilot
        await pilot.resize_terminal(*NARROW)
        await desk.settle()
        assert any("█" in row for row in desk.rows("Paper"))
        assert "…" not in desk.text("Paper").split("Cómo terminaron")[0]


async def test_R1_without_colour_the_screen_says_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    incidents(tmp_path)
    async with at_figures(tmp_path) as desk:
        coloured = desk.text("Paper", "#periods")
    monkeypatch.setenv("NO_COLOR", "1")
    async with at_figures(tmp_path) as desk:
        assert desk.text("Paper", "#periods") == coloured


async def test_the_figures_speak_english_too(tmp_path: Path) -> None:
    incidents(tmp_path)
    async with at_figures(tmp_path, language="en") as desk:
        assert in_order(desk.text(), "Figures over time", "3 incidents", "How they ended", "restored")
