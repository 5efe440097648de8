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
            yield subject.fault(("steps", s, "items", MOST_ITEMS), what)
    for place, item in subject.items():
        yield from _critical(subject, place, item)
        for language in LANGUAGES:
            here = (*place, "label", language)
            yield from (subject.fault(here, why) for why in _label(item.label.in_language(language)))


def _critical(subject: Subject, place: Place, item: Item) -> Iterator[Fault]:
    if not item.critical:
        return
    if isinstance(item, ConfirmItem) and item.typed is None:
        what = _('a critical item takes what was seen, never a tick: give it "typed" or another kind')
        yield subject.fault((*place, "critical"), what)
    if item.expect is None:
        yield subject.fault((*place, "expect"), _("a critical item says what is expected"))
    if item.otherwise is None:
        yield subject.fault((*place, "otherwise"), _("a critical item says what to do if it is not so"))


def _label(label: str) -> Iterator[str]:
    if len(label) > LONGEST_LABEL:
        what = _("a label has {most} characters at most; this one has {count}")
        yield what.format(most=LONGEST_LABEL, count=len(label))
    if "\n" in label.strip():
        yield _("a label is one line")
    elif SENTENCE_ENDS.search(label.strip()):
        yield _("a label is one sentence: one action an item")
    first = label.lstrip(OPENING)[:1]
    if first != first.upper():
        yield _("a label begins with a capital")
