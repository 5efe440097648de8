"""A deadline that comes near, or passes, while the program is open is told where a person looks (R15)."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from desk import before

from tests.screen.sitting import Sitting, begun, places, shown
from tui.app import Restaura
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
