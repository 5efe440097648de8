"""The settings screen: what each is, where it comes from, changed and saved at once, or why not."""

import tomllib
from pathlib import Path

import pytest

from runbooks.folders import Folders
from runbooks.language import _, using
from runbooks.record.files import make_private_folder
from runbooks.settings import Settings, load_settings
from tests.screen import settings_full_disk
from tests.screen.sitting import NARROW, SMALL, Sitting, places, sitting
from tests.screen.test_languages import sentences
from tests.small_disk import on_a_small_disk
from tests.terminal import environment
from tui.view.settings import LABELS


def written(home: Path, text: str = "") -> Path:
    """The file of settings, with `text` in it."""
    file = places(home).config_file
    make_private_folder(file.parent)
    file.write_text(text)
    return file


async def at_settings(desk: Sitting) -> Sitting:
    await desk.until(lambda: "F3" in desk.rows()[-1])
    await desk.press("f3")
    return desk


def row(desk: Sitting, name: str) -> str:
    """The row of a setting in the list."""
    return next((one for one in desk.rows("Pick") if _(LABELS[name]) in one), "")


# -- what is shown --------------------------------------------------------------------------------


@pytest.mark.parametrize("size", [(120, 40), NARROW, SMALL], ids=["120x40", "80x24", "60x20"])
@pytest.mark.parametrize(("language", "other"), [("es", "en"), ("en", "es")])
async def test_every_setting_says_what_it_is_and_when_it_counts_in_one_language(
    tmp_path: Path, language: str, other: str, size: tuple[int, int]
) -> None:
    assert LABELS.keys() == Settings.model_fields.keys()
    async with sitting(tmp_path, None, size=size, language=language) as desk:
        await at_settings(desk)
        for name, field in Settings.model_fields.items():
            await desk.press("down")
            with using(language):
                assert field.description and _(field.description) in desk.said("#about"), desk.text()
                assert row(desk, name), (name, desk.text())
            said = " ".join(desk.text().split())
            assert [one for one in sentences(other) if one in said] == []
            seen = desk.seen("#about")
            assert seen.height >= 2
            assert seen.bottom < size[1]


@pytest.mark.parametrize("size", [(120, 40), NARROW])
async def test_the_folders_are_named(tmp_path: Path, size: tuple[int, int]) -> None:
    async with sitting(tmp_path, None, size=size) as desk:
        await at_settings(desk)
        seen = [desk.said("VerticalScroll")]
        await desk.press("tab")
        for _row in range(12):  # where there is little room
            await desk.press("down")
            seen.append(desk.said("VerticalScroll"))
        bars = dict.fromkeys(map(ord, " ▁▂▃▄▅▆▇█"))  # the bar may stand inside a path
        told = [one.translate(bars) for one in seen]
        where: Folders = places(tmp_path)
        for folder in (where.sessions, where.documents, where.exports, where.drafts, where.config_file):
            assert any(str(folder) in one for one in told)


async def test_where_a_value_comes_from_stands_beside_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    written(tmp_path, "copy_hour = 3\noperator = 'Ana'\n")
    monkeypatch.setenv("RESTAURA_OPERATOR", "Eva")
    async with sitting(tmp_path, None) as desk:
        await at_settings(desk)
        assert row(desk, "copy_hour").split()[-2:] == ["3", "config.toml"]
        assert row(desk, "operator").split()[-2:] == ["Eva", "variable"]
        assert row(desk, "theme").split()[-3:] == ["restaura", "como", "viene"]


