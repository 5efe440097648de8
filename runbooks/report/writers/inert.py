"""Foreign text in Markdown: shown as it is, obeyed by no reader of Markdown (reliability.md, S10)."""

import re
from typing import Final

from runbooks.language.visible import visible

ACTIVE: Final = re.compile(r"[\\`*_{}\[\]<>|~&$@#!]|(?<=\])\(|(?<=www)\.|:(?=//)", re.IGNORECASE)
"""What begins emphasis, code, HTML, an entity, a link, an image, a mention, a table or a formula
inside a line, in CommonMark and in GitHub's Markdown."""

OPENS: Final = re.compile(r"^([0-9]*)([-+=.)])")
"""What counts at the start of a line only: lists, and a line of dashes or of equals signs."""

FENCES: Final = re.compile(r"`{3,}")


def plain(text: str) -> str:
    """`text` on one line, with every character that Markdown obeys escaped.

    Lines are joined by `/`; control characters become visible marks.
    """
    lines = (line.strip() for line in visible(text, multiline=True).split("\n"))
    return ACTIVE.sub(r"\\\g<0>", " / ".join(line for line in lines if line))


def opening(text: str) -> str:
    """As `plain`, where it stands at the beginning of a line: no list, rule or heading begins there."""
    return OPENS.sub(r"\1\\\2", plain(text), count=1)


def block(text: str) -> list[str]:
    """`text` line by line between fences that nothing in it can end."""
    shown = visible(text, multiline=True).rstrip("\n")
    longest = max((len(run) for run in FENCES.findall(shown)), default=2)
    fence = "`" * (longest + 1)
    return [fence + "text", *shown.split("\n"), fence]


def row(*cells: str) -> str:
    """One row of a table; the cells are Markdown already."""
    return "| " + " | ".join(cells) + " |"


def table(columns: tuple[str, ...], rows: list[str]) -> list[str]:
    """A table of `row`s under its columns."""
    return [row(*columns), row(*("---" for _column in columns)), *rows]
