"""Taking in a record that comes from elsewhere: verified first, and never over another.

What it brings is data: its runbook is installed nowhere, and its expressions run in the sandbox in which
every record's do.
"""

import errno
from contextlib import suppress
from dataclasses import dataclass

from runbooks.folders import Folders
from runbooks.language import _
from runbooks.record import strict_json
from runbooks.record.archive.reading import holding
from runbooks.record.documents import write_documents
from runbooks.record.encoding import Record, decode, seal_of
from runbooks.record.errors import FilePath, NotFound, StoreError
from runbooks.record.files import read_regular
from runbooks.record.listing import is_id
from runbooks.record.store import Store
from runbooks.record.verify import Fault, examine


class NotImported(StoreError):
    """A record that is not taken in; `faults` are what verifying it found."""

    def __init__(self, sentence: str, path: FilePath, faults: tuple[Fault, ...] = ()) -> None:
        super().__init__(sentence, path)
        self.faults = faults


@dataclass(frozen=True, slots=True)
class Imported:
    """A record that is here now; `was_here` where it was before, to the byte."""

    record: Record
    path: str
    was_here: bool


def import_file(path: FilePath, places: Folders) -> Imported:
    """Take in the record in a file. Raises `NotImported`, and `StoreError` as reading and saving do."""
    return import_record(read_regular(path, strict_json.MAX_BYTES), path, places)


def import_record(data: bytes, path: FilePath, places: Folders) -> Imported:
    """The same of bytes that were read from `path`."""
    verdict, record = examine(data, path)
    if verdict.faults or record is None:
        told = _("{path} was not imported: it is not a record that holds together.")
        raise NotImported(told.format(path=path), path, verdict.faults)
    if not is_id(record.id) or record.id.startswith("T-") != (record.mode == "training"):
        told = _("{path} was not imported: its id is not one that restaura gives.")
        raise NotImported(told.format(path=path), path)
    own = places.of(record.mode)
    store = Store(own.sessions)
    kept = _kept(store, record.id)
    other = _archived(own, record.id) if kept is None else kept
    if other is not None and other != data:
        raise NotImported(_differs(record, decode(other, store.path(record.id)), path), path)
    if kept is None:
        store.create(record).close()
    write_documents(own.documents, record)  # also those that an import that was killed had not come to
    return Imported(record, store.path(record.id), was_here=kept is not None)


def _kept(store: Store, id: str) -> bytes | None:
    try:
        return read_regular(store.path(id), strict_json.MAX_BYTES)
    except StoreError as error:
        if error.errno == errno.ENOENT:
            return None
        raise


def _archived(own: Folders, id: str) -> bytes | None:
    with suppress(NotFound):
        archive = holding(own.archives, id)
        if (entry := archive.entry(id)) is not None:
            return archive.data(entry)
    return None


def _differs(given: Record, other: Record, path: FilePath) -> str:
    """Which is longer says which of the two is the later one, where one goes on from the other."""
    told = _(
        "{path} was not imported: there is another record {id} here, which stays as it is. "
        "The one here has {here} events, head {here_head}; the file has {there}, head {there_head}."
    )
    sentence = told.format(
        path=path,
        id=given.id,
        here=len(other.events),
        here_head=seal_of(other).head,
        there=len(given.events),
        there_head=seal_of(given).head,
    )
    shorter = min(len(given.events), len(other.events))
    if given.events[:shorter] != other.events[:shorter]:
        return sentence + " " + _("They went different ways: keep both files, and see which one holds.")
    if shorter == len(given.events):
        return sentence + " " + _("The one here goes on from the file: nothing is missing here.")
    return sentence + " " + _("The file goes on from the one here.")
