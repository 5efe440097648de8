"""Who leads a recovery is asked once: until a name is given, documents would carry that of the login."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from runbooks.settings import load_settings, sources
from tests.screen.sitting import Sitting, places, shown
from tui.app import Restaura
from tui.opening import start_incident


@asynccontextmanager
async def first_incident(home: Path, config: str = "") -> AsyncIterator[Sitting]:
    file = places(home).config_file
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(config)
    session = start_incident(places(home))
    app = Restaura(places(home), session, load_settings(file, {}), asks_who=True)
    async with shown(app, session, (120, 40)) as desk:
        yield desk


@pytest.fixture(autouse=True)
def _nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("RESTAURA_OPERATOR", raising=False)


async def test_the_first_incident_asks_for_a_name_that_the_record_and_the_settings_then_have(
    tmp_path: Path,
) -> None:
    async with first_incident(tmp_path) as desk:
        assert "¿Quién dirige la recuperación?" in desk.said("Dialog > Vertical")
        await desk.press("enter")
        assert desk.is_in_dialog
        for _letter in desk.session.state.operator:
            await desk.press("backspace")
        await desk.paste("Carlos Mendoza", "enter")
        await desk.until(lambda: sources(places(tmp_path).config_file, {})["operator"] == "file")
        await desk.settle()
        assert not desk.is_in_dialog
        assert "Carlos Mendoza" in desk.text("#heading")
        assert desk.events == ["session_started", "handed_over"]
        assert load_settings(places(tmp_path).config_file, {}).operator == "Carlos Mendoza"


async def test_the_name_of_the_login_is_taken_over_with_tab_and_asked_no_more(tmp_path: Path) -> None:
    async with first_incident(tmp_path) as desk:
        await desk.press("tab", "enter")
        await desk.until(lambda: sources(places(tmp_path).config_file, {})["operator"] == "file")
        assert desk.events == ["session_started"]


async def test_escape_leaves_it_and_the_incident_goes_on(tmp_path: Path) -> None:
    async with first_incident(tmp_path) as desk:
        await desk.press("escape")
        assert not desk.is_in_dialog
        assert desk.place.startswith("Anote quién reportó")
        assert sources(places(tmp_path).config_file, {})["operator"] == "shipped"


async def test_a_name_that_the_settings_have_is_not_asked_for(tmp_path: Path) -> None:
    async with first_incident(tmp_path, 'operator = "Ana"\n') as desk:
        assert not desk.is_in_dialog
        assert "Ana" in desk.text("#heading")