async def test_what_a_variable_sets_cannot_be_changed_here_and_the_screen_says_where(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = written(tmp_path, "operator = 'Ana'\n")
    monkeypatch.setenv("RESTAURA_OPERATOR", "Eva")
    monkeypatch.setenv("RESTAURA_LANG", "es_MX")
    async with sitting(tmp_path, None) as desk:
        await at_settings(desk)
        for number, variable in (("2", "RESTAURA_OPERATOR"), ("1", "RESTAURA_LANG")):
            await desk.press(number)
            assert variable in desk.said("#about")
            await desk.press("enter")
            assert not desk.is_in_dialog
            assert f"Lo fija la variable {variable}" in desk.said("#told")
    assert file.read_text() == "operator = 'Ana'\n"


async def test_settings_are_reached_from_home_by_key_and_number_and_left_again(tmp_path: Path) -> None:
    async with sitting(tmp_path, None) as desk:
        await desk.until(lambda: "Ajustes" in desk.said("#main"))
        await desk.settle()
        number = next(one.strip()[0] for one in desk.rows("Pick") if "Ajustes" in one)
        for keys, back in ((["f3"], "escape"), ([number, "enter"], "f10")):
            await desk.press(*keys)
            assert "Zona horaria" in desk.text()
            await desk.press(back)
            await desk.until(lambda: "Incidente nuevo" in desk.said("#main"))
            await desk.settle()
        await desk.press("ctrl+p", *"ajustes")
        assert "Ver los ajustes y cambiarlos" in desk.text()


async def test_enter_alone_changes_nothing(tmp_path: Path) -> None:
    async with sitting(tmp_path, None) as desk:
        await at_settings(desk)
        await desk.press("enter")
        assert "Elija con un número" in desk.said("#told")
        await desk.press("2", "enter", "enter")
        assert not desk.is_in_dialog
    assert not places(tmp_path).config_file.exists()


# -- what is changed ------------------------------------------------------------------------------


async def test_a_line_is_saved_at_once_and_comments_stay(tmp_path: Path) -> None:
    file = written(tmp_path, "# ours\noperator = 'Ana' # until May\n")
    async with sitting(tmp_path, None) as desk:
        await at_settings(desk)
        await desk.press("2", "enter")
        assert "Quien está al teclado" in desk.said("Dialog > Vertical")
        await desk.press("end")
        await desk.paste(" Núñez", "enter")
        assert file.read_text() == '# ours\noperator = "Ana Núñez" # until May\n'
        said = desk.said("#told")
        assert said.startswith("Guardado: Operador, Ana Núñez.")
        assert "próximo incidente" in said
        assert "● guardado" in desk.rows()[-1]
        assert "Ana Núñez" in row(desk, "operator")


@pytest.mark.parametrize(
    ("number", "keys", "name", "value"),
    [
        ("1", ["3"], "language", "en"),
        ("7", ["2"], "document_language", "en"),
        ("8", ["2"], "theme", "restaura-claro"),
        ("9", ["3"], "glyphs", "ascii"),
    ],
)
async def test_one_of_a_list_is_chosen_by_number(
    tmp_path: Path, number: str, keys: list[str], name: str, value: str
) -> None:
    async with sitting(tmp_path, None, size=NARROW) as desk:
        await at_settings(desk)
        await desk.press(number, "enter", "enter")
        assert desk.is_in_dialog
        await desk.press(*keys, "enter")
        assert not desk.is_in_dialog
        assert tomllib.loads(places(tmp_path).config_file.read_text()) == {name: value}
        assert "config.toml" in row(desk, name)
        at_start = name in ("language", "glyphs")
        assert ("próximo arranque" in desk.said("#told")) == at_start


async def test_the_theme_changes_while_it_is_looked_at(tmp_path: Path) -> None:
    async with sitting(tmp_path, None) as desk:
        await at_settings(desk)
        await desk.press("8", "enter", "2", "enter")
        assert desk.app.theme == "restaura-claro"
        assert "Vale desde ahora" in desk.said("#told")


@pytest.mark.parametrize(
    ("number", "given", "told"),
    [
        ("4", "Marte/Olympus", "no es una zona horaria"),
        ("5", "muchas", "se espera un número entero"),
        ("5", "999", "pasa de 168"),
        ("6", "-1", "es menos de 0"),
    ],
)
@pytest.mark.parametrize("size", [(120, 40), SMALL], ids=["120x40", "60x20"])
async def test_a_wrong_value_is_refused_beside_the_field_and_nothing_is_written(
    tmp_path: Path, number: str, given: str, told: str, size: tuple[int, int]
) -> None:
    file = written(tmp_path, "operator = 'Ana'\n")
    async with sitting(tmp_path, None, size=size) as desk:
        await at_settings(desk)
        await desk.press(number, "enter", "ctrl+u")
        await desk.paste(given, "enter")
        assert desk.is_in_dialog
        assert told in desk.said("Dialog > Vertical")
        assert given in desk.said("Field")
        assert file.read_text() == "operator = 'Ana'\n"
        await desk.press("escape")
        assert file.read_text() == "operator = 'Ana'\n"


async def test_an_empty_line_puts_back_what_was_shipped(tmp_path: Path) -> None:
    file = written(tmp_path, "copy_hour = 3\nsupport_lead_hours = 48\n")
    async with sitting(tmp_path, None) as desk:
        await at_settings(desk)
        await desk.press("6", "enter")
        assert "Vacío: como viene, no se sabe" in desk.said("Dialog > Vertical")
        await desk.press("backspace", "enter")
        assert file.read_text() == "support_lead_hours = 48\n"
        assert row(desk, "copy_hour").endswith("como viene")


async def test_an_incident_begun_afterwards_has_what_was_set(tmp_path: Path) -> None:
    async with sitting(tmp_path, None) as desk:
        await at_settings(desk)
        await desk.press("2", "enter", "ctrl+u")
        await desk.paste("Eva Núñez", "enter", "escape")
        await desk.until(lambda: "Incidente nuevo" in desk.said("#main"))
        await desk.settle()
        await desk.press("ctrl+n")
        await desk.until(lambda: "Eva Núñez" in desk.rows()[0])


# -- what goes wrong ------------------------------------------------------------------------------


async def test_a_file_that_is_broken_is_shown_with_its_line_and_never_overwritten(tmp_path: Path) -> None:
    async with sitting(tmp_path, None) as desk:
        await desk.until(lambda: "F3" in desk.rows()[-1])
        file = written(tmp_path, 'operator = "Ana"\ncopy_hour = tres\n')
        await desk.press("f3")
        said = desk.said("#told")
        assert "config.toml:2:" in said.replace(" ", "")
        assert "no es TOML" in said
        assert desk.rows("Pick") == []
        await desk.press("1", "enter", "2", "enter")
        assert not desk.is_in_dialog
        assert file.read_text() == 'operator = "Ana"\ncopy_hour = tres\n'
        await desk.press("escape")
        file.write_text("")
        await desk.press("f3")
        assert row(desk, "operator")


async def test_a_file_that_breaks_while_a_value_is_typed_is_left_as_it_is(tmp_path: Path) -> None:
    file = written(tmp_path, "operator = 'Ana'\n")
    async with sitting(tmp_path, None) as desk:
        await at_settings(desk)
        await desk.press("2", "enter")
        file.write_text("operator = Ana\n")
        await desk.press("end")
        await desk.paste(" Núñez", "enter")
        assert "config.toml:1:" in desk.said("Dialog > Vertical").replace(" ", "").replace("│", "")
        assert "Ana Núñez" in desk.said("Field")
        assert file.read_text() == "operator = Ana\n"


def test_a_full_disk_says_so_and_keeps_the_text(tmp_path: Path) -> None:
    ran = on_a_small_disk(settings_full_disk, tmp_path, "256k", environment(tmp_path))
    assert ran.stderr == ""
    parts = dict(part.split(" ", 1) for part in ran.stdout.split("=== ")[1:])
    assert "El disco está lleno" in parts["full"]
    assert "Ana Núñez" in parts["full"]
    assert parts["kept"].split() == ["operator", "=", "'Ana'", "['config.toml']"]
    assert "Guardado: Operador, Ana Núñez." in parts["again"]
    assert parts["saved"].strip() == 'operator = "Ana Núñez"'


async def test_what_was_set_is_what_the_program_reads(tmp_path: Path) -> None:
    async with sitting(tmp_path, None) as desk:
        await at_settings(desk)
        await desk.press("5", "enter", "ctrl+u", *"48", "enter")
        await desk.press("6", "enter", *"4", "enter")
    settings = load_settings(places(tmp_path).config_file, {})
    assert (settings.support_lead_hours, settings.copy_hour) == (48, 4)


async def test_the_folder_of_the_records_is_a_whole_path_and_counts_from_the_next_start(
    tmp_path: Path,
) -> None:
    file = written(tmp_path, "")
    async with sitting(tmp_path, None) as desk:
        await at_settings(desk)
        await desk.press("end", "enter", "ctrl+u")
        await desk.paste("registros", "enter")
        assert "se espera la ruta completa de una carpeta" in desk.said("Dialog > Vertical").replace("│ ", "")
        await desk.press("ctrl+u")
        await desk.paste("~/registros", "enter")
        assert tomllib.loads(file.read_text()) == {"data_folder": "~/registros"}
        assert "próximo arranque" in desk.said("#told")
