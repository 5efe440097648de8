"""From a YAML file and its templates to a runbook that has passed every check."""

from pathlib import Path
from typing import Final

from runbooks.definition.faults import DefinitionError
from runbooks.definition.model import Runbook

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
    # Imported here: a start with a runbook that is kept as checked reads no YAML and checks nothing.
    from runbooks.definition.check import check
    from runbooks.definition.shape import typed
    from runbooks.definition.templates import read_templates
    from runbooks.definition.yaml_source import read_bytes, read_yaml

    source = read_yaml(read_bytes(path), path.name)
    runbook = typed(Runbook, source)
    folder = None
    if not runbook.templates:
        folder = templates or templates_folder() / path.parent.name
        runbook = runbook.model_copy(update={"templates": read_templates(runbook, source, folder)})
    faults = check(runbook, source, folder)
    if faults:
        raise DefinitionError(faults)
    return runbook
