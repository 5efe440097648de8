"""Whether an archive is what it was: its index, and each record in it as if it lay in the folder."""

import os
from collections.abc import Callable, Iterable
from typing import NamedTuple

from runbooks.language import _
from runbooks.record.archive.index import Entry
from runbooks.record.archive.reading import Archive, UnreadableArchive, open_archive
from runbooks.record.encoding import Record, seal_of
from runbooks.record.errors import FilePath, NotFound, UnreadableRecord
from runbooks.record.verify import Fault, Verdict, examine

Look = Callable[[Record, tuple[Fault, ...]], Iterable[Fault]]
"""Looks at a record with its own faults, and gives what else is wrong with it."""


class ExaminedArchive(NamedTuple):
    """What examining an archive found: its verdict, and the ids of the records in it that could be read."""

    verdict: Verdict
    ids: tuple[str, ...]


def examine_archive(path: FilePath, look: Look = lambda _record, _faults: ()) -> ExaminedArchive:
    """Check an archive; what is none at all is a fault too.

    Each record is let `look` at in its turn and not kept: thousands of them would fill the memory.
    """
    try:
        archive = open_archive(path)
    except UnreadableArchive as error:
        return ExaminedArchive(Verdict(os.fspath(path), None, None, (Fault("file", error.reason),)), ())
    faults, ids = list[Fault](), list[str]()
    for entry in archive.entries:
        found, record = _examined(archive, entry)
        faults += (Fault(f"{entry.member} {one.where}", one.what) for one in found)
        if record is not None:
            ids.append(record.id)
            faults += look(record, found)
    verdict = Verdict(archive.path, None, None, tuple(faults), records=len(archive.entries))
    return ExaminedArchive(verdict, tuple(ids))


def verify_archived(path: FilePath, id: str) -> Verdict:
    """Check one record of an archive. Raises `UnreadableArchive`, and `NotFound` where it has none."""
    archive = open_archive(path)
    entry = archive.entry(id)
    if entry is None:
        raise NotFound(id, path)
    faults, record = _examined(archive, entry)
    events, head = (None, None) if record is None else seal_of(record)
    return Verdict(archive.path_of(entry), events, head, faults)


def _examined(archive: Archive, entry: Entry) -> tuple[tuple[Fault, ...], Record | None]:
    try:
        data = archive.data(entry)
    except UnreadableRecord as error:
        return (Fault("file", error.reason),), None
    verdict, record = examine(data, archive.path_of(entry))
    if record is not None and not verdict.faults and Entry.of(record, data) != entry:
        return (Fault("index", _("the index tells of another record")),), record
    return verdict.faults, record
