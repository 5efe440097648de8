"""Where things stand in an archive: a plain tar (POSIX.1-1988), always the same for the same records.

Any program can read one. This one reads only what it would write itself: every header is held against the
one that must stand there, so a link, a device or a path that leads out has no form that would pass.
"""

from typing import Final

BLOCK: Final = 512
WHOLE: Final = 20 * BLOCK
"""A tar is filled up to a multiple of this."""
SIZE_AT: Final = slice(124, 136)
"""Where a header says how long its member is, in octal."""


def header(name: str, size: int) -> bytes:
    """What stands before a member: its name and size, and nothing of when, where and by whom."""
    import tarfile  # imported here: lists of records read no archive

    member = tarfile.TarInfo(name)
    member.size, member.mode = size, 0o600
    return member.tobuf(tarfile.USTAR_FORMAT)


def size_in(written: bytes) -> int | None:
    """The size that a header says; None where it says none."""
    digits = written[SIZE_AT].rstrip(b"\0 ")
    return int(digits, 8) if digits and all(digit in b"01234567" for digit in digits) else None


def filled(size: int, to: int = BLOCK) -> int:
    """`size` up to the next multiple."""
    return -(-size // to) * to


def whole_size(after_members: int) -> int:
    """How long an archive is whose last member ends there, filled: two empty blocks end it."""
    return filled(after_members + 2 * BLOCK, WHOLE)
