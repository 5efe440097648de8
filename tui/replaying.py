"""What a record tells when its events make no session: a sentence in place of a trace."""

from collections.abc import Iterator
from contextlib import contextmanager

from runbooks.language import _
from runbooks.record.errors import BROKEN, FilePath, UnreadableRecord


@contextmanager
def replaying(path: FilePath) -> Iterator[None]:
    """Around a replay: tells of a record whose events or runbook make no session.

    Raises `UnreadableRecord`.
    """
    try:
        yield
    except BROKEN as error:
        why = _("Its events do not make a session of its runbook; `restaura verify` says more.")
        raise UnreadableRecord(path, why) from error
