"""Ways through a runbook: every branch leads somewhere, every step can be reached, the last one ends."""

from collections.abc import Iterator

from runbooks.definition.check.subject import Subject
from runbooks.definition.dependencies import READER
from runbooks.definition.faults import ExpressionError, Fault, one_of
from runbooks.definition.model import Branch
from runbooks.definition.yaml_source import Place
from runbooks.language import _


def way_faults(subject: Subject) -> Iterator[Fault]:
    """Every branch to nowhere; where there is none, every branch and step that is never reached."""
    nowhere = [*_nowhere(subject), *_end(subject)]
    yield from nowhere or _unreached(subject)


def _nowhere(subject: Subject) -> Iterator[Fault]:
    runbook = subject.runbook
    for s, step in enumerate(runbook.steps):
        for b, branch in enumerate(step.branches):
            place: Place = ("steps", s, "branches", b)
            if branch.outcome is not None and branch.outcome not in runbook.outcomes:
                what = _('no outcome is called "{name}".').format(name=branch.outcome)
                yield subject.fault((*place, "outcome"), what, one_of(branch.outcome, runbook.outcomes))
            if branch.step is not None and runbook.places.get(branch.step, -1) <= s:
                later = [later.id for later in runbook.steps[s + 1 :]]
                what = _('no later step is called "{name}".').format(name=branch.step)
                cure = one_of(branch.step, later)
                if branch.step in runbook.places:
                    cure = _(
                        "It comes before: a branch leads ahead only, and whoever runs it goes back by hand."
                    )
                yield subject.fault((*place, "step"), what, cure)


def _end(subject: Subject) -> Iterator[Fault]:
    last = len(subject.runbook.steps) - 1
    if not any(_always(branch) for branch in subject.runbook.steps[last].branches):
        what = _('the last step ends with a branch `when: "true"` to an outcome')
        cure = _("Add it as the last of its branches, or take the condition off the one that is there.")
        yield subject.fault(("steps", last, "branches"), what, cure)


def _unreached(subject: Subject) -> Iterator[Fault]:
    runbook = subject.runbook
    reached = {0}
    for s, step in enumerate(runbook.steps):
        if s not in reached:
            what = _('no way leads to the step "{name}"').format(name=step.id)
            cure = _("Add a branch that leads here, or delete the step.")
            yield subject.fault(("steps", s, "id"), what, cure)
        goes_on = True
        for b, branch in enumerate(step.branches):
            place: Place = ("steps", s, "branches", b, "when")
            if not goes_on:
                cure = _("Put it before that one, or delete it.")
                yield subject.fault(place, _("a branch before this one is always taken"), cure)
            elif _always(branch) is False:
                cure = _("Put its condition right, or delete it.")
                yield subject.fault(place, _("this branch is never taken"), cure)
            elif branch.step is not None and s in reached:
                reached.add(runbook.places[branch.step])
            goes_on = goes_on and not _always(branch)
        if goes_on and s in reached:
            reached.add(s + 1)


def _always(branch: Branch) -> bool | None:
    try:
        return READER.read(branch.when).always
    except ExpressionError:
        return None
