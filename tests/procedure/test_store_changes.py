"""Records that others changed, and traps in their place: refused, and left as they are."""

import json
import os
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from store_worker import ID, append_next, new_record

from runbooks.record.encoding import Encoded
from runbooks.record.errors import StoreError, UnreadableRecord
from runbooks.record.store import Store

pytestmark = pytest.mark.usefixtures("english")


def content(store: Store) -> bytes:
    return Path(store.path(ID)).read_bytes()


@pytest.mark.parametrize("how", ["changed", "same size", "removed", "replaced", "a link"])
def test_a_file_that_someone_else_touched_is_not_written_over(store: Store, how: str) -> None:
    path = Path(store.path(ID))
    with store.create(new_record()) as writer:
        ours = path.read_bytes()
        theirs = {
            "changed": ours + b" ",
            "same size": ours.replace(b"Director", b"director"),
            "removed": None,
            "replaced": Encoded.of(new_record(events=5)).data,
            "a link": ours,
        }[how]
        if how in ("removed", "replaced", "a link"):
            path.unlink()
        if how == "a link":
            elsewhere = Path(store.folder, "elsewhere")
            elsewhere.write_bytes(ours)
            path.symlink_to(elsewhere)
        elif theirs is not None:
            before = path.stat() if path.exists() else None
            path.write_bytes(theirs)
            # The clock of the file system ticks in milliseconds; nobody edits faster than that.
            while before and path.stat().st_mtime_ns == before.st_mtime_ns:
                path.write_bytes(theirs)
        with pytest.raises(StoreError, match=r"someone else|symbolic link"):
            append_next(writer)
        assert (path.read_bytes() if path.exists() else None) == theirs
        assert writer.record == new_record()

        path.unlink(missing_ok=True)
        path.write_bytes(ours)
        assert append_next(writer) == new_record(events=2)


def test_a_record_changed_between_two_sessions_is_shown_but_not_continued(store: Store) -> None:
    store.create(new_record(events=3)).close()
    changed = content(store).replace("nº 2".encode(), "nº 9".encode())
    Path(store.path(ID)).write_bytes(changed)
    assert len(store.read(ID).events) == 3
    with pytest.raises(StoreError, match="not continued"):
        store.open(ID)
    assert content(store) == changed


def test_a_tail_cut_is_not_sealed_over_by_opening_the_record(store: Store) -> None:
    store.create(new_record(events=3)).close()
    document = json.loads(content(store))
    document["events"].pop()
    Path(store.path(ID)).write_text(json.dumps(document))
    with pytest.raises(StoreError, match="not continued"):
        store.open(ID)


def test_a_record_only_laid_out_anew_is_continued(store: Store) -> None:
    store.create(new_record()).close()
    Path(store.path(ID)).write_text(json.dumps(json.loads(content(store)), indent=2))
    with store.open(ID) as writer:
        append_next(writer)
    assert content(store) == Encoded.of(new_record(events=2)).data


def trap(path: Path, kind: str) -> None:
    """Put something in the place of a record that is not one."""
    path.parent.mkdir()
    whole = Encoded.of(new_record()).data
    if kind == "link":
        path.with_name("target").write_bytes(whole)
        path.symlink_to("target")
    elif kind == "pipe":
        os.mkfifo(path)
    elif kind == "folder":
        path.mkdir()
    else:
        contents = {
            "half": whole[: len(whole) // 2],
            "newer": whole.replace(b"session/1", b"session/2"),
            "other id": Encoded.of(new_record("2026-11-22-zzzz")).data,
        }
        path.write_bytes(contents[kind])


@pytest.mark.parametrize("use", [Store.read, Store.open])
@pytest.mark.parametrize("kind", ["link", "pipe", "folder", "half", "newer", "other id"])
def test_a_trap_in_place_of_a_record_is_refused_with_a_sentence_and_left_as_it_is(
    store: Store, kind: str, use: Callable[[Store, str], object]
) -> None:
    path = Path(store.path(ID))
    trap(path, kind)
    before = (path.lstat().st_ino, path.read_bytes() if path.is_file() else None)
    with pytest.raises(UnreadableRecord, match=re.escape(str(path))):
        use(store, ID)
    assert before == (path.lstat().st_ino, path.read_bytes() if path.is_file() else None)
