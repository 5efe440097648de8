"""What commands without a screen write: sentences, columns, JSON. Nothing raw reaches the terminal."""

import sys
from collections.abc import Sequence
from io import TextIOWrapper
from typing import Any

from runbooks.language.cells import padded, width_of
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
    return ["  ".join(map(padded, row, widths)).rstrip() for row in shown]
