"""SIGKILL at every system call that changes the disk, while records are taken in, put away or exported.

The oracle stands outside: the records as they were before. Each is there afterwards, in the folder or in an
archive that verifies; nothing is half done that the next try does not finish.
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
from typing import Final

import keeping_worker
import pytest
from small import ID, small

import runbooks
from runbooks.record.archive.verifying import examine_archive
from runbooks.record.verify import verify
from tests.commanded import places

WORKERS: Final = max(2, os.cpu_count() or 2)
CALLS: Final = "write fsync link linkat rename renameat renameat2 unlink unlinkat rmdir mkdir mkdirat fchmod"
"""What changes the disk; that opening and closing lose nothing, test_store_kills shows."""
IDS: Final = ("2025-03-04-aaaa", "2025-03-04-bbbb")
FEWEST: Final = {"import": 12, "archive": 20, "export": 6}
"""Fewer points than these would mean that strace saw something else than the work."""


def prepared(home: Path) -> Path:
    """Two closed records in a home, and one elsewhere, whose file this is."""
    for id in IDS:
        small(places(home).sessions, id)
    return small(home / "elsewhere")


def target(home: Path, what: str) -> Path:
    """The file that the worker is told."""
    own = {"import": home / "elsewhere" / f"{ID}.json", "archive": places(home).archives / "a.tar"}
    return own.get(what, home / "report")


def traced(home: Path, what: str, *options: str) -> "subprocess.CompletedProcess[str]":
    """Run the worker under strace, as test_store_kills does."""
    worker = [os.path.realpath(sys.executable), "-B", "-S", keeping_worker.__file__]
    worker += [what, str(home), str(target(home, what))]
    packages = [str(Path(runbooks.__path__[0]).parent), sysconfig.get_path("purelib")]
    return subprocess.run(
        ["strace", "-f", "-o", str(home / "calls"), *options, *worker],
        env={"PATH": os.environ["PATH"], "PYTHONPATH": os.pathsep.join(packages)},
        capture_output=True,
        text=True,
        check=False,
    )


def points(home: Path, what: str) -> list[tuple[str, int]]:
    """Each call of a run that nothing disturbs, and the how manieth of its name it is."""
    if shutil.which("strace") is None:
        pytest.skip("strace is not installed: install it to try kills at each system call")
    prepared(home)
    ran = traced(home, what, "-e", "trace=" + ",".join(f"?{call}" for call in CALLS.split()))
    if "ptrace" in ran.stderr:
        pytest.skip(f"strace may not trace here: {ran.stderr.strip()}")
    assert ran.returncode == 0, ran.stderr
    counts = Counter(re.findall(r"^\d+ +([a-z0-9]+)\(", (home / "calls").read_text(), flags=re.MULTILINE))
    assert not [fault for fault in (broken(home), unfinished(home, what)) if fault]
    return [(call, nth) for call in counts for nth in range(1, counts[call] + 1)]


def broken(home: Path) -> str | None:
    """What a kill broke: a record that is nowhere, or one that is not what it was; None for nothing."""
    own, whole = places(home), home.parent / "whole"
    archived = [examine_archive(path) for path in own.archives.glob("*.tar")]
    if faults := [one.verdict.faults for one in archived if one.verdict.faults]:
        return f"an archive that does not verify stands under its name: {faults}"
    put_away = {id for one in archived for id in one.ids}
    for id in IDS:
        file = own.sessions / f"{id}.json"
        if not file.exists() and id not in put_away:
            return f"{id} is nowhere"
    for file in own.sessions.glob("*.json"):
        before = next(whole.rglob(file.name))
        if file.read_bytes() != before.read_bytes() or verify(file).faults:
            return f"{file.name} is not what it was"
    report = home / "report"
    return "half a report" if report.exists() and not report.read_text().endswith("}\n") else None


def unfinished(home: Path, what: str) -> str | None:
    """What is left to do, or lies about, after the work was done to its end; None for nothing."""
    own = places(home)
    left = [path.name for path in home.rglob("*.restaura-tmp")]
    if left:
        return f"files are left: {left}"
    files, archives = {path.stem for path in own.sessions.glob("*.json")}, list(own.archives.glob("*.tar"))
    if what == "archive":
        held = [id for path in archives for id in examine_archive(path).ids]
        done = not files and sorted(held) == sorted(IDS) and not list(own.documents.iterdir())
    elif what == "import":
        done = files == {*IDS, ID} and (own.documents / ID / "notice.md").read_text() == "Aviso."
    else:
        done = (home / "report").exists() and "Núñez" not in (home / "report").read_text()
    return None if done else f"it is not done: {files}, {archives}"


def lost(home: Path, what: str, call: str, nth: int) -> str | None:
    """What a kill at the entry of the n-th such call lost; None when nothing, and the next try ends it."""
    prepared(home)
    ran = traced(home, what, "-e", f"trace={call}", "-e", f"inject={call}:signal=KILL:when={nth}")
    if ran.returncode not in (-signal.SIGKILL, 128 + signal.SIGKILL):
        return f"it was not killed: exit {ran.returncode} {ran.stderr}"
    if fault := broken(home):
        return fault
    again = target(home, what)
    if what == "export" and again.exists():  # the whole of it was there before the kill
        again.unlink()
    if what == "archive" and again.exists():  # so was the archive: what is left is to remove
        again = again.with_name("b.tar")
    try:
        keeping_worker.main(what, str(home), str(again))
    except Exception as error:
        return f"the next try failed: {error!r}"
    return broken(home) or unfinished(home, what)


@pytest.mark.parametrize("what", FEWEST)
def test_a_kill_at_any_system_call_leaves_nothing_lost_or_half_done(what: str, tmp_path: Path) -> None:
    prepared(tmp_path / "whole")
    found = points(tmp_path / "undisturbed", what)
    assert len(found) >= FEWEST[what]
    with ThreadPoolExecutor(WORKERS) as pool:
        losses = pool.map(lambda at: lost(tmp_path / f"{at[0]}-{at[1]}", what, *at), found)
        assert {at: loss for at, loss in zip(found, losses, strict=True) if loss} == {}
