"""What was done on paper, entered on the screen: when it was begun, its clock, what says so."""

import json
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from desk import before

from runbooks.definition.loader import shipped_runbooks
from runbooks.language import use, words
from runbooks.record.verify import verify
from tests.screen.sitting import NARROW, WIDE, Sitting, places, shown, sitting
from tests.screen.training import training_sitting
from tui.app import Restaura
from tui.goal import Goal
from tui.opening import now
from tui.screens.home import HomeScreen
from tui.screens.session import SessionScreen

MIDDLE = (120, 40)
ZONE = ZoneInfo("America/Mexico_City")


@asynccontextmanager
async def asked_when(
    home: Path, goal: str = "paper", *, size: tuple[int, int] = WIDE, language: str = "es"
) -> AsyncIterator[Sitting]:
    """The program as `run --paper` opens it."""
    use(language)
    app = Restaura(places(home), None, goal=Goal(goal))  # type: ignore[arg-type]
    async with shown(app, None, size) as desk:
        yield desk


async def write(desk: Sitting, text: str) -> Sitting:
    """Type a line and send it."""
    desk.post(*("space" if letter == " " else letter for letter in text))
    await desk.settle()
    await desk.press("enter")
    return await desk.settle()


def begun_session(desk: Sitting) -> Any:
    """The session that the program has open."""
    session = desk.app._session
    assert session is not None
    return session


def events(desk: Sitting) -> list[Any]:
    return list(json.loads(begun_session(desk).path.read_bytes())["events"])


# -- a session begun on paper -----------------------------------------------------------------------


async def test_it_asks_when_the_paper_was_begun_and_begins_the_session_then(tmp_path: Path) -> None:
    async with asked_when(tmp_path) as desk:
        assert "¿Cuándo se empezó en papel?" in desk.text()
        assert not list(tmp_path.rglob("*.json"))
        await write(desk, "hace 3 d")
        session = begun_session(desk)
        [started] = events(desk)
        assert now() - timedelta(days=3, minutes=1) < datetime.fromisoformat(started["at"]) < now()
        assert session.state.id.startswith(started["at"][:10])
        assert datetime.fromisoformat(started["data"]["entered"]) > now() - timedelta(minutes=1)


async def test_escape_begins_nothing_and_leaves_its_person_at_home(tmp_path: Path) -> None:
    async with asked_when(tmp_path) as desk:
        await desk.press("escape")
        assert isinstance(desk.app.screen, HomeScreen)
        assert not list(tmp_path.rglob("*.json"))


async def test_a_moment_that_cannot_be_is_asked_again_with_the_reason(tmp_path: Path) -> None:
    async with asked_when(tmp_path) as desk:
        await write(desk, "en 3 h")
        assert "eso aún no llega" in desk.text()
        assert not list(tmp_path.rglob("*.json"))
        await desk.press("escape")


