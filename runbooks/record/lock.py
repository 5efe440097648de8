"""One writer a session."""

import os
from typing import TYPE_CHECKING

from runbooks.language import _
from runbooks.record.causes import cause
from runbooks.record.errors import FilePath, SessionLocked, StoreError

if TYPE_CHECKING:
    from filelock import FileLock


def take_lock(record: FilePath) -> "FileLock":
    """The lock of the record at that path, taken at once or not at all.

    It is on a file beside it, `<id>.lock` (0600, made when missing), which is never removed: two
    programs could then hold two files of one name. The kernel lets go of the lock when its holder
    ends, however it ends. Raises `SessionLocked` when it is held, in this program or another, and
    `StoreError` when the file cannot be made.
    """
    from filelock import FileLock, Timeout  # imported here: reading and listing lock nothing

    path = os.path.splitext(record)[0] + ".lock"
    lock = FileLock(
        path,
        mode=0o600,
        blocking=False,
        thread_local=False,  # saving runs in a thread, closing in another
        # Where the file system has no locks, no lock is better than one that a kill leaves behind.
        fallback_to_soft=False,
        preserve_lock_file=True,
    )
    try:
        lock.acquire()
    except Timeout as error:
        raise SessionLocked(record) from error
    except OSError as error:
        told = _("The session cannot be locked with {path}.").format(path=path)
        number = error.errno
        raise StoreError(f"{told} {cause(number)}" if number else told, path, number) from error
    return lock
