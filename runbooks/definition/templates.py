"""The templates of a runbook's documents: one file for each document and language."""

import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from runbooks.definition.faults import DefinitionError, Fault, nearest
from runbooks.definition.files import read_bytes
from runbooks.definition.items import DocumentItem
from runbooks.definition.model import Runbook
from runbooks.definition.parts import LONGEST_TEMPLATE, Template
from runbooks.definition.yaml_source import Place, Source, not_utf8
from runbooks.language import LANGUAGES, _

ENDING: Final = ".md.j2"
BLANK: Final = "—"


def template_file(folders: Sequence[Path], name: str, language: str) -> Path | None:
    """Where the template `name` in `language` stands: in the first of `folders` that has it, or in none."""
    files = (folder / language / f"{name}{ENDING}" for folder in folders)
    return next((file for file in files if os.path.lexists(file)), None)


def read_templates(
    runbook: Runbook, source: Source, folders: Sequence[Path]
) -> tuple[dict[str, Template], tuple[Fault, ...]]:
    """The templates of `runbook`: those that it brings, behind those in `folders` that its documents name.

    With the faults of those that cannot be used: blank paper stands for these, so that all else can
    still be checked.
    """
    found = dict(runbook.templates)
    faults: list[Fault] = []
    for place, name in _named(runbook):
        said: dict[str, str] = {}
        for language in LANGUAGES:
            file = template_file(folders, name, language)
            if file is not None:
                try:
                    said[language] = read_template(file)
                except DefinitionError as error:
                    faults += error.faults
            elif name in runbook.templates:
                said[language] = runbook.templates[name].in_language(language)
            elif not runbook.templates:  # of one that brings its own, the ids are checked
                faults.append(_missing(source, place, folders[-1] / language, name))
        if said or not runbook.templates:
            whole = said if len(said) == len(LANGUAGES) else dict.fromkeys(LANGUAGES, BLANK)
            found[name] = Template(es=whole["es"], en=whole["en"])
    return found, tuple(faults)


def _named(runbook: Runbook) -> Iterator[tuple[Place, str]]:
    for s, step in enumerate(runbook.steps):
        for i, item in enumerate(step.items):
            if isinstance(item, DocumentItem):
                yield ("steps", s, "items", i, "template"), item.template


def _missing(source: Source, place: Place, folder: Path, name: str) -> Fault:
    what = _("the template {file} is missing.").format(file=folder / f"{name}{ENDING}")
    others = (one.name.removesuffix(ENDING) for one in sorted(folder.glob(f"*{ENDING}")))
    cure = nearest(name, others).strip() or _("Write this file, or name another template.")
    return source.fault(place, what, cure)


def read_template(file: Path) -> str:
    """The text of one template. Raises `DefinitionError`."""
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
