"""Where everything is kept: under RESTAURA_HOME, or where the system keeps such things."""

from pathlib import Path

import pytest

from runbooks.folders import configured, folders, moved


def test_one_home_holds_them_all(tmp_path: Path) -> None:
    places = folders({"RESTAURA_HOME": str(tmp_path)})
    kept = [
        places.sessions,
        places.training,
        places.documents,
        places.drafts,
        places.log,
        places.config_file,
    ]
    assert [str(path.relative_to(tmp_path)) for path in kept] == [
        "data/sessions",
        "data/training/sessions",
        "data/documents",
        "state/drafts",
        "state/crash.log",
        "config/config.toml",
    ]
    assert list(tmp_path.iterdir()) == []


def test_trainings_are_apart_from_incidents(tmp_path: Path) -> None:
    places = folders({"RESTAURA_HOME": str(tmp_path)})
    assert places.training not in (places.sessions, *places.sessions.parents)
    assert places.sessions not in places.training.parents


def test_a_home_is_absolute_however_it_is_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path / "me"))
    assert folders({"RESTAURA_HOME": "here"}).data == tmp_path / "here" / "data"
    assert folders({"RESTAURA_HOME": "~/here"}).data == tmp_path / "me" / "here" / "data"
    assert folders({"RESTAURA_HOME": "~nobody-of-this-name/x"}).data.is_absolute()


@pytest.mark.parametrize("environment", [{}, {"RESTAURA_HOME": ""}])
def test_without_a_home_the_systems_places_are_taken(
    environment: dict[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("DATA", "CONFIG", "STATE"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(tmp_path / name.lower()))
    places = folders(environment)
    assert [places.data, places.config, places.state] == [
        tmp_path / "data" / "restaura",
        tmp_path / "config" / "restaura",
        tmp_path / "state" / "restaura",
    ]


@pytest.mark.parametrize(
    ("written", "language"),
    [('language = "en"', "en"), ("language = 3", None), ("language =", None), ("", None), ("\xff", None)],
)
def test_the_language_is_read_from_settings_that_may_be_wrong(
    written: str, language: str | None, tmp_path: Path
) -> None:
    file = tmp_path / "config.toml"
    file.write_text(written, encoding="latin-1")
    assert configured(file).get("language") == language
    assert configured(tmp_path / "none.toml") == {}


@pytest.mark.parametrize(
    ("variable", "setting", "data"),
    [
        (None, None, "home/data"),
        (None, "~/kept", "me/kept"),
        ("/srv/restaura", "~/kept", "/srv/restaura"),
        (None, "kept", "home/data"),
        ("", "~/kept", "me/kept"),
    ],
)
def test_the_data_are_where_the_variable_says_else_the_settings_else_as_they_were(
    variable: str | None, setting: str | None, data: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path / "me"))
    places = folders({"RESTAURA_HOME": str(tmp_path / "home")})
    environment = {} if variable is None else {"RESTAURA_DATA_FOLDER": variable}
    found = moved(places, environment, {} if setting is None else {"data_folder": setting})
    assert found == places._replace(data=tmp_path / data)
