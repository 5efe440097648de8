"""What commands without a screen write: sentences, columns, JSON. Nothing raw reaches the terminal."""

import sys
from collections.abc import Sequence
from io import TextIOWrapper
from typing import Any

from runbooks.language.visible import visible


def prepare_streams() -> None:
    """Let no character that the terminal's encoding lacks, or that is none, end the program."""
    for stream, errors in ((sys.stdin, "replace"), (sys.stdout, "backslashreplace")):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors=errors)


def say(text: str) -> None:
    """Lines for the person who asked, on standard output."""
    print(visible(text, multiline=True))


def complain(sentence: str) -> None:
    """A sentence on standard error, beside whatever a program may be reading."""
    if sys.stderr is not None:
        print(f"restaura: {visible(sentence, multiline=True)}", file=sys.stderr)


def as_json(value: Any, indent: int | None = None) -> str:
    """One JSON document that a terminal can show: what is not printable stands as its escape."""
    import json

    text = json.dumps(value, ensure_ascii=False, indent=indent)
    if text.isprintable():
        return text
    return "".join(c if c.isprintable() or c == "\n" else json.dumps(c)[1:-1] for c in text)


def columns(rows: Sequence[Sequence[str]]) -> list[str]:
    """The rows as lines whose columns are aligned, by the width that a terminal gives each text."""
    shown = [[visible(cell) for cell in row] for row in rows]
    widths = [max(map(width_of, column)) for column in zip(*shown, strict=True)]
    return ["  ".join(map(_padded, row, widths)).rstrip() for row in shown]


def fitted(text: str, width: int) -> str:
    """A text in just so many cells, cut with `…` where it has more."""
    if width_of(text) > width:
        while text and width_of(text) >= width:
            text = text[:-1]
        text += "…"
    return _padded(text, width)


def _padded(text: str, width: int) -> str:
    return text + " " * (width - width_of(text))


def width_of(text: str) -> int:
    """How many cells a terminal gives `text`."""
    from unicodedata import combining, east_asian_width

    return sum(0 if combining(c) else 2 if east_asian_width(c) in "WF" else 1 for c in text)
