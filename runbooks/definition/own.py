"""What a user puts in front of a runbook: templates, and texts by their place in it. Only words change so.

mpia-dti-140/templates/es/notice.md.j2   in front of the template of that name, in that language
mpia-dti-140/texts.yaml                  steps.confirm_loss.title: {es: Confirmar que se perdió}
"""

from collections.abc import Collection, Iterator
from copy import deepcopy
from dataclasses import replace
from itertools import chain, islice
from pathlib import Path
from typing import Any, Final

from pydantic import BaseModel

from runbooks.definition.check.subject import texts
from runbooks.definition.faults import DefinitionError, Fault, nearest, one_of, unknown_here
from runbooks.definition.files import BESIDE, RUNBOOK, TEMPLATES, TESTS, TEXTS, names_in, read_bytes
from runbooks.definition.model import Runbook
from runbooks.definition.parts import Text
from runbooks.definition.shape import typed
from runbooks.definition.templates import ENDING
from runbooks.definition.yaml_source import Place, Source, read_yaml
from runbooks.language import LANGUAGES, _

MOST_STRAYS: Final = 20
"""Files that nothing reads, of which each is told."""


def with_own_texts(runbook: Runbook, source: Source, folder: Path) -> tuple[Runbook, Source]:
    """The runbook with the texts that `folder` puts in front of its own, and its file as if it said them.

    What is wrong with one is told at its line in `texts.yaml`. Raises `DefinitionError`.
    """
    file = folder / TEXTS
    if TEXTS not in names_in(folder):
        return runbook, source
    own = read_yaml(read_bytes(file), str(file))
    if not isinstance(own.tree, dict):
        what = _("names with their values are expected here")
        raise DefinitionError([own.fault((), what, _("Write a line like steps.ID.title: {es: …, en: …}."))])
    places = text_places(runbook)
    faults = [fault for name in own.tree for fault in _entry_faults(runbook, own, name, places)]
    if faults:
        raise DefinitionError(faults)
    tree, elsewhere = deepcopy(source.tree), dict(source.elsewhere)
    for name, said in own.tree.items():
        for language, words in said.items():
            part = tree
            for step in places[name]:
                part = part[step]
            part[language] = words
            elsewhere[*places[name], language] = own, (name, language)
    merged = replace(source, tree=tree, elsewhere=elsewhere)
    return typed(Runbook, merged), merged


def text_places(runbook: Runbook) -> dict[str, Place]:
    """Where each text stands, by its dotted place with ids in place of numbers."""
    found = ((place, text) for place, text in texts(runbook) if isinstance(text, Text))
    return {_by_ids(runbook, place): place for place, _text in found}


def _by_ids(whole: Any, place: Place) -> str:
    parts: list[str] = []
    for part in place:
        whole = _inside(whole, str(part))
        parts.append(str(getattr(whole, "id", part)) if isinstance(part, int) else part)
    return ".".join(parts)


def _inside(whole: Any, part: str) -> Any:
    """What `part` names in `whole`: a field, a key, an id or a number; None for nothing."""
    if isinstance(whole, BaseModel):
        return getattr(whole, part) if part in type(whole).model_fields else None
    if isinstance(whole, dict):
        return whole.get(part)
    if isinstance(whole, tuple):
        by_number = whole[int(part)] if part.isdecimal() and int(part) < len(whole) else None
        return next((one for one in whole if getattr(one, "id", None) == part), by_number)
    return None


def _entry_faults(runbook: Runbook, own: Source, name: str, places: Collection[str]) -> Iterator[Fault]:
    if name not in places:
        yield own.fault((name,), *_no_text(runbook, name, places))
        return
    said = own.tree[name]
    if not isinstance(said, dict) or not said:
        yield own.fault((name,), _("the languages with their text are expected here, such as {es: …, en: …}"))
        return
    for language in said:
        if language not in LANGUAGES:
            yield own.fault((name, language), unknown_here(language), one_of(language, LANGUAGES))


def _no_text(runbook: Runbook, name: str, places: Collection[str]) -> tuple[str, str]:
    whole: Any = runbook
    for part in name.split("."):
        whole = _inside(whole, part)
    if whole is None or isinstance(whole, Text):  # named by its number, where it has an id
        return unknown_here(name), one_of(name, places)
    what = _('"{name}" is no text of the runbook, and only its words can be changed here')
    return what.format(name=name), _("Leave it out; a rule is changed in a runbook of your own.")


# -- what nothing reads ------------------------------------------------------------------------------


def strays(runbook: Runbook, folder: Path) -> tuple[Fault, ...]:
    """A fault for each file in `folder` that looks meant and that nothing reads: a name written wrong."""
    found = chain(_strays(folder, _known_beside(folder)), _stray_templates(runbook, folder / TEMPLATES))
    return tuple(islice(found, MOST_STRAYS))


def _known_beside(folder: Path) -> tuple[str, ...]:
    is_single = folder.with_name(f"{folder.name}.yaml").is_file()
    beside = BESIDE if RUNBOOK in names_in(folder) else (TESTS,) if is_single else ()
    return (TEMPLATES, TEXTS, *beside)


def _strays(folder: Path, known: Collection[str]) -> Iterator[Fault]:
    for name in names_in(folder):
        is_near = nearest(name, known) or name in BESIDE
        if name not in known and (is_near or name.endswith((".yaml", ".yml", ".j2"))):
            yield _stray(folder / name, known)


def _stray_templates(runbook: Runbook, folder: Path) -> Iterator[Fault]:
    if TEMPLATES not in names_in(folder.parent):
        return
    files = [f"{name}{ENDING}" for name in runbook.templates]
    for language in names_in(folder):
        if language not in LANGUAGES:
            yield _stray(folder / language, LANGUAGES)
            continue
        for name in names_in(folder / language):
            if name not in files:
                yield _stray(folder / language / name, files)


def _stray(path: Path, known: Collection[str]) -> Fault:
    return Fault(str(path), 0, 0, "", unknown_here(path.name), one_of(path.name, known))
