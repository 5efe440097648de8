"""The checklist rules that a runbook can be held to by itself: R4, R10, R14 (R9 is in `order`)."""

import re
from collections.abc import Iterator
from typing import Final

from runbooks.definition.check.subject import Subject
from runbooks.definition.faults import Fault
from runbooks.definition.items import ConfirmItem, Item
from runbooks.definition.yaml_source import Place
from runbooks.language import LANGUAGES, _

MOST_ITEMS: Final = 9
"""The most that a step may ask (R10); seven are advised."""

LONGEST_LABEL: Final = 60
"""Characters of a label, in each language (R14)."""

SENTENCE_ENDS: Final = re.compile(r"[.!?…]\s")
OPENING: Final = "¿¡«“\"'("


def checklist_faults(subject: Subject) -> Iterator[Fault]:
    """Every line of the checklist that breaks a rule."""
    for s, step in enumerate(subject.runbook.steps):
        if len(step.items) > MOST_ITEMS:
            what = _("a step asks {most} items at most; this one has {count}")
            what = what.format(most=MOST_ITEMS, count=len(step.items))
            cure = _("Make two steps of it.")
            yield subject.fault(("steps", s, "items", MOST_ITEMS), what, cure, rule="R10")
    for place, item in subject.items():
        yield from _critical(subject, place, item)
        for language in LANGUAGES:
            here = (*place, "label", language)
            for why, cure in _label(item.label.in_language(language)):
                yield subject.fault(here, why, cure, rule="R14")


def _critical(subject: Subject, place: Place, item: Item) -> Iterator[Fault]:
    if not item.critical:
        return
    if isinstance(item, ConfirmItem) and item.typed is None:
        what = _("a critical item takes what was seen, never a tick")
        cure = _('Give it "typed", or another kind: a text, a choice, a moment.')
        yield subject.fault((*place, "critical"), what, cure, rule="R4")
    if item.expect is None:
        cure = _('Write "expect": what one sees when it is so.')
        yield subject.fault((*place, "expect"), _("a critical item says what is expected"), cure, rule="R14")
    if item.otherwise is None:
        what = _("a critical item says what to do if it is not so")
        yield subject.fault((*place, "otherwise"), what, _('Write "otherwise".'), rule="R14")


def _label(label: str) -> Iterator[tuple[str, str]]:
    if len(label) > LONGEST_LABEL:
        what = _("a label has {most} characters at most; this one has {count}")
        cure = _('Say the action alone; what else there is to say goes into "why" or "expect".')
        yield what.format(most=LONGEST_LABEL, count=len(label)), cure
    if "\n" in label.strip():
        yield _("a label is one line"), _("Write it on one line.")
    elif SENTENCE_ENDS.search(label.strip()):
        yield _("a label is one sentence: one action an item"), _("Make two items of it.")
    first = label.lstrip(OPENING)[:1]
    if first != first.upper():
        yield _("a label begins with a capital"), _("Write its first letter as a capital.")
