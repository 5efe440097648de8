"""Where a session is held, since when, and what was done last (R2)."""

from datetime import datetime

from runbooks.engine.retention import time_between
from runbooks.engine.situation import Situation
from runbooks.happened import event_in_words
from runbooks.language import _, words
from runbooks.record.encoding import Record
from runbooks.told import mode_word, status_word
from tui.lines import Line, line
from tui.view.clock import time_left


def held(situation: Situation, record: Record) -> list[Line]:
    """Two lines, shown when a session is taken up again."""
    since = _("Held for {duration}; last: {event}").format(
        duration=_since(situation), event=event_in_words(situation, record.events[-1])
    )
    return [line(since, "$primary")]


def held_in_short(situation: Situation, record: Record) -> str:
    """The same for a list of sessions: the step or the status, since when, what was last, what is left."""
    state = situation.state
    number = situation.runbook.places[state.step] + 1
    where = f"{number} · {situation.say(situation.step.title)}"
    if state.status != "open":
        where = status_word(state.status)
    told = [where, words.ago(time_between(datetime.fromisoformat(state.updated_at), situation.now))]
    left = time_left(situation).plain
    return " · ".join([*told, left] if left else told) + "\n" + event_in_words(situation, record.events[-1])


def in_the_title(situation: Situation) -> str:
    """Session and state for the terminal's own title: `2026-11-22-a7f3 · 3 Elegir la variante · quedan …`."""
    state = situation.state
    where = f"{situation.runbook.places[state.step] + 1} {situation.say(situation.step.title)}"
    if state.status != "open":
        where = status_word(state.status)
    left = time_left(situation).plain
    return " · ".join(part for part in (state.id, mode_word(state.mode).upper(), where, left) if part)


def _since(situation: Situation) -> str:
    return words.duration(time_between(datetime.fromisoformat(situation.state.updated_at), situation.now))
