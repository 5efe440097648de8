"""A session as it looked right after one of its events, and what that event was."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from textual.content import Content

from runbooks.definition.items import Item
from runbooks.engine.events import Event
from runbooks.engine.situation import Situation
from runbooks.happened import event_in_words
from runbooks.language import _, words
from runbooks.paper import entered_in_words
from runbooks.record.encoding import Record
from runbooks.session import at_last_event, replay
from runbooks.told import first_line
from runbooks.training.guidance import feedback
from runbooks.training.lesson import Lesson, Play, lesson_of
from runbooks.training.scene import Scene
from runbooks.training.score import JUDGED
from tui.acts import SESSION
from tui.editors.pick import Entry
from tui.lines import BLANK, Line, line, text
from tui.looks import ADVICE
from tui.view.at_hand import accepted_text, procedure_offered
from tui.view.looked_at import looked_at
from tui.view.record import step_answers
from tui.view.training import clock, feedback_beside
from tui.view.ways import training_ways, ways

BY_ITSELF = ("reopened", "returned")
"""What an answer brings with it, beside what the world of a training says."""


@dataclass(frozen=True, slots=True)
class Looked:
    """What a session screen is drawn from: the situation, the item looked at, what stands beside it."""

    situation: Situation
    item: Item | None
    at_hand: Sequence[Line]
    feedback: Sequence[Line]
    clock: Sequence[str]
    ways: Sequence[Entry]


def as_it_looked(record: Record, seq: int) -> Looked:
    """The session right after event `seq`, at the moment of that event.

    Raises what `replay` raises for a record that makes no session.
    """
    situation = at_last_event(replay(record, seq))
    events = record.events[:seq]
    item = looked_at(events, situation)
    at_hand = _at_hand(situation, item)
    if situation.state.training is None:
        return Looked(situation, item, at_hand, (), (), ways(situation))
    lesson = lesson_of(situation.state)
    told = _word_on_the_answer(record, events, lesson, situation, item)
    shown = clock(situation, exam=lesson.exam)
    return Looked(situation, item, at_hand, told, shown, training_ways(situation))


def _at_hand(situation: Situation, item: Item | None) -> list[Line]:
    key = next(act.shown for act in SESSION if act.id == "procedure")
    offered = procedure_offered(situation, item, key)
    accepted = accepted_text(situation, item)
    if accepted is None:
        return offered
    told = _("The accepted text: {line}").format(line=first_line(situation.state.entry(accepted.id).value))
    return [line(told, lead=f"{ADVICE} ", lead_style="bold $primary"), *offered]


def _word_on_the_answer(
    record: Record, events: Sequence[Event], lesson: Lesson, situation: Situation, item: Item | None
) -> list[Line]:
    """In a guided training a word stands beside the answer given last, until something else is done."""
    last = next((event for event in reversed(events) if not _comes_by_itself(event)), None)
    if last is None or last.type not in JUDGED:
        return []
    before = Play(lesson, replay(record, last.seq - 1), record.events[: last.seq - 1])
    answered = situation.runbook.items[last.data["item"]]
    given = feedback(Scene(before, datetime.fromisoformat(last.at)), answered, last.data.get("value"))
    return feedback_beside(situation, item, answered, given) if given else []


def _comes_by_itself(event: Event) -> bool:
    is_said = event.type == "injected" and not event.data["asked"]
    is_passed = event.type == "clock_moved" and "wait" not in event.data
    return event.type in BY_ITSELF or is_said or is_passed


def moment(record: Record, situation: Situation) -> list[Line]:
    """Which event it is, when it was, who did it, and what happened."""
    state = situation.state
    event = record.events[state.seq - 1]
    at = datetime.fromisoformat(event.at).astimezone(situation.zone)
    told = _("AS IT LOOKED AT {time}").format(time=f"{at:%H:%M}")
    place = _("event {number} of {count}").format(number=state.seq, count=len(record.events))
    day = f"{words.day(at)} · {event.by} {entered_in_words(situation, event)}".rstrip()
    return [
        Line(
            Content.assemble((f" {told}", "bold $accent"), text(f"  {day}", "$quiet")),
            right=text(f"{place} ", "bold"),
        ),
        Line(text(event_in_words(situation, event), "bold"), Content(" ")),
    ]


def answers_so_far(situation: Situation) -> list[Line]:
    """Every step up to the one that was current, with its answers; the newest first."""
    told: list[Line] = []
    here = situation.runbook.places[situation.state.step] + 1
    for step in reversed(situation.runbook.steps[:here]):
        told += [*([BLANK, BLANK] if told else []), *step_answers(situation, step)]
    return told


def step_begins(record: Record) -> tuple[int, ...]:
    """The events with which a step begins, and the last one: where one goes who goes by step."""
    begins = (
        e.seq for e in record.events if e.type in ("session_started", "went_back") or e.data.get("next")
    )
    return tuple(sorted({*begins, len(record.events)}))
