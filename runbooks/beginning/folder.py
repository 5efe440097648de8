"""A new runbook tried, and written: wholly or not at all, and never over anything."""

import errno
import os
import shutil
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

from runbooks.beginning.answers import NewRunbook
from runbooks.beginning.tests_beside import test_files
from runbooks.beginning.writing import runbook_text
from runbooks.definition.faults import DefinitionError
from runbooks.definition.loader import load_runbook
from runbooks.language import _
from runbooks.record.causes import cause
from runbooks.record.errors import StoreError
from runbooks.record.files import make_folder, write_durably


def why_not(new: NewRunbook) -> str | None:
    """What the check says against a runbook of these answers; None where it passes."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "runbook.yaml"
        path.write_text(runbook_text(new), encoding="utf-8", errors="replace")
        try:
            load_runbook(path)
        except DefinitionError as error:
            return error.faults[0].what
    return None


def write_new(new: NewRunbook, folder: Path) -> Path:
    """Write `runbook.yaml` and its tests into `folder`, which is made; returns the runbook's file.

    Raises `StoreError`: also where there is something already. Then nothing is left behind.
    """
    files = {"runbook.yaml": runbook_text(new)}
    files |= {f"tests/{name}": text for name, text in test_files(new).items()}
    folder = folder.absolute()
    beside = folder.parent / f".{folder.name}.restaura-tmp"
    refuse_what_is_there(folder)
    shutil.rmtree(beside, ignore_errors=True)  # what a program that was killed left
    try:
        _fill(beside, files)
        refuse_what_is_there(folder)
        os.rename(beside, folder)
    except OSError as error:
        number = error.errno or errno.EIO
        told = _("{path} was not written.").format(path=folder) + " " + cause(number)
        raise StoreError(told, folder, number) from error
    finally:
        shutil.rmtree(beside, ignore_errors=True)
    return folder / "runbook.yaml"


def refuse_what_is_there(folder: Path) -> None:
    """Raises `StoreError` where there is something of that name."""
    if os.path.lexists(folder):
        told = _("{path} exists already, and is not written over. Choose another name.")
        raise StoreError(told.format(path=folder), folder)


def _fill(folder: Path, files: Mapping[str, str]) -> None:
    for name, text in files.items():
        path = folder / name
        make_folder(path.parent)
        write_durably(path, text.encode())
