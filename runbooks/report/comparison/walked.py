"""One session gone through from its first event: what each act meant, and what went into each step."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import cached_property
from typing import Any, Final

from runbooks.definition.faults import ExpressionError
from runbooks.definition.items import ConfirmItem, DateItem, DatetimeItem, DocumentItem, Item
from runbooks.engine.documents import draft
from runbooks.engine.events import Event
from runbooks.engine.situation import Situation
from runbooks.engine.state import SessionState, blank, fold
from runbooks.paths import acts_of
from runbooks.record.encoding import Record
from runbooks.session import at_last_event, replay

AS_DRAFTED: Final = "as drafted"
"""What a document means whose draft was taken as it stood: its names and hours say nothing more."""

A_MINUTE: Final = timedelta(minutes=1)

ENTERS: Final = ("session_started", "step_completed", "went_back")
"""The events with which a step begins."""


@dataclass(slots=True)
class Spent:
    """What went into one step: the time from event to event while it was the current one, how often it
    was entered, and what was passed over or put off in it."""

    time: timedelta = timedelta()
    times: int = 0
    overridden: int = 0
    deferred: int = 0


@dataclass(frozen=True)
class Walked:
    """A record, gone through up to its last event.

    `before` has the situation in which each act was done, by the number of its event; `spent` what went
    into each step, by its id; `after` is the time from the outcome to the last event.
    """

    record: Record
    state: SessionState
    before: Mapping[int, Situation]
    spent: Mapping[str, Spent]
    after: timedelta
    drafted: frozenset[int] = field(default_factory=frozenset)

    @cached_property
    def situation(self) -> Situation:
        """The session at its last event."""
        return at_last_event(self.state)

    @property
    def whole(self) -> timedelta:
        """The time from the first event to the last."""
        return _moment(self.state.updated_at) - _moment(self.state.started_at)

    @property
    def is_training(self) -> bool:
        """Whether it was invented (T2)."""
        return self.state.mode == "training"

    def acts(self, *, with_training: bool) -> tuple[Event, ...]:
        """What was done; `with_training` also what only a trainee can do: ask the world, wait."""
        done = acts_of(self.record.events)
        return done if with_training else tuple(e for e in done if e.type not in ("injected", "clock_moved"))

    # -- what an act means ------------------------------------------------------------------------

    def meaning(self, event: Event) -> Any:
        """What `event` comes to, apart from its key, its reason, who and when (`same_meaning`)."""
        data = event.data
        if event.type in ("answered", "drafted"):
            return self._answer(self.state.runbook.items[data["item"]], data["value"], event.seq)
        if event.type == "delivered":
            return _without_moment(data["delivery"])
        kept = {"deferred": "until", "outcome_reached": "outcome", "clock_moved": "wait"}.get(event.type)
        return data[kept] if kept else None

    def answer(self, item: Item) -> Any:
        """What the answer that `item` has at the end comes to; None where there is none."""
        entry = self.state.entry(item.id)
        return self._answer(item, entry.value, entry.seq)

    def _answer(self, item: Item, value: Any, seq: int) -> Any:
        """Days and moments are told by how far they lie from the session's beginning."""
        if value is None:
            return None
        began = _moment(self.state.started_at)
        if isinstance(item, DateItem):
            return (date.fromisoformat(value) - began.date()).days
        if isinstance(item, DatetimeItem):
            return _moment(value) - began
        if isinstance(item, DocumentItem):
            return AS_DRAFTED if seq in self.drafted else value
        if isinstance(item, ConfirmItem) and item.typed is not None:
            return True  # what was typed is what was asked for, or it would have been refused
        if item.kind == "deliveries":
            return [_without_moment(told) for told in value]
        return value


def walk(record: Record) -> Walked:
    """Go through `record`. Raises what `replay` raises for one that makes no session."""
    whole = replay(record)
    state, before = blank(record.id, record.mode, whole.runbook), dict[int, Situation]()
    spent = {step.id: Spent() for step in whole.runbook.steps}
    acts = {event.seq for event in acts_of(record.events)}
    after, drafted = timedelta(), set[int]()
    for event in record.events:
        moment = _moment(event.at)
        passed = moment - _moment(state.updated_at or event.at)
        if state.status == "open":
            spent[state.step].time += passed
        else:
            after += passed
        if event.seq in acts:
            before[event.seq] = Situation(state, moment)
            if event.type == "drafted" and _is_as_drafted(before[event.seq], event):
                drafted.add(event.seq)
        if event.type in ("overridden", "deferred"):
            here = spent[state.step]
            here.overridden += event.type == "overridden"
            here.deferred += event.type == "deferred"
        state = fold(state, [event])
        if event.type in ENTERS and (event.type != "step_completed" or event.data["next"]):
            spent[state.step].times += 1
    return Walked(record, state, before, spent, after, frozenset(drafted))


def same_meaning(own: Any, other: Any) -> bool:
    """Whether two meanings are one; of moments, which people tell in minutes, to the minute."""
    if isinstance(own, timedelta) and isinstance(other, timedelta):
        return abs(own - other) < A_MINUTE
    return bool(own == other)


def _is_as_drafted(before: Situation, event: Event) -> bool:
    item = before.runbook.items[event.data["item"]]
    if not isinstance(item, DocumentItem):
        return False
    try:
        return bool(draft(before, item).text == event.data["value"])
    except ExpressionError:
        return False


def _without_moment(delivery: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in delivery.items() if name != "at"}


def _moment(at: str) -> datetime:
    return datetime.fromisoformat(at)
