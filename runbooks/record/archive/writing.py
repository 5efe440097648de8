"""Writing an archive: whole or not at all."""

from collections.abc import Callable, Iterator, Sequence
from hashlib import sha256

from runbooks.language import _
from runbooks.record.archive import index
from runbooks.record.archive.index import Entry
from runbooks.record.archive.layout import filled, header, whole_size
from runbooks.record.errors import FilePath, StoreError
from runbooks.record.files import write_new_parts


def write_archive(path: FilePath, entries: Sequence[Entry], source: Callable[[Entry], bytes]) -> None:
    """Write the records of `entries` to a new file; on the disk when this returns.

    `source` gives the bytes of each, which must still be those that its entry tells of.
    Raises `StoreError`: nothing of it is there then.
    """
    ordered = sorted(entries, key=lambda entry: entry.id)
    write_new_parts(path, lambda: _parts(path, ordered, source))


def _parts(path: FilePath, entries: Sequence[Entry], source: Callable[[Entry], bytes]) -> Iterator[bytes]:
    size = 0
    for name, data in _members(path, entries, source):
        part = header(name, len(data)) + data.ljust(filled(len(data)), b"\0")
        size += len(part)
        yield part
    yield bytes(whole_size(size) - size)


def _members(
    path: FilePath, entries: Sequence[Entry], source: Callable[[Entry], bytes]
) -> Iterator[tuple[str, bytes]]:
    yield index.NAME, index.written(entries)
    for entry in entries:
        data = source(entry)
        if sha256(data).hexdigest() != entry.sha256:
            told = _("{path} was not written: the record {id} was changed meanwhile.")
            raise StoreError(told.format(path=path, id=entry.id), path)
        yield entry.member, data
