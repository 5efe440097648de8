"""A small valid runbook, edits that break it, and the faults that are found then."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pydantic import BaseModel

from runbooks.definition.faults import DefinitionError, Fault
from runbooks.definition.loader import load_runbook, shipped_runbooks
from runbooks.definition.parts import Frozen
from runbooks.language import using

SMALL = (Path(__file__).parent / "small_runbook.yaml").read_text()
SHIPPED = shipped_runbooks()["mpia-dti-140"].read_text()


@dataclass(frozen=True)
class Edit:
    """One seeded fault: `old` becomes `new`; found at `field`, on the line of `at`, saying `says`.

    `at` stands once in the edited text (`new` without it); `count` faults are found in all.
    """

    old: str
    new: str
    field: str
    says: tuple[str, ...]
    at: str = ""
    count: int = 1


def edited(text: str, old: str, new: str) -> str:
    """`text` with the one `old` in it replaced."""
    assert text.count(old) == 1, f"{text.count(old)} times: {old}"
    return text.replace(old, new)


def line_of(text: str, part: str) -> int:
    """The line, from 1, on which `part` begins; it stands once in `text`."""
    assert text.count(part) == 1, f"{text.count(part)} times: {part}"
    return text[: text.index(part)].count("\n") + 1


def faults_of(folder: Path, text: str, language: str = "en") -> tuple[Fault, ...]:
    """The faults of a runbook of this text, kept under `folder`; none when it passes."""
    file = folder / "runbook.yaml"
    file.write_text(text)
    with using(language):
        try:
            load_runbook(file)
        except DefinitionError as error:
            return error.faults
    return ()


def assert_found(folder: Path, text: str, edit: Edit) -> None:
    """The edit of `text` is found, and nothing that it did not break is."""
    changed = edited(text, edit.old, edit.new)
    faults = faults_of(folder, changed)
    found = [fault for fault in faults if fault.field == edit.field]
    found.sort(key=lambda fault: not all(part in fault.sentence for part in edit.says))
    assert found, [str(fault) for fault in faults]
    assert len(faults) == edit.count, [str(fault) for fault in faults]
    assert found[0].file == "runbook.yaml"
    assert found[0].line == line_of(changed, edit.at or edit.new)
    for part in edit.says:
        assert part in found[0].sentence, found[0].sentence
    for fault in faults:
        assert fault.cure, f"no cure: {fault}"
        assert not fault.warning


def models(of: type[BaseModel] = Frozen) -> Iterator[type[BaseModel]]:
    """Every model that a runbook is made of; those of trainings are made of the same parts."""
    for model in of.__subclasses__():
        if model.__module__.startswith("runbooks.definition."):
            yield model
        yield from models(model)
