"""A training tried again from one of its decisions, as a new one that is linked to it (T14)."""

from dataclasses import replace
from typing import Final

from runbooks.engine.events import Event, Happening
from runbooks.language import _
from runbooks.record.encoding import Record
from runbooks.record.store import Store
from runbooks.session import Act, create, replay
from runbooks.training.lesson import lesson_of
from runbooks.training.session import TrainingSession, Wall, stamped

DECISIONS: Final = (
    "answered",
    "drafted",
    "delivered",
    "overridden",
    "deferred",
    "step_completed",
    "went_back",
    "cancelled",
)


class NoDecision(ValueError):
    """An event from which nothing can be tried again; `str()` says why."""


def is_decision(event: Event) -> bool:
    """Whether `event` is something that the trainee decided, and could decide otherwise."""
    asked = event.type == "injected" and event.data["asked"]
    waited = event.type == "clock_moved" and "wait" in event.data
    return event.type in DECISIONS or asked or waited


def try_again(store: Store, record: Record, seq: int, wall: Wall) -> TrainingSession:
    """A new training: the same scenario and everything before event `seq`, which is open again.

    Raises `NoDecision`, and `StoreError` when the record cannot be made.
    """
    if record.mode != "training":
        raise NoDecision(_("{id} is no training").format(id=record.id))
    if record.summary.get("status") != "closed":  # its debrief would give the truth away
        raise NoDecision(_("{id} is not closed; it can be tried again once it is").format(id=record.id))
    if not 1 <= seq <= len(record.events) or not is_decision(record.events[seq - 1]):
        told = _("event {seq} of {id} is no decision of the trainee; `restaura show {id}` tells them")
        raise NoDecision(told.format(seq=seq, id=record.id))
    before = replay(record, seq - 1)
    first, *rest = record.events[: seq - 1]
    lesson = replace(lesson_of(before), again={"of": record.id, "at": seq})
    acts = [
        Act(first.at, first.by, [stamped(lesson.started(before.language), wall())]),
        *(Act(event.at, event.by, [Happening(event.type, event.data)]) for event in rest),
    ]
    id = store.new_id(wall(), "training")
    return TrainingSession(*create(store, id, "training", before.runbook, acts), wall)
