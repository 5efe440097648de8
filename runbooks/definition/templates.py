"""The templates of a runbook's documents: one file for each document and language."""

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from runbooks.definition.faults import DefinitionError, Fault, nearest
from runbooks.definition.items import DocumentItem
from runbooks.definition.model import Runbook
from runbooks.definition.parts import LONGEST_TEMPLATE, Template
from runbooks.definition.yaml_source import Place, Source, not_utf8, read_bytes
from runbooks.language import LANGUAGES, _

ENDING: Final = ".md.j2"
BLANK: Final = "—"


def template_file(folder: Path, name: str, language: str) -> Path:
    """Where the template `name` in `language` stands under `folder`."""
    return folder / language / f"{name}{ENDING}"


def read_templates(
    runbook: Runbook, source: Source, folder: Path
) -> tuple[dict[str, Template], tuple[Fault, ...]]:
    """The templates that the documents of `runbook` name, and the faults of those that cannot be used.

    Blank paper stands for these, so that all else can still be checked.
    """
    found: dict[str, Template] = {}
    faults: list[Fault] = []
    for place, name in _named(runbook):
        said: dict[str, str] = {}
        for language in LANGUAGES:
            file = template_file(folder, name, language)
            if file.is_file():
                try:
                    said[language] = _read(file)
                except DefinitionError as error:
                    faults += error.faults
            else:
                what = _("the template {file} is missing.").format(file=file)
                others = (one.name.removesuffix(ENDING) for one in sorted(file.parent.glob(f"*{ENDING}")))
                cure = nearest(name, others).strip() or _("Write this file, or name another template.")
                faults.append(source.fault(place, what, cure))
        whole = said if len(said) == len(LANGUAGES) else dict.fromkeys(LANGUAGES, BLANK)
        found[name] = Template(es=whole["es"], en=whole["en"])
    return found, tuple(faults)


def _named(runbook: Runbook) -> Iterator[tuple[Place, str]]:
    for s, step in enumerate(runbook.steps):
        for i, item in enumerate(step.items):
            if isinstance(item, DocumentItem):
                yield ("steps", s, "items", i, "template"), item.template


def _read(file: Path) -> str:
    try:
        text = read_bytes(file).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        raise DefinitionError([not_utf8(str(file), line)]) from error
    if not text.strip():
        cure = _("Write the document's text.")
        raise DefinitionError([Fault(str(file), 1, 1, "", _("this cannot be left empty"), cure)])
    if len(text) > LONGEST_TEMPLATE:
        what = _("this is over {max_length} characters").format(max_length=LONGEST_TEMPLATE)
        raise DefinitionError([Fault(str(file), 1, 1, "", what, _("Shorten it."))])
    return text
