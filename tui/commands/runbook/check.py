"""`restaura runbook check`: whether what was written may be run, and what would make it better."""

from argparse import Namespace
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import Final

from runbooks.definition.check import advise
from runbooks.definition.faults import DefinitionError, Fault, in_order
from runbooks.definition.loader import examined, load_runbook, shipped_runbooks
from runbooks.definition.model import Runbook
from runbooks.folders import Folders
from runbooks.language import _
from runbooks.training.library import (
    checked_guide,
    checked_invented,
    checked_scenario,
    guide_file,
    invented_file,
    read_guide,
    read_scenario,
    read_source,
    scenario_files,
)
from tui.commands.findings import told, told_as_json
from tui.ending import DONE, NOT_FOUND, NOT_SO, STORED, Ended
from tui.opening import now, runbook_file

FILE: Final = "runbook.yaml"
"""What a runbook's own folder has it in."""

Looked = Iterator[tuple[Path, tuple[Fault, ...]]]
"""Each file that was looked at, with its faults and warnings."""


def command(options: Namespace, _places: Folders) -> int:
    """A runbook with all that stands beside it, or one scenario of a shipped runbook."""
    paths = [_asked(options.file)] if options.file else list(shipped_runbooks().values())
    looked = [one for path in paths for one in _look(path, now().date())]
    findings = [_placed(fault, path) for path, faults in looked for fault in faults]
    files = [_shown(path) for path, _faults in looked]
    (told_as_json if options.json else told)(files, findings)
    return DONE if all(finding.warning for finding in findings) else NOT_SO


def _asked(name: str) -> Path:
    path = shipped_runbooks().get(name) or Path(name)
    if (path / FILE).is_file():
        path = path / FILE
    if not path.exists():
        raise Ended(NOT_FOUND, _("There is no file {path}.").format(path=path))
    if not path.is_file():  # a pipe would be waited for, and is read once only
        raise Ended(STORED, f"{path}: {_('It is not an ordinary file.')}")
    try:
        path.open("rb").close()
    except OSError as error:
        what = _("the file cannot be read: {reason}").format(reason=error.strerror)
        raise Ended(STORED, f"{path}: {what}") from None
    return path


def _look(path: Path, today: date) -> Looked:
    try:
        scenario = _is_scenario(path)
    except DefinitionError as error:
        yield path, error.faults
        return
    if scenario:
        yield path, _faults(partial(_check_scenario, path))
        return
    try:
        found = examined(path)
    except DefinitionError as error:
        yield path, error.faults
        return
    yield path, (*in_order(found.faults), *advise(found, today))
    if not found.faults:
        yield from _look_at_training(path, found.runbook)


def _check_scenario(path: Path) -> None:
    home = runbook_file(read_scenario(path).runbook)
    checked_scenario(path, read_guide(home), load_runbook(home))


def _look_at_training(path: Path, runbook: Runbook) -> Looked:
    if not guide_file(path).is_file():
        return
    try:
        guide = checked_guide(path, runbook)
    except DefinitionError as error:
        yield guide_file(path), error.faults
        return
    yield guide_file(path), ()
    for scenario in scenario_files(path).values():
        yield scenario, _faults(partial(checked_scenario, scenario, guide, runbook))
    if invented_file(path).is_file():
        yield invented_file(path), _faults(partial(checked_invented, path, guide, runbook))


def _faults(check: Callable[[], object]) -> tuple[Fault, ...]:
    try:
        check()
    except DefinitionError as error:
        return error.faults
    return ()


def _is_scenario(path: Path) -> bool:
    tree = read_source(path).tree
    return isinstance(tree, dict) and str(tree.get("format")).startswith("restaura.scenario/")


def _placed(fault: Fault, path: Path) -> Fault:
    # A fault names its file without its folder; several files of one name are looked at here.
    return replace(fault, file=_shown(path) if fault.file == path.name else _shown(Path(fault.file)))


def _shown(path: Path) -> str:
    here = Path.cwd()
    return str(path.relative_to(here) if path.is_absolute() and path.is_relative_to(here) else path)
