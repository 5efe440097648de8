"""Errors and interrupts while saving: the record is the old one or the new one, and says which."""

import errno
import os
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from functools import partial
from pathlib import Path
from types import FrameType
from typing import Any

import full_disk_worker
import pytest
from store_worker import AT, ID, OPERATOR, append_next, new_record, next_events, summary

import runbooks.record
from runbooks.engine.events import Happening
from runbooks.record import chain, files
from runbooks.record.encoding import Record, holds_together, is_canonical
from runbooks.record.errors import StoreError
from runbooks.record.store import Store

pytestmark = pytest.mark.usefixtures("english")

OLD, NEW = new_record(events=2), new_record(events=3)
CALLS = ("open", "fstat", "read", "close", "unlink", "fchmod", "write", "fsync", "rename")


class FaultySystem:
    """The `os` of the files module, whose n-th call of one name fails: before or after its effect.

    A rename or a close may have had its effect when the system reports an error.
    """

    def __init__(self, call: str, nth: int, number: int, *, after: bool) -> None:
        self.fault = (call, nth)
        self.number = number
        self.after = after
        self.made: Counter[str] = Counter()
        self.struck = False

    def __getattr__(self, name: str) -> Any:
        real = getattr(os, name)
        return self._counted(name, real) if name in CALLS else real

    def _counted(self, name: str, real: Callable[..., Any]) -> Callable[..., Any]:
        def call(*args: Any, **named: Any) -> Any:
            self.made[name] += 1
            strikes = (name, self.made[name]) == self.fault
            self.struck = self.struck or strikes
            if strikes and not self.after:
                raise OSError(self.number, os.strerror(self.number))
            result = real(*args, **named)
            if strikes:
                raise OSError(self.number, os.strerror(self.number))
            return result

        return call


def on_disk(store: Store) -> Record:
    """The record as another program would find it; it must be whole."""
    record = store.read(ID)
    assert holds_together(record)
    assert is_canonical(Path(store.path(ID)).read_bytes(), record)
    return record


def faults(monkeypatch: pytest.MonkeyPatch, folder: Path) -> list[tuple[str, int]]:
    """Each call that one append makes, by its name and number."""
    counting = FaultySystem("none", 0, 0, after=False)
    store = Store(folder / "counted")
    with store.create(OLD) as writer, monkeypatch.context() as patch:
        os.utime(store.path(ID))
        patch.setattr(files, "os", counting)
        append_next(writer)
    assert counting.made.keys() == set(CALLS)
    return [(call, nth) for call in CALLS for nth in range(1, counting.made[call] + 1)]


@pytest.mark.parametrize("number", [errno.EIO, errno.ENOSPC], ids=errno.errorcode.get)
@pytest.mark.parametrize("after", [False, True], ids=["before its effect", "after its effect"])
@pytest.mark.parametrize("then", ["the same events", "other events", "a new program"])
def test_an_error_at_any_call_of_saving_is_told_and_neither_loses_nor_doubles(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, after: bool, then: str
) -> None:
    for call, nth in faults(monkeypatch, tmp_path):
        store = Store(tmp_path / f"{call}-{nth}")
        writer = store.create(OLD)
        os.utime(store.path(ID))  # so that reading the file is among the calls
        new = next_events(OLD)
        with monkeypatch.context() as patch:
            system = FaultySystem(call, nth, number, after=after)
            patch.setattr(files, "os", system)
            if (call, after) == ("unlink", True):
                continue  # there is nothing to unlink, so the call has no effect to come after
            with pytest.raises(StoreError, match="disk") as told:
                writer.append(new, summary(ID, 3))
        assert system.struck
        assert told.value.errno == number
        assert writer.record == OLD
        assert on_disk(store) in (OLD, NEW)
        if call != "open":  # no system makes a file and says that it did not
            assert sorted(os.listdir(store.folder)) == [f"{ID}.json", f"{ID}.lock"]

        if then == "the same events":
            assert writer.append(new, summary(ID, 3)) == NEW
        elif then == "other events":
            other = chain.seal(
                [Happening("noted", {"text": "otra"})],
                after=OLD.events[-1],
                at=AT,
                by=OPERATOR,
            )
            assert writer.append(other, summary(ID, 3)).events == (*OLD.events, *other)
        else:
            writer.close()
            writer = store.open(ID)
            assert writer.record in (OLD, NEW)
        append_next(writer)
        writer.close()
        assert on_disk(store) == writer.record
        assert sorted(os.listdir(store.folder)) == [f"{ID}.json", f"{ID}.lock"]


