"""A user's folder of runbooks for tests: files put into it, and what is known then."""

from pathlib import Path

from faulty import SMALL, edited

from runbooks.definition.faults import DefinitionError, Fault
from runbooks.definition.loader import shipped_runbooks
from runbooks.language import using
from runbooks.library import Known, find, known

MPIA = "mpia-dti-140"
SHIPPED = list(shipped_runbooks())


def small(id: str) -> str:
    """A small valid runbook of that id, with its templates in it."""
    return edited(SMALL, "id: small\n", f"id: {id}\n")


def put(folder: Path, files: dict[str, str]) -> Path:
    """Write `files`, by their paths under `folder`; returns that."""
    for name, text in files.items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)
    return folder


def own_ones(folder: Path) -> dict[str, Known]:
    """What is known beside that which is as shipped, by id."""
    return {one.id: one for one in known(folder) if one.origin != "shipped"}


def faults(one: Known) -> tuple[Fault, ...]:
    """What keeps a runbook from being used; nothing where it can be."""
    with using("en"):
        try:
            one.load()
        except DefinitionError as error:
            return error.faults
    return ()


def fault(folder: Path, id: str) -> str:
    """The one fault of the user's runbook `id`, as it is told."""
    with using("en"):
        (found,) = faults(own_ones(folder)[id])
    return str(found)


def in_front(folder: Path, files: dict[str, str], of: str = "uno") -> tuple[Fault, ...]:
    """The faults of what `files` put in front of a runbook: of a small one, which is quickly checked."""
    put(folder, {f"{of}.yaml": small(of)} if of == "uno" else {})
    put(folder / of, files)
    return faults(find(folder, of))
