"""Ids: each given once, none taken, and each that is named outside an expression is there."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Protocol

from runbooks.definition.check.subject import Subject
from runbooks.definition.faults import Fault, one_of
from runbooks.definition.items import (
    ChoiceItem,
    ChoicesItem,
    ComputedItem,
    DeliveriesItem,
    DocumentItem,
    Item,
    VerificationItem,
)
from runbooks.definition.names import ACTIONS, SUMMARY
from runbooks.definition.yaml_source import Place
from runbooks.language import _


class _WithId(Protocol):
    @property
    def id(self) -> str: ...


def id_faults(subject: Subject) -> Iterator[Fault]:
    """Everything wrong with ids."""
    runbook = subject.runbook
    yield from _twice(subject, ((("steps", s), step) for s, step in enumerate(runbook.steps)))
    yield from _twice(subject, subject.items())
    yield from _twice(subject, ((("notes", n), note) for n, note in enumerate(runbook.notes)))
    yield from _twice(subject, ((("figures", f), figure) for f, figure in enumerate(runbook.figures)))
    for part in ("points", "spans") if runbook.timeline is not None else ():
        drawn = enumerate(getattr(runbook.timeline, part))
        yield from _twice(subject, ((("timeline", part, n), one) for n, one in drawn))
    for key in runbook.summary.keys() & SUMMARY:
        what = _('every record has its own "{name}"').format(name=key)
        yield subject.fault(("summary", key), what, _("Give it another name."))
    if runbook.cancelled not in runbook.outcomes:
        what = _('no outcome is called "{name}".').format(name=runbook.cancelled)
        yield subject.fault(("cancelled",), what, one_of(runbook.cancelled, runbook.outcomes))
    if runbook.attempt is not None and runbook.attempt.step not in runbook.places:
        what = _('no step is called "{name}".').format(name=runbook.attempt.step)
        yield subject.fault(("attempt", "step"), what, one_of(runbook.attempt.step, runbook.places))
    for place, item in subject.items():
        yield from _item(subject, place, item)


def _item(subject: Subject, place: Place, item: Item) -> Iterator[Fault]:
    if item.id in ACTIONS:
        what = _('in an answer file "{name}" is an action').format(name=item.id)
        yield subject.fault((*place, "id"), what, _("Give it another name."))
    yield from _no_item(subject, (*place, "depends_on"), item.depends_on)
    if isinstance(item, ComputedItem):
        yield from _no_item(subject, (*place, "inputs"), item.inputs)
    if isinstance(item, DocumentItem) and item.template not in subject.runbook.templates:
        what = _('no template is called "{name}".').format(name=item.template)
        yield subject.fault((*place, "template"), what, one_of(item.template, subject.runbook.templates))
    if isinstance(item, ChoiceItem) and item.procedure is not None:
        options = [option.id for option in item.options]
        for outcome, option in item.procedure.answers.items():
            if option not in options:
                what = _('no option is called "{name}".').format(name=option)
                where = (*place, "procedure", "answers", outcome)
                yield subject.fault(where, what, one_of(option, options))
    for field, parts in _parts(item):
        yield from _twice(subject, (((*place, field, n), part) for n, part in enumerate(parts)))


def _parts(item: Item) -> Iterator[tuple[str, Sequence[_WithId]]]:
    if isinstance(item, ChoiceItem | ChoicesItem):
        yield "options", item.options
    if isinstance(item, DeliveriesItem):
        yield "channels", item.channels
    if isinstance(item, VerificationItem):
        yield "areas", item.areas


def _twice(subject: Subject, found: Iterable[tuple[Place, _WithId]]) -> Iterator[Fault]:
    seen: set[str] = set()
    for place, one in found:
        if one.id in seen:
            what = _('the id "{id}" is given twice').format(id=one.id)
            yield subject.fault((*place, "id"), what, _("Give it another name."))
        seen.add(one.id)


def _no_item(subject: Subject, place: Place, named: Sequence[str]) -> Iterator[Fault]:
    for n, name in enumerate(named):
        if name not in subject.runbook.items:
            what = _('no item is called "{name}".').format(name=name)
            yield subject.fault((*place, n), what, one_of(name, subject.runbook.items))
