"""SIGKILL at every system call of saving: nothing acknowledged is lost, no record is unreadable.

strace kills the program at the entry of the n-th call that touches the record's files. The oracle
is the list of acknowledgements, which the program keeps outside the record.
"""

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

import pytest
import store_worker
from store_worker import ID, append_next, new_record

import runbooks
from runbooks.record.encoding import holds_together, is_canonical
from runbooks.record.errors import NotFound
from runbooks.record.store import Store

EVENTS = 10
SAVING = ("open", "write", "fsync", "close", "rename", "unlink")
WORKERS = max(2, (os.cpu_count() or 2))


def traced(folder: Path, *options: str) -> subprocess.CompletedProcess[str]:
    """Run the worker under strace, which looks only at calls that touch the record's files."""
    sessions = folder / "sessions"
    names = (f"{ID}.json", f".{ID}.json.restaura-tmp", f"{ID}.lock")
    paths = [str(sessions), *(str(sessions / name) for name in names)]
    watched = [part for path in paths for part in ("-P", path)]
    # The interpreter itself, not the link to it in an environment, which strace would follow into
    # a launcher; -S, because what the environment adds to a start is not what is tested here.
    worker = [os.path.realpath(sys.executable), "-S", store_worker.__file__]
    worker += [str(sessions), str(EVENTS), str(folder / "acknowledged")]
    packages = [str(Path(runbooks.__path__[0]).parent), sysconfig.get_path("purelib")]
    return subprocess.run(
        ["strace", "-f", "-o", str(folder / "calls"), *watched, *options, *worker],
        env={"PATH": os.environ["PATH"], "PYTHONPATH": os.pathsep.join(packages)},
        capture_output=True,
        text=True,
        check=False,
    )


def calls_made(folder: Path) -> list[str]:
    """The names of the calls in the log, in their order."""
    log = (folder / "calls").read_text()
    return re.findall(r"^\d+ +([a-z0-9]+)\(", log, flags=re.MULTILINE)


def system_name(calls: list[str], call: str) -> str:
    """What this machine calls a call: rename is renameat on some, open is openat on most."""
    return next(made for made in calls if made.startswith(call))


def acknowledged(folder: Path) -> int:
    """How many events the worker called saved."""
    said = folder / "acknowledged"
    return int(said.read_text().split()[-1]) if said.exists() and said.read_text() else 0


@pytest.fixture(scope="module")
def calls(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """The calls of a run that nothing disturbs."""
    if shutil.which("strace") is None:
        pytest.skip("strace is not installed: install it to try kills at each system call")
    folder = tmp_path_factory.mktemp("undisturbed")
    ran = traced(folder)
    if "ptrace" in ran.stderr:
        pytest.skip(f"strace may not trace here: {ran.stderr.strip()}")
    assert ran.returncode == 0, ran.stderr
    assert acknowledged(folder) == EVENTS
    return calls_made(folder)


def lost(folder: Path, call: str, nth: int) -> str | None:
    """What a kill at the entry of the n-th such call lost; None when nothing."""
    folder.mkdir()
    ran = traced(folder, "-e", f"trace={call}", "-e", f"inject={call}:signal=KILL:when={nth}")
    if ran.returncode not in (-signal.SIGKILL, 128 + signal.SIGKILL):
        return f"it was not killed: exit {ran.returncode} {ran.stderr}"
    said = acknowledged(folder)
    store = Store(folder / "sessions")
    try:
        record = store.read(ID)
    except NotFound:
        if said:
            return f"{said} were acknowledged and there is no record"
        store.create(new_record()).close()
        record = store.read(ID)
    if len(record.events) not in (said, said + 1):
        return f"{said} were acknowledged and there are {len(record.events)}"
    if record != new_record(events=len(record.events)) or not holds_together(record):
        return "the record is not what was saved"
    if not is_canonical(Path(store.path(ID)).read_bytes(), record):
        return "the file is not what was written"
    with store.open(ID) as writer:
        append_next(writer)
    left = sorted(os.listdir(store.folder))
    return None if left == [f"{ID}.json", f"{ID}.lock"] else f"files are left: {left}"


def test_a_kill_at_any_system_call_of_saving_loses_nothing_acknowledged(
    calls: list[str], tmp_path: Path
) -> None:
    counts = Counter(calls)
    points = [(call, nth) for call in counts for nth in range(1, counts[call] + 1)]
    assert len(points) >= 100
    assert all(any(made.startswith(call) for made in counts) for call in SAVING)

    with ThreadPoolExecutor(WORKERS) as pool:
        found = pool.map(lambda at: lost(tmp_path / f"{at[0]}-{at[1]}", *at), points)
        losses = {at: loss for at, loss in zip(points, found, strict=True) if loss}

    assert losses == {}


def test_each_save_syncs_its_file_before_the_rename_and_the_folder_after(
    calls: list[str],
) -> None:
    # A kill cannot show a missing fsync and a power cut is not for a test suite; the order can.
    by_name = {system_name(calls, call): call for call in SAVING}
    order = [by_name[call] for call in calls if call in by_name]
    renames = [place for place, call in enumerate(order) if call == "rename"]
    assert len(renames) == EVENTS
    for place in renames:
        assert order[place - 5 : place] == ["unlink", "open", "write", "fsync", "close"]
        assert order[place : place + 4] == ["rename", "open", "fsync", "close"]


@pytest.mark.parametrize(
    ("call", "error", "nth"),
    [
        ("fsync", "EIO", 1),  # the first file, while creating
        ("fsync", "EIO", 2),  # the folder, while creating: the rename has worked
        ("fsync", "EIO", 5),
        ("fsync", "EIO", 6),
        ("write", "ENOSPC", 3),
        ("open", "EMFILE", 8),
        ("rename", "EIO", 3),
        ("close", "EIO", 6),
    ],
)
def test_an_error_of_the_system_costs_a_second_try_and_neither_loses_nor_doubles(
    calls: list[str], tmp_path: Path, call: str, error: str, nth: int
) -> None:
    call = system_name(calls, call)
    ran = traced(tmp_path, "-e", f"trace={call}", "-e", f"inject={call}:error={error}:when={nth}")
    assert ran.returncode == 0, ran.stderr
    assert "(INJECTED)" in (tmp_path / "calls").read_text()
    assert acknowledged(tmp_path) == EVENTS
    assert Store(tmp_path / "sessions").read(ID) == new_record(events=EVENTS)
