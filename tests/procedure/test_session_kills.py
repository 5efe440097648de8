"""SIGKILL in a session: nothing acknowledged is lost, no record is unreadable, and it goes on.

Three ways: after each action of a full session; at each system call of saving a short one; and in
the real program, after each “guardado” of a full session by prompts.
"""

import json
import os
import re
import shutil
import signal
import subprocess
import sys
import sysconfig
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Timer
from typing import Any, Final

import pytest
import session_worker
from desk import FULL, RUNBOOK
from session_worker import acts, go_on
from small import SMALL

import runbooks
from runbooks.definition.model import Runbook
from runbooks.record.store import Store
from runbooks.record.verify import verify

WORKERS: Final = max(2, os.cpu_count() or 2)
NAMES: Final = [name for name, _value in FULL]


# -- After each action ------------------------------------------------------------------------------


def killed_after(store: Store, acknowledged: int) -> int:
    """Run a session in another process, killed once so many actions are acknowledged.

    Returns how many it had acknowledged when it died: it goes on while the kill is under way.
    """
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        go_on(store, RUNBOOK, FULL, writing)
        os._exit(0)
    os.close(writing)
    last = -1
    with os.fdopen(reading) as said:
        for line in said:
            last = int(line)
            if last == acknowledged:
                os.kill(child, signal.SIGKILL)
    _child, status = os.waitpid(child, 0)
    assert os.waitstatus_to_exitcode(status) in (-signal.SIGKILL, 0)
    return last


def faults_after(store: Store, acknowledged: int) -> list[str]:
    """What is wrong with the session that was killed; empty when nothing is."""
    [id] = store.ids()
    done = acts(store.read(id))
    found = [str(fault) for fault in verify(store.path(id)).faults]
    if done not in (NAMES[:acknowledged], NAMES[: acknowledged + 1]):
        found.append(f"{acknowledged} were acknowledged, and the record has {done}")
    folder = Path(store.folder).parent / "documents" / id
    for document in {"ticket", "notice", "all_clear"} & set(NAMES[:acknowledged]):
        kept = [e.data["value"] for e in store.read(id).events if e.data.get("item") == document]
        if (folder / f"{document}.md").read_text() != kept[-1]:
            found.append(f"{document} is not the text that was accepted")
    return found


@pytest.mark.parametrize("acknowledged", range(len(FULL) + 1))
def test_a_session_killed_after_an_action_has_it_and_goes_on_to_its_closing(
    acknowledged: int, store: Store
) -> None:
    last = killed_after(store, acknowledged)
    assert last >= acknowledged
    assert faults_after(store, last) == []
    assert killed_after(store, acknowledged=len(FULL) + 1) == len(FULL)  # which is never reached
    assert faults_after(store, len(FULL)) == []
    [summary] = store.summaries()
    assert isinstance(summary, dict)
    assert (summary["status"], summary["outcome"]) == ("closed", "restored")


# -- At each system call ------------------------------------------------------------------------------

SHORT: Final[list[dict[str, Any]]] = [
    {"reported_by": "ventas"},
    {"notice": {"text": "Aviso."}},
    {"complete": "tell"},
    {"close": "true"},
]
CALLS: Final = ("write", "fsync", "rename", "unlink", "mkdir", "chmod", "fchmod", "flock")
"""What changes something on the disk; that opening and closing lose nothing, test_store_kills shows."""


def traced(folder: Path, *options: str) -> "subprocess.CompletedProcess[str]":
    """Run the worker with a short session under strace."""
    (folder / "runbook.json").write_text(json.dumps(SMALL))
    (folder / "answers.json").write_text(json.dumps({"answers": SHORT}))
    # As in test_store_kills: the interpreter itself, and nothing that the environment adds.
    worker = [os.path.realpath(sys.executable), "-B", "-S", session_worker.__file__]
    names = ("data/sessions", "runbook.json", "answers.json", "acknowledged")
    worker += [str(folder / name) for name in names]
    packages = [str(Path(runbooks.__path__[0]).parent), sysconfig.get_path("purelib")]
    return subprocess.run(
        ["strace", "-f", "-o", str(folder / "calls"), *options, *worker],
        env={"PATH": os.environ["PATH"], "PYTHONPATH": os.pathsep.join(packages)},
        capture_output=True,
        text=True,
        check=False,
    )


def acknowledged_in(folder: Path) -> int:
    """The last action that the worker acknowledged; -1 when it had not begun."""
    said = folder / "acknowledged"
    return int(said.read_text().split()[-1]) if said.exists() and said.read_text() else -1