def test_one_failure_after_another_does_not_make_the_writer_distrust_its_own_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = Store(tmp_path / "sessions")
    writer = store.create(OLD)
    # The first has renamed and not synced the folder, the second fails before its rename.
    for text, call, nth in (("una", "fsync", 2), ("dos", "write", 1), ("tres", "open", 2)):
        new = chain.seal([Happening("noted", {"text": text})], after=OLD.events[-1], at=AT, by=OPERATOR)
        with monkeypatch.context() as patch:
            patch.setattr(files, "os", FaultySystem(call, nth, errno.EIO, after=False))
            with pytest.raises(StoreError):
                writer.append(new, summary(ID, 3))
        assert writer.unsure
    assert on_disk(store).events[-1].data == {"text": "una"}
    assert append_next(writer) == NEW
    assert not writer.unsure
    writer.close()
    assert on_disk(store) == NEW


@pytest.mark.parametrize("nth", [1, 2])
def test_a_failed_creation_may_be_tried_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, nth: int
) -> None:
    store = Store(tmp_path / "sessions")
    with monkeypatch.context() as patch:
        patch.setattr(files, "os", FaultySystem("fsync", nth, errno.EIO, after=False))
        with pytest.raises(StoreError):
            store.create(OLD)
    store.create(OLD).close()
    assert on_disk(store) == OLD


class Interrupted:
    """Ctrl-C before the n-th line that runs in the modules of the record."""

    def __init__(self, nth: int) -> None:
        self.left = nth
        self.folder = str(Path(runbooks.record.__path__[0]))

    def __enter__(self) -> "Interrupted":
        sys.settrace(self._called)
        return self

    def __exit__(self, *_error: object) -> None:
        sys.settrace(None)

    def _called(self, frame: FrameType, _event: str, _arg: object) -> Any:
        return self._line if frame.f_code.co_filename.startswith(self.folder) else None

    def _line(self, _frame: FrameType, event: str, _arg: object) -> Any:
        if event == "line":
            self.left -= 1
            if self.left == 0:
                raise KeyboardInterrupt
        return self._line


def interrupted(nth: int, act: Callable[[], object]) -> bool:
    """Whether the n-th line was reached, and the act interrupted before it."""
    try:
        with Interrupted(nth):
            act()
    except KeyboardInterrupt:
        return True
    return False


@pytest.mark.parametrize("then", ["the same events", "other events"])
def test_an_interrupt_before_any_line_of_saving_leaves_a_writer_that_works(tmp_path: Path, then: str) -> None:
    nth = 1
    while True:
        store = Store(tmp_path / str(nth))
        writer = store.create(OLD)
        new = next_events(OLD)
        stopped = interrupted(nth, partial(writer.append, new, summary(ID, 3)))
        kept = writer.record
        assert kept in (OLD, NEW)
        assert on_disk(store) in (kept, NEW)
        if then == "the same events":
            assert writer.append(new, summary(ID, 3)) == NEW
        append_next(writer)
        writer.close()
        assert on_disk(store) == writer.record
        assert sorted(os.listdir(store.folder)) == [f"{ID}.json", f"{ID}.lock"]
        if not stopped:
            break
        nth += 1
    assert nth > 50


def open_and_close(store: Store) -> None:
    store.open(ID).close()


def create_and_close(store: Store) -> None:
    store.create(OLD).close()


@pytest.mark.parametrize("act", [create_and_close, open_and_close])
def test_an_interrupt_before_any_line_of_opening_or_closing_keeps_no_lock(
    tmp_path: Path, act: Callable[[Store], None]
) -> None:
    nth = 1
    while True:
        store = Store(tmp_path / str(nth))
        if act is open_and_close:
            create_and_close(store)
        stopped = interrupted(nth, partial(act, store))
        create_and_close(store)
        with store.open(ID) as writer:
            append_next(writer)
        assert on_disk(store) == NEW
        if not stopped:
            break
        nth += 1
    assert nth > 50


def test_a_full_disk_cuts_the_write_short_and_the_record_stays_as_it_was(tmp_path: Path) -> None:
    if shutil.which("unshare") is None:
        pytest.skip("unshare is not installed, and a small disk needs a mount of its own")
    mount = 'mount -t tmpfs -o size=128k none "$0" && exec "$@"'
    command = ["unshare", "--map-root-user", "--mount", "sh", "-c", mount, str(tmp_path)]
    if subprocess.run([*command, "true"], capture_output=True, check=False).returncode:
        pytest.skip("a file system cannot be mounted here, not even in a namespace of its own")
    ran = subprocess.run(
        [*command, sys.executable, full_disk_worker.__file__, str(tmp_path)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.stdout.split() == ["ENOSPC", "told", "kept", "clean", "saved"], ran.stderr
    assert os.listdir(tmp_path) == []
