"""The guide and the scenarios that stand beside a runbook, read and typed."""

from pathlib import Path
from typing import Final

from runbooks.definition.faults import DefinitionError, Fault
from runbooks.definition.files import read_bytes
from runbooks.definition.model import Runbook
from runbooks.definition.shape import typed
from runbooks.definition.yaml_source import Source, read_yaml
from runbooks.language import _
from runbooks.training.check import guide_faults, scenario_faults
from runbooks.training.guide import Guide
from runbooks.training.invented import Invented
from runbooks.training.invented_check import invented_faults
from runbooks.training.scenario import Scenario

GUIDE: Final = "training.yaml"
SCENARIOS: Final = "scenarios"
INVENTED: Final = "invented.yaml"


def read_source(path: Path) -> Source:
    """A YAML file as read. Raises `DefinitionError`."""
    return read_yaml(read_bytes(path), path.name)


def guide_file(runbook: Path) -> Path:
    """Where the guide of the runbook in the file `runbook` stands."""
    return runbook.parent / GUIDE


def read_guide(runbook: Path) -> Guide:
    """The guide of a runbook, typed. Raises `DefinitionError`, also where it has none."""
    return typed(Guide, _guide_source(runbook))


def checked_guide(path: Path, runbook: Runbook) -> Guide:
    """The guide of the runbook in the file `path`, checked. Raises `DefinitionError`."""
    source = _guide_source(path)
    guide = typed(Guide, source)
    _raise(guide_faults(guide, runbook, source))
    return guide


def scenario_files(runbook: Path) -> dict[str, Path]:
    """The scenarios of a runbook by id, which is the file's name."""
    return {path.stem: path for path in sorted((runbook.parent / SCENARIOS).glob("*.yaml"))}


def read_scenario(path: Path) -> Scenario:
    """One scenario, typed. Raises `DefinitionError`."""
    return typed(Scenario, read_source(path))


def checked_scenario(path: Path, guide: Guide, runbook: Runbook) -> Scenario:
    """One scenario, checked: the engine finds its way to full marks. Raises `DefinitionError`."""
    source = read_source(path)
    scenario = typed(Scenario, source)
    _raise(scenario_faults(scenario, guide, runbook, source))
    return scenario


def invented_file(runbook: Path) -> Path:
    """Where stands from what incidents of the runbook in the file `runbook` are invented."""
    return runbook.parent / INVENTED


def read_invented(runbook: Path) -> Invented:
    """From what incidents of a runbook are invented. Raises `DefinitionError`, also without any."""
    return typed(Invented, _invented_source(runbook))


def checked_invented(path: Path, guide: Guide, runbook: Runbook) -> Invented:
    """From what incidents of the runbook `path` are invented, checked. Raises `DefinitionError`."""
    source = _invented_source(path)
    parts = typed(Invented, source)
    _raise(invented_faults(parts, guide, runbook, source))
    return parts


def _invented_source(runbook: Path) -> Source:
    missing = _("no incidents can be invented for this runbook: {file} is missing")
    return _source(invented_file(runbook), missing)


def _guide_source(runbook: Path) -> Source:
    return _source(guide_file(runbook), _("this runbook has no training: {file} is missing"))


def _source(path: Path, missing: str) -> Source:
    if not path.is_file():
        raise DefinitionError([Fault(str(path), 0, 0, "", missing.format(file=path.name))])
    return read_source(path)


def _raise(faults: tuple[Fault, ...]) -> None:
    if faults:
        raise DefinitionError(faults)
