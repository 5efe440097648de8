"""An archive in the place of a folder of records, to look at: `show`, `export` and `list` need no other."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from runbooks.language import _
from runbooks.record.archive.index import Entry
from runbooks.record.archive.reading import ENDING, Archive, archives, open_archive
from runbooks.record.encoding import Record, decode
from runbooks.record.errors import AmbiguousId, FilePath, NotFound, StoreError
from runbooks.record.store import Store
from runbooks.record.writer import RecordWriter


class ArchivedStore(Store):
    """The records of one archive; `folder` is its path. They are closed, and never change."""

    def path(self, id: str) -> str:
        """What to call the record before a person. Raises `NotFound`."""
        archive, entry = self._entry(id)
        return archive.path_of(entry)

    def bytes_of(self, id: str) -> bytes:
        """The file of a record as it was put away. Raises `NotFound`, `UnreadableRecord`."""
        return self._read(id)[0]

    def ids(self) -> list[str]:
        """The ids, the last first."""
        return [entry.id for entry in reversed(open_archive(self.folder).entries)]

    def summaries(self) -> Iterator[Mapping[str, Any]]:
        """What the index says of each, the last id first."""
        return (entry.summary for entry in reversed(open_archive(self.folder).entries))

    def open(self, id: str) -> RecordWriter:
        """None can be gone on with. Raises `StoreError`, `NotFound`."""
        path = self.path(id)
        told = _("{path} is in an archive, closed, and never changes. `restaura import {id}` takes it back.")
        raise StoreError(told.format(path=path, id=id), path)

    def _entry(self, id: str) -> tuple[Archive, Entry]:
        archive = open_archive(self.folder)
        entry = archive.entry(id)
        if entry is None:
            raise NotFound(id, self.folder)
        return archive, entry

    def _read(self, id: str) -> tuple[bytes, Record]:
        archive, entry = self._entry(id)
        data = archive.data(entry)
        return data, decode(data, archive.path_of(entry))


def store_at(place: FilePath) -> Store:
    """The records of a folder, or of an archive."""
    store = Store(place)
    return ArchivedStore(place) if store.folder.endswith(ENDING) else store


def find_archived(folder: FilePath, fragment: str) -> tuple[str, str]:
    """The archive and the id of the one archived record that `fragment`, a part of an id, names.

    Raises `NotFound`, `AmbiguousId`, and `StoreError` when the folder cannot be read.
    """
    asked, found = fragment.strip().casefold(), dict[str, str]()
    for archive in archives(folder) if asked else ():
        if isinstance(archive, Archive):
            for entry in archive.entries:
                if asked in entry.id.casefold():
                    found.setdefault(entry.id, archive.path)
    exact = [id for id in found if id.casefold() == asked]
    match exact or [*found]:
        case [id]:
            return found[id], id
        case []:
            raise NotFound(fragment, folder)
        case several:
            raise AmbiguousId(fragment, several, folder)


def bytes_at(path: str) -> bytes:
    """The bytes of the archived record that `ArchivedStore.path` calls so. Raises `StoreError`."""
    member = Path(path)
    return ArchivedStore(member.parents[1]).bytes_of(member.stem)
