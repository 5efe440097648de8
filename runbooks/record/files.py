"""Files that must not be lost, not be seen by others, and not be someone's trap.

The order of calls in `write_durably` is the one that lost nothing under kills, power cuts and
injected errors (reliability.md, "The store that held"). POSIX only.
"""

import errno
import os
import stat
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from typing import Final, NamedTuple

from runbooks.language import N_, _
from runbooks.record.causes import cause
from runbooks.record.errors import FilePath, StoreError

BESIDE: Final = ".restaura-tmp"
"""How the name of a file ends that is being written, and stands under its own only when it is whole."""

_NO_LINKS: Final = (errno.EPERM, errno.ENOTSUP, errno.ENOSYS, errno.EMLINK)
"""How file systems say that they have no hard links (a USB stick, a share)."""


def read_regular(path: FilePath, limit: int) -> bytes:
    """The content of an ordinary file of at most `limit` bytes.

    Raises `StoreError` for symbolic links, pipes, devices and larger files, which could hang the
    program or exhaust it, and for what the system refuses.
    """
    with _regular(path, limit) as (descriptor, size):
        return _read(descriptor, size)


def read_ends(path: FilePath, first: int, last: int, limit: int) -> tuple[bytes, bytes]:
    """The first and the last bytes of such a file. Raises `StoreError` as `read_regular` does."""
    with _regular(path, limit) as (descriptor, size):
        head = _read(descriptor, min(first, size))
        if size <= first:
            return head, head[-last:]
        os.lseek(descriptor, -last, os.SEEK_END)
        return head, _read(descriptor, last)


def read_part(path: FilePath, start: int, size: int, limit: int) -> bytes:
    """At most `size` bytes of such a file from `start` on. Raises `StoreError` as `read_regular` does."""
    with _regular(path, limit) as (descriptor, _size):
        os.lseek(descriptor, start, os.SEEK_SET)
        return _read(descriptor, size)


class Identity(NamedTuple):
    """What tells one state of a file from another without reading it."""

    device: int
    inode: int
    size: int
    changed_ns: int


def identity_at(path: FilePath) -> Identity | None:
    """The identity of what is at `path`, links not followed; None when it cannot be told."""
    try:
        return _identity(os.lstat(path))
    except OSError:
        return None


def write_durably(path: FilePath, data: bytes) -> Identity:
    """Put `data` in `path`, mode 0600, so that it survives a kill and a power cut.

    Returns the identity of what was written. The path holds wholly the old content or wholly the
    new at every moment. Raises `StoreError` when that is not certain: the new content may then be
    there all the same, and only writing again, to a new inode, makes it certain. A second fsync
    of the same file would not: the kernel forgets the pages it could not write, and reports
    success.
    """
    with _errors_told(N_("{path} was not saved."), path):
        identity = _replace(path, data, durable=True)
        _sync_folder_of(path)
        return identity


def write_whole(path: FilePath, data: bytes) -> None:
    """As `write_durably`, but against a kill only: no wait for the disk. For drafts."""
    with _errors_told(N_("{path} was not saved."), path):
        _replace(path, data, durable=False)


def write_new_file(path: FilePath, data: bytes, *, overwrite: bool = False) -> None:
    """Write an export or a document, mode 0600, at a path that a person named.

    Nothing that is there is replaced unless `overwrite` is true, and then only an ordinary file,
    never a link or a device. The path holds the whole of it or, interrupted or killed, nothing of it.
    Raises `StoreError`.
    """
    with _errors_told(N_("{path} was not written."), path):
        if overwrite and os.path.lexists(path):
            if (number := _why_not_a_file(os.lstat(path).st_mode)) is not None:
                raise _system_error(number)
            _replace(path, data, durable=True)
            return
        _write_new(path, lambda: [data])


def write_new_parts(path: FilePath, parts: Callable[[], Iterable[bytes]]) -> None:
    """As `write_new_file`, of a file too long for memory; survives a power cut once this returns.

    `parts` gives its content from the beginning, each time it is called. Raises what that raises too.
    """
    with _errors_told(N_("{path} was not written."), path):
        _write_new(path, parts)
        _sync_folder_of(path)


def remove_durably(path: FilePath) -> None:
    """Remove a file so that it stays removed. Raises `StoreError`."""
    with _errors_told(N_("{path} cannot be removed."), path):
        os.unlink(path)
        _sync_folder_of(path)


def settle(path: FilePath) -> None:
    """Have a file and its name on the disk, whoever wrote it, and let the system drop its copy from memory
    where it can: the next read asks the disk. Raises `StoreError`.
    """
    with _errors_told(N_("{path} was not saved."), path):
        descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_CLOEXEC)
        try:
            os.fsync(descriptor)
            if hasattr(os, "posix_fadvise"):
                os.posix_fadvise(descriptor, 0, 0, os.POSIX_FADV_DONTNEED)
        finally:
            os.close(descriptor)
        _sync_folder_of(path)


