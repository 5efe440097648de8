"""Settings come from a file and from variables; what is wrong names its place and what would be right."""

import os
from pathlib import Path

import pytest

from runbooks.definition.faults import DefinitionError
from runbooks.folders import configured
from runbooks.language import using
from runbooks.settings import Settings, load_settings
from runbooks.toml_source import MOST_BYTES


def faults(file: Path, written: str | bytes = "", **variables: str) -> str:
    file.write_bytes(written.encode() if isinstance(written, str) else written)
    with pytest.raises(DefinitionError) as refused:
        load_settings(file, variables)
    return str(refused.value)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "config.toml"


def test_without_a_file_everything_is_as_shipped(file: Path) -> None:
    settings = load_settings(file, {})
    assert (settings.portal_timezone, settings.support_lead_hours) == ("America/Mexico_City", 24)
    assert (settings.copy_hour, settings.document_language, settings.language) == (None, "es", None)
    assert settings.training_months == 6
    assert settings.operator


def test_a_file_says_otherwise_and_a_variable_goes_before_it(file: Path) -> None:
    file.write_text('operator = " Ana "\ncopy_hour = 3\nportal_timezone = "America/Tijuana"\n')
    settings = load_settings(file, {"RESTAURA_COPY_HOUR": "4", "RESTAURA_OPERATOR": "", "OTHER": "x"})
    assert (settings.operator, settings.copy_hour) == ("Ana", 4)
    assert settings.portal_timezone == "America/Tijuana"


WRONG = [
    ('language = "fr"', 'language: "fr" no es ninguno de es or en', 'language: "fr" is none of es or en'),
    ('operator = ""', "operator: esto no puede quedar vacío", "operator: this cannot be left empty"),
    ('operator = "  "', "operator: esto no puede quedar vacío", "operator: this cannot be left empty"),
    (f'operator = "{"x" * 201}"', "pasa de 200 caracteres", "over 200 characters"),
    ("operator = 3", "aquí se espera un texto", "a text is expected here"),
    ("support_lead_hours = 169", "esto pasa de 168", "this is above 168"),
    ("support_lead_hours = -1", "esto es menos de 0", "this is below 0"),
    ('copy_hour = "noon"', "aquí se espera un número entero", "a whole number is expected here"),
    ("copy_hour = true", "aquí se espera un número entero", "a whole number is expected here"),
    ("training_months = 0", "esto es menos de 1", "this is below 1"),
    ("training_months = true", "aquí se espera un número entero", "a whole number is expected here"),
    ("copy_hour = 1.5", "aquí se espera un número entero", "a whole number is expected here"),
    ("copy_hour = [1]", "aquí se espera un número entero", "a whole number is expected here"),
    ('portal_timezone = "Mars/Olympus"', "no es una zona horaria", "not a time zone"),
    ('portal_timezone = "../../etc/passwd"', "no es una zona horaria", "not a time zone"),
    ("copy_our = 3", '¿Quiso decir "copy_hour"?', 'Did you mean "copy_hour"?'),
    ("[portal]\nname = 1", '"portal" no se conoce aquí', '"portal" is not known here'),
]


@pytest.mark.parametrize(("written", "spanish", "english"), WRONG)
def test_what_is_wrong_is_said_in_the_readers_language(
    written: str, spanish: str, english: str, file: Path
) -> None:
    with using("es"):
        assert spanish in faults(file, written)
    with using("en"):
        told = faults(file, written)
    assert english in told
    assert told.startswith(str(file))


@pytest.mark.usefixtures("english")
def test_a_wrong_variable_is_named_and_not_the_file(file: Path) -> None:
    told = faults(file, "copy_hour = 3\n", RESTAURA_SUPPORT_LEAD_HOURS="many", RESTAURA_GLYPHS="x")
    assert "RESTAURA_SUPPORT_LEAD_HOURS: a whole number is expected here" in told
    assert 'RESTAURA_GLYPHS: "x" is none of' in told
    assert str(file) not in told


@pytest.mark.usefixtures("english")
def test_a_variable_with_bytes_that_are_no_text_is_refused(file: Path) -> None:
    told = faults(file, RESTAURA_OPERATOR=os.fsdecode(b"Ana\xff"))
    assert told == "RESTAURA_OPERATOR: the text has characters that cannot be stored"


@pytest.mark.usefixtures("english")
@pytest.mark.parametrize(
    ("written", "place"),
    [
        ("copy_hour = 3\nlanguage = es\n", ":2:12: "),
        ("copy_hour = 3\ncopy_hour = 4\n", ":2:"),
        ('operator = "Ana\n', ":1:"),
        ("copy_hour 3\n", ":1:11: "),
        ("copy_hour = 3\nlanguage =", ":2:11: "),
    ],
)
def test_what_is_no_toml_is_told_with_its_line(written: str, place: str, file: Path) -> None:
    told = faults(file, written)
    assert told.startswith(f"{file}{place}")
    assert "this is not TOML" in told


@pytest.mark.usefixtures("english")
@pytest.mark.parametrize(
    ("written", "said"),
    [
        (b"#" * (MOST_BYTES + 1), "the file is over 64 KiB"),
        (b"copy_hour = 3\noperator = '\xff'\n", ":2:1: the text is not UTF-8"),
        (b"a." * 15_000 + b"a = 1\n", ":1:1: this is nested too deep"),
        (b"x = {" + b"a." * 15_000 + b"a = 1}\n", ":1:1: this is nested too deep"),
        (b"x = " + b"[" * 30_000, "this is nested too deep"),
        (b"x = " + b"[" * 20 + b"]" * 20, "this is nested too deep"),
    ],
    ids=["long", "no text", "deep key", "deep key in a table", "endless array", "deep array"],
)
def test_a_file_that_would_exhaust_the_program_is_refused(written: bytes, said: str, file: Path) -> None:
    assert said in faults(file, written)
    assert configured(file).get("language") is None


@pytest.mark.usefixtures("english")
def test_a_pipe_or_a_folder_in_the_files_place_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    for file in (tmp_path / "pipe", tmp_path):
        with pytest.raises(DefinitionError, match="not an ordinary file"):
            load_settings(file, {})
        assert configured(file).get("language") is None


def test_every_setting_has_its_line_of_the_manual() -> None:
    properties = Settings.model_json_schema()["properties"]
    assert [name for name, told in properties.items() if not told.get("description", "").endswith(".")] == []


@pytest.mark.parametrize("login", ["\udcff" * 3, "x" * 500])
def test_the_login_is_a_name_that_a_record_can_hold(
    login: str, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("LOGNAME", "USER", "LNAME", "USERNAME"):
        monkeypatch.setenv(name, login)
    operator = load_settings(file, {}).operator
    assert 0 < len(operator.encode()) <= 200
