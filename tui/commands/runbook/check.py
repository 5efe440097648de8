"""`restaura runbook check`: whether what was written may be run, and what would make it better."""

from argparse import Namespace
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path

from runbooks.definition.check import advise
from runbooks.definition.faults import DefinitionError, Fault, in_order
from runbooks.definition.files import RUNBOOK
from runbooks.definition.model import Runbook
from runbooks.folders import Folders
from runbooks.language import _
from runbooks.library import Known, Others, find, known
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
from tui.opening import now

Looked = Iterator[tuple[Path, tuple[Fault, ...]]]
"""Each file that was looked at, with its faults and warnings."""


def command(options: Namespace, places: Folders) -> int:
    """A runbook with all that stands beside it, or one scenario; all that are known where none is named."""
    there = known(places.runbooks)
    asked = [_asked(options.file, places)] if options.file else there
    others = Others(there)
    looked = [found for one in asked for found in _look(one, others, places)]
    findings = [_placed(fault, path) for path, faults in looked for fault in faults]
    files = [_shown(path) for path, _faults in looked]
    (told_as_json if options.json else told)(files, findings)
    return DONE if all(finding.warning for finding in findings) else NOT_SO


def _asked(name: str, places: Folders) -> Known:
    if name in {one.id for one in known(places.runbooks)}:
        return find(places.runbooks, name)
    path = Path(name)
    if (path / RUNBOOK).is_file():
        path = path / RUNBOOK
    if not path.exists():
        raise Ended(NOT_FOUND, _("There is no file {path}.").format(path=path))
    if not path.is_file():  # a pipe would be waited for, and is read once only
        raise Ended(STORED, f"{path}: {_('It is not an ordinary file.')}")
    try:
        path.open("rb").close()
    except OSError as error:
        what = _("the file cannot be read: {reason}").format(reason=error.strerror)
        raise Ended(STORED, f"{path}: {what}") from None
    return find(places.runbooks, str(path))


def _look(one: Known, others: Others, places: Folders) -> Looked:
    path = one.path
    try:
        if not one.barred and _is_scenario(path):
            yield path, _faults(partial(_check_scenario, path, places))
            return
        found = one.examined()
    except DefinitionError as error:
        yield path, error.faults
        return
    faults = (*found.faults, *(() if found.faults else others.faults_of(found)))
    yield path, (*in_order(faults), *advise(found, now().date()))
    if not found.faults:
        yield from _look_at_training(path, found.runbook)


def _check_scenario(path: Path, places: Folders) -> None:
    home = find(places.runbooks, read_scenario(path).runbook)
    checked_scenario(path, read_guide(home.path), home.load())


def _look_at_training(path: Path, runbook: Runbook) -> Looked:
    if path.name != RUNBOOK or not guide_file(path).is_file():
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
