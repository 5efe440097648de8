"""What the checklist rules advise where they do not forbid: R5, R9, R10, R11, R14. Warnings only."""

import re
from collections.abc import Iterator
from typing import Final

from runbooks.definition.check.subject import Subject
from runbooks.definition.dependencies import Dependencies
from runbooks.definition.faults import Fault
from runbooks.definition.items import ChoiceItem, ChoicesItem, Item
from runbooks.definition.yaml_source import Place
from runbooks.language import LANGUAGES, _

ADVISED_ITEMS: Final = 7
"""How many items a step should show at once (R10); nine it may."""

ACTIONS: Final = {
    "es": "abra active avise borre busque cambie cierre compare copie detenga elija elimine envíe espere "
    "guarde importe informe inicie instale llame marque mueva pida pregunte pruebe reinicie restaure "
    "solicite verifique vuelva",
    "en": "activate ask back begin call change check choose close compare copy delete download enable find "
    "import inform install look mark move notify open pick restart restore save search select send start "
    "stop tell test turn verify wait",
}
"""Actions that are told apart; to write down, or to accept, is how an item is answered, and no second one."""

THEN: Final = {
    "es": r";|\b(?:y )?(?:luego|después)\b|\by (?:{actions})\b",
    "en": r";|\bthen\b|\band (?:{actions})\b",
}
SECOND: Final = {
    language: re.compile(THEN[language].format(actions=ACTIONS[language].replace(" ", "|")), re.IGNORECASE)
    for language in LANGUAGES
}
"""Where a second action begins in a label."""


def advice(subject: Subject) -> Iterator[Fault]:
    """Every line of the checklist that could be better."""
    yield from _long_steps(subject)
    yield from _late(subject)
    for place, item in subject.items():
        yield from _two_actions(subject, place, item)
        yield from _not_undone(subject, place, item)
        if item.hard and item.clause is None:
            what = _("the document is said to forbid overriding this, and no clause is named")
            cure = _('Write the "clause", or leave "hard" out: then a written reason is enough.')
            yield subject.fault((*place, "hard"), what, cure, rule="R5", warning=True)


def _long_steps(subject: Subject) -> Iterator[Fault]:
    for s, step in enumerate(subject.runbook.steps):
        if len(step.items) > ADVISED_ITEMS:
            what = _("a step should have {most} items at most; this one has {count}")
            what = what.format(most=ADVISED_ITEMS, count=len(step.items))
            place: Place = ("steps", s, "items", ADVISED_ITEMS)
            yield subject.fault(place, what, _("Make two steps of it."), rule="R10", warning=True)


def _late(subject: Subject) -> Iterator[Fault]:
    """A critical item in the second half of its step that could stand before one that is not."""
    dependencies = Dependencies.of(subject.runbook)
    for place, item in subject.items():
        items = subject.runbook.steps[int(place[1])].items
        number = int(place[-1])
        if not item.critical or number * 2 < len(items):
            continue
        needed = _read_by(dependencies, item.id)
        before = next((one.id for one in items[:number] if not one.critical and one.id not in needed), None)
        if before is not None:
            what = _('this critical item comes late in its step, behind "{name}", which it does not need')
            cure = _('Move it before "{name}".').format(name=before)
            yield subject.fault((*place, "critical"), what.format(name=before), cure, rule="R9", warning=True)


def _read_by(dependencies: Dependencies, item: str) -> set[str]:
    """Every item that `item` reads, directly or through others."""
    reached: set[str] = set()
    left = [item]
    while left:
        new = dependencies.inputs.get(left.pop(), frozenset()) - reached
        reached |= new
        left += new
    return reached


def _two_actions(subject: Subject, place: Place, item: Item) -> Iterator[Fault]:
    for language in LANGUAGES:
        second = SECOND[language].search(item.label.in_language(language))
        if second:
            what = _('the label reads as two actions, the second from "{word}" on').format(word=second[0])
            cure = _("Make two items of it, each with one action.")
            yield subject.fault((*place, "label", language), what, cure, rule="R14", warning=True)


def _not_undone(subject: Subject, place: Place, item: Item) -> Iterator[Fault]:
    if not isinstance(item, ChoiceItem | ChoicesItem):
        return
    lasting = [number for number, option in enumerate(item.options) if option.irreversible]
    if not lasting:
        return
    if item.caution is None:
        what = _("this choice cannot be undone, and nothing warns before it")
        cure = _('Write "caution": what it does, and to whom.')
        yield subject.fault((*place, "caution"), what, cure, rule="R14", warning=True)
    dependencies = Dependencies.of(subject.runbook)
    if not any(item.id in dependencies.items_of(note.in_force) for note in subject.runbook.notes):
        what = _("this choice cannot be undone, and no note reminds of it afterwards")
        cure = _('Add one under "notes", in force while answers.{id} is so.').format(id=item.id)
        here = (*place, "options", lasting[0], "irreversible")
        yield subject.fault(here, what, cure, rule="R11", warning=True)
