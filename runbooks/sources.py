"""What of a user's own a session was made of: worked out when it begins, kept in its record, put in words."""

from collections.abc import Iterator, Mapping
from hashlib import sha256
from pathlib import Path
from typing import Final

from runbooks.definition.files import TEMPLATES, TEXTS, read_bytes
from runbooks.definition.model import Runbook
from runbooks.engine.state import SessionState
from runbooks.language import LANGUAGES, N_, _
from runbooks.library import Known

SOURCES: Final = "sources"
"""The field of a session's first event that has them; not there where all is as shipped."""

Source = Mapping[str, str]
"""`kind` runbook, template or texts, `name`, `language` of a template, `origin` own or file, `sha256`."""


def sources_of(known: Known, runbook: Runbook) -> tuple[Source, ...]:
    """What of the user's own `runbook` was made of, as `known` has it; nothing where all is as shipped.

    Raises `DefinitionError` for a file that was taken away since it was read.
    """
    origin = {"origin": "file" if known.origin == "file" else "own"}
    found: list[Source] = []
    if known.origin in ("own", "file"):
        found.append({"kind": "runbook", "name": known.id, **origin, "sha256": _hash(known.path)})
    folder = known.templates or (known.own and known.own / TEMPLATES)
    for name, language, file in _templates(folder, runbook) if folder else ():
        of = {"kind": "template", "name": name, "language": language}
        found.append({**of, **origin, "sha256": _hash(file)})
    if known.own and (known.own / TEXTS).is_file():
        found.append({"kind": "texts", "name": TEXTS, **origin, "sha256": _hash(known.own / TEXTS)})
    return tuple(found)


def _templates(folder: Path, runbook: Runbook) -> Iterator[tuple[str, str, Path]]:
    """Name, language and file of each template that `runbook` has from `folder`."""
    from runbooks.definition.templates import read_template, template_file  # most starts do without

    for name, template in runbook.templates.items():
        for language in LANGUAGES:
            file = template_file([folder], name, language)
            if file is not None and read_template(file) == template.in_language(language):
                yield name, language, file


def _hash(file: Path) -> str:
    return sha256(read_bytes(file)).hexdigest()


# -- in words ----------------------------------------------------------------------------------------

KINDS: Final[Mapping[str, str]] = {
    "runbook": N_("runbook {name}"),
    "template": N_("template {name} ({language})"),
    "texts": N_("texts ({name})"),
}


def sources_in_words(state: SessionState) -> str:
    """`plantilla notice (es), textos (texts.yaml)`; empty where all is as shipped."""
    told = (_(KINDS.get(one["kind"], "{name}")).format(**{"language": "", **one}) for one in state.sources)
    return ", ".join(told)


def own_word(state: SessionState) -> str:
    """A quiet word for a heading; empty where all is as shipped."""
    kinds = {one["kind"] for one in state.sources}
    if not kinds:
        return ""
    return _("runbook of your own") if "runbook" in kinds else _("texts of your own")
