"""The colours of what is drawn: only beside the characters, which say it all."""

from collections.abc import Iterator
from itertools import groupby
from typing import Final

from tui.figures.charts import AT_BEST, AT_WORST, NOT_ENDED, OTHERWISE, RESTORED

KINDS: Final = {
    RESTORED: "first",
    AT_WORST: "first",
    OTHERWISE: "second",
    AT_BEST: "second",
    NOT_ENDED: "third",
    " ": "",
}
CODES: Final = {"first": "36", "second": "35", "third": "2", "axis": "2"}
"""Those of a terminal's own palette that are read on a dark and on a light ground."""


def runs(drawn: str) -> Iterator[tuple[str, str]]:
    """What was drawn in pieces of one kind: "first", "second", "third", "axis", or none for blanks."""
    for kind, piece in groupby(drawn, key=lambda sign: KINDS.get(sign, "axis")):
        yield kind, "".join(piece)


def painted(drawn: str) -> str:
    """A row in the colours of the terminal's palette."""
    return "".join(f"\x1b[{CODES[kind]}m{piece}\x1b[0m" if kind else piece for kind, piece in runs(drawn))
