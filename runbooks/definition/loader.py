"""From a YAML file and its templates to a runbook that has passed every check."""

import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from runbooks.definition.faults import DefinitionError, Fault
from runbooks.definition.files import TEMPLATES, read_bytes
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


def templates_of(path: Path) -> Path:
    """Where the templates of the runbook at `path` stand: beside it, or among those that are shipped."""
    beside = path.parent / TEMPLATES
    return beside if os.path.isdir(beside) else templates_folder() / path.parent.name


def load_runbook(path: Path, templates: Path | None = None, own: Path | None = None) -> Runbook:
    """Read, type and check the runbook at `path`, with its documents' templates.

    `templates` holds a folder a language, that of `templates_of` where it is None; it is not read when
    the file brings its templates. `own` is the folder of a user's own templates and texts, which stand
    in front of all these (`definition.own`). Raises `DefinitionError` with every fault found.
    """
    found = examined(path, templates, own)
    if found.faults:
        raise DefinitionError(found.faults)
    return found.runbook


@dataclass(frozen=True, slots=True)
class Examined:
    """A runbook of the right shape, what it was read from, and all that is wrong with it.

    `templates` are the folders of its templates, none where the file brings them.
    """

    runbook: Runbook
    source: "Source"
    templates: tuple[Path, ...]
    faults: tuple[Fault, ...]


def examined(path: Path, templates: Path | None = None, own: Path | None = None) -> Examined:
    """As `load_runbook`, but a runbook of the right shape is given with its faults.

    Raises `DefinitionError` for a file that cannot be read, or has not the shape of a runbook.
    """
    # Imported here: a start with a runbook that is kept as checked reads no YAML and checks nothing.
    from runbooks.definition.check import check
    from runbooks.definition.own import strays, with_own_texts
    from runbooks.definition.shape import typed
    from runbooks.definition.templates import read_templates
    from runbooks.definition.yaml_source import read_yaml

    source = read_yaml(read_bytes(path), path.name)
    runbook = typed(Runbook, source)
    folders = [] if own is None else [own / TEMPLATES]
    if not runbook.templates:
        base = templates or templates_of(path)
        folders += [] if base in folders else [base]
    if own is not None:
        runbook, source = with_own_texts(runbook, source, own)
    read, missing = read_templates(runbook, source, folders)
    runbook = runbook.model_copy(update={"templates": read})
    found = (*missing, *check(runbook, source, folders))
    if own is not None:
        found += strays(runbook, own)
    return Examined(runbook, source, tuple(folders), found)
