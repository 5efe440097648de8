"""What Textual leaves open about terminals: broken input, and a terminal that is gone."""

import errno
import os
import select
import signal
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

from runbooks.language.visible import visible
from tui.pastes import PasteReader

GRACE = 3.0
"""Seconds that a program has to end after its terminal is gone."""


def forgive_broken_input() -> None:
    """Let an invalid byte on the input be a replacement character instead of the program's end, and
    a paste be nothing but a paste (`PasteReader`).

    Textualize/textual #6456: its driver decodes strictly, and stops without a word. It finds its
    decoder by this name (8.2.8); where another release does not, all works as that release does.
    """
    from textual.drivers import linux_driver

    linux_driver.__dict__["getincrementaldecoder"] = lambda _encoding: PasteReader


def screen_encoding() -> str:
    """The encoding of what Textual draws on, its standard error."""
    return getattr(sys.__stderr__, "encoding", None) or "utf-8"


def title_sequence(title: str) -> str:
    """What names the terminal's window (xterm, OSC 2); nothing in `title` steers it."""
    return f"\x1b]2;{visible(title)}\x07"


KEEP_TITLE, GIVE_TITLE_BACK = "\x1b[22;2t", "\x1b[23;2t"
"""The title that stood there before, put aside and back (xterm's stack of titles)."""


@contextmanager
def terminal_that_may_go() -> Iterator[None]:
    """Forgive that a terminal cannot be written to any more because it is gone."""
    try:
        yield
    except OSError as error:
        if error.errno != errno.EIO:
            raise
        nowhere = os.open(os.devnull, os.O_WRONLY)  # else Python fails once more at its end, with code 120
        for output in (1, 2):
            os.dup2(nowhere, output)


def watch_terminal() -> None:
    """End the program when its terminal goes away and no signal says so (nohup, a lost connection)."""
    if sys.stdin is not None and sys.stdin.isatty():
        threading.Thread(target=_until_gone, args=(sys.stdin.fileno(),), daemon=True).start()


def _until_gone(terminal: int) -> None:
    watch = select.poll()
    watch.register(terminal, 0)  # only the end of it is reported
    watch.poll()
    os.kill(os.getpid(), signal.SIGHUP)
    time.sleep(GRACE)
    os._exit(128 + signal.SIGHUP)
