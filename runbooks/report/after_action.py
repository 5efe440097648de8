"""The after-action report of a training (T13), in Markdown, by the machinery of every report."""

from collections.abc import Iterator

from runbooks.engine.situation import Situation
from runbooks.language import _
from runbooks.record.encoding import Record
from runbooks.report.inert import plain, row, table
from runbooks.report.page import Page, at
from runbooks.told import local_time, outcome_label
from runbooks.training.debrief import Debrief, Done, Failed, Row


def after_action(record: Record) -> str:
    """What was trained, how it went and what to do better: the same record always gives the same bytes.

    Raises `ValueError` for a record that is no training.
    """
    debrief = Debrief.of(record)
    situation = Situation(debrief.play.state, debrief.play.now)
    page = Page(situation)
    title = plain(debrief.scene.say(debrief.lesson.scenario.title))
    page.heading(1, _("After-action report: {title}").format(title=title))
    page.add(*_control(debrief, situation), "")
    page.section(_("Critical failures"), [_failed(one) for one in debrief.failed()])
    page.section(_("Objectives"), [_aim(one.text, one.is_met) for one in debrief.aims()])
    page.section(_("Rubric"), _rubric(debrief))
    page.section(_("What went well"), _strengths(debrief))
    page.section(_("What to do better"), _improvements(debrief))
    page.section(_("Own path and ideal path"), _paths(debrief, situation))
    page.section(_("Lines of the runbook that gave trouble"), _trouble(debrief))
    return page.text()


def _control(debrief: Debrief, situation: Situation) -> Iterator[str]:
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
    return (f"- {label}: {plain(value)}" for label, value in told.items())


def _failed(one: Failed) -> str:
    return f"- **{plain(one.label)}**{_in_brackets(one.clause)}: {plain(one.story)}"


def _aim(text: str, is_met: bool) -> str:
    return f"- {_('met') if is_met else _('not met')}: {plain(text)}"


def _rubric(debrief: Debrief) -> list[str]:
    columns = (_("Criterion"), _("Level"), _("Points"), _("Own judgement"), _("Clause"))
    rows = [
        row(plain(j.label), j.word, f"{j.points}/{j.of}", j.own or "—", plain(j.clause or "—"))
        for j in debrief.judged()
    ]
    return table(columns, rows)


def _strengths(debrief: Debrief) -> list[str]:
    return [f"- {plain(one.label)}: {plain(one.did)}" for one in debrief.judged() if one.level == "met"]


def _improvements(debrief: Debrief) -> list[str]:
    lines: list[str] = []
    for one in debrief.judged():
        if one.level == "met" and not one.hints:
            continue
        lines.append(f"- {plain(one.label)} ({one.word}){_in_brackets(one.clause)}")
        lines.append(f"  - {_('Done')}: {plain(one.did)}")
        lines.append(f"  - {_('Right')}: {plain(one.right)}")
        if one.hints:
            lines.append(f"  - {_('Points that hints cost')}: {one.hints}")
    return lines


def _paths(debrief: Debrief, situation: Situation) -> list[str]:
    columns = (_("Own path"), _("Ideal path"), _("The rule behind the difference"))
    return table(columns, [_path(situation, one) for one in debrief.paths()])


def _path(situation: Situation, one: Row) -> str:
    rule = f"{one.why}{_in_brackets(one.clause)}" if one.differs else ""
    return row(_done(situation, one.own), _done(situation, one.ideal), plain(rule) or " ")


def _done(situation: Situation, done: Done | None) -> str:
    return f"{local_time(situation, done.at)}: {plain(done.what)}" if done else "—"


def _trouble(debrief: Debrief) -> list[str]:
    columns = (_("Line"), _("Wrong answers"), _("Hints"), _("Passed over or put off"))
    rows = [row(plain(c.label), str(c.wrong), str(c.hints), str(c.passed_over)) for c in debrief.confused()]
    return table(columns, rows) if rows else []


def _in_brackets(clause: str) -> str:
    return f" ({plain(clause)})" if clause else ""
