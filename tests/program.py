"""The program as its person starts it, and sessions for it to find."""

import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

from runbooks.answers import AnswerFile, as_command, read_answers, run_answers
from runbooks.definition.loader import load_runbook, shipped_runbooks
from runbooks.folders import Folders, folders
from runbooks.record.store import Store
from runbooks.session import Session
from tests.terminal import environment

DATA = Path(__file__).parents[1] / "runbooks" / "mpia_dti_140" / "tests"
RESTAURA = [sys.executable, "-m", "tui"]

Ran = subprocess.CompletedProcess[str]


def restaura(
    home: Path,
    *arguments: str,
    stdin: str | None = None,
    through: tuple[str, ...] = (),
    **more: str,
) -> Ran:
    """Run it to its end, without a terminal; `through` is the command that starts it, `more` variables."""
    command = [*through, *RESTAURA, *arguments]
    given = {"stdin": subprocess.DEVNULL} if stdin is None else {"input": stdin}
    env = environment(home, **more)
    return subprocess.run(command, env=env, capture_output=True, text=True, check=False, **given)  # type: ignore[call-overload,no-any-return]


def python(home: Path, code: str) -> Ran:
    """Run Python code in a process of its own, with the same environment."""
    command = [sys.executable, "-c", code]
    return subprocess.run(command, env=environment(home), capture_output=True, text=True, check=False)


def places(home: Path) -> Folders:
    """The folders that the program uses with this home."""
    return folders(environment(home))


def start(home: Path, file: AnswerFile | None = None) -> Session:
    """A new session in the folder of incidents, with the operator of `file`."""
    return Session.start(
        Store(places(home).sessions),
        load_runbook(shipped_runbooks()["mpia-dti-140"]),
        operator=(file and file.operator) or "Ana",
        portal={"name": "TAR", "timezone": "America/Mexico_City"},
        settings={"copy_hour": None, "support_lead_hours": 24},
        language="es",
        now=lambda: datetime.now(UTC),
    )


def held(home: Path) -> str:
    """The id of a new session that has one answer and was left."""
    with start(home) as session:
        assert session.do(as_command(session.situation, "reported_by", "Ventas")) is None  # type: ignore[arg-type]
        return session.state.id


def ended(home: Path, name: str = "no_loss") -> str:
    """The id of a new session that was taken to its closing by an answer file."""
    file = read_answers((DATA / f"{name}.yaml").read_bytes(), name)
    with start(home, file) as session:
        assert run_answers(session, file) is None
        return session.state.id


def told(done: Ran, code: int, sentence: str) -> None:
    """It ended with that code and that sentence on standard error, and with no trace."""
    assert done.returncode == code, done.stdout + done.stderr
    assert sentence in done.stderr, done.stderr
    assert "Traceback" not in done.stderr + done.stdout
