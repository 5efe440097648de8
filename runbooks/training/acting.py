"""What a trainee does becomes acts: what follows at once, what the world answers, what time brings.

Pure, and without any clock: simulated time passes by what is done alone, so the same answers always give
the same record (T17). Nothing here, nor anything that it is given, can reach anybody outside (T3).
"""

import re
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Any, Final

from runbooks.engine import moments
from runbooks.engine.commands import LEVELS, Ask, Assess, Close, Command, Hint, Wait
from runbooks.engine.decide import decide
from runbooks.engine.events import Happening
from runbooks.engine.refusals import Refusal, refuse
from runbooks.engine.situation import Situation
from runbooks.engine.values import BadValue, read_text
from runbooks.language import N_
from runbooks.training.guide import Source
from runbooks.training.lesson import Act, Play
from runbooks.training.scene import Due, Scene

LONGEST: Final = timedelta(days=60)
"""The most that is waited at once."""

MOST_AT_ONCE: Final = 40
"""Injects that one act can bring; a guide in which more follow from each other goes in a circle."""

HINTS: Final = 3

_SPAN: Final = re.compile(r"(\d{1,4})([dhm])", re.ASCII)
_UNITS: Final = {"d": "days", "h": "hours", "m": "minutes"}

Done = tuple[Act, ...] | Refusal


def carry_out(play: Play, command: Command) -> Done:
    """What `command` does in `play`: acts in the order of their moments, or why it is refused.

    The last act of a training that is closed has no score yet: see `runbooks.training.session`.
    """
    try:
        training = _TRAINING.get(type(command))
        return training(play, command) if training is not None else _engine(play, command)
    except BadValue as bad:
        return refuse(bad.code, None, bad.msgid, **bad.values)


def _engine(play: Play, command: Any) -> Done:
    takes = 0 if isinstance(command, Close) else play.lesson.guide.answer_minutes
    moment = play.now + timedelta(minutes=takes)
    decided = decide(Situation(play.state, moment), command)
    if isinstance(decided, Refusal):
        return decided
    return _with_what_follows(play, Act(moment, decided)) if decided else ()


def _with_what_follows(play: Play, act: Act) -> tuple[Act, ...]:
    """`act`, and everything that comes by itself by its moment."""
    after = play.then([act])
    return (act, *_until(after, act.at))


def opening(play: Play) -> tuple[Act, ...]:
    """What is told before anything is done: the opening, and what comes at once."""
    told = tuple(
        _injected(play, f"opening_{number}", who.who.model_dump(), who.says.model_dump())
        for number, who in enumerate(play.lesson.scenario.opening, start=1)
    )
    return _with_what_follows(play, Act(play.now, told))


def _until(play: Play, end: datetime) -> tuple[Act, ...]:
    """What comes by itself up to `end`, each at its moment."""
    acts: list[Act] = []
    while play.state.status != "closed" and (due := Scene(play).due()) is not None and due.at <= end:
        if len(acts) == MOST_AT_ONCE:
            raise BadValue(N_("more happens at once than a person could follow; see the scenario's injects"))
        acts.append(_comes(play, due))
        play = play.then(acts[-1:])
    return tuple(acts)


def _comes(play: Play, due: Due) -> Act:
    scene = Scene(play, due.at)
    who, says = scene.in_both(due.inject.who), scene.said(due.inject.says)
    told = _injected(play, due.inject.id, who.model_dump(), says.model_dump(), due.inject.changes)
    if kept := scene.kept(due.inject):
        told = Happening(told.type, {**told.data, "keeps": kept})
    moved = (_moved(due.at),) if due.at > play.now else ()
    return Act(due.at, (*moved, told))


def _injected(
    play: Play,
    id: str,
    who: Mapping[str, str],
    says: Mapping[str, str],
    changes: Mapping[str, Any] | None = None,
    *,
    asked: bool = False,
) -> Happening:
    data = {"id": id, "asked": asked, "attempt": play.state.attempt, "who": dict(who), "says": dict(says)}
    return Happening("injected", data | ({"changes": dict(changes)} if changes else {}))


def _moved(to: datetime, **by: str) -> Happening:
    return Happening("clock_moved", {"to": moments.as_text(to), **by})


