"""The page that a report is written on, and the few things every part of it needs."""

import re
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Final

from runbooks.engine.situation import Situation
from runbooks.language import _, words

FENCE: Final = re.compile("`{3,}")
RULE: Final = re.compile(r"(\| --- )+\|")
OPENING: Final = re.compile("(#+ | *- )?")
"""What must stay first in a line, so that it is still a heading or an entry of a list."""


class Page:
    """Lines of Markdown in their order; in a training each of them is marked (T2)."""

    def __init__(self, situation: Situation) -> None:
        self.situation = situation
        self._mark = _("TRAINING") if situation.state.mode == "training" else ""
        self._lines: list[str] = []

    def heading(self, level: int, title: str) -> None:
        """A heading; `title` is Markdown already."""
        self.add(f"{'#' * level} {title}", "")

    def add(self, *lines: str) -> None:
        """Lines of Markdown, as they are."""
        self._lines += lines

    def section(self, title: str, lines: list[str]) -> None:
        """A heading and what stands under it; nothing where there is nothing."""
        if lines:
            self.heading(2, title)
            self.add(*lines, *([""] if lines[-1] else []))

    def text(self) -> str:
        """The whole page."""
        lines = "\n".join(self._lines).rstrip("\n").split("\n")
        return "\n".join(_marked(lines, self._mark) if self._mark else lines) + "\n"


def _marked(lines: Iterable[str], mark: str) -> Iterator[str]:
    """Each line with `mark` in it, as what it was: no line quoted from the page can be mistaken."""
    fence = ""
    for line in lines:
        found = FENCE.match(line)
        if found and (line == fence or not fence):
            fence = "" if fence else found[0]
            yield line
        elif not line:
            yield line
        elif fence:
            yield f"{mark} · {line}"
        elif RULE.fullmatch(line):
            yield f"| --- {line}"
        elif line.startswith("| "):
            yield f"| {mark} {line}"
        else:
            yield OPENING.sub(rf"\g<0>{mark} · ", line, count=1)


def at(situation: Situation, moment: str) -> str:
    """A stored moment by the portal's clock, with its zone."""
    return words.moment(datetime.fromisoformat(moment).astimezone(situation.zone))
