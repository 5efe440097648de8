"""The after-action report of a training (T13), by the blocks of every report."""

from runbooks.engine.situation import Situation
from runbooks.language import _
from runbooks.record.encoding import Record
from runbooks.report.blocks import Entries, Entry, Facts, Page, Table, Writing, entries
from runbooks.report.facts import at
from runbooks.told import local_time, outcome_label
from runbooks.training.debrief import Debrief, Done, Failed, Judged, Row

RUBRIC_WIDTHS = (7, 3, 2, 3, 3)


def after_action(record: Record) -> Page:
    """What was trained, how it went and what to do better: the same record always gives the same page.

    Raises `ValueError` for a record that is no training.
    """
    debrief = Debrief.of(record)
    situation = Situation(debrief.play.state, debrief.play.now)
    title = debrief.scene.say(debrief.lesson.scenario.title)
    writing = Writing(situation, _("After-action report: {title}").format(title=title))
    writing.add(_control(debrief, situation))
    writing.section(_("Critical failures"), entries([_failed(one) for one in debrief.failed()]))
    writing.section(_("Objectives"), entries([_aim(one.text, one.is_met) for one in debrief.aims()]))
    writing.section(_("Rubric"), rubric(debrief))
    writing.section(_("What went well"), _strengths(debrief))
    writing.section(_("What to do better"), entries([*_improvements(debrief)]))
    writing.section(_("Own path and ideal path"), _paths(debrief, situation))
    writing.section(_("Lines of the runbook that gave trouble"), _trouble(debrief))
    return writing.page()


def _control(debrief: Debrief, situation: Situation) -> Facts:
    state, lesson, found = debrief.play.state, debrief.lesson, debrief.score
    began, ended = at(situation, debrief.play.events[0].at), at(situation, state.updated_at)
    by_exam = _("exam") if lesson.exam else _("guided")
    told = {
        _("Training"): f"{state.id} ({by_exam})",
        _("Trainee"): debrief.play.events[0].by,
        _("Difficulty"): _("{level} of 5").format(level=lesson.scenario.difficulty),
        _("Simulated time"): f"{began} – {ended}",
        _("Outcome"): outcome_label(situation, state.outcome),
        _("Points"): _("{points} of {of} ({percent} %)").format(
            points=found.points, of=found.of, percent=found.percent
        ),
        _("Result"): _("passed") if found.passed else _("not passed"),
    }
    if lesson.again:
        told[_("Tried again from")] = _("{id}, event {seq}").format(
            id=lesson.again["of"], seq=lesson.again["at"]
        )
    return Facts(tuple(told.items()))


def _failed(one: Failed) -> Entry:
    return Entry(one.story, _with_clause(one.label, one.clause), state="refused")


def _aim(text: str, is_met: bool) -> Entry:
    return Entry(text, _("met") if is_met else _("not met"), state="done" if is_met else "open")


def rubric(debrief: Debrief) -> Table:
    """A row for each criterion: level, points, the trainee's own judgement, and the clause."""
    columns = (_("Criterion"), _("Level"), _("Points"), _("Own judgement"), _("Clause"))
    rows = tuple(
        (j.label, j.word, f"{j.points}/{j.of}", j.own or "—", j.clause or "—") for j in debrief.judged()
    )
    return Table(columns, rows, RUBRIC_WIDTHS)


def _strengths(debrief: Debrief) -> Entries:
    return entries([Entry(one.did, one.label) for one in debrief.judged() if one.level == "met"])


def _improvements(debrief: Debrief) -> list[Entry]:
    return [_improvement(one) for one in debrief.judged() if one.level != "met" or one.hints]


def _improvement(one: Judged) -> Entry:
    inner = [f"{_('Done')}: {one.did}", f"{_('Right')}: {one.right}"]
    if one.hints:
        inner.append(f"{_('Points that hints cost')}: {one.hints}")
    return Entry("", _with_clause(f"{one.label} ({one.word})", one.clause), inner=tuple(inner))


def _paths(debrief: Debrief, situation: Situation) -> Table:
    columns = (_("Own path"), _("Ideal path"), _("The rule behind the difference"))
    return Table(columns, tuple(_path(situation, one) for one in debrief.paths()), (1, 1, 1))


def _path(situation: Situation, one: Row) -> tuple[str, str, str]:
    rule = _with_clause(one.why, one.clause) if one.differs else ""
    return _done(situation, one.own), _done(situation, one.ideal), rule


def _done(situation: Situation, done: Done | None) -> str:
    return f"{local_time(situation, done.at)}: {done.what}" if done else "—"


def _trouble(debrief: Debrief) -> Table:
    columns = (_("Line"), _("Wrong answers"), _("Hints"), _("Passed over or put off"))
    rows = tuple((c.label, str(c.wrong), str(c.hints), str(c.passed_over)) for c in debrief.confused())
    return Table(columns, rows, (7, 2, 2, 3))


def _with_clause(text: str, clause: str) -> str:
    return f"{text} ({clause})" if clause else text
