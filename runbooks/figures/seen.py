"""What one session adds to the figures: pure, from its record and nothing else."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from runbooks.definition.model import Runbook
from runbooks.engine.events import Event
from runbooks.engine.moments import YEARS, zone_of
from runbooks.engine.retention import Exposure
from runbooks.engine.situation import Situation
from runbooks.engine.state import SessionState, Status, blank, fold
from runbooks.record.encoding import Record
from runbooks.session import at_last_event
from runbooks.told import item_label, outcome_label, step_title
from runbooks.training.kept import own_events

Measure = timedelta | Exposure
"""What a figure of a runbook can be, to be put together with that of other sessions."""


@dataclass(frozen=True, slots=True)
class Named:
    """An outcome, a figure, a step or an item of a runbook: the same whatever its label is."""

    runbook: str
    id: str
    label: str = field(compare=False)


@dataclass(frozen=True, slots=True)
class Passed:
    """One time that an item was passed over (`kind` "overridden") or put off ("deferred"), and why."""

    item: Named
    kind: str
    reason: str
    session: str


@dataclass(frozen=True, slots=True)
class Wait:
    """The time from one event to the next, in `step`; `item` is what was then awaited, None for nothing."""

    step: Named
    item: Named | None
    time: timedelta
    session: str


@dataclass(frozen=True, slots=True)
class Seen:
    """One session. `began` is the real day, by the portal's clock; `restores` what its outcome does."""

    id: str
    began: date
    status: Status
    outcome: Named | None = None
    restores: bool = False
    measures: tuple[tuple[Named, Measure], ...] = ()
    passed: tuple[Passed, ...] = ()
    waits: tuple[Wait, ...] = ()


def seen(record: Record, runbook: Runbook) -> Seen:
    """What `record`, a session of `runbook`, adds to the figures; labels are in the reader's language.

    Raises what a fold does for events that make no session of the runbook.
    """
    spent, state = _walked(record, runbook)
    situation = at_last_event(state)
    ended = None if state.outcome is None else runbook.outcomes[state.outcome]
    return Seen(
        record.id,
        began(record.events[0]),
        state.status,
        _outcome(situation),
        ended is not None and ended.restores,
        tuple(_measures(situation)) if ended else (),
        tuple(_passed(situation, own_events(record))),
        tuple(_wait(situation, one) for one in spent),
    )


def began(first: Event) -> date:
    """The real day on which a session began, by its portal's clock. Raises `ValueError` outside YEARS."""
    day = moment(first).astimezone(zone_of(first.data["portal"])).date()
    if day.year not in YEARS:
        raise ValueError("a year in which nobody can have begun a session")
    return day


def moment(event: Event) -> datetime:
    """When an event really was: the clock of a training is simulated, and `wall` tells the real one."""
    return datetime.fromisoformat(event.data.get("wall", event.at))


def _outcome(situation: Situation) -> Named | None:
    outcome = situation.state.outcome
    if outcome is None:
        return None
    return Named(situation.runbook.id, outcome, outcome_label(situation, outcome))


def _measures(situation: Situation) -> Iterator[tuple[Named, Measure]]:
    """The runbook's own figures, as far as they are times: which they are is its business."""
    for figure in situation.runbook.figures:
        value = situation.evaluate(figure.value)
        if isinstance(value, timedelta | Exposure):
            yield Named(situation.runbook.id, figure.id, situation.say(figure.label)), value


def _passed(situation: Situation, events: tuple[Event, ...]) -> Iterator[Passed]:
    for event in events:
        if event.type in ("overridden", "deferred"):
            reason = str(event.data["reason"] or "")
            yield Passed(_item(situation, event.data["item"]), event.type, reason, situation.state.id)


@dataclass(frozen=True, slots=True)
class _Spent:
    """The time up to one event, in a step, and the item that was awaited; ids only."""

    step: str
    item: str | None
    time: timedelta


def _walked(record: Record, runbook: Runbook) -> tuple[list[_Spent], SessionState]:
    """The time from event to event, as long as there was no outcome, and where the session came to."""
    own = own_events(record)
    before = record.events[: len(record.events) - len(own)]
    state = fold(blank(record.id, record.mode, runbook), before)
    last = moment(record.events[0])
    spent = []
    for event in own:
        if state.seq and state.outcome is None:
            time = max(moment(event) - last, timedelta(0))
            spent.append(_Spent(state.step, _awaited(state, event) if time else None, time))
        state, last = fold(state, (event,)), moment(event)
    return spent, state


def _awaited(state: SessionState, event: Event) -> str | None:
    """The item that came next, or was open while something else happened."""
    item = event.data.get("item")
    if item is None and (asked := at_last_event(state).current_item):
        return asked.id
    return item


def _wait(situation: Situation, spent: _Spent) -> Wait:
    step = Named(situation.runbook.id, spent.step, step_title(situation, spent.step))
    item = _item(situation, spent.item) if spent.item else None
    return Wait(step, item, spent.time, situation.state.id)


def _item(situation: Situation, item: str) -> Named:
    return Named(situation.runbook.id, item, item_label(situation, item))
