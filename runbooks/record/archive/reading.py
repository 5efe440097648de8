"""Reading an archive, from wherever it comes: nothing is unpacked, and no name in it is ever a path."""

import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from typing import Final

from runbooks.language import _
from runbooks.record import strict_json
from runbooks.record.archive import index
from runbooks.record.archive.index import Entry
from runbooks.record.archive.layout import BLOCK, WHOLE, filled, header, size_in, whole_size
from runbooks.record.causes import cause
from runbooks.record.errors import FilePath, NotFound, StoreError, UnreadableRecord
from runbooks.record.files import Identity, identity_at, read_part

MOST_BYTES: Final = 16 * 1024**3
ENDING: Final = ".tar"


class UnreadableArchive(StoreError):
    """A file that cannot be read as an archive; `reason` is a sentence by itself."""

    def __init__(self, path: FilePath, reason: str) -> None:
        told = _("The archive {path} cannot be read, and was left as it is. {reason}")
        super().__init__(told.format(path=os.fspath(path), reason=reason), path)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Archive:
    """An archive whose index was read: its records by id, and where the header of each stands."""

    path: str
    by_id: Mapping[str, Entry]
    starts: Mapping[str, int]

    @property
    def entries(self) -> tuple[Entry, ...]:
        """What the index says of each record, in the order of their ids."""
        return tuple(self.by_id.values())

    def entry(self, id: str) -> Entry | None:
        """What the index says of a record; None where it has none of that id."""
        return self.by_id.get(id)

    def path_of(self, entry: Entry) -> str:
        """What to call a record in it before a person."""
        return os.path.join(self.path, entry.member)

    def data(self, entry: Entry) -> bytes:
        """The bytes of a record in it. Raises `UnreadableRecord` where they are not what the index says."""
        path, start = self.path_of(entry), self.starts[entry.id]
        try:
            found = read_part(self.path, start, BLOCK + filled(entry.size), MOST_BYTES)
        except StoreError as error:
            raise UnreadableRecord(path, cause(error.errno or 0), error.errno) from error
        data, rest = found[BLOCK : BLOCK + entry.size], found[BLOCK + entry.size :]
        if (
            found[:BLOCK] != header(entry.member, entry.size)
            or sha256(data).hexdigest() != entry.sha256
            or rest.strip(b"\0")
        ):
            raise UnreadableRecord(path, _("Its bytes are not those that the archive's index tells of."))
        return data


def open_archive(path: FilePath) -> Archive:
    """Read the index of an archive. Raises `UnreadableArchive`."""
    shown, identity = os.fspath(path), identity_at(path)
    if identity is None:
        return _opened(shown)
    return _opened_before(shown, identity)


@lru_cache(maxsize=4)
def _opened_before(path: str, _identity: Identity) -> Archive:
    # A file with another identity is read anew.
    return _opened(path)


def _opened(path: str) -> Archive:
    try:
        first = read_part(path, 0, BLOCK, MOST_BYTES)
        size = size_in(first)
        if size is None or size > index.MOST_BYTES or first != header(index.NAME, size):
            raise UnreadableArchive(path, _("It is not an archive of restaura."))
        found = read_part(path, BLOCK, filled(size), MOST_BYTES)
        entries = index.read(found[:size])
    except strict_json.BadJson as error:
        raise UnreadableArchive(path, str(error)) from error
    except UnreadableArchive:
        raise
    except StoreError as error:
        raise UnreadableArchive(path, cause(error.errno or 0)) from error
    starts, at = dict[str, int](), BLOCK + filled(size)
    for entry in entries:
        starts[entry.id] = at
        at += BLOCK + filled(entry.size)
    archive = Archive(path, {entry.id: entry for entry in entries}, starts)
    _check_end(archive, at, found[size:])
    return archive


def _check_end(archive: Archive, after_members: int, after_index: bytes) -> None:
    whole = whole_size(after_members)
    try:
        end = read_part(archive.path, after_members, 2 * WHOLE, MOST_BYTES)
    except StoreError as error:
        raise UnreadableArchive(archive.path, cause(error.errno or 0)) from error
    if after_members + len(end) != whole or end.strip(b"\0") or after_index.strip(b"\0"):
        raise UnreadableArchive(archive.path, _("It is cut off, or something was added to it."))


def archives(folder: FilePath) -> Iterator[Archive | UnreadableArchive]:
    """The archives of a folder, newest name first; one that cannot be read is told in its place.

    Raises `StoreError` when the folder cannot be read.
    """
    try:
        names = os.listdir(folder)
    except FileNotFoundError:
        return
    except OSError as error:
        told = _("The folder {path} cannot be read.").format(path=os.fspath(folder))
        raise StoreError(f"{told} {cause(error.errno or 0)}", folder, error.errno) from error
    kept = (one for one in names if one.endswith(ENDING) and one[0] != ".")
    for name in sorted(kept, key=_in_order, reverse=True):
        try:
            yield open_archive(os.path.join(folder, name))
        except UnreadableArchive as error:
            yield error


def _in_order(name: str) -> list[tuple[int, str]]:
    """2026-11-30.tar, 2026-11-30-2.tar, 2026-11-30-10.tar: as they were made."""
    parts = re.split(r"([0-9]+)", name.removesuffix(ENDING))
    return [(int(part) if part.isdecimal() and part.isascii() else 0, part) for part in parts]


def holding(folder: FilePath, id: str) -> Archive:
    """The newest archive of the folder that has a record of that id. Raises `NotFound`."""
    for archive in archives(folder):
        if isinstance(archive, Archive) and archive.entry(id):
            return archive
    raise NotFound(id, folder)