async def test_home_begins_one_by_its_key(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    usual = {"mpia-dti-140": shipped_runbooks()["mpia-dti-140"]}  # with more, it asks of which
    monkeypatch.setattr("runbooks.library.shipped_runbooks", lambda: usual)
    async with asked_when(tmp_path, "home") as desk:
        await desk.press("alt+p")
        await write(desk, "now-30h")
        assert isinstance(desk.app.screen, SessionScreen)
        assert begun_session(desk).paper is not None


# -- the clock --------------------------------------------------------------------------------------


@pytest.mark.parametrize("size", [MIDDLE, NARROW])
@pytest.mark.parametrize(("language", "word"), [("es", "EN PAPEL"), ("en", "ON PAPER")])
async def test_while_the_clock_is_set_each_screen_says_so_in_words_with_its_time(
    size: tuple[int, int], language: str, word: str, tmp_path: Path
) -> None:
    async with asked_when(tmp_path, size=size, language=language) as desk:
        await write(desk, "now-30h")
        at = begun_session(desk).situation.now
        told = f"{at:%d/%m/%Y %H:%M}"
        assert any(word in row and told in row for row in desk.rows()[:4])
        await write(desk, "ventas")
        for key in ("ctrl+n", "f1", "alt+p", "f12"):
            await desk.press(key)
            assert any(word in row and told in row for row in desk.rows()), key
            await desk.press("escape")


async def test_what_is_answered_has_the_moment_of_the_paper_and_the_mark(tmp_path: Path) -> None:
    async with asked_when(tmp_path) as desk:
        await write(desk, "now-30h")
        await desk.press("alt+p")
        await write(desk, "now-29h")
        at = begun_session(desk).paper
        assert f"Lo que sigue se hizo en papel el {at:%d/%m/%Y %H:%M}"[:30] in desk.said()
        assert "Son 1 h 00 min" in desk.said()
        await write(desk, "ventas")
        answered = events(desk)[-1]
        assert datetime.fromisoformat(answered["at"]) == at
        assert "entered" in answered["data"]
        assert verify(begun_session(desk).path).faults == ()


async def test_setting_the_clock_saves_nothing_and_a_refusal_leaves_it_as_it_was(tmp_path: Path) -> None:
    async with asked_when(tmp_path) as desk:
        await write(desk, "now-30h")
        paper = begun_session(desk).paper
        await desk.press("alt+p")
        for wrong, why in (
            ("now-40h", "el registro va en"),
            ("en 2 h", "aún no llega"),
            ("9", "no es un mom"),
        ):
            await write(desk, wrong)
            assert why in desk.text()
            assert begun_session(desk).paper == paper
            await desk.press(*["backspace"] * len(wrong))
        await desk.press("escape")
        assert len(events(desk)) == 1


async def test_now_makes_it_live_again_and_says_so(tmp_path: Path) -> None:
    async with asked_when(tmp_path) as desk:
        await write(desk, "now-30h")
        await desk.press("alt+p")
        await write(desk, "ahora")
        assert begun_session(desk).paper is None
        assert "De nuevo con el reloj real" in desk.said()
        assert "EN PAPEL" not in desk.text()
        await write(desk, "ventas")
        assert "entered" not in events(desk)[-1]["data"]


async def test_what_is_being_typed_stays_when_the_clock_is_set(tmp_path: Path) -> None:
    async with asked_when(tmp_path) as desk:
        await write(desk, "now-30h")
        desk.post(*"ventas")
        await desk.settle()
        await desk.press("alt+p")
        await write(desk, "now-29h")
        assert "ventas" in desk.text("#main")


async def test_the_last_row_says_when_it_was_saved_not_when_it_was_done(tmp_path: Path) -> None:
    async with asked_when(tmp_path) as desk:
        await write(desk, "now-30h")
        await write(desk, "ventas")
        entered = datetime.fromisoformat(events(desk)[-1]["data"]["entered"])
        assert f"guardado {entered:%H:%M:%S}" in desk.rows()[-1]


async def test_a_training_has_no_papers(tmp_path: Path) -> None:
    async with training_sitting(tmp_path) as desk:
        before_it = desk.session.state.seq
        await desk.press("alt+p")
        assert "un entrenamiento no se anota de un papel" in desk.said()
        assert desk.session.state.seq == before_it


# -- the countdown ----------------------------------------------------------------------------------


async def test_the_countdown_is_that_of_the_paper_and_warns_of_nothing(tmp_path: Path) -> None:
    async with asked_when(tmp_path) as desk:
        await write(desk, "now-30d")
        desk._session = begun_session(desk)
        await desk.go_on(*before("variant"))
        assert "según el reloj del papel" in desk.said("#side")
        assert "quedan " in desk.said("#side")
        screen = desk.app.screen
        assert isinstance(screen, SessionScreen)
        desk.session.set_clock("now-1h")  # days behind the end
        screen._tick()
        await desk.settle()
        assert "se acabó" not in " ".join(str(one.message) for one in desk.app._notifications)
        assert not list(desk.app._notifications)
        assert "EN PAPEL" in desk.app.title


async def test_home_goes_by_the_real_clock(tmp_path: Path) -> None:
    async with asked_when(tmp_path) as desk:
        await write(desk, "now-30d")
        desk._session = begun_session(desk)
        await desk.go_on(*before("variant"))
        await desk.press("f10")
        assert isinstance(desk.app.screen, HomeScreen)
        assert "hace 30 d" in desk.said()
        assert "EN PAPEL" not in desk.text()


# -- afterwards -------------------------------------------------------------------------------------


async def test_a_session_that_is_taken_up_again_says_that_its_clock_is_live(tmp_path: Path) -> None:
    async with asked_when(tmp_path) as desk:
        await write(desk, "now-30h")
        await write(desk, "ventas")
        await desk.press("f10")
        await desk.press("1", "enter")
        assert "Lo último se anotó de un papel. Ahora rige el reloj real; Alt+P" in desk.said()
        assert begun_session(desk).paper is None
        assert "EN PAPEL" not in desk.text()


async def test_one_that_was_live_says_nothing_of_paper(tmp_path: Path) -> None:
    async with sitting(tmp_path, before("plan"), resumed=True) as desk:
        assert "papel" not in desk.said()


async def test_the_record_and_its_replay_mark_what_was_entered_later(tmp_path: Path) -> None:
    async with asked_when(tmp_path) as desk:
        await write(desk, "now-30h")
        await write(desk, "ventas")
        await desk.press("alt+p")
        await write(desk, "ahora")
        await desk.press("2", "enter")
        live = len(events(desk))
        await desk.press("f10", "ctrl+r")
        await desk.press("down", "enter")
        await desk.until(lambda: bool(desk.app.screen.query("Paper")))
        await desk.settle()
        await desk.press("2")
        rows = [row for row in desk.rows() if "(anotado después" in row]
        assert len(rows) == 2 < live
        await desk.press("ctrl+r", "home")
        assert "(anotado después, el " in desk.text()
        await desk.press("end")
        assert "anotado después" not in desk.text()


# -- what is told to others, and what can be done next ----------------------------------------------


async def test_what_whoever_takes_over_reads_goes_by_the_real_clock(tmp_path: Path) -> None:
    async with asked_when(tmp_path) as desk:
        await write(desk, "now-30d")
        desk._session = begun_session(desk)
        await desk.go_on(*before("variant"))
        for key, file in (("ctrl+y", "handover"), ("f2", "say_now")):
            await desk.press(key)
            assert "EN PAPEL" in desk.text(), "what is answered is still entered from paper"
            told = desk.session.document(file).read_text()
            assert not re.search(r"borrarse en \d|Quedaba .*\d d", told), told
            await desk.press("escape")
        page = desk.session.document("handover").read_text()
        assert f"Escrita: {words.day(now().astimezone(ZONE))} " in page


@pytest.mark.parametrize("size", [MIDDLE, NARROW])
async def test_the_key_of_the_paper_is_in_the_last_row_while_more_of_it_can_be_entered(
    size: tuple[int, int], tmp_path: Path
) -> None:
    async with asked_when(tmp_path, size=size) as desk:
        await write(desk, "now-30h")
        await write(desk, "ventas")
        assert "Alt+P" in desk.rows()[-1]
        await desk.press("f10")
        await desk.press("1", "enter")
        assert "Alt+P" in desk.rows()[-1]
        assert "el papel ya no se puede anotar con sus horas" in desk.said()
        await desk.press("2", "enter")
        assert "entered" not in events(desk)[-1]["data"]
        assert "Alt+P" not in desk.rows()[-1]
