"""One writer a record: the lock, and who may write while it is held."""

import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from store_worker import ID, append_next, new_record

from runbooks.record.errors import SessionLocked, UnreadableRecord
from runbooks.record.store import Store

pytestmark = pytest.mark.usefixtures("english")


def test_a_second_writer_is_refused_at_once_and_may_still_look(store: Store) -> None:
    with store.create(new_record()):
        with pytest.raises(SessionLocked, match="another window or program"):
            store.open(ID)
        with pytest.raises(SessionLocked):
            store.create(new_record())
        assert store.read(ID) == new_record()
    store.open(ID).close()


def test_a_second_program_is_refused_until_the_first_lets_go(store: Store) -> None:
    script = (
        "import sys\n"
        "from runbooks.record.errors import SessionLocked\n"
        "from runbooks.record.store import Store\n"
        "try:\n"
        "    Store(sys.argv[1]).open(sys.argv[2]).close()\n"
        "except SessionLocked:\n"
        "    print('locked')\n"
        "else:\n"
        "    print('opened')\n"
    )

    def other() -> str:
        command = [sys.executable, "-c", script, store.folder, ID]
        return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()

    with store.create(new_record()):
        assert other() == "locked"
    assert other() == "opened"


def test_a_lock_ends_with_its_program_however_that_ends(store: Store) -> None:
    store.create(new_record()).close()
    script = (
        "import os, signal, sys\n"
        "from runbooks.record.store import Store\n"
        "writer = Store(sys.argv[1]).open(sys.argv[2])\n"
        "os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    killed = subprocess.run([sys.executable, "-c", script, store.folder, ID], check=False)
    assert killed.returncode == -9
    with store.open(ID) as writer:
        append_next(writer)


def test_the_lock_file_stays_so_that_two_cannot_hold_two_of_one_name(store: Store) -> None:
    lock = os.path.join(store.folder, f"{ID}.lock")
    store.create(new_record()).close()
    before = os.stat(lock).st_ino
    store.open(ID).close()
    assert os.stat(lock).st_ino == before


def test_a_failed_open_lets_go_of_the_lock(store: Store) -> None:
    store.create(new_record()).close()
    before = Path(store.path(ID)).read_bytes()
    Path(store.path(ID)).write_bytes(b"broken")
    with pytest.raises(UnreadableRecord):
        store.open(ID)
    Path(store.path(ID)).write_bytes(before)
    store.open(ID).close()


def test_a_closed_writer_writes_no_more(store: Store) -> None:
    writer = store.create(new_record())
    writer.close()
    writer.close()
    with pytest.raises(ValueError, match="closed"):
        append_next(writer)


def test_appending_from_many_threads_loses_and_doubles_nothing(store: Store) -> None:
    turn = threading.Lock()
    with store.create(new_record()) as writer:

        def work() -> None:
            for _time in range(5):
                with turn:
                    append_next(writer)
                writer.save_again()

        threads = [threading.Thread(target=work) for _thread in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert store.read(ID) == new_record(events=21)
