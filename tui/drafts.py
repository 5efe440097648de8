"""What is typed and not sent: kept as a file within two seconds (reliability.md, the promise)."""

from contextlib import suppress
from pathlib import Path
from threading import Lock
from typing import ClassVar

from runbooks.record.drafts import delete_draft, read_draft, save_draft
from runbooks.record.errors import StoreError


class Drafts:
    """The drafts of one session's items; the newest text of each waits to be written."""

    PATIENCE: ClassVar[float] = 1.0
    """Seconds that a typed text may wait."""

    def __init__(self, folder: Path, session: str) -> None:
        self._folder, self._session = folder, session
        self._waiting: dict[str, str] = {}
        self._lock = Lock()

    def note(self, item: str, text: str) -> bool:
        """Remember `text` for `item`; whether it is the first that waits, and a timer is due."""
        with self._lock:
            is_first = not self._waiting
            self._waiting[item] = text
            return is_first

    def keep(self) -> None:
        """Write what waits. A draft that cannot be written must not stop anybody from answering."""
        with self._lock, suppress(StoreError):
            while self._waiting:
                save_draft(self._folder, self._session, *self._waiting.popitem())

    def read(self, item: str) -> str | None:
        """The text kept for `item`; None where there is none, or none that can be read."""
        with self._lock:
            if item in self._waiting:
                return self._waiting[item]
            with suppress(StoreError):
                return read_draft(self._folder, self._session, item)
        return None

    def forget(self, item: str) -> None:
        """The text is an answer now."""
        with self._lock:
            self._waiting.pop(item, None)
            delete_draft(self._folder, self._session, item)
