"""Exporting from a record: every format, two places, never over a file unasked, faults as sentences."""

from pathlib import Path

import pytest

from runbooks.language import use
from runbooks.record.encoding import decode
from runbooks.report.formats import exported as exported_as
from runbooks.report.forms import FORMS
from runbooks.session import at_last_event, replay
from tests.screen.kept import STANDARD, at_record, keep
from tests.screen.sitting import NARROW
from tui.editors.field import Field

KEYS = {"pdf": "1", "html": "2", "md": "3", "json": "4", "answers": "5", "csv": "6"}
"""The number of each format in the list."""


def exported(path: Path, format: str) -> bytes:
    record = decode(path.read_bytes(), path)
    return exported_as(record, at_last_event(replay(record)), format)


def test_every_format_that_there_is_is_offered() -> None:
    assert set(KEYS) == set(FORMS)


@pytest.mark.parametrize("size", [STANDARD, NARROW])
@pytest.mark.parametrize("language", ["es", "en"])
@pytest.mark.parametrize("format", KEYS)
async def test_each_format_is_written_into_the_folder_of_exports_and_its_path_is_told(
    tmp_path: Path, format: str, language: str, size: tuple[int, int]
) -> None:
    path = keep(tmp_path, "restored")
    file = tmp_path / "data" / "exports" / f"{path.stem}{FORMS[format].ending}"
    async with at_record(tmp_path, path, size=size, language=language) as desk:
        await desk.press("ctrl+e", "enter")
        assert desk.is_in_dialog
        await desk.press(KEYS[format], "enter", "enter")
        assert not file.exists()
        await desk.press("1", "enter")
        assert file.name in desk.text("#told").replace("\n", "").replace(" ", "")
    use(language)
    assert file.read_bytes() == exported(path, format)
    assert file.stat().st_mode & 0o777 == 0o600


async def test_a_record_exported_as_json_is_the_record_byte_by_byte(tmp_path: Path) -> None:
    path = keep(tmp_path, "restored")
    assert exported(path, "json") == path.read_bytes()


async def test_a_report_can_be_had_without_names_and_a_record_cannot(tmp_path: Path) -> None:
    path = keep(tmp_path, "restored")
    file = tmp_path / "data" / "exports" / f"{path.stem}.redacted.md"
    async with at_record(tmp_path, path) as desk:
        await desk.press("ctrl+e", KEYS["json"], "enter")
        assert "Sin nombres" not in desk.said("Dialog > Vertical")
        await desk.press("escape", "ctrl+e", KEYS["md"], "enter")
        assert "Sin nombres" in desk.said("Dialog > Vertical")
        await desk.press("3", "enter")
        assert "Escrito:" in desk.said("#told")
    assert "SIN NOMBRES" in file.read_text() and "Persona 1" in file.read_text()


async def test_what_is_there_is_not_written_over_without_being_told_to(tmp_path: Path) -> None:
    path = keep(tmp_path, "no_loss")
    file = tmp_path / "data" / "exports" / f"{path.stem}.md"
    file.parent.mkdir(parents=True)
    file.write_text("mío")
    other = tmp_path / "informe.md"
    asked = ["ctrl+e", KEYS["md"], "enter", "1", "enter"]
    async with at_record(tmp_path, path) as desk:
        await desk.press(*asked)
        assert "ya existe" in desk.said("Dialog > Vertical")
        await desk.press("enter")
        assert desk.is_in_dialog
        await desk.press("escape")
        assert (desk.is_in_dialog, file.read_text()) == (False, "mío")
        await desk.press(*asked, "1", "enter")
        assert desk.app.screen.query_one(Field).value == str(file)
        await desk.press("ctrl+u")
        await desk.paste(str(other), "enter")
        assert "Escrito:" in desk.said("#told")
        assert (file.read_text(), other.read_bytes()) == ("mío", exported(path, "md"))
        await desk.press(*asked, "2", "enter")
        assert "Escrito:" in desk.said("#told")
    assert file.read_bytes() == exported(path, "md")


async def test_a_place_that_cannot_be_written_is_told_and_asked_for_again(tmp_path: Path) -> None:
    path = keep(tmp_path, "no_loss")
    (tmp_path / "folder").mkdir()
    async with at_record(tmp_path, path) as desk:
        await desk.press("ctrl+e", KEYS["json"], "enter", "2", "enter")
        await desk.press("ctrl+u")
        await desk.paste(str(tmp_path / "none" / "x.json"), "enter")
        assert "no se escribió" in desk.said("Dialog > Vertical")
        await desk.press("ctrl+u")
        await desk.paste(str(tmp_path / "folder" / "x.json"), "enter")
        assert "Escrito:" in desk.said("#told")
    assert (tmp_path / "folder" / "x.json").read_bytes() == path.read_bytes()


async def test_a_folder_of_exports_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    path = keep(tmp_path, "no_loss")
    (tmp_path / "data" / "exports").write_text("no folder")
    async with at_record(tmp_path, path) as desk:
        await desk.press("ctrl+e", KEYS["md"], "enter", "1", "enter")
        assert "exports no se puede usar" in desk.said("#told")


async def test_escape_leaves_every_question_with_nothing_written(tmp_path: Path) -> None:
    path = keep(tmp_path, "no_loss")
    async with at_record(tmp_path, path) as desk:
        for keys in (["ctrl+e"], ["ctrl+e", "1", "enter"], ["ctrl+e", "1", "enter", "2", "enter"]):
            await desk.press(*keys, "escape")
            assert not desk.is_in_dialog
    assert not (tmp_path / "data" / "exports").exists()
