"""A deadline that comes near, or passes, while the program is open is told where a person looks (R15)."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from desk import before

from runbooks.engine.situation import Situation
from runbooks.record.store import Store
from tests.screen.kept import keep_actions
from tests.screen.sitting import Sitting, begun, places, shown
from tui.app import Restaura
from tui.opening import look_at
from tui.screens.session import SessionScreen

STANDARD = (120, 40)


class Heard:
    """How often the bell was rung, and the hands of the clock."""

    def __init__(self, desk: Sitting, monkeypatch: pytest.MonkeyPatch) -> None:
        self.desk, self.bells = desk, 0
        monkeypatch.setattr(desk.app, "bell", self._ring)
        until = desk.session.situation.evaluate("computed.deadline")
        assert isinstance(until, datetime)
        self.deadline = until

    def _ring(self) -> None:
        self.bells += 1

    async def at(self, left: timedelta) -> str:
        """What the screen says when the clock is looked at with so much time `left`."""
        self.desk.session.now = lambda: self.deadline - left  # type: ignore[misc]
        screen = self.desk.app.screen
        assert isinstance(screen, SessionScreen)
        screen._tick()
        await self.desk.settle()
        return " ".join(self.desk.said("ToastHolder:last-child Toast").replace("▌", " ").split())


@asynccontextmanager
async def open_while_time_passes(home: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Heard]:
    session = begun(home, before("ticket_sent_at"))
    app = Restaura(places(home), session)
    async with shown(app, session, STANDARD, toasts=True) as desk:
        yield Heard(desk, monkeypatch)


async def test_R15_each_threshold_rings_once_and_stays_to_be_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with open_while_time_passes(tmp_path, monkeypatch) as heard:
        assert await heard.at(timedelta(days=2)) == ""
        assert heard.bells == 0
        said = await heard.at(timedelta(hours=23))
        assert "Ya es urgente." in said
        assert "puede borrarse desde el" in said
        assert heard.bells == 1
        await heard.at(timedelta(hours=22))
        assert heard.bells == 1
        assert "El plazo venció." in await heard.at(timedelta(minutes=-1))
        assert heard.bells == 2
        await heard.at(timedelta(hours=-1))
        assert heard.bells == 2


async def test_R15_the_title_of_the_terminal_follows_the_clock(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with open_while_time_passes(tmp_path, monkeypatch) as heard:
        titles = {timedelta(days=2, minutes=1): "quedan 2 d 00 h", timedelta(-1): "el plazo venció"}
        for left, told in titles.items():
            await heard.at(left)
            title = heard.desk.app.title
            assert told in title
            assert heard.desk.session.state.id in title
            assert "INCIDENTE" in title


# -- of the sessions that are not on the screen -----------------------------------------------------


class Elsewhere:
    """A session that home lists, the hands of the clock, and how often the bell was rung."""

    def __init__(self, desk: Sitting, record: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.desk, self.id, self.bells, self._monkeypatch = desk, record.stem, 0, monkeypatch
        monkeypatch.setattr(desk.app, "bell", self._ring)
        _record, state = look_at(Store(record.parent), record.stem)
        until = Situation(state, datetime.now(UTC)).evaluate("computed.deadline")
        assert isinstance(until, datetime)
        self.deadline = until

    def _ring(self) -> None:
        self.bells += 1

    async def at(self, left: timedelta) -> str:
        """The toast that is seen after the program looked around with so much time `left`."""
        self._monkeypatch.setattr("tui.held_sessions.now", lambda: self.deadline - left)
        self.desk.app._tick()
        await self.desk.until(lambda: all(worker.is_finished for worker in self.desk.app.workers))
        await self.desk.settle()
        return " ".join(self.desk.said("ToastHolder:last-child Toast").replace("▌", " ").split())


@asynccontextmanager
async def at_home(home: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Elsewhere]:
    record = keep_actions(home, before("ticket_sent_at"))
    async with shown(Restaura(places(home)), None, STANDARD, toasts=True) as desk:
        yield Elsewhere(desk, record, monkeypatch)


@pytest.mark.parametrize(
    "keys", [(), ("ctrl+r",), ("f3",), ("f12",)], ids=["home", "records", "settings", "help"]
)
async def test_R15_each_threshold_of_a_listed_session_rings_once_wherever_one_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, keys: tuple[str, ...]
) -> None:
    async with at_home(tmp_path, monkeypatch) as heard:
        await heard.desk.press(*keys)
        assert (await heard.at(timedelta(days=2)), heard.bells) == ("", 0)
        said = await heard.at(timedelta(hours=23))
        assert heard.id in said
        assert "Ya es urgente." in said
        assert heard.bells == 1
        await heard.at(timedelta(hours=22))
        assert heard.bells == 1
        assert "El plazo venció." in await heard.at(timedelta(minutes=-1))
        await heard.at(timedelta(hours=-1))
        assert heard.bells == 2


async def test_R15_what_passes_before_the_program_first_looks_around_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with at_home(tmp_path, monkeypatch) as heard:
        assert "Ya es urgente." in await heard.at(timedelta(hours=23))
        assert heard.bells == 1


async def test_R15_a_session_tells_of_the_others_and_its_own_threshold_is_not_told_again_at_home(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = keep_actions(tmp_path, before("ticket_sent_at"))
    async with open_while_time_passes(tmp_path, monkeypatch) as heard:
        await heard.desk.press("f10", "2", "enter")
        await heard.desk.until(lambda: isinstance(heard.desk.app.screen, SessionScreen))
        screen = heard.desk.app.screen
        assert isinstance(screen, SessionScreen)
        inside = screen._session
        outside = {other.stem, heard.desk.session.state.id} - {inside.state.id}
        monkeypatch.setattr("tui.held_sessions.now", lambda: heard.deadline - timedelta(hours=23))
        inside.now = lambda: heard.deadline - timedelta(hours=23)  # type: ignore[misc]
        heard.desk.app._tick()
        await heard.desk.settle()
        assert heard.bells == 1
        assert outside.pop() in heard.desk.said("ToastHolder:last-child Toast")
        screen._tick()
        assert heard.bells == 2
        await heard.desk.press("f10")
        heard.desk.app._tick()
        await heard.desk.settle()
        assert heard.bells == 2
