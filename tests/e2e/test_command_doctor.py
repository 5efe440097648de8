"""`restaura doctor`: every line is true, and says what to do."""

import json
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.program import RESTAURA, ended, held, places, restaura
from tests.terminal import Terminal, environment


def findings(home: Path, code: int, *arguments: str, **variables: str) -> dict[str, dict[str, Any]]:
    """What it says with --json, by what it is about; of several the worst."""
    done = restaura(home, "--lang", "en", "doctor", "--json", *arguments, **variables)
    assert done.returncode == code, done.stdout + done.stderr
    assert done.stderr == ""
    document = json.loads(done.stdout)
    assert document["ok"] is (code == 0)
    order = ["ok", "warning", "fault"]
    ordered = sorted(document["findings"], key=lambda finding: order.index(finding["state"]))
    return {finding["about"]: finding for finding in ordered}


def test_on_a_new_machine_nothing_is_at_fault_and_nothing_is_made(tmp_path: Path) -> None:
    places(tmp_path)
    before = sorted(tmp_path.rglob("*"))
    found = findings(tmp_path, 0)
    assert [about for about, one in found.items() if one["state"] != "ok"] == ["terminal"]
    assert "will be made when needed" in found["folder of records"]["what"]
    assert "America/Mexico_City" in found["time zone"]["what"]
    assert f"Python {sys.version.split()[0]}" in found["program"]["what"]
    assert "MPIA-DTI-140" in found["runbook mpia-dti-140"]["what"]
    assert found["records"]["what"] == "0 can be read."
    assert sorted(tmp_path.rglob("*")) == before


def test_records_are_counted_and_those_that_cannot_be_read_are_named(tmp_path: Path) -> None:
    held(tmp_path), ended(tmp_path)
    sessions = places(tmp_path).sessions
    (sessions / "notes.json").write_text("{}")
    found = findings(tmp_path, 0)
    assert found["records"]["state"] == "warning"
    assert "notes.json" in found["records"]["what"]
    (sessions / "2026-01-01-abcd.json").write_text("{")
    found = findings(tmp_path, 1)
    assert found["records"]["state"] == "fault"
    assert "2026-01-01-abcd.json" in found["records"]["what"]
    assert "backups" in found["records"]["advice"]
    assert "\n✔ bien     registros: Se pueden leer 2." in restaura(tmp_path, "--lang", "es", "doctor").stdout


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("copy_hour = 24", "copy_hour: this is above 23"),
        ("copy_hour = ", "config.toml:1:13: this is not TOML"),
        ("copy_our = 2", 'Did you mean "copy_hour"?'),
    ],
)
def test_a_fault_in_the_settings_is_told_with_its_place(written: str, said: str, tmp_path: Path) -> None:
    config = places(tmp_path).config_file
    config.parent.mkdir(parents=True)
    config.write_text(written)
    found = findings(tmp_path, 1)
    assert said in found["settings"]["what"]
    assert "time zone" not in found


def test_a_variable_that_is_wrong_is_named(tmp_path: Path) -> None:
    found = findings(tmp_path, 1, RESTAURA_COPY_HOUR="noon")
    assert found["settings"]["what"] == "RESTAURA_COPY_HOUR: a whole number is expected here"


def test_a_folder_that_cannot_be_made_is_a_fault_with_advice(tmp_path: Path) -> None:
    (tmp_path / "restaura").write_text("")
    found = findings(tmp_path, 1)
    assert found["folder of records"]["state"] == "fault"
    assert "is no folder" in found["folder of records"]["what"]
    assert "RESTAURA_HOME" in found["folder of records"]["advice"]


def test_a_clock_behind_the_newest_record_is_a_fault(tmp_path: Path) -> None:
    id = held(tmp_path)
    file = places(tmp_path).sessions / f"{id}.json"
    document = json.loads(file.read_text())
    document["summary"]["updated_at"] = (datetime.now(UTC) + timedelta(days=2)).isoformat(timespec="seconds")
    file.write_text(json.dumps(document))
    assert findings(tmp_path, 1)["clock"]["advice"].startswith("Set the clock")


@pytest.mark.parametrize(
    ("columns", "rows", "term", "seen"),
    [
        (120, 40, "xterm-256color", "✔ well     terminal: 120x40, utf-8, xterm-256color, all colours"),
        (59, 40, "xterm-256color", "! warning  terminal: 59x40"),
        (120, 19, "xterm-256color", "Make it at least 60x20."),
        (120, 40, "dumb", "Set TERM to what it is"),
    ],
)
def test_the_terminal_is_looked_at(columns: int, rows: int, term: str, seen: str, tmp_path: Path) -> None:
    env = environment(tmp_path, TERM=term)
    with Terminal([*RESTAURA, "--lang", "en", "doctor"], env=env, columns=columns, rows=rows) as terminal:
        terminal.wait_for(seen)
        assert terminal.wait() == 0
