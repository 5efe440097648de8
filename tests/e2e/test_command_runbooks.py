"""The commands about runbooks, with a user's own ones beside those that are shipped."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from runbooks.doctor import Terminal, examine
from runbooks.language import using
from tests.program import places, restaura
from tui.__main__ import main

SMALL = (Path(__file__).parents[1] / "procedure" / "small_runbook.yaml").read_text()
MPIA = "mpia-dti-140"


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of the user: a runbook that can be used, one that cannot, texts in front of the shipped."""
    monkeypatch.setenv("RESTAURA_HOME", str(tmp_path / "restaura"))
    folder = places(tmp_path).runbooks
    (folder / MPIA).mkdir(parents=True)
    (folder / "small.yaml").write_text(SMALL)
    (folder / "roto.yaml").write_text(SMALL.replace("id: small", "id: roto").replace("code:", "cod:"))
    (folder / MPIA / "texts.yaml").write_text("title: {es: Otro título}\n")
    return folder


def said(capsys: pytest.CaptureFixture[str], *arguments: str, code: int = 0) -> tuple[str, str]:
    """What a command says in English, on both ways; `code` is how it ends."""
    assert main(["--lang", "en", *arguments]) == code
    told = capsys.readouterr()
    return told.out, told.err


def test_the_list_has_every_one_and_says_what_is_wrong_with_a_broken_one(
    own: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out, err = said(capsys, "runbook", "list")
    rows = {line.split()[0]: line for line in out.splitlines()}
    assert rows[MPIA].endswith("shipped, with texts of your own")
    assert "SMALL-1" in rows["small"] and rows["small"].endswith("your own")
    assert "cannot be used" in rows["roto"]
    assert f"{own / 'roto.yaml'}:3:1: cod:" in err
    listed = {one["id"]: one for one in json.loads(said(capsys, "runbook", "list", "--json")[0])}
    assert [listed[id]["origin"] for id in (MPIA, "small", "roto")] == ["both", "own", "own"]
    assert listed["small"]["faults"] == []
    assert {fault["line"] for fault in listed["roto"]["faults"]} >= {3}
    assert listed["roto"]["path"] == str(own / "roto.yaml")


def test_check_looks_at_own_ones_too_and_a_card_is_printed_of_one(
    own: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out, err = said(capsys, "runbook", "check", code=1)
    assert "what has errors is refused" in out
    assert f"{own / 'roto.yaml'}:3:1: cod:" in err
    for asked in ("small", str(own / "small.yaml")):
        assert "1 file: 0 errors" in said(capsys, "runbook", "check", asked)[0]
    assert "SMALL-1" in said(capsys, "runbook", "card", "small", "--format", "md")[0]


def test_the_doctor_finds_a_broken_one_and_a_usual_one_that_is_not_there(own: Path, tmp_path: Path) -> None:
    (own.parent / "config.toml").write_text('runbook = "smal"\n')
    terminal = Terminal(False, 0, 0, "utf-8", "", "")
    with using("en"):
        found = list(examine(places(tmp_path), {}, terminal, datetime.now(UTC)))
    broken = next(one for one in found if one.about == "runbook roto")
    assert broken.state == "fault"
    assert "restaura runbook check roto" in broken.advice
    assert str(own / MPIA) in next(one.what for one in found if one.about == f"runbook {MPIA}")
    usual = next(one for one in found if "smal" in one.what and one.about == "settings")
    assert 'Did you mean "small"?' in usual.advice


def test_a_broken_one_is_not_run_and_what_is_wrong_is_said_with_its_place(own: Path, tmp_path: Path) -> None:
    done = restaura(tmp_path, "--lang", "en", "run", "roto", "--plain")
    assert done.returncode == 1
    assert f"{own / 'roto.yaml'}:3:1: cod:" in done.stderr
    assert "Traceback" not in done.stderr
    assert not places(tmp_path).sessions.exists()
    done = restaura(tmp_path, "run", "smal", "--plain")
    assert done.returncode == 3
    assert '¿Quiso decir "small"?' in done.stderr


def test_an_own_one_is_run_by_its_name_and_says_so(own: Path, tmp_path: Path) -> None:
    done = restaura(tmp_path, "run", "small", "--plain", stdin="")
    assert "SMALL-1 · Poco" in done.stdout
    assert "Propio: procedimiento small" in done.stdout
