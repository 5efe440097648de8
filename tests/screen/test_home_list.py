"""Home with many sessions: which come first, how much is said of each, what moves and what scrolls."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from desk import actions_of, before

from runbooks.record.files import make_private_folder, write_whole
from runbooks.settings import Settings
from tests.bench.records import make_records
from tests.screen.kept import keep_actions
from tests.screen.sitting import NARROW, SMALL, Action, Sitting, places, shown, sitting
from tests.still import VIEWS, seen
from tui.app import Restaura
from tui.held_sessions import MOST_OPEN, most_urgent_first

STANDARD = (120, 40)
LONG = "se perdieron carpetas y negociaciones de ventas " * 20
FINISHED = actions_of("no_loss")[:-1]
OLDEST = "2025-01-01-abcd"


def many(home: Path, count: int, actions: Sequence[Action] = before("recycle_bin")) -> list[str]:
    """Records of `count` sessions that `actions` were done in; their ids, newest first."""
    template = keep_actions(home / "elsewhere", actions)
    return make_records(places(home).sessions, count, template.read_bytes())


def finished_long_ago(home: Path) -> None:
    """The record of a session that is finished and was never closed, older than all others."""
    template = keep_actions(home / "another", FINISHED)
    folder = places(home).sessions
    make_private_folder(folder)
    data = template.read_bytes().replace(template.stem.encode(), OLDEST.encode())
    write_whole(folder / f"{OLDEST}.json", data)


def firsts(desk: Sitting) -> list[str]:
    """The first row of each entry that is seen, without its last words."""
    rows = [row.replace("▶", " ") for row in desk.rows("Pick")]
    return [row for row in rows if row.strip() and not row.startswith("  ")]


# -- which, and in what order -------------------------------------------------------------------------


async def test_all_sessions_are_counted_and_those_that_are_not_listed_are_said_to_be_in_the_records(
    tmp_path: Path,
) -> None:
    many(tmp_path, 10)
    finished_long_ago(tmp_path)
    async with sitting(tmp_path, None, size=STANDARD) as desk:
        assert "11 SESIONES SIN CERRAR · aquí 8, y 3 más en Registros: ^R" in desk.said("#about")
        assert f"1    {OLDEST}  terminada, sin cerrar" in desk.text("Pick")
        assert len(desk.app.screen.query_one("Pick").options) == MOST_OPEN + 7  # type: ignore[attr-defined]


async def test_the_sentence_names_the_key_that_the_person_chose(tmp_path: Path) -> None:
    many(tmp_path, 9)
    app = Restaura(places(tmp_path), None, Settings(keys={"records": "ctrl+k"}))
    async with shown(app, None, STANDARD) as desk:
        assert "aquí 8, y 1 más en Registros: ^K" in desk.said("#about")
        await desk.press("end")
        assert "^K   Registros" in desk.text("Pick")


async def test_where_all_are_listed_nothing_is_said_of_others(tmp_path: Path) -> None:
    many(tmp_path, MOST_OPEN)
    async with sitting(tmp_path, None, size=STANDARD) as desk:
        assert desk.said("#about") == "8 SESIONES SIN CERRAR"


AT = datetime.fromisoformat("2026-11-22T14:00:00-06:00")


def told(id: str, status: str = "open", hours: float | None = None) -> dict[str, Any]:
    deadline = None if hours is None else (AT + timedelta(hours=hours)).isoformat()
    return {"id": id, "status": status, "deadline": deadline}


def in_order(*summaries: dict[str, Any]) -> str:
    return " ".join(one["id"] for one in most_urgent_first(summaries, AT))


def test_what_waits_to_be_closed_comes_first_then_what_runs_out_next_then_the_newest() -> None:
    assert in_order(
        told("newest"),
        told("in-three-days", hours=72),
        told("over", hours=-1),
        told("finished", "finished", hours=90),
        told("today", hours=5),
        {**told("unheard-of"), "deadline": "soon"},
    ) == ("finished today in-three-days newest over unheard-of")


def test_what_runs_out_is_listed_however_many_wait_to_be_closed() -> None:
    waiting = [told(f"finished-{n}", "finished") for n in range(MOST_OPEN)]
    listed = most_urgent_first([*waiting, told("today", hours=5)], AT)[:MOST_OPEN]
    assert "today" in [one["id"] for one in listed]


# -- how much is said of each -------------------------------------------------------------------------


@pytest.mark.parametrize("size", [STANDARD, NARROW, SMALL], ids=["120x40", "80x24", "60x20"])
@pytest.mark.parametrize("language", ["es", "en"])
async def test_long_texts_are_cut_and_a_session_takes_few_rows(
    tmp_path: Path, size: tuple[int, int], language: str
) -> None:
    actions = [(name, LONG if name == "what_happened" else value) for name, value in before("recycle_bin")]
    keep_actions(tmp_path, [*actions, ("note", LONG)])
    async with sitting(tmp_path, None, size=size, language=language) as desk:
        rows = desk.rows("Pick")
        entry = rows[: next(n for n, row in enumerate(rows) if row.startswith("─"))]
        last, about = ("lo último: ", "CRM y Drive: ") if language == "es" else ("last: ", "CRM and Drive: ")
        for start in (last, about):
            place = next(n for n, row in enumerate(entry) if row.strip().startswith(start))
            assert entry[place].endswith("…")
        assert len(entry) <= 7, desk.text()


@pytest.mark.parametrize("size", [NARROW, SMALL], ids=["80x24", "60x20"])
async def test_what_runs_out_takes_three_rows_at_most_and_says_when(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    keep_actions(tmp_path, before("variant"))
    async with sitting(tmp_path, None, size=size) as desk:
        rows = desk.rows("Pick")
        place = next(n for n, row in enumerate(rows) if "quedan 3 d" in row)
        end = next(n for n, row in enumerate(rows) if row.startswith("─"))
        assert end - place <= 3
        assert "puede borrarse desde el" in " ".join(" ".join(rows[place:end]).split())


@pytest.mark.parametrize("language", ["es", "en"])
@pytest.mark.parametrize("size", [STANDARD, NARROW], ids=["120x40", "80x24"])
async def test_the_first_start_takes_three_lines(size: tuple[int, int], language: str) -> None:
    view = next(view for view in VIEWS if view.name == "home-first")
    async with seen(view, size=size, language=language) as desk:
        rows = [row for row in desk.rows("#about") if row.strip()]
        assert len(rows) == 3, rows
        assert "…" not in desk.text("#about")


# -- numbers, keys, the one thing that scrolls --------------------------------------------------------


async def test_what_a_number_cannot_reach_has_none_and_home_shows_its_key(tmp_path: Path) -> None:
    many(tmp_path, 10)
    async with sitting(tmp_path, None, size=STANDARD) as desk:
        await desk.press("end")
        assert [row.split()[:2] for row in firsts(desk)[-7:]] == [
            ["9", "Incidente"],
            ["^O", "Otro"],
            ["F6", "Entrenamiento"],
            ["^R", "Registros"],
            ["F4", "Estadísticas"],
            ["F3", "Ajustes"],
            ["F12", "Ayuda"],
        ]
        await desk.press("up", "up", "up", "enter")
        await desk.until(lambda: bool(desk.app.screen.query("Table")))


async def test_R13_ten_and_enter_never_take_the_first(tmp_path: Path) -> None:
    async with sitting(tmp_path, None) as desk:
        await desk.press("f3")
        assert not any("10" in row.split()[:1] for row in desk.rows("Pick"))
        last = next(row for row in reversed(desk.rows("Pick")) if row.strip())
        assert last.startswith("   Carpeta de registros")
        await desk.press("up", "up", "up", "enter")
        assert desk.is_in_dialog
        rows = [row for row in desk.rows("Dialog Pick") if row.strip()]
        assert [row[:3].strip() for row in rows[:10]] == [*map(str, range(1, 10)), ""]


@pytest.mark.parametrize("size", [STANDARD, NARROW, SMALL], ids=["120x40", "80x24", "60x20"])
async def test_only_the_list_scrolls(tmp_path: Path, size: tuple[int, int]) -> None:
    many(tmp_path, 10)
    folder = places(tmp_path).sessions
    for number in range(5):
        write_whole(folder / f"2026-11-22-zzz{number}.json", b"{")
    async with sitting(tmp_path, None, size=size) as desk:
        await desk.press("enter")
        scroll = [widget for widget in desk.app.screen.query("*") if widget.show_vertical_scrollbar]
        assert [type(widget).__name__ for widget in scroll] == ["Pick"]
        assert "SESIONES SIN CERRAR" in desk.said("#about")
        assert "Elija con un número" in desk.said("#told")
        await desk.press("1")
        assert firsts(desk)[0].startswith("1 ")
        await desk.press("end")
        assert "F12▶ Ayuda" in desk.text("Pick")


async def test_a_few_records_that_cannot_be_read_are_named_and_the_others_counted(tmp_path: Path) -> None:
    folder = places(tmp_path).sessions
    make_private_folder(folder)
    for number in range(5):
        write_whole(folder / f"2026-11-22-zzz{number}.json", b"{")
    async with sitting(tmp_path, None, size=NARROW) as desk:
        said = desk.said("#told")
        assert said.count("no se puede leer: No es JSON válido") == 3
        assert "2026-11-22-zzz4.json" in said
        assert "2 más que no se pueden leer, en Registros: ^R" in said
        assert "Incidente nuevo" in desk.text("Pick")
