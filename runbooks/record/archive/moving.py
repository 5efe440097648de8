"""Putting closed records away: first the archive is on the disk and read back, then each is removed.

Killed at any moment there are the records, or the records and the archive, or the archive; never neither.
"""

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple

from runbooks.folders import Folders
from runbooks.language import _
from runbooks.record import strict_json
from runbooks.record.archive.index import MOST_RECORDS, Entry
from runbooks.record.archive.reading import ENDING, Archive, archives, open_archive
from runbooks.record.archive.writing import write_archive
from runbooks.record.documents import remove_documents
from runbooks.record.encoding import decode
from runbooks.record.errors import SessionLocked, StoreError, UnreadableRecord
from runbooks.record.files import BESIDE, make_private_folder, read_regular, remove_durably, settle
from runbooks.record.listing import is_id, moments, read_summary, summaries
from runbooks.record.lock import take_lock
from runbooks.record.verify import examine


class Left(NamedTuple):
    """A record that stays where it is, and why."""

    id: str
    reason: str


@dataclass(frozen=True, slots=True)
class Moved:
    """What was put away and where, and what was left."""

    ids: tuple[str, ...]
    archive: str | None
    left: tuple[Left, ...]


def old_ones(sessions: Path, before: datetime, until: int = MOST_RECORDS) -> list[Mapping[str, Any]]:
    """The summaries of the closed records that nobody changed since `before`, the oldest first.

    At most `until`, as an archive has no more. Raises `StoreError` when the folder cannot be read.
    """
    readable = (one for one in summaries(sessions) if not isinstance(one, UnreadableRecord))
    found = [one for one in readable if _is_old(one, before)]
    return found[::-1][:until]


def _is_old(summary: Mapping[str, Any], before: datetime) -> bool:
    try:
        last = datetime.fromisoformat(str(moments(summary).get("updated_at")))
        return summary.get("status") == "closed" and last < before
    except (ValueError, TypeError):  # no moment, or one without its offset
        return False


def usual_file(places: Folders, day: str) -> Path:
    """Where an archive made that day goes when nobody names another place; never a file that is there."""
    number, path = 1, places.archives / f"{day}{ENDING}"
    while os.path.lexists(path):
        number += 1
        path = places.archives / f"{day}-{number}{ENDING}"
    return path


def put_away(
    places: Folders, ids: Sequence[str], target: Path, advance: Callable[[], None] = lambda: None
) -> Moved:
    """Move these records of `places` to an archive at `target`.

    What an earlier archive of the usual folder has already, since that was interrupted, is only removed.
    `advance` is called once a record is dealt with. Raises `StoreError`: no record is removed then.
    """
    with _alone(places):
        entries, left = _examined(places, ids)
        earlier = [one for one in archives(places.archives) if isinstance(one, Archive)]
        entries = [entry for entry in entries if not _is_another(entry, earlier, left)]
        new = [entry for entry in entries if not any(_has(one, entry) for one in earlier)]
        made = _made(places, new, target) if new else None
        trusted = [*earlier, made] if made else earlier
        for archive in trusted:  # its writer may have been killed before it was certain
            settle(archive.path)
        moved = []
        for entry in entries:
            why = _removed(places, entry, next(one for one in trusted if _has(one, entry)))
            if why:
                left.append(Left(entry.id, why))
            else:
                moved.append(entry.id)
            advance()
    return Moved(tuple(moved), made.path if made else None, tuple(left))


@contextmanager
def _alone(places: Folders) -> Iterator[None]:
    """One archiving at a time; what one that was killed left half written is cleared."""
    make_private_folder(places.archives)
    try:
        lock = take_lock(places.archives / f"archive{ENDING}")
    except SessionLocked as error:
        told = _("Another restaura is putting records away: wait until it has ended.")
        raise StoreError(told, places.archives) from error
    try:
        for name in os.listdir(places.archives):
            if name.startswith(".") and name.endswith(ENDING + BESIDE):
                with suppress(OSError):
                    os.unlink(places.archives / name)
        yield
    finally:
        lock.release()


def _examined(places: Folders, ids: Iterable[str]) -> tuple[list[Entry], list[Left]]:
    """What goes into an archive; a record with a fault stays, for `verify` to tell of."""
    entries, left = list[Entry](), list[Left]()
    for id in ids:
        try:
            data = read_regular(_file(places, id), strict_json.MAX_BYTES)
        except StoreError as error:
            left.append(Left(id, str(error)))
            continue
        verdict, record = examine(data, _file(places, id))
        if verdict.faults or record is None or record.id != id or record.summary["status"] != "closed":
            left.append(Left(id, _("It has a fault, and stays: `restaura verify` says which.")))
        elif _is_awaited(places, parent := record.summary.get("parent")):
            told = _("The session {id}, which it was begun for, is not closed: its end is answered there.")
            left.append(Left(id, told.format(id=parent)))
        else:
            entries.append(Entry.of(record, data))
    return entries, left


def _is_awaited(places: Folders, parent: object) -> bool:
    """Whether a record is one of a procedure inside a session that goes on, and looks for it here."""
    with suppress(StoreError):
        if isinstance(parent, str) and is_id(parent):
            return read_summary(_file(places, parent)).get("status") != "closed"
    return False


def _made(places: Folders, entries: Sequence[Entry], target: Path) -> Archive:
    """Write the archive and read it back. Raises `StoreError`."""

    def source(entry: Entry) -> bytes:
        return read_regular(_file(places, entry.id), strict_json.MAX_BYTES)

    write_archive(target, entries, source)
    settle(target)  # what the disk has is to be read, not what memory still holds of it
    made = open_archive(target)
    for entry in entries:
        if not _has(made, entry) or made.data(entry) != source(entry):
            told = _("{path} was read back, and is not what was written: nothing was removed.")
            raise StoreError(told.format(path=target), target)
    return made


def _has(archive: Archive, entry: Entry) -> bool:
    return archive.entry(entry.id) == entry


def _is_another(entry: Entry, earlier: Sequence[Archive], left: list[Left]) -> bool:
    """Whether an archive has another record of that id, and none this one: it is then among those left."""
    others = [one for one in earlier if one.entry(entry.id) is not None]
    if not others or any(_has(one, entry) for one in others):
        return False
    told = _("Another record of this id is in {path}: see which one holds.")
    left.append(Left(entry.id, told.format(path=others[0].path)))
    return True


def _removed(places: Folders, entry: Entry, archive: Archive) -> str:
    """Remove a record that the archive has to the byte; why it stays, or nothing."""
    file = _file(places, entry.id)
    try:
        lock = take_lock(file)
        try:
            data = read_regular(file, strict_json.MAX_BYTES)
            if archive.data(entry) != data:
                return _("It was changed meanwhile, and stays.")
            remove_documents(places.documents, decode(data, file))
            remove_durably(file)
        finally:
            lock.release()
    except StoreError as error:
        return str(error)
    return ""


def _file(places: Folders, id: str) -> Path:
    return places.sessions / f"{id}.json"