def _sync_folder_of(path: FilePath) -> None:
    folder = os.open(os.path.dirname(os.path.abspath(path)), os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def _why_not_a_file(mode: int) -> int | None:
    """The errno that says what stands where an ordinary file would; None for one."""
    if stat.S_ISREG(mode):
        return None
    return errno.EISDIR if stat.S_ISDIR(mode) else errno.ELOOP if stat.S_ISLNK(mode) else errno.ENXIO


def make_private_folder(path: FilePath) -> None:
    """Make a folder, and what is missing above it, that only its owner can enter (0700).

    A folder that is there already is closed to others. Raises `StoreError`.
    """
    with _errors_told(N_("The folder {path} cannot be used."), path):
        _make_missing(os.path.abspath(path))
        if stat.S_IMODE(os.stat(path).st_mode) != 0o700:
            os.chmod(path, 0o700)


def make_folder(path: FilePath) -> None:
    """Make a folder that a person named, and what is missing above it (0700).

    A folder that is there already is the person's, and stays as it is. Raises `StoreError`.
    """
    with _errors_told(N_("The folder {path} cannot be used."), path):
        _make_missing(os.path.abspath(path))


def _make_missing(folder: str) -> None:
    if os.path.isdir(folder):
        return
    _make_missing(os.path.dirname(folder))
    try:
        os.mkdir(folder, 0o700)
    except FileExistsError:
        if not os.path.isdir(folder):
            raise _system_error(errno.ENOTDIR) from None
    else:
        os.chmod(folder, 0o700)  # a umask can take bits from its owner too


@contextmanager
def _regular(path: FilePath, limit: int) -> Iterator[tuple[int, int]]:
    """An open ordinary file as its descriptor and its size."""
    # O_NONBLOCK: opening a pipe that nobody writes to would wait for ever.
    flags = os.O_RDONLY | os.O_NONBLOCK | os.O_NOFOLLOW | os.O_NOCTTY | os.O_CLOEXEC
    with _errors_told(N_("{path} cannot be read."), path):
        descriptor = os.open(path, flags)
        try:
            status = os.fstat(descriptor)
            if not stat.S_ISREG(status.st_mode):
                raise _system_error(errno.ENXIO)
            if status.st_size > limit:
                raise _system_error(errno.EFBIG)
            yield descriptor, status.st_size
        finally:
            os.close(descriptor)


def _read(descriptor: int, size: int) -> bytes:
    parts: list[bytes] = []
    while size and (part := os.read(descriptor, size)):
        parts.append(part)
        size -= len(part)
    return b"".join(parts)


def _identity(status: os.stat_result) -> Identity:
    return Identity(status.st_dev, status.st_ino, status.st_size, status.st_mtime_ns)


def _system_error(number: int) -> OSError:
    return OSError(number, os.strerror(number))


def _write_new(path: FilePath, parts: Callable[[], Iterable[bytes]]) -> None:
    if os.path.lexists(path):
        raise _system_error(errno.EEXIST)
    beside = _beside(path)
    _write_exclusively(beside, parts(), durable=True)
    try:
        os.link(beside, path)  # unlike a rename, it refuses to replace what came there meanwhile
    except OSError as error:
        if error.errno not in _NO_LINKS:
            raise
        _write_exclusively(path, parts(), durable=True)
    finally:
        _discard(beside)


def _beside(path: FilePath) -> str:
    """The temporary file for `path`, which is not there: what a program that was killed left is removed."""
    folder, name = os.path.split(os.path.abspath(path))
    beside = os.path.join(folder, f".{name}{BESIDE}")
    with suppress(FileNotFoundError):
        os.unlink(beside)
    return beside


def _replace(path: FilePath, data: bytes, *, durable: bool) -> Identity:
    beside = _beside(path)
    identity = _write_exclusively(beside, [data], durable=durable)
    try:
        os.rename(beside, path)
    except OSError:
        _discard(beside)
        raise
    return identity


def _write_exclusively(path: FilePath, parts: Iterable[bytes], *, durable: bool) -> Identity:
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC
    descriptor = os.open(path, flags, 0o600)
    try:
        try:
            os.fchmod(descriptor, 0o600)  # a umask can take bits from its owner too
            for part in parts:
                rest = memoryview(part)
                while rest:  # a disk that fills up takes a part, and refuses at the next call
                    rest = rest[os.write(descriptor, rest) :]
            if durable:
                os.fsync(descriptor)
            return _identity(os.fstat(descriptor))
        finally:
            os.close(descriptor)
    except (OSError, StoreError, KeyboardInterrupt):
        _discard(path)
        raise


def _discard(path: FilePath) -> None:
    with suppress(OSError):  # the error that led here is the one to tell
        os.unlink(path)


@contextmanager
def _errors_told(sentence: str, path: FilePath) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        number = error.errno or errno.EIO
        told = _(sentence).format(path=os.fspath(path)) + " " + cause(number)
        raise StoreError(told, path, number) from error