@pytest.fixture(scope="module")
def points(tmp_path_factory: pytest.TempPathFactory) -> list[tuple[str, int]]:
    """Each call of a run that nothing disturbs, and the how manieth of its name it is."""
    if shutil.which("strace") is None:
        pytest.skip("strace is not installed: install it to try kills at each system call")
    folder = tmp_path_factory.mktemp("undisturbed")
    # A call that this machine does not have (rename on some is renameat) is passed over: `?`.
    ran = traced(folder, "-e", "trace=" + ",".join(f"?{call}" for call in (*CALLS, "renameat", "unlinkat")))
    if "ptrace" in ran.stderr:
        pytest.skip(f"strace may not trace here: {ran.stderr.strip()}")
    assert ran.returncode == 0, ran.stderr
    assert acknowledged_in(folder) == len(SHORT)
    calls = re.findall(r"^\d+ +([a-z0-9]+)\(", (folder / "calls").read_text(), flags=re.MULTILINE)
    counts = Counter(calls)
    return [(call, nth) for call in counts for nth in range(1, counts[call] + 1)]


def lost(folder: Path, call: str, nth: int) -> str | None:
    """What a kill at the entry of the n-th such call lost; None when nothing."""
    folder.mkdir()
    ran = traced(folder, "-e", f"trace={call}", "-e", f"inject={call}:signal=KILL:when={nth}")
    if ran.returncode not in (-signal.SIGKILL, 128 + signal.SIGKILL):
        return f"it was not killed: exit {ran.returncode} {ran.stderr}"
    said, store = acknowledged_in(folder), Store(folder / "data" / "sessions")
    names = [name for action in SHORT for name in action]
    ids = store.ids()
    if said >= 0 and not ids:
        return "a session was acknowledged and there is no record"
    done = acts(store.read(ids[0])) if ids else []
    if done not in (names[: max(said, 0)], names[: said + 1]):
        return f"{said} were acknowledged, and the record has {done}"
    actions = tuple((name, value) for action in SHORT for name, value in action.items())
    go_on(store, Runbook.model_validate(SMALL), actions, os.open(os.devnull, os.O_WRONLY))
    [id] = store.ids()
    faults = verify(store.path(id)).faults
    document = folder / "data" / "documents" / id / "notice.md"
    if faults or acts(store.read(id)) != names or document.read_text() != "Aviso.":
        return f"it did not go on to its closing: {faults}"
    return None


def test_a_kill_at_any_system_call_of_a_session_loses_nothing_acknowledged(
    points: list[tuple[str, int]], tmp_path: Path
) -> None:
    assert len(points) >= 45
    with ThreadPoolExecutor(WORKERS) as pool:
        found = pool.map(lambda at: lost(tmp_path / f"{at[0]}-{at[1]}", *at), points)
        losses = {at: loss for at, loss in zip(points, found, strict=True) if loss}
    assert losses == {}


# -- In the real program ------------------------------------------------------------------------------

DELIVERY: Final = ["4", "todos", "", "enterados"]
TYPED: Final = [
    # What is typed up to each “guardado”: one item, and Enter for those left empty or seen before it.
    *[["ventas"], ["2"], ["falta la carpeta Ventas"], ["1 2"], ["now-30h"], ["now-2h"], ["1"], ["1"]],
    *[["sí"], ["terminar"]],
    *[["4"], ["sí"], ["Camilo Luna"], ["sí"], ["", "", "terminar"]],
    *[["today-3d"], ["3"], ["{day}"], ["terminar"]],
    *[["1"], ["", "now"], ["", "", "terminar"]],
    *[["1"], DELIVERY, ["sí"], ["terminar"]],
    *[["2"], ["now"], ["1", "412 negociaciones"], ["1", "310 archivos"], ["1"], ["1"], DELIVERY],
    *[["terminar"], ["cerrar"]],
]


def prompted(home: Path, lines: list[str], *arguments: str) -> bool:
    """Type lines into the program, and kill it when it says “guardado”; whether it said so."""
    with subprocess.Popen(
        [sys.executable, "-m", "tui", "--lang", "es", *arguments, "--plain"],
        env={**os.environ, "RESTAURA_HOME": str(home)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as program:
        assert program.stdin is not None
        assert program.stdout is not None
        program.stdin.write("".join(line + "\n" for line in lines))
        program.stdin.flush()
        # It waits for more where a prompt is not the one expected: the test must end all the same.
        given_up = Timer(60, program.kill)
        given_up.start()
        saved = any(line.rstrip().endswith("guardado") for line in program.stdout)
        given_up.cancel()
        program.kill()
    return saved


def test_the_program_killed_after_each_saved_of_a_full_session_goes_on_to_its_closing(
    tmp_path: Path,
) -> None:
    store = Store(tmp_path / "data" / "sessions")
    day = ""
    for number, lines in enumerate(TYPED, start=1):
        arguments = ("run",) if number == 1 else ("resume",)
        assert prompted(tmp_path, [line.format(day=day) for line in lines], *arguments), lines
        [id] = store.ids()
        record = store.read(id)
        assert len(acts(record)) == number
        assert verify(store.path(id)).faults == ()
        day = next((e.data["value"] for e in record.events if e.data.get("item") == "restore_date"), "")
    [summary] = store.summaries()
    assert isinstance(summary, dict)
    assert (summary["status"], summary["outcome"]) == ("closed", "restored")
