"""Home while time passes: it follows what the sessions do, and nothing moves under the keys (R13)."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from desk import actions_of, before

from runbooks.answers import AnswerFile, run_answers
from runbooks.record.files import write_whole
from tests.screen.kept import keep_actions
from tests.screen.sitting import Action, Sitting, places, sitting
from tui.opening import take_up

FINISHED = actions_of("no_loss")[:-1]


async def looked(desk: Sitting) -> Sitting:
    """What the program does by itself every now and then."""
    desk.app._tick()
    return await desk.settle()


def go_on(home: Path, record: Path, *actions: Action) -> None:
    """What happens to that session in another window."""
    with take_up(places(home), record.stem) as session:
        assert run_answers(session, AnswerFile(None, None, actions)) is None


async def test_home_says_how_long_ago_it_is_now(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    keep_actions(tmp_path, before("variant"))
    async with sitting(tmp_path, None) as desk:
        assert "hace menos de un minuto" in desk.said("Pick")
        monkeypatch.setattr("tui.held_sessions.now", lambda: datetime.now(UTC) + timedelta(hours=3))
        assert "hace 3 h 00 min" in (await looked(desk)).said("Pick")


async def test_home_follows_what_another_window_does(tmp_path: Path) -> None:
    record = keep_actions(tmp_path, before("plan"))
    async with sitting(tmp_path, None) as desk:
        go_on(tmp_path, record, ("plan", "professional"))
        assert "lo último: Contestó «Elija el plan contratado»" in (await looked(desk)).said("Pick")


async def test_R13_the_mark_stays_on_its_session_and_enter_takes_that_one(tmp_path: Path) -> None:
    older, newer = keep_actions(tmp_path, before("plan")), keep_actions(tmp_path, before("variant"))
    async with sitting(tmp_path, None) as desk:
        first, second = (row.split()[1] for row in desk.rows("Pick") if row[:1] in ("1", "2"))
        assert {first, second} == {older.stem, newer.stem}
        await desk.press("2")
        go_on(tmp_path, older, ("plan", "professional"))
        keep_actions(tmp_path, FINISHED)  # what would come first
        await looked(desk)
        assert [row.split()[1] for row in desk.rows("Pick") if row[:1] in ("1", "2")] == [first, second]
        await desk.press("enter")
        await desk.until(lambda: second in desk.text("#heading"))


async def test_R13_one_that_was_begun_elsewhere_is_counted_and_takes_no_number_from_another(
    tmp_path: Path,
) -> None:
    async with sitting(tmp_path, None) as desk:
        keep_actions(tmp_path, before("plan"))
        await looked(desk)
        assert "1 SESIÓN SIN CERRAR · aquí 0, y 1 más en Registros: ^R" in desk.said("#about")
        assert "1  Incidente nuevo" in desk.text("Pick")
        await desk.press("f3", "escape")
        assert desk.said("#about") == "1 SESIÓN SIN CERRAR"
        assert "2  Incidente nuevo" in desk.text("Pick")


async def test_R13_one_that_was_closed_elsewhere_keeps_its_place_and_says_so(tmp_path: Path) -> None:
    record = keep_actions(tmp_path, FINISHED)
    async with sitting(tmp_path, None) as desk:
        go_on(tmp_path, record, ("close", True))
        await looked(desk)
        assert f"1  {record.stem}  cerrada, hace" in desk.text("Pick")
        assert "SIN CERRAR" not in desk.said("#about")
        assert "2  Incidente nuevo" in desk.text("Pick")


async def test_one_that_cannot_be_read_any_more_is_named_and_keeps_its_place(tmp_path: Path) -> None:
    record = keep_actions(tmp_path, before("plan"))
    async with sitting(tmp_path, None) as desk:
        write_whole(record, b"{")
        await looked(desk)
        assert desk.said("#told").count(f"{record.name} no se puede leer") == 1
        assert f"1  {record.stem}  detenida en 2" in desk.text("Pick")


async def test_what_was_said_to_the_person_stays(tmp_path: Path) -> None:
    keep_actions(tmp_path, before("plan"))
    async with sitting(tmp_path, None) as desk:
        await desk.press("enter")
        assert "Elija con un número" in (await looked(desk)).said("#told")


# -- the terminal's title -----------------------------------------------------------------------------


async def test_the_title_says_how_many_sessions_are_not_closed_and_what_runs_out_first(
    tmp_path: Path,
) -> None:
    async with sitting(tmp_path, None) as desk:
        assert desk.app.title == "restaura · ninguna sesión sin cerrar"
        keep_actions(tmp_path, before("last_seen"))
        await looked(desk)
        assert desk.app.title == "restaura · 1 sesión sin cerrar"
        keep_actions(tmp_path, before("variant"))
        await desk.press("f3", "escape")
        assert desk.app.title.startswith("restaura · 2 sesiones sin cerrar · quedan 3 d ")


async def test_the_title_is_homes_again_after_a_session(tmp_path: Path) -> None:
    async with sitting(tmp_path, before("plan")) as desk:
        title = desk.app.title
        assert desk.session.state.id in title
        assert (await looked(desk)).app.title == title
        await desk.press("f10")
        await desk.until(lambda: desk.app.title.startswith("restaura · 1 sesión sin cerrar"))
