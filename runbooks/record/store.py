"""The folder of records: one JSON file a session."""

import errno
import os
from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from datetime import datetime
from typing import Any, Final

from runbooks.language import _
from runbooks.record import listing, strict_json
from runbooks.record.causes import cause
from runbooks.record.encoding import Encoded, Record, decode, holds_together
from runbooks.record.errors import FilePath, NotFound, StoreError, UnreadableRecord
from runbooks.record.files import make_private_folder, read_regular
from runbooks.record.lock import take_lock
from runbooks.record.writer import RecordWriter

_ALPHABET: Final = "abcdefghjkmnpqrstuvwxyz23456789"  # nothing that is misread over the phone


class Store:
    """The records in `folder`; those of incidents and of training are in folders of their own."""

    def __init__(self, folder: FilePath) -> None:
        self.folder = os.fspath(folder)

    def path(self, id: str) -> str:
        """Where the record of that id is, or would be. Raises `NotFound` for what is no id."""
        if not listing.is_id(id):
            raise NotFound(id, self.folder)
        return os.path.join(self.folder, f"{id}.json")

    def new_id(self, now: datetime, mode: str) -> str:
        """An id that no record here has: the day of `now`, then four letters and digits."""
        import secrets  # imported here: it takes longer than a whole list of records

        day = now.date().isoformat()
        while True:
            four = "".join(secrets.choice(_ALPHABET) for _place in range(4))
            id = f"{'T-' if mode == 'training' else ''}{day}-{four}"
            if not os.path.lexists(self.path(id)):
                return id

    def create(self, record: Record) -> RecordWriter:
        """Save a new record, never over another. Raises `StoreError`, `SessionLocked`."""
        path = self.path(record.id)
        encoded = Encoded.of(record)
        make_private_folder(self.folder)
        with ExitStack() as on_failure:
            lock = take_lock(path)
            on_failure.callback(lock.release)
            # Its own bytes may stand there, from a first try whose end was not certain.
            writer = RecordWriter(path, lock, encoded, (None, encoded.data))
            writer.save_again()
            on_failure.pop_all()
            return writer

    def open(self, id: str) -> RecordWriter:
        """Continue a record, as its only writer.

        Raises `NotFound`, `SessionLocked`, `UnreadableRecord`, and `StoreError` when it cannot be
        written, or was changed: writing it anew would hide what `verify` can still see.
        """
        path = self.path(id)
        if not os.path.lexists(path):
            raise NotFound(id, self.folder)
        with ExitStack() as on_failure:
            lock = take_lock(path)
            on_failure.callback(lock.release)
            data, record = self._read(id)
            if not holds_together(record):
                raise StoreError(_altered().format(path=path), path)
            writer = RecordWriter(path, lock, Encoded.of(record), (data,))
            writer.save_again()
            on_failure.pop_all()
            return writer

    def read(self, id: str) -> Record:
        """A record to look at, whoever is writing it. Raises `NotFound`, `UnreadableRecord`."""
        return self._read(id)[1]

    def ids(self) -> list[str]:
        """As `listing.ids`."""
        return listing.ids(self.folder)

    def find(self, fragment: str) -> str:
        """As `listing.find`."""
        return listing.find(self.folder, fragment)

    def summaries(self) -> Iterator[Mapping[str, Any] | UnreadableRecord]:
        """As `listing.summaries`."""
        return listing.summaries(self.folder)

    def _read(self, id: str) -> tuple[bytes, Record]:
        path = self.path(id)
        try:
            data = read_regular(path, strict_json.MAX_BYTES)
        except StoreError as error:
            if error.errno == errno.ENOENT:
                raise NotFound(id, self.folder) from error
            raise UnreadableRecord(path, cause(error.errno or 0), error.errno) from error
        record = decode(data, path)
        if record.id != id:
            raise UnreadableRecord(path, _("The id in it is not the one in its name."))
        return data, record


def _altered() -> str:
    return _(
        "{path} was changed since restaura wrote it. It can be shown and exported, but not "
        "continued: `restaura verify` says what was changed."
    )
