"""The files that a runbook is made of: what they are called, and how one is read, without YAML."""

import os
import stat
from pathlib import Path
from typing import Final

from runbooks.definition.faults import DefinitionError, Fault
from runbooks.language import _

MOST_BYTES: Final = 256 * 1024

TEXTS: Final = "texts.yaml"
TEMPLATES: Final = "templates"
RUNBOOK: Final = "runbook.yaml"
TESTS: Final = "tests"
BESIDE: Final = (RUNBOOK, "scenarios", TESTS, "training.yaml", "invented.yaml")
"""What is read beside a `runbook.yaml` only."""


def read_bytes(path: Path) -> bytes:
    """The bytes of the ordinary file at `path`, one more than is read at most. Raises `DefinitionError`."""
    try:
        with open(path, "rb", opener=_without_waiting) as file:
            if stat.S_ISREG(os.fstat(file.fileno()).st_mode):
                return file.read(MOST_BYTES + 1)
            what = _("this is not an ordinary file")
    except OSError as error:
        what = _("the file cannot be read: {reason}").format(reason=error.strerror)
    cure = _("Look whether the file is there, and whether you may read it.")
    raise DefinitionError([Fault(str(path), 0, 0, "", what, cure)])


def _without_waiting(path: str, flags: int) -> int:
    # Opening a pipe that nobody writes to would wait for ever.
    return os.open(path, flags | os.O_NONBLOCK | os.O_NOCTTY)


def names_in(folder: Path) -> list[str]:
    """The names in a folder in order, without the hidden ones. Raises `DefinitionError`."""
    try:
        return sorted(one.name for one in folder.iterdir() if not one.name.startswith("."))
    except OSError as error:
        what = _("the folder cannot be read: {reason}").format(reason=error.strerror)
        raise DefinitionError([Fault(str(folder), 0, 0, "", what)]) from None
