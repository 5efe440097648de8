"""Dialogs, help and palette: what their keys do, what stands in their line, and in which language."""

from datetime import datetime, timedelta
from pathlib import Path

import pytest
from desk import before
from textual.command import CommandList, CommandPalette
from textual.widgets import LoadingIndicator

from runbooks.settings import Settings, load_settings
from tests.screen.sitting import NARROW, SMALL, Sitting, begun, places, shown, sitting
from tui.app import Restaura
from tui.editors.field import Field
from tui.screens.session import SessionScreen

HERE = before("account_owner")
OF_TEXTUAL = (
    "No matches found",
    "Search for",
    "Loading",
    "Do you want to quit",
    "to quit the app",
    "Screenshot",
    "Maximize",
    "Minimize",
    "Change the current theme",
)
"""What Textual 8.2.8 itself says on widgets that are used here."""

# -- help and palette -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("key", "told"),
    [
        ("ctrl+n", "Tomar lo escrito, una vez que se escribió algo"),
        ("ctrl+b", "Marcar una entrada; su número la marca enseguida"),
        ("f1", "Seguir leyendo, si hay más de lo que cabe"),
    ],
)
async def test_f12_in_a_dialog_tells_the_keys_of_that_dialog(tmp_path: Path, key: str, told: str) -> None:
    async with sitting(tmp_path, HERE) as desk:
        await desk.press(key)
        below = desk.app.screen
        await desk.press("f12")
        said = desk.said("Dialog > Vertical")
        assert told in said
        assert "Dejar este cuadro sin hacer nada" in said
        assert "Empezar un incidente nuevo" not in said
        await desk.press("f12")
        assert desk.app.screen is below


async def test_f12_over_the_palette_tells_the_keys_of_the_screen_below(tmp_path: Path) -> None:
    async with sitting(tmp_path, HERE, size=(120, 60)) as desk:
        await desk.press("ctrl+p", "f12")
        assert "Omitir el punto actual" in desk.said("Dialog > Vertical")


async def test_the_help_of_a_dialog_shows_the_keys_as_they_are(tmp_path: Path) -> None:
    session = begun(tmp_path, HERE)
    app = Restaura(places(tmp_path), session, Settings(keys={"help": "alt+h", "leave": "ctrl+a"}))
    async with shown(app, session, (120, 50)) as desk:
        await desk.press("ctrl+n", "alt+h")
        said = desk.said("Dialog > Vertical")
        assert "Alt+H" in said
        assert "^A" in said
        assert "F12" not in said


@pytest.mark.parametrize("key", ["ctrl+n", "ctrl+b", "f1"])
async def test_the_palette_does_not_open_over_a_dialog_which_says_why(tmp_path: Path, key: str) -> None:
    async with sitting(tmp_path, HERE) as desk:
        await desk.press(key, "ctrl+p")
        assert desk.is_in_dialog
        assert "primero deje este cuadro, con Esc" in desk.said("#hint").replace("│", "")


async def test_the_palette_is_closed_by_the_key_that_opened_it(tmp_path: Path) -> None:
    async with sitting(tmp_path, HERE) as desk:
        await desk.press("ctrl+p")
        assert isinstance(desk.app.screen, CommandPalette)
        await desk.press("ctrl+p")
        assert isinstance(desk.app.screen, SessionScreen)


@pytest.mark.parametrize(
    ("language", "told"), [("es", "Nada tiene estas palabras"), ("en", "Nothing has these words")]
)
async def test_a_search_without_result_says_so_in_the_users_language(
    tmp_path: Path, language: str, told: str
) -> None:
    async with sitting(tmp_path, HERE, language=language) as desk:
        await desk.press("ctrl+p", *"xqz")
        await desk.until(lambda: told in desk.text())
        entries = desk.app.screen.query_one(CommandList)
        # One entry of ours, so that Textual has no reason to add its own.
        assert [one.id != CommandPalette._NO_MATCHES for one in entries.options] == [True]
        await desk.press("enter")
        await desk.until(lambda: isinstance(desk.app.screen, CommandPalette) and "xqz" not in desk.text())


