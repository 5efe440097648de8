"""The guide and the scenarios that stand beside a runbook, read and typed."""

from pathlib import Path
from typing import Final

from runbooks.definition.faults import DefinitionError, Fault, nearest
from runbooks.definition.shape import typed
from runbooks.definition.yaml_source import Source, read_bytes, read_yaml
from runbooks.language import _
from runbooks.training.guide import Guide
from runbooks.training.scenario import Scenario

GUIDE: Final = "training.yaml"
SCENARIOS: Final = "scenarios"


def read_source(path: Path) -> Source:
    """A YAML file as read. Raises `DefinitionError`."""
    return read_yaml(read_bytes(path), path.name)


def guide_file(runbook: Path) -> Path:
    """Where the guide of the runbook in the file `runbook` stands."""
    return runbook.parent / GUIDE


def read_guide(runbook: Path) -> Guide:
    """The guide of a runbook. Raises `DefinitionError`, also where it has none."""
    path = guide_file(runbook)
    if not path.is_file():
        what = _("this runbook has no training: {file} is missing").format(file=GUIDE)
        raise DefinitionError([Fault(str(path), 0, 0, "", what)])
    return typed(Guide, read_source(path))


def scenario_files(runbook: Path) -> dict[str, Path]:
    """The scenarios of a runbook by id, which is the file's name."""
    return {path.stem: path for path in sorted((runbook.parent / SCENARIOS).glob("*.yaml"))}


def read_scenario(path: Path) -> Scenario:
    """One scenario. Raises `DefinitionError`."""
    return typed(Scenario, read_source(path))


def scenario_of(runbook: Path, name: str) -> Scenario:
    """The scenario of a runbook called `name`, or in the file `name`. Raises `DefinitionError`."""
    shipped = scenario_files(runbook)
    path = shipped.get(name) or Path(name)
    if not path.is_file():
        what = _("there is no scenario of this name.") + nearest(name, shipped)
        raise DefinitionError([Fault(name, 0, 0, "", what)])
    return read_scenario(path)
