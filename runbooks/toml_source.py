"""TOML of a file that a person wrote, with limits (reliability.md, S5) and faults that name the line."""

import re
from pathlib import Path
from typing import Any, Final

from runbooks.definition.faults import DefinitionError, Fault
from runbooks.language import _
from runbooks.record.causes import cause

MOST_BYTES: Final = 64 * 1024
MOST_DEPTH: Final = 8
MOST_DOTS: Final = 64
"""In one line: a key of thousands of parts takes the parser minutes."""

_PLACE: Final = re.compile(r"\(at line (\d+), column (\d+)\)")


def read_toml(path: Path) -> dict[str, Any]:
    """What the file at `path` says; nothing where there is no file.

    Raises `DefinitionError` with one fault, at its line, for what cannot or may not be read.
    """
    text = text_of(path)
    if not text:
        return {}
    import tomllib  # imported here: without settings, no start needs it

    for number, line in enumerate(text.splitlines(), start=1):
        if line.count(".") > MOST_DOTS:
            raise _refused(path, _("this is nested too deep or too long"), number)
    try:
        tree = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        what = _('this is not TOML: a line is a name, "=" and a value, with texts in quotes; a name once')
        raise _refused(path, what, *_place(str(error), text)) from None
    except RecursionError:
        raise _refused(path, _("this is nested too deep or too long")) from None
    if _depth(tree) > MOST_DEPTH:
        raise _refused(path, _("this is nested too deep or too long"))
    return tree


def text_of(path: Path) -> str:
    """The text of the file at `path`, empty where there is none. Raises `DefinitionError`."""
    if path.exists() and not path.is_file():  # a pipe would be waited for
        raise _refused(path, _("It is not an ordinary file."))
    try:
        with path.open("rb") as file:
            data = file.read(MOST_BYTES + 1)
    except (FileNotFoundError, NotADirectoryError):
        return ""
    except OSError as error:
        what = _("the file cannot be read: {reason}").format(reason=cause(error.errno or 0))
        raise _refused(path, what) from None
    if len(data) > MOST_BYTES:
        raise _refused(path, _("the file is over {size} KiB").format(size=MOST_BYTES // 1024))
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise _refused(path, _("the text is not UTF-8"), line) from None


def _place(said: str, text: str) -> tuple[int, int]:
    found = _PLACE.search(said)
    if found:
        return int(found[1]), int(found[2])
    return text.count("\n") + 1, len(text) - text.rfind("\n")  # "at end of document"


def _depth(tree: Any) -> int:
    levels, level = 0, [tree]
    while level and levels <= MOST_DEPTH:
        levels += 1
        level = [
            child
            for node in level
            for child in (node.values() if isinstance(node, dict) else node)
            if isinstance(child, dict | list)
        ]
    return levels


def _refused(path: Path, what: str, line: int = 0, column: int = 1) -> DefinitionError:
    return DefinitionError([Fault(str(path), line, column, "", what)])
