"""What can go wrong with stored files, each told as a sentence with what to do."""

import os
from collections.abc import Sequence
from typing import Final

from runbooks.language import _

FilePath = str | os.PathLike[str]

BROKEN: Final = (LookupError, TypeError, ValueError, AttributeError, ArithmeticError)
"""What replaying a record raises, which may be anybody's, where its events make no session of its runbook."""


class StoreError(Exception):
    """A file or folder could not be read or written.

    `str()` is a sentence in the user's language; `path` the file or folder it is about; `errno` the
    system's number when the system gave one.
    """

    def __init__(self, sentence: str, path: FilePath, errno: int | None = None) -> None:
        super().__init__(sentence)
        self.path = os.fspath(path)
        self.errno = errno


class UnreadableRecord(StoreError):
    """A file among the records that cannot be read as one; it is left as it is.

    `reason` is a sentence by itself, for a list that shows the path in another column.
    """

    def __init__(self, path: FilePath, reason: str, errno: int | None = None) -> None:
        told = _("The record {path} cannot be read, and was left as it is. {reason}")
        super().__init__(told.format(path=os.fspath(path), reason=reason), path, errno)
        self.reason = reason


class SessionLocked(StoreError):
    """Another program, or another writer in this one, holds the session."""

    def __init__(self, path: FilePath) -> None:
        told = _(
            "The session of {path} is open in another window or program. "
            "Close it there; until then it can be shown here but not changed."
        )
        super().__init__(told.format(path=os.fspath(path)), path)


class NotFound(StoreError):
    """No record has the id, or holds the part of an id, that was asked for."""

    def __init__(self, asked: str, path: FilePath) -> None:
        told = _("No record matches “{asked}”. `restaura list` shows the records there are.")
        super().__init__(told.format(asked=asked), path)


class AmbiguousId(StoreError):
    """Several records hold the part of an id that was asked for: `candidates`, newest first."""

    NAMED = 5  # more would push the sentence off the screen

    def __init__(self, asked: str, candidates: Sequence[str], path: FilePath) -> None:
        named = ", ".join(candidates[: self.NAMED])
        told = _("“{asked}” matches {count} records ({named}…). Write more of the id.")
        if len(candidates) <= self.NAMED:
            told = _("“{asked}” matches {count} records ({named}). Write more of the id.")
        super().__init__(told.format(asked=asked, count=len(candidates), named=named), path)
        self.candidates = tuple(candidates)
