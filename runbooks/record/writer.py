"""The one writer of a session's record: what it says is saved, is saved."""

import errno
import threading
from collections.abc import Mapping, Sequence
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from runbooks.engine.events import Event
from runbooks.language import _
from runbooks.record import chain, strict_json
from runbooks.record.encoding import Encoded, Record, genesis_of
from runbooks.record.errors import FilePath, StoreError
from runbooks.record.files import Identity, identity_at, read_regular, write_durably

if TYPE_CHECKING:
    from filelock import FileLock


class RecordWriter:
    """Appends events to one record, whose lock it holds until it is closed.

    Made by `Store.create` and `Store.open`. Saving may run in a thread of its own. After any
    exception, Ctrl-C among them, `record` says what is saved, and `append` may be called again,
    with the same events or with others.
    """

    def __init__(
        self, path: FilePath, lock: "FileLock", saved: Encoded, on_disk: Sequence[bytes | None]
    ) -> None:
        self.path = path
        self._lock = lock
        self._saved = saved
        # All that the file may hold if nobody else wrote it; None stands for no file. More than
        # one from before a save touches the disk until after it is certain.
        self._on_disk = tuple(on_disk)
        # Of the file that the last certain save wrote; None when only reading tells what is there.
        self._identity: Identity | None = None
        # Reentrant: an interrupt can strike between taking it and the block that lets it go.
        self._mutex = threading.RLock()

    @property
    def record(self) -> Record:
        """The record as it was last saved."""
        return self._saved.record

    @property
    def unsure(self) -> bool:
        """Whether a save was begun and not finished: the disk may hold either record."""
        return len(self._on_disk) > 1

    def append(self, events: Sequence[Event], summary: Mapping[str, Any]) -> Record:
        """Save `events` after those of the record, with the summary that follows from them.

        Returns the record, which survives a kill and a power cut from then on. Events that are
        its last ones already are not written twice. Raises `StoreError` when they are not saved,
        or not certainly, and `ValueError` for events that do not follow the record's.
        """
        with self._mutex:
            if not self._lock.is_locked:
                raise ValueError("the writer is closed")
            kept = self.record.events
            # An interrupt can strike after the save, before the caller learns of it.
            if tuple(events) != kept[len(kept) - len(events) :]:
                after = kept[-1] if kept else genesis_of(self.record)
                if not chain.unbroken(events, after=after):
                    raise ValueError("the events do not follow those of the record")
                self._save(self._saved.followed_by(events, summary))
            return self.record

    def save_again(self) -> None:
        """Write the record as it is once more. Raises `StoreError`.

        What was read may be in memory only: its rename may have worked where its fsync did not.
        """
        with self._mutex:
            self._save(self._saved)

    def close(self) -> None:
        """Let others write the record."""
        with self._mutex:
            self._lock.release()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def _save(self, encoded: Encoded) -> None:
        if len(encoded.data) > strict_json.MAX_BYTES:
            told = _("{path} is full: a record has at most 4 MiB. Close this session.")
            raise StoreError(told.format(path=self.path), self.path, errno.EFBIG)
        found = self._found()
        if found not in self._on_disk:
            told = _exists() if None in self._on_disk else _changed()
            raise StoreError(told.format(path=self.path), self.path)
        self._on_disk, self._identity = (found, encoded.data), None
        identity = write_durably(self.path, encoded.data)
        self._saved = encoded
        self._on_disk = (encoded.data,)
        self._identity = identity

    def _found(self) -> bytes | None:
        if self._identity is not None and identity_at(self.path) == self._identity:
            return self._saved.data
        try:
            return read_regular(self.path, strict_json.MAX_BYTES)
        except StoreError as error:
            if error.errno == errno.ENOENT:
                return None
            raise


def _changed() -> str:
    return _(
        "{path} was changed or removed by someone else, so nothing was written over it. "
        "Keep a copy of it, leave this session, and see what `restaura verify` says."
    )


def _exists() -> str:
    return _("{path} exists already, and is not written over. Start the session again.")
