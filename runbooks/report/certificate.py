"""The certificate of an exam that was passed, never with a critical failure (T15)."""

from runbooks.engine.situation import Situation
from runbooks.language import _, words
from runbooks.record.encoding import Record, holds_together
from runbooks.record.errors import BROKEN
from runbooks.report.after_action import rubric
from runbooks.report.blocks import Entry, Facts, Page, Writing, entries
from runbooks.training.debrief import Debrief
from runbooks.training.history import Attempt, attempt_of, months_after


class NoCertificate(ValueError):
    """A training for which none is given; `str()` says why."""


def certificate(record: Record, months: int) -> Page:
    """The certificate of a training, valid for `months`. Raises `NoCertificate`.

    What the record says of the score is not taken on trust: it is judged once more.
    """
    if not holds_together(record):
        told = _("{id} was changed since restaura wrote it: `restaura verify {id}` says where.")
        raise NoCertificate(told.format(id=record.id))
    try:
        attempt = attempt_of(record)
    except BROKEN:
        told = _("The events of {id} are not those of a training.")
        raise NoCertificate(told.format(id=record.id)) from None
    if attempt is None:
        told = _("{id} is not closed; a certificate is given at the end.")
        raise NoCertificate(told.format(id=record.id))
    debrief = Debrief.of(record)
    _refuse(attempt, debrief)
    if record.events[-1].data["score"] != debrief.score.as_json():
        told = _("The score of {id} does not follow from what was done in it.")
        raise NoCertificate(told.format(id=record.id))
    return _written(record, attempt, debrief, months)


def _refuse(attempt: Attempt, debrief: Debrief) -> None:
    why = ""
    if not attempt.exam:
        why = _("{id} was guided; a certificate is given for an exam: `restaura train --exam`.")
    elif any(event.type == "handed_over" for event in debrief.play.events):
        why = _("{id} was handed over; a certificate is given to who did the whole of it.")
    elif attempt.again:
        why = _("{id} was tried again from a decision; a certificate is given for a whole exam.")
    elif attempt.failures:
        why = _("{id} has a critical failure: {failures}. Whatever the points, no certificate is given.")
    elif not attempt.passed:
        why = _("{id} was not passed: {percent} %, and {least} % are needed.")
    if why:
        failures = "; ".join(one.label for one in debrief.failed())
        least = debrief.lesson.guide.pass_percent
        raise NoCertificate(
            why.format(id=attempt.id, failures=failures, percent=attempt.percent, least=least)
        )


def _written(record: Record, attempt: Attempt, debrief: Debrief, months: int) -> Page:
    situation = Situation(debrief.play.state, debrief.play.now)
    runbook = debrief.lesson.runbook
    title = f"{runbook.code}: {situation.say(runbook.title)}"
    writing = Writing(situation, _("Certificate of training: {title}").format(title=title))
    writing.add(_particulars(record, attempt, debrief, months))
    writing.section(_("Rubric"), rubric(debrief))
    writing.section(_("What it says, and what it does not"), entries([Entry(one) for one in _limits()]))
    return writing.page()


def _particulars(record: Record, attempt: Attempt, debrief: Debrief, months: int) -> Facts:
    score, state = debrief.score, debrief.play.state
    told = {
        _("Name"): attempt.trainee,
        _("Scenario"): f"{attempt.title} ({attempt.scenario})",
        _("Difficulty"): _("{level} of 5").format(level=attempt.difficulty),
        _("Date"): words.day(attempt.day),
        _("Points"): _("{points} of {of} ({percent} %)").format(
            points=score.points, of=score.of, percent=score.percent
        ),
        _("Critical failures"): _("none"),
        _("Valid until"): words.day(months_after(attempt.day, months)),
        _("Record"): record.id,
        _("Head of the record"): _("{count} events; last hash {head}.").format(
            count=state.seq, head=state.head
        ),
    }
    return Facts(tuple(told.items()))


def _limits() -> tuple[str, str]:
    return (
        _("An exam on an invented incident, without hints, passed without a critical failure."),
        _(
            "It stands with its record: `restaura verify` says whether that is unchanged, and the head above "
            "whether it is the same one."
        ),
    )
