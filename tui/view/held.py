"""Where a session is held, since when, and what was done last (R2)."""

from datetime import datetime, timedelta

from runbooks.advised import countdown
from runbooks.engine.retention import time_between
from runbooks.engine.situation import Situation
from runbooks.happened import event_in_words
from runbooks.language import _, words
from runbooks.record.encoding import Record
from runbooks.told import mode_word, status_word
from tui.lines import Line, line, text
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
    if state.status != "open":
        return f"{status_word(state.status)}, {since}"
    return _("held in {number} · {step}, {since}").format(
        number=situation.runbook.places[state.step] + 1,
        step=situation.say(situation.step.title),
        since=since,
    )


def held_in_full(situation: Situation, record: Record) -> tuple[Line, ...]:
    """What a session in a list is about, what was last, what runs out when, what is to be done."""
    runbook, lines = situation.runbook, []
    if runbook.about:
        lines.append(Line(text(" ".join(situation.say(runbook.about).split())), most=1))
    last = _("last: {event}").format(event=event_in_words(situation, record.events[-1]))
    lines.append(Line(text(last, "$quiet"), most=1))
    if running := countdown(situation):
        lines.append(Line(time_left(situation) + text(f" · {running.text}", "$quiet")))
    if situation.state.status == "finished":
        lines.append(line(_("Go into it and close it; until then it can be changed."), "bold $warning"))
    return tuple(lines)


def in_the_title(situation: Situation) -> str:
    """Session and state for the terminal's own title: `2026-11-22-a7f3 · 3 Elegir la variante · quedan …`."""
    state = situation.state
    where = f"{situation.runbook.places[state.step] + 1} {situation.say(situation.step.title)}"
    if state.status != "open":
        where = status_word(state.status)
    left = time_left(situation).plain
    return " · ".join(part for part in (state.id, mode_word(state.mode).upper(), where, left) if part)


def _since(situation: Situation) -> timedelta:
    return time_between(datetime.fromisoformat(situation.state.updated_at), situation.now)
