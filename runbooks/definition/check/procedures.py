"""A procedure inside another: the runbook that an item names is there, with what is said of it."""

from collections.abc import Callable, Collection, Iterator

from runbooks.definition.check.subject import Subject
from runbooks.definition.faults import Fault, one_of
from runbooks.definition.items import ChoiceItem
from runbooks.definition.loader import Examined
from runbooks.definition.model import Runbook
from runbooks.definition.parts import Procedure
from runbooks.definition.yaml_source import Place
from runbooks.language import _


def procedure_faults(
    found: Examined, known: Collection[str], read: Callable[[str], Runbook | None]
) -> Iterator[Fault]:
    """Everything that does not fit; `read` gives a known runbook, None for one that cannot be used."""
    subject = Subject(found.runbook, found.source, found.templates)
    for place, item in subject.items():
        if isinstance(item, ChoiceItem) and item.procedure is not None:
            here: Place = (*place, "procedure")
            if item.procedure.runbook == found.runbook.id:
                what = _("a runbook is no procedure of its own items")
                yield subject.fault((*here, "runbook"), what, _("Name another runbook, or leave this out."))
            elif item.procedure.runbook not in known:
                what = _('no runbook is called "{name}".').format(name=item.procedure.runbook)
                yield subject.fault((*here, "runbook"), what, one_of(item.procedure.runbook, known))
            elif (other := read(item.procedure.runbook)) is not None:
                yield from _unfit(subject, here, item.procedure, other)


def _unfit(subject: Subject, place: Place, procedure: Procedure, other: Runbook) -> Iterator[Fault]:
    for outcome in procedure.answers:
        if outcome not in other.outcomes:
            what = _('no outcome is called "{name}".').format(name=outcome)
            yield subject.fault((*place, "answers", outcome), what, one_of(outcome, other.outcomes))
    for outcome in other.outcomes.keys() - procedure.answers.keys() - {other.cancelled}:
        what = _('nothing is said of the outcome "{name}", so nothing comes back of it').format(name=outcome)
        cure = _("Say which option it answers, or leave it if the item is to stay open then.")
        yield subject.fault((*place, "answers"), what, cure, warning=True)
    for name in procedure.gives:
        if name not in other.items:
            what = _('no item is called "{name}".').format(name=name)
            yield subject.fault((*place, "gives", name), what, one_of(name, other.items))
