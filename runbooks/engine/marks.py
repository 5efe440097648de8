"""The mark of a training: on each of its texts by construction, and on none of an incident (T2)."""

from functools import cache
from typing import Final

from runbooks.engine.state import SessionState
from runbooks.language import LANGUAGES, N_, _, using

MARK: Final = N_("*** TRAINING: do not send ***")
"""The line that a text of a training begins and ends with."""


def marked(text: str, state: SessionState) -> str:
    """`text` as it may leave the program: in a training between two marks, in an incident as it is.

    The marks are in the session's document language. Those that stand in it already count, so that
    marking twice changes nothing.
    """
    if state.mode != "training":
        return text
    mark = _mark(state.language)
    return f"{mark}\n\n{unmarked(text)}\n\n{mark}\n"


def unmarked(text: str) -> str:
    """`text` without the lines that are a mark, and without the empty lines around it."""
    marks = {_mark(language) for language in LANGUAGES}
    return "\n".join(line for line in text.split("\n") if line.strip() not in marks).strip("\n")


def mark_in(text: str) -> str | None:
    """The mark that stands somewhere in `text`, in whichever language; None where there is none."""
    return next((mark for mark in map(_mark, LANGUAGES) if mark in text), None)


@cache
def _mark(language: str) -> str:
    with using(language):
        return _(MARK)
