"""`restaura runbook check`: whether what was written may be run."""

from argparse import Namespace
from pathlib import Path

from runbooks.definition.loader import load_runbook, shipped_runbooks
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
from tui.commands.output import say
from tui.ending import DONE, NOT_FOUND, Ended
from tui.opening import runbook_file


def command(options: Namespace, _places: Folders) -> int:
    """A runbook with all that stands beside it, or one scenario of a shipped runbook."""
    for path in [Path(options.file)] if options.file else shipped_runbooks().values():
        if not path.exists():
            raise Ended(NOT_FOUND, _("There is no file {path}.").format(path=path))
        if _is_scenario(path):
            scenario = read_scenario(path)
            home = runbook_file(scenario.runbook)
            checked_scenario(path, read_guide(home), load_runbook(home))
            say(_("{path}: passes").format(path=path.name))
        else:
            runbook = load_runbook(path)
            say(_("{path}: passes").format(path=path.name))
            _check_training(path, runbook)
    return DONE


def _check_training(path: Path, runbook: Runbook) -> None:
    if not guide_file(path).is_file():
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