# -- what only a trainee does ---------------------------------------------------------------------


def _wait(play: Play, command: Wait) -> Done:
    if play.state.status == "closed":
        return _closed()
    now, until = play.now, command.until.strip()
    if until == "next":
        due = Scene(play).due()
        if due is None:
            return refuse("not_allowed", None, N_("nothing comes by itself now; do something first"))
        end = due.at
    else:
        end = _end(play, until)
    # What is waited for is written first, so that the record can be run again.
    first = Act(now, (_moved(now, wait=until),))
    between = _until(play.then([first]), end)
    last = between[-1].at if between else now
    rest = (Act(end, (_moved(end),)),) if last < end else ()
    return (first, *between, *rest)


def _end(play: Play, until: str) -> datetime:
    wrong = BadValue(
        N_("“{value}” is no time to wait: write 30m, 2h, 4d, or a moment to come"), value=until[:40]
    )
    if span := _SPAN.fullmatch(until):
        end = play.now + timedelta(**{_UNITS[span[2]]: int(span[1])})
    else:
        try:
            end = moments.resolve_datetime(until, now=play.now, zone=Situation(play.state, play.now).zone)
        except moments.NotUnderstood:
            raise wrong from None
    if end <= play.now or end - play.now > LONGEST:
        raise wrong
    return end


def _ask(play: Play, command: Ask) -> Done:
    if play.state.status == "closed":
        return _closed()
    source = source_of(play, command.source)
    if source is None:
        none = N_("nobody and nothing here is called “{name}”")
        return refuse("unknown_item", None, none, name=command.source[:60])
    scene = Scene(play)
    if not scene.holds(source.when):
        return refuse("not_allowed", None, N_("this cannot be done now: {what}"), what=source.label)
    moment = play.now + timedelta(minutes=source.minutes)
    # What came meanwhile is known by then.
    before = _until(play, moment)
    play = play.then(before)
    scene = Scene(play, moment)
    says = scene.answer_of(source)
    told = _injected(play, source.id, source.label.model_dump(), says.model_dump(), asked=True)
    return (*before, *_with_what_follows(play, Act(moment, (told,))))


def source_of(play: Play, name: str) -> Source | None:
    """The source of that name."""
    return next((source for source in play.lesson.guide.sources if source.id == name), None)


def _hint(play: Play, command: Hint) -> Done:
    item = play.state.runbook.items.get(command.item)
    if item is None:
        return refuse(
            "unknown_item", command.item, N_("this runbook has no item “{name}”"), name=command.item[:60]
        )
    if play.lesson.exam:
        return refuse("not_allowed", item.id, N_("an exam gives no hints"))
    if play.state.status != "open":
        return refuse("closed", item.id, N_("nothing is asked any more"))
    given = sum(e.type == "hinted" and e.data["item"] == item.id for e in play.state.lived)
    if given == HINTS:
        return refuse("not_allowed", item.id, N_("there are three hints for an item, no more"))
    data = {"item": item.id, "step": given + 1, "cost": play.lesson.guide.hint_costs[given]}
    return (Act(play.now, (Happening("hinted", data),)),)


def _assess(play: Play, command: Assess) -> Done:
    if play.state.status == "closed":
        return _closed()
    if play.state.status == "open":
        return refuse("missing", None, N_("one judges oneself at the end: no outcome is reached yet"))
    known = {criterion.id for criterion in play.lesson.guide.rubric}
    for name, level in command.levels.items():
        if name not in known:
            return refuse("bad_value", None, N_("the rubric has no criterion “{name}”"), name=str(name)[:60])
        if level not in LEVELS:
            wrong = N_("“{value}” is none of: {known}")
            return refuse("bad_value", None, wrong, value=str(level)[:40], known=", ".join(LEVELS))
    levels = {name: read_text(level) for name, level in command.levels.items()}
    return (Act(play.now, (Happening("self_assessed", {"levels": levels}),)),)


def _closed() -> Refusal:
    return refuse("closed", None, N_("the session is closed; it never changes again"))


_TRAINING: Final[Mapping[type[Any], Callable[[Play, Any], Done]]] = {
    Wait: _wait,
    Ask: _ask,
    Hint: _hint,
    Assess: _assess,
}
