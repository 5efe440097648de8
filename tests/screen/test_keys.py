"""Keys of one's own: checked, done by the new key and no more by the old one, and shown as they are."""

from pathlib import Path

import pytest
from desk import before

from runbooks.definition.faults import DefinitionError
from runbooks.language import using
from runbooks.record.files import make_private_folder
from runbooks.settings import Settings, load_settings
from tests.director import Director
from tests.screen.sitting import Sitting, begun, places, shown, sitting
from tui.acts import TABLES
from tui.app import Restaura
from tui.keymap import changeable, keymap, word_of


def wrong(**keys: str) -> str:
    with using("en"), pytest.raises(DefinitionError) as refused:
        keymap(keys, "config.toml")
    return str(refused.value)


@pytest.mark.parametrize(
    ("keys", "told"),
    [
        ({"nota": "f13"}, 'keys.nota: "nota" is not known here. Did you mean "note"?'),
        ({"note": "n"}, 'keys.note: "n" cannot be used'),
        ({"note": "enter"}, '"enter" cannot be used'),
        ({"note": "ctrl+m"}, '"ctrl+m" cannot be used'),
        ({"note": "ctrl+c"}, '"ctrl+c" cannot be used'),
        ({"note": "f6"}, '"F6" is already the key for “other text”'),
        ({"note": "f99"}, '"f99" cannot be used'),
        ({"note": ""}, '"" cannot be used'),
        ({"note": "x" * 500}, f'"{"x" * 20}" cannot be used'),
        ({"note": "ctrl+o"}, '"^O" is already the key for “pass over”'),
        ({"note": "f4"}, '"F4" is already the key for “back”'),
        ({"leave": "ctrl+p"}, '"^P" is already the key for “commands”'),
        ({"note": "f13", "override": "f13"}, '"F13" is already the key for'),
        ({"open": "f13"}, '"open" is not known here'),
    ],
)
def test_what_cannot_be_a_key_is_refused_with_what_is_wrong(keys: dict[str, str], told: str) -> None:
    assert told in wrong(**keys)


def test_every_fault_is_told() -> None:
    assert len(wrong(nota="f13", note="n", why="ctrl+o").splitlines()) == 3


@pytest.mark.parametrize(
    ("keys", "taken"),
    [
        ({"note": "F13"}, {"note": "f13"}),
        ({"note": " ^A "}, {"note": "ctrl+a"}),
        ({"note": "Ctrl-A"}, {"note": "ctrl+a"}),
        ({"note": "ctrl+o", "override": "ctrl+n"}, {"note": "ctrl+o", "override": "ctrl+n"}),
        ({"go_back": "f13", "note": "f4"}, {"go_back": "f13", "note": "f4"}),
        ({"new": "ctrl+n"}, {"new": "ctrl+n"}),
        ({}, {}),
    ],
)
def test_what_can_be_a_key_is_taken_as_people_write_it(keys: dict[str, str], taken: dict[str, str]) -> None:
    assert keymap(keys, "config.toml") == taken


def test_as_shipped_no_two_acts_of_a_screen_have_the_same_key() -> None:
    for table in TABLES:
        keys = [key for act in table for key in act.keys.split(",")]
        assert len(set(keys)) == len(keys)


def test_acts_of_the_same_name_have_the_same_keys_on_every_screen() -> None:
    for name, first in changeable().items():
        keys = {act.keys for table in TABLES for act in table if act.name == name}
        assert len(keys) == 1, (name, first)


@pytest.mark.parametrize(
    ("key", "word"),
    [("ctrl+n", "^N"), ("f2", "F2"), ("alt+x", "Alt+X"), ("ctrl+up", "^UP"), ("alt+left", "Alt+Left")],
)
def test_a_key_is_written_as_the_footer_writes_it(key: str, word: str) -> None:
    assert word_of(key).upper() == word.upper()


# -- on the screen --------------------------------------------------------------------------------

OWN = {"note": "f13", "go_back": "alt+b", "override": "ctrl+n", "leave": "ctrl+a", "help": "alt+h"}


async def footer(desk: Sitting) -> str:
    await desk.settle()
    return desk.rows()[-1]


