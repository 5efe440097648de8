"""Where a session is held, since when, and what was done last (R2)."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from operator import itemgetter

from runbooks.advised import countdown
from runbooks.engine.retention import time_between
from runbooks.engine.situation import Situation
from runbooks.happened import event_in_words
from runbooks.language import _, ngettext, words
from runbooks.record.encoding import Record
from runbooks.told import mode_word, status_word
from tui.lines import Line, text
from tui.view.clock import time_left


def held(situation: Situation, record: Record) -> list[Line]:
    """A line, shown when a session is taken up again."""
    since = _("Held for {duration}; last: {event}").format(
        duration=words.duration(_since(situation)), event=event_in_words(situation, record.events[-1])
    )
    return [Line(text(since, "$primary"), most=2)]


def held_in_short(situation: Situation) -> str:
    """Where and since when, for a list of sessions: `detenida en 4 · Redactar la solicitud, hace 3 h`."""
    state, since = situation.state, words.ago(_since(situation))
    mark = _("TRAINING") + " · " if state.mode == "training" else ""
    if state.status != "open":
        return f"{mark}{status_word(state.status)}, {since}"
    return mark + _("held in {number} · {step}, {since}").format(
        number=situation.runbook.places[state.step] + 1,
        step=situation.say(situation.step.title),
        since=since,
    )


def held_in_full(situation: Situation, record: Record, several: bool) -> tuple[Line, ...]:
    """What a session in a list is about, what was last, what runs out when, what is to be done.

    Where the list has sessions of `several` procedures, each says of which it is.
    Each is cut after one row, what runs out after three: the whole is told in the session and its record.
    """
    runbook, lines = situation.runbook, []
    parent = situation.state.parent
    code = runbook.code if several else ""
    begun = _("for the session {id}").format(id=parent["session"]) if parent else ""
    about = situation.say(runbook.about) if runbook.about else ""
    if first := " · ".join(filter(None, (code, begun, about))):
        lines.append(_one_row(first))
    last = _("last: {event}").format(event=event_in_words(situation, record.events[-1]))
    lines.append(_one_row(last, "$quiet"))
    if running := countdown(situation):
        told = time_left(situation) + text(f" · {' '.join(running.text.split())}", "$quiet")
        lines.append(Line(told, most=3))
    if situation.state.status == "finished":
        closing = _("Go into it and close it; until then it can be changed.")
        lines.append(_one_row(closing, "bold $warning"))
    return tuple(lines)


def in_the_title(situation: Situation) -> str:
    """Session and state for the terminal's own title: `2026-11-22-a7f3 · 3 Elegir la variante · quedan …`."""
    state = situation.state
    where = f"{situation.runbook.places[state.step] + 1} {situation.say(situation.step.title)}"
    if state.status != "open":
        where = status_word(state.status)
    left, paper = time_left(situation).plain, _("ON PAPER") if situation.on_paper else ""
    return " · ".join(part for part in (state.id, mode_word(state.mode).upper(), paper, where, left) if part)


def home_in_the_title(count: int, shown: Sequence[Situation]) -> str:
    """Home's state for the terminal's own title: how many sessions are not closed, what runs out first."""
    told = ngettext("{count} session not closed", "{count} sessions not closed", count)
    running = [(one.until, situation) for situation in shown if (one := countdown(situation)) and one.left]
    nearest = min(running, key=itemgetter(0), default=None)
    left = time_left(nearest[1]).plain if nearest else ""
    state = told.format(count=count) if count else _("no session is open")
    return " · ".join(part for part in ("restaura", state, left) if part)


def _one_row(value: str, style: str = "") -> Line:
    return Line(text(" ".join(value.split()), style), most=1)


def _since(situation: Situation) -> timedelta:
    return time_between(datetime.fromisoformat(situation.state.updated_at), situation.now)
