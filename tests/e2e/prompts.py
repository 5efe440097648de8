"""Sessions by prompts through the real program, and the lines that take an incident to its closing."""

import json
import os
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from runbooks.answers import read_answers, run_answers
from runbooks.definition.loader import load_runbook, shipped_runbooks
from runbooks.folders import folders
from runbooks.record.encoding import decode
from runbooks.record.store import Store
from runbooks.session import Session, at_last_event, replay
from runbooks.standing import standing

DATA = Path(__file__).parents[2] / "runbooks" / "mpia_dti_140" / "tests"

LOSS = ["ventas", "2", "falta la carpeta Ventas", "1 2", "now-30h", "now-2h", "1", "1", "sí"]
PLAN = ["4", "sí", "Camilo Luna", "sí", "", ""]  # the last two: no hour is known; the copies are seen
TICKET = ["1", "", "now", ""]
USERS = ["1", "4", "todos", "", "enterados", "", "sí"]
BACK = ["2", "now", "1", "412 negociaciones", "1", "310 archivos", "1", "1", "4", "todos", "", "bien", ""]


def environment(home: Path, **more: str) -> dict[str, str]:
    """The environment of a program whose every folder is under `home`."""
    kept = {name: value for name, value in os.environ.items() if name not in ("VISUAL", "EDITOR")}
    return {**kept, "RESTAURA_HOME": str(home), **more}


def restaura(home: Path, lines: list[str], *arguments: str, **more: str) -> str:
    """What the program says to `lines`; it ends well and without a word on standard error."""
    done = subprocess.run(
        [sys.executable, "-m", "tui", *arguments],
        env=environment(home, **more),
        input="".join(line + "\n" for line in lines),
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout


def record(home: Path) -> Path:
    """The file of the only session."""
    (only,) = (home / "data" / "sessions").glob("*.json")
    return only


def shown(home: Path) -> dict[str, Any]:
    """Where the only session stands."""
    kept = decode(record(home).read_bytes(), record(home))
    return standing(at_last_event(replay(kept)), str(record(home)))


def events(home: Path) -> list[tuple[str, dict[str, Any]]]:
    """The events of the only session, as type and data."""
    return [(event["type"], event["data"]) for event in json.loads(record(home).read_bytes())["events"]]


def begun(home: Path, until: str, name: str = "restored") -> None:
    """A session as a test of the runbook leads it, up to the last answer to `until`, all within a second."""
    began = datetime.now(UTC)
    file = read_answers((DATA / f"{name}.yaml").read_bytes(), name)
    place = max(at for at, (action, _value) in enumerate(file.actions) if action == until)
    session = Session.start(
        Store(folders({"RESTAURA_HOME": str(home)}).sessions),
        load_runbook(shipped_runbooks()["mpia-dti-140"]),
        operator="Director de TI",
        portal={"name": "TAR", "timezone": "America/Mexico_City"},
        settings={"copy_hour": None, "support_lead_hours": 24},
        language="es",
        now=lambda: began,
    )
    with session:
        assert run_answers(session, replace(file, actions=file.actions[:place])) is None
