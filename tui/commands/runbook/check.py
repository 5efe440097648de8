"""`restaura runbook check`: whether what was written may be run."""

from argparse import Namespace
from pathlib import Path

from runbooks.definition.faults import DefinitionError
from runbooks.definition.files import RUNBOOK
from runbooks.definition.model import Runbook
from runbooks.folders import Folders
from runbooks.language import _
from runbooks.library import Known, find, known
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
from tui.commands.output import say
from tui.ending import DONE, NOT_FOUND, Ended


def command(options: Namespace, places: Folders) -> int:
    """A runbook with all that stands beside it, or one scenario; all that are known where none is named."""
    if options.file and options.file not in {one.id for one in known(places.runbooks)}:
        path = Path(options.file)
        if not path.exists():
            raise Ended(NOT_FOUND, _("There is no file {path}.").format(path=path))
        if _is_scenario(path):
            _check_scenario(path, places)
            return DONE
    asked = [find(places.runbooks, options.file)] if options.file else known(places.runbooks)
    broken = [error for one in asked if (error := _check(one)) is not None]
    if broken:
        raise DefinitionError(fault for error in broken for fault in error.faults)
    return DONE


def _check(one: Known) -> DefinitionError | None:
    """Say what passes; returns what does not, so that the others are looked at all the same."""
    try:
        runbook = one.load()
        told = one.path.name if one.origin == "file" else f"{one.id} ({one.path.name})"
        say(_("{path}: passes").format(path=told))
        _check_training(one.path, runbook)
    except DefinitionError as error:
        return error
    return None


def _check_scenario(path: Path, places: Folders) -> None:
    home = find(places.runbooks, read_scenario(path).runbook)
    checked_scenario(path, read_guide(home.path), home.load())
    say(_("{path}: passes").format(path=path.name))


def _check_training(path: Path, runbook: Runbook) -> None:
    if path.name != RUNBOOK or not guide_file(path).is_file():
        return
    guide = checked_guide(path, runbook)
    say(_("{path}: passes").format(path=guide_file(path).name))
    for scenario in scenario_files(path).values():
        checked_scenario(scenario, guide, runbook)
        say(_("{path}: passes").format(path=scenario.name))
    if invented_file(path).is_file():
        checked_invented(path, guide, runbook)
        say(_("{path}: passes").format(path=invented_file(path).name))


def _is_scenario(path: Path) -> bool:
    tree = read_source(path).tree
    return isinstance(tree, dict) and str(tree.get("format")).startswith("restaura.scenario/")
