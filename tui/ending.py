"""How a command ends that could not do what was asked: one sentence, and an exit code."""

import errno
import os
import sys
from contextlib import suppress

from runbooks.language import _

DONE, NOT_SO, USAGE, NOT_FOUND, STORED = range(5)
PROGRAM_FAULT = 70  # EX_SOFTWARE of sysexits.h
INTERRUPTED = 130  # as a shell tells of Ctrl-C
UNREAD = 141  # as a shell tells of SIGPIPE

MOST_LOGGED = 256 * 1024


class Ended(Exception):
    """A command ends here; `code` is the exit code, `str()` the sentence for the person."""

    def __init__(self, code: int, sentence: str) -> None:
        super().__init__(sentence)
        self.code = code


def ending(error: BaseException) -> int:
    """Tell the person what ended the command, in one sentence; returns the exit code.

    What nobody foresaw goes to the log with its trace, never to the terminal.
    """
    if isinstance(error, BrokenPipeError):
        _drop_output()
        return UNREAD
    if isinstance(error, KeyboardInterrupt):
        if sys.stderr is not None:
            print(file=sys.stderr)  # the terminal has put ^C on this line
        return _told(
            _("Interrupted. Everything answered is saved; `restaura resume` goes on from there."), INTERRUPTED
        )
    if isinstance(error, Ended):
        return _told(str(error), error.code)
    return _foreseen(error) if isinstance(error, Exception) else PROGRAM_FAULT


def _foreseen(error: Exception) -> int:
    from runbooks.definition.faults import DefinitionError
    from runbooks.record.errors import AmbiguousId, NotFound, SessionLocked, StoreError

    match error:
        case NotFound() | AmbiguousId():
            return _told(str(error), NOT_FOUND)
        case SessionLocked() | DefinitionError():
            return _told(str(error), NOT_SO)
        case StoreError():
            return _told(str(error), STORED)
        case OSError(filename=None, errno=errno.ENOSPC | errno.EDQUOT | errno.EIO | errno.EFBIG as number):
            from runbooks.record.causes import cause

            _drop_output()
            return _told(_("The output could not be written.") + " " + cause(number), STORED)
        case _:
            return _unforeseen(error)


def _unforeseen(error: Exception) -> int:
    from runbooks.record.errors import StoreError

    told = _("restaura stopped because of a fault of its own. What was answered is saved.")
    try:
        told += " " + _("For its makers, the trace is in {path}.").format(path=_logged(error))
    except StoreError as unwritten:
        told += " " + str(unwritten)
    return _told(told, PROGRAM_FAULT)


def _logged(error: Exception) -> str:
    """Put the trace behind those of before, without the values of variables (S16); returns where."""
    import traceback
    from datetime import UTC, datetime

    from runbooks.folders import folders
    from runbooks.language.visible import visible
    from runbooks.record.errors import StoreError
    from runbooks.record.files import make_private_folder, read_regular, write_whole
    from runbooks.version import VERSION

    log = folders(os.environ).log
    before = b""
    with suppress(StoreError):  # none yet, or one that has grown too long
        before = read_regular(log, MOST_LOGGED)
    trace = visible("".join(traceback.format_exception(error)), multiline=True)
    head = f"{datetime.now(UTC).isoformat(timespec='seconds')} restaura {VERSION}\n"
    make_private_folder(log.parent)
    write_whole(log, before + (head + trace + "\n").encode())
    return str(log)


def _told(sentence: str, code: int) -> int:
    from tui.commands.output import complain

    complain(sentence)
    return code


def _drop_output() -> None:
    # What is still in the buffer would fail once more when Python ends, and be told there.
    with suppress(OSError, ValueError, AttributeError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
