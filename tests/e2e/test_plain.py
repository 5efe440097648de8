"""The plain way takes a whole incident, line by line, through the real program."""

import json
import os
import subprocess
import sys
from pathlib import Path

FIRST = ["ventas", "2", "falta la carpeta Ventas", "1 2", "now-30h", "now-2h", "1", "1", "sí", "complete"]
SECOND = ["professional", "sí", "Camilo Luna", "sí", "", "complete"]
FOURTH = ["sí", "", "now", "", "complete"]
FIFTH = ["sí", "phone", "todos", "", "enterados", "sí", "complete"]
LAST = [
    "2",
    "now",
    "ok",
    "412",
    "ok",
    "310 archivos",
    "1",
    "sí",
    "phone",
    "todos",
    "",
    "ok",
    "complete",
    "close",
]


def restaura(home: Path, lines: list[str], *arguments: str) -> str:
    done = subprocess.run(
        [sys.executable, "-m", "tui", *arguments],
        env={**os.environ, "RESTAURA_HOME": str(home)},
        input="".join(line + "\n" for line in lines),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_an_incident_goes_from_loss_to_closing_by_prompts_and_is_resumed(tmp_path: Path) -> None:
    restaura(tmp_path, FIRST, "run", "--plain")
    held = json.loads(restaura(tmp_path, [], "list", "--json"))[0]
    assert (held["status"], held["step"]) == ("open", "check_plan")
    restaura(tmp_path, [*SECOND, "today-3d", "/q"], "resume", "--plain")
    id = held["id"]
    day = json.loads(restaura(tmp_path, [], "show", id, "--json"))["answers"]["restore_date"]
    rest = ["3", day, "complete", *FOURTH, *FIFTH, *LAST]
    said = restaura(tmp_path, rest, "resume", id, "--plain")
    closed = json.loads(restaura(tmp_path, [], "list", "--json"))[0]
    assert (closed["status"], closed["outcome"]) == ("closed", "restored"), said[-2000:]
    assert "sin cambios" in restaura(tmp_path, [], "--lang", "es", "verify", id)
