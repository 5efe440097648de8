"""Text by the cells that a terminal gives it: how wide it is, padded, cut and wrapped.

A character may take two cells (CJK), and a combining one takes none.
"""

import re
from collections.abc import Iterator
from unicodedata import combining, east_asian_width

from runbooks.language.visible import visible


def width_of(text: str) -> int:
    """How many cells a terminal gives `text`."""
    if text.isascii():
        return len(text)
    return sum(0 if combining(c) else 2 if east_asian_width(c) in "WF" else 1 for c in text)


def padded(text: str, width: int) -> str:
    """`text` with spaces behind it up to `width` cells."""
    return text + " " * (width - width_of(text))


def fitted(text: str, width: int) -> str:
    """A text in just so many cells, cut with `…` where it has more."""
    if width_of(text) > width:
        while text and width_of(text) >= width:
            text = text[:-1]
        text += "…"
    return padded(text, width)


def wrapped(text: str, width: int) -> list[str]:
    """`text` in lines of at most `width` cells, at least one; its own ends of lines stay.

    A word longer than a line is broken. Nothing in the lines steers a terminal.
    """
    lines = visible(text, multiline=True).split("\n")
    return [row for line in lines for row in _rows(line, width)]


def _rows(line: str, width: int) -> Iterator[str]:
    row = ""
    for word in re.findall(" *[^ ]+", line):  # with the space before it
        if width_of(row + word) > width:
            if row:
                yield row
            *whole, word = _broken(word.lstrip() if row else word, width)
            yield from whole
            row = ""
        row += word
    yield row


def _broken(word: str, width: int) -> list[str]:
    parts = [""]
    for character in word:
        if parts[-1] and width_of(parts[-1] + character) > width:
            parts.append("")
        parts[-1] += character
    return parts
