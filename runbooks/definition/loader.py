"""From a YAML file and its templates to a runbook that has passed every check."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from runbooks.definition.faults import DefinitionError, Fault
from runbooks.definition.model import Runbook

if TYPE_CHECKING:
    from runbooks.definition.yaml_source import Source

PACKAGE: Final = Path(__file__).resolve().parent.parent


def shipped_runbooks() -> dict[str, Path]:
    """The runbooks that come with the program: id (as its folder, with `-`) to file."""
    found = sorted(PACKAGE.glob("*/runbook.yaml"))
    return {path.parent.name.replace("_", "-"): path for path in found}


def templates_folder() -> Path:
    """Where the templates stand: inside the package in a wheel, beside it in a checkout."""
    packed = PACKAGE / "_templates"
    return packed if packed.is_dir() else PACKAGE.parent / "templates"


def load_runbook(path: Path, templates: Path | None = None) -> Runbook:
    """Read, type and check the runbook at `path`, with its documents' templates.

    `templates` holds a folder a language; by default the procedure's own in `templates_folder()`.
    Not read when the file brings its templates. Raises `DefinitionError` with every fault found.
    """
    found = examined(path, templates)
    if found.faults:
        raise DefinitionError(found.faults)
    return found.runbook


@dataclass(frozen=True, slots=True)
class Examined:
    """A runbook of the right shape, what it was read from, and all that is wrong with it.

    `templates` is the folder of its templates, None where the file brings them.
    """

    runbook: Runbook
    source: "Source"
    templates: Path | None
    faults: tuple[Fault, ...]


def examined(path: Path, templates: Path | None = None) -> Examined:
    """As `load_runbook`, but a runbook of the right shape is given with its faults.

    Raises `DefinitionError` for a file that cannot be read, or has not the shape of a runbook.
    """
    # Imported here: a start with a runbook that is kept as checked reads no YAML and checks nothing.
    from runbooks.definition.check import check
    from runbooks.definition.shape import typed
    from runbooks.definition.templates import read_templates
    from runbooks.definition.yaml_source import read_bytes, read_yaml

    source = read_yaml(read_bytes(path), path.name)
    runbook = typed(Runbook, source)
    if runbook.templates:
        return Examined(runbook, source, None, check(runbook, source))
    folder = templates or templates_folder() / path.parent.name
    read, missing = read_templates(runbook, source, folder)
    runbook = runbook.model_copy(update={"templates": read})
    return Examined(runbook, source, folder, (*missing, *check(runbook, source, folder)))