async def test_nothing_that_textual_says_itself_shows_on_a_spanish_screen(tmp_path: Path) -> None:
    async with sitting(tmp_path, HERE) as desk:
        for key in ("ctrl+p", "x", "escape", "ctrl+n", "escape", "f12", "escape", "f10", "f3", "ctrl+p"):
            await desk.press(key)
            if isinstance(desk.app.screen, CommandPalette):
                await desk.until(lambda: desk.app.screen.query_one(CommandList).option_count)
                assert not desk.app.screen.query_one(LoadingIndicator).display
            assert [said for said in OF_TEXTUAL if said in desk.text()] == []
        tooltips = [widget.tooltip for widget in desk.app.screen.query("*") if widget.tooltip]
        assert tooltips == []


# -- a line that is filled ---------------------------------------------------------------------------


async def zone(desk: Sitting) -> Field:
    """The dialog of the first setting that stands as a filled line."""
    await desk.press("f3", "2", "enter")
    return desk.app.screen.query_one(Field)


@pytest.mark.parametrize(
    ("keys", "kept"),
    [
        ([*"Eva"], "Eva"),
        (["end", *" N"], "Ana N"),
        (["right", *" N"], "Ana N"),
        (["tab", *" N"], "Ana N"),
        (["home", *"Ms "], "Ms Ana"),
        (["backspace", *"Eva"], "Eva"),
    ],
)
async def test_typing_replaces_what_a_dialog_proposes_and_an_arrow_or_tab_keeps_it(
    tmp_path: Path, keys: list[str], kept: str
) -> None:
    file = places(tmp_path).config_file
    file.parent.mkdir(parents=True)
    file.write_text("operator = 'Ana'\n")
    app = Restaura(places(tmp_path), None, load_settings(file, {}))
    async with shown(app, None, NARROW) as desk:
        field = await zone(desk)
        assert field.selected_text == "Ana"
        assert "Escribir reemplaza el texto" in desk.said("Dialog > Vertical")
        await desk.press(*keys, "enter")
        assert load_settings(file, {}).operator == kept


async def test_R13_enter_alone_takes_no_proposed_text(tmp_path: Path) -> None:
    file = places(tmp_path).config_file
    file.parent.mkdir(parents=True)
    file.write_text("operator = 'Ana'\n")
    async with shown(Restaura(places(tmp_path), None, load_settings(file, {})), None, NARROW) as desk:
        await zone(desk)
        await desk.press("enter")
        assert file.read_text() == "operator = 'Ana'\n"


async def test_a_text_that_was_refused_is_kept_to_be_mended(tmp_path: Path) -> None:
    async with sitting(tmp_path, None) as desk:
        await desk.press("f3", "5", "enter", *"x", "enter")
        field = desk.app.screen.query_one(Field)
        assert field.selected_text == ""
        assert field.value.endswith("x")


# -- the notice over the screen ----------------------------------------------------------------------


@pytest.mark.parametrize("size", [NARROW, SMALL])
async def test_a_notice_covers_neither_the_heading_nor_the_answer_and_escape_takes_it_away(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    session = begun(tmp_path, HERE)
    async with shown(Restaura(places(tmp_path), session), session, size, toasts=True) as desk:
        until = session.situation.evaluate("computed.deadline")
        assert isinstance(until, datetime)
        session.now = lambda: until - timedelta(hours=23)  # type: ignore[method-assign]
        screen = desk.app.screen
        assert isinstance(screen, SessionScreen)
        screen._tick()
        await desk.settle()
        notice = desk.seen("Toast")
        assert notice.y == desk.seen("#heading").bottom
        assert notice.bottom <= desk.seen("EditorPane").y
        said = " ".join(desk.said("Toast").replace("▌", " ").split())
        assert said.endswith("Esc o un clic quita este aviso.")
        await desk.press("escape")
        assert desk.seen("Toast").area == 0
        assert desk.said("#told") == ""
        await desk.press("escape")
        assert "Aquí Esc no hace nada" in desk.said("#told")
