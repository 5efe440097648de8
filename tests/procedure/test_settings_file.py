"""config.toml is written back with its comments, wholly or not at all, and never where it is broken."""

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest

from runbooks.definition.faults import DefinitionError
from runbooks.record.errors import StoreError
from runbooks.settings import VARIABLES, Settings, load_settings, sources
from runbooks.settings_file import write_setting
from tests.program import python

WRITTEN = """\
# Ours. Do not touch without telling Ana.
operator = "Ana"   # until May
support_lead_hours = 24

[keys]
# as in the other program
note = "f11"
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "config" / "config.toml"


@pytest.fixture
def written(file: Path) -> Path:
    file.parent.mkdir()
    file.write_text(WRITTEN)
    return file


@pytest.mark.parametrize(
    ("name", "given", "kept"),
    [
        ("language", "en", "en"),
        ("operator", "  Eva Núñez ", "Eva Núñez"),
        ("portal_name", 'the "portal" \\ of TAR', 'the "portal" \\ of TAR'),
        ("portal_timezone", "America/Tijuana", "America/Tijuana"),
        ("support_lead_hours", "48", 48),
        ("copy_hour", "0", 0),
        ("document_language", "en", "en"),
        ("theme", "nord", "nord"),
        ("glyphs", "ascii", "ascii"),
    ],
)
def test_what_is_written_is_what_is_read_back(name: str, given: str, kept: Any, file: Path) -> None:
    write_setting(file, name, given)
    assert getattr(load_settings(file, {}), name) == kept
    assert tomllib.loads(file.read_text()) == {name: kept}
    assert (file.stat().st_mode & 0o777, file.parent.stat().st_mode & 0o777) == (0o600, 0o700)


def test_one_line_changes_and_every_other_stays_as_it_was_comments_too(written: Path) -> None:
    write_setting(written, "operator", "Eva")
    assert written.read_text() == WRITTEN.replace('"Ana"', '"Eva"')
    write_setting(written, "keys.note", "f9")
    assert written.read_text() == WRITTEN.replace('"Ana"', '"Eva"').replace("f11", "f9")


def test_a_new_field_stands_before_the_tables(written: Path) -> None:
    write_setting(written, "copy_hour", "3")
    write_setting(written, "keys.go_back", "alt+b")
    settings = load_settings(written, {})
    assert (settings.copy_hour, settings.keys) == (3, {"note": "f11", "go_back": "alt+b"})
    for line in WRITTEN.splitlines():
        assert line in written.read_text()


def test_what_is_taken_out_is_as_shipped_again(written: Path) -> None:
    for name in ("operator", "keys.note", "theme", "keys.never"):
        write_setting(written, name, None)
    assert tomllib.loads(written.read_text()) == {"support_lead_hours": 24, "keys": {}}
    assert "# Ours." in written.read_text()
    assert "# as in the other program" in written.read_text()


@pytest.mark.parametrize(
    "text", ['operator = "Ana"', "\ufeffoperator = 'x'\r\ncopy_hour = 3\r\n", "keys.note = 'f11'"]
)
def test_files_as_editors_leave_them_are_taken(text: str, file: Path) -> None:
    file.parent.mkdir()
    file.write_bytes(text.encode())
    write_setting(file, "operator", "Eva")
    write_setting(file, "keys.defer", "f11")
    settings = load_settings(file, {})
    assert (settings.operator, settings.keys["defer"]) == ("Eva", "f11")
    assert ("note" in settings.keys) == ("note" in text)
    assert settings.copy_hour == (3 if "copy_hour" in text else None)


@pytest.mark.usefixtures("english")
@pytest.mark.parametrize(
    ("name", "given", "told"),
    [
        ("portal_timezone", "Mars/Olympus", "not a time zone"),
        ("copy_hour", "24", "above 23"),
        ("copy_hour", "noon", "whole number"),
        ("operator", "   ", "cannot be left empty"),
        ("operator", "x" * 201, "over 200 characters"),
        ("theme", "restora", 'Did you mean "restaura"?'),
        ("tema", "restaura", 'Did you mean "theme"?'),
    ],
)
def test_what_would_not_pass_is_refused_and_nothing_is_written(
    name: str, given: str, told: str, written: Path
) -> None:
    with pytest.raises(DefinitionError) as refused:
        write_setting(written, name, given)
    (fault,) = refused.value.faults
    assert (fault.field, told in fault.what) == (name, True), fault
    assert written.read_text() == WRITTEN


@pytest.mark.parametrize(
    "broken",
    ["operator = Ana\n", 'operator = "Ana"\noperator = "Eva"\n', "copy_hour = 99\n", "\xff", "a = [[[\n"],
)
def test_a_broken_file_is_never_overwritten(broken: str, file: Path) -> None:
    file.parent.mkdir()
    file.write_bytes(broken.encode("latin-1"))
    with pytest.raises(DefinitionError):
        write_setting(file, "operator", "Eva")
    assert file.read_bytes() == broken.encode("latin-1")


def test_a_wrong_value_can_be_mended(file: Path) -> None:
    file.parent.mkdir()
    file.write_text("copy_hour = 99 # ?\n")
    write_setting(file, "copy_hour", "3")
    assert file.read_text() == "copy_hour = 3 # ?\n"


def test_a_link_stays_a_link(written: Path, tmp_path: Path) -> None:
    kept = written.rename(tmp_path / "kept.toml")
    written.symlink_to(kept)
    write_setting(written, "operator", "Eva")
    assert written.is_symlink()
    assert kept.read_text() == WRITTEN.replace('"Ana"', '"Eva"')


def test_where_it_cannot_be_saved_the_file_is_as_it_was(written: Path) -> None:
    (written.parent / f".{written.name}.restaura-tmp").mkdir()  # in the way of what is written first
    with pytest.raises(StoreError):
        write_setting(written, "operator", "Eva")
    assert written.read_text() == WRITTEN


def test_where_each_setting_comes_from_is_told(written: Path) -> None:
    told = sources(written, {"RESTAURA_OPERATOR": "Eva", "RESTAURA_LANG": "en_GB", "RESTAURA_THEME": ""})
    assert told.keys() == Settings.model_fields.keys()
    assert [name for name, source in told.items() if source == "variable"] == ["language", "operator"]
    assert [name for name, source in told.items() if source == "file"] == ["support_lead_hours", "keys"]
    assert sources(written, {"RESTAURA_LANG": "de"})["language"] == "shipped"


def test_reading_the_settings_does_without_the_library_that_writes_them(tmp_path: Path) -> None:
    code = "import sys, runbooks.settings, runbooks.settings_file; print('tomlkit' in sys.modules)"
    assert python(tmp_path, code).stdout == "False\n"


def test_the_manual_has_every_setting_in_the_words_of_the_model() -> None:
    manual = (Path(__file__).parents[2] / "docs" / "settings.md").read_text()
    rows = dict(re.findall(r"^\| `(\w+)` \| (.*)$", manual, re.MULTILINE))
    assert rows.keys() == Settings.model_fields.keys()
    for name, field in Settings.model_fields.items():
        assert field.description and rows[name].startswith(field.description), name
        assert rows[name].endswith(f"| `{VARIABLES[name]}` |" if name in VARIABLES else "| |"), name
    (example,) = re.findall(r"^```toml\n(.*?)^```", manual, re.MULTILINE | re.DOTALL)
    assert load_settings_from(example).keys == {"note": "alt+n", "go_back": "alt+b"}


def load_settings_from(text: str) -> Settings:
    return Settings.model_validate(tomllib.loads(text))