async def test_an_act_is_done_by_its_new_key_and_no_more_by_the_old_one(tmp_path: Path) -> None:
    session = begun(tmp_path, before("files_safe"))
    app = Restaura(places(tmp_path), session, Settings(keys=OWN))
    async with shown(app, session, (120, 50)) as desk:
        for key, title in (("f13", "Nota"), ("alt+b", "Volver a"), ("ctrl+n", "Omitir"), ("alt+h", "Ayuda")):
            await desk.press(key)
            assert desk.is_in_dialog
            assert desk.said("Dialog > Vertical").strip("╭─╮│ ").startswith(title), key
            await desk.press("escape")
            assert not desk.is_in_dialog
        for key in ("ctrl+b", "f4", "ctrl+o", "f12", "ctrl+q"):
            await desk.press(key)
            assert not desk.is_in_dialog
        assert desk.app.is_running
        await desk.press("f13", *"llamó", "enter")
        assert desk.events.count("noted") == 1


async def test_footer_help_and_palette_show_the_keys_as_they_are(tmp_path: Path) -> None:
    session = begun(tmp_path, before("files_safe"))
    app = Restaura(places(tmp_path), session, Settings(keys=OWN))
    async with shown(app, session, (160, 60)) as desk:
        row = await footer(desk)
        for told in ("F13 nota", "^N omitir", "Alt+B volver", "^A salir", "^D diferir"):
            assert told in row
        assert "^B" not in row
        await desk.press("alt+h")
        said = desk.said("Dialog > Vertical")
        assert "F13 Escribir una nota" in said.replace("│", "").replace("  ", " ")
        assert "^B" not in said
        await desk.press("escape", "ctrl+p", *"nota")
        assert "nota F13" in " ".join(desk.text().split())


async def test_a_key_is_changed_in_the_settings_and_counts_at_once(tmp_path: Path) -> None:
    async with sitting(tmp_path, None, size=(120, 40)) as desk:
        await desk.until(lambda: "F3" in desk.rows()[-1])
        await desk.press("f3", "up", "up", "up", "enter")
        assert "^N Escribir una nota" in " ".join(desk.said("Pick").split())
        await desk.press("3", "enter")
        await desk.press(*"^O", "enter")
        assert "ya es la tecla de «omitir»" in desk.said("Dialog > Vertical")
        assert not places(tmp_path).config_file.exists()
        await desk.press("ctrl+u", *"f13", "enter")
        assert "Guardado: Teclas, cambiadas: 1." in desk.said("#told")
        assert load_settings(places(tmp_path).config_file, {}).keys == {"note": "f13"}
        await desk.press("escape")
        await desk.until(lambda: "Incidente nuevo" in desk.said())
        await desk.settle()
        await desk.press("ctrl+n")
        await desk.until(lambda: desk.place.startswith("Anote quién"))
        assert "F13 nota" in await footer(desk)
        await desk.press("f13")
        assert desk.is_in_dialog


async def test_an_empty_line_gives_the_key_back(tmp_path: Path) -> None:
    file = places(tmp_path).config_file
    make_private_folder(file.parent)
    file.write_text("[keys]\nhome = 'f13' # as elsewhere\n")
    app = Restaura(places(tmp_path), None, load_settings(file, {}))
    async with shown(app, None, (120, 40)) as desk:
        await desk.until(lambda: "F3" in desk.rows()[-1])
        await desk.press("f3")
        assert "F13 inicio" in await footer(desk)
        await desk.press("up", "up", "up", "enter")
        place = next(n for n, name in enumerate(changeable()) if name == "home")
        await desk.press(*("down",) * (place + 1), "enter", *("backspace",) * 3, "enter")
        assert load_settings(file, {}).keys == {}
        assert "F10 inicio" in await footer(desk)
        await desk.press("f10")
        await desk.until(lambda: "Incidente nuevo" in desk.said())


def test_the_program_says_what_is_wrong_with_the_keys_before_any_screen(tmp_path: Path) -> None:
    file = places(tmp_path / "restaura").config_file
    file.parent.mkdir(parents=True)
    file.write_text("[keys]\nnota = 'f13'\n")
    with Director(tmp_path) as terminal:
        assert terminal.wait() != 0
    told = terminal.output.decode()
    assert "keys.nota" in told
    assert '¿Quiso decir "note"?' in told
    assert "Traceback" not in told


def test_the_keys_of_the_manual_can_be_used() -> None:
    assert keymap({"note": "alt+n", "go_back": "alt+b"}, "")
