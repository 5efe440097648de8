"""The state of a session: a pure fold of its events.

Nothing here looks at a clock or evaluates an expression; what depends on those is `situation`.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Final, Literal

from runbooks.definition.model import Runbook
from runbooks.engine.events import TRAINING_EVENTS, Event
from runbooks.engine.moments import zone_of

Status = Literal["open", "finished", "closed"]


@dataclass(frozen=True, slots=True)
class Entry:
    """What stands beside one item.

    `value` is a JSON value, None while unanswered; `override` the reason for passing over it;
    `deferred_until` the step at which it returns, `returned` whether it has; `proposal` the answer
    it had before `reopened_by` changed, or before it was passed over or put off; `session` the id of
    the session that was begun last to find it.
    """

    value: Any = None
    reason: str | None = None
    by: str = ""
    at: str = ""
    seq: int = 0
    override: str | None = None
    deferred_until: str | None = None
    returned: bool = False
    proposal: Any = None
    reopened_by: str | None = None
    session: str | None = None


EMPTY: Final = Entry()


@dataclass(frozen=True, slots=True)
class Said:
    """A note or another sentence that an operator wrote, with who and when."""

    at: str
    by: str
    text: str


@dataclass(frozen=True, slots=True)
class SessionState:
    """A session at one event. `step` is the current step's id; `seq` and `head` the last event's.

    `sources` is what of the user's own it was made of (`runbooks.sources`), empty where all is as shipped.
    `training` is what is pinned of a training, None in an incident; `lived` are the events that only
    a training has: the clock moved, what the world told, hints, the trainee's judgement of himself.
    `parent` is the session, with its item, that this one was begun for.
    `score` is what its closing judged; `begun` and `wall` are the real moments of its first event and
    of its last, since its other moments are simulated.
    """

    id: str
    mode: str
    runbook: Runbook
    step: str
    operator: str = ""
    started_at: str = ""
    updated_at: str = ""
    closed_at: str | None = None
    portal: Mapping[str, Any] = field(default_factory=dict)
    settings: Mapping[str, Any] = field(default_factory=dict)
    language: str = "es"
    sources: tuple[Mapping[str, str], ...] = ()
    entries: Mapping[str, Entry] = field(default_factory=dict)
    completed: tuple[str, ...] = ()
    outcome: str | None = None
    cancelled: str | None = None
    attempt: int = 1
    attempts: tuple[Mapping[str, Any], ...] = ()
    notes: tuple[Said, ...] = ()
    training: Mapping[str, Any] | None = None
    lived: tuple[Event, ...] = ()
    score: Mapping[str, Any] | None = None
    parent: Mapping[str, Any] | None = None
    begun: str = ""
    wall: str = ""
    seq: int = 0
    head: str = ""

    @property
    def status(self) -> Status:
        """Open, finished (an outcome, not yet closed) or closed."""
        if self.closed_at is not None:
            return "closed"
        return "open" if self.outcome is None else "finished"

    def entry(self, item: str) -> Entry:
        """What stands beside `item`; the empty entry where nothing does."""
        return self.entries.get(item, EMPTY)

    def put(self, item: str, **changes: Any) -> "SessionState":
        """The state with the entry of `item` changed."""
        entry = replace(self.entry(item), **changes)
        return replace(self, entries={**self.entries, item: entry})


def blank(session_id: str, mode: str, runbook: Runbook) -> SessionState:
    """A session before its first event."""
    return SessionState(session_id, mode, runbook, step=runbook.steps[0].id)


def fold(state: SessionState, events: Iterable[Event]) -> SessionState:
    """The state after `events`. Raises `KeyError` for an event type that it does not know."""
    event, wall = None, state.wall
    for event in events:
        state = APPLY[event.type](state, event)
        wall = event.data.get("wall", wall)
    if event is None:
        return state
    # Once, since no event's own function reads them: copying a state is most of what folding takes.
    return replace(state, seq=event.seq, head=event.hash, updated_at=event.at, wall=wall)


def _started(state: SessionState, event: Event) -> SessionState:
    data = event.data
    zone_of(data["portal"])
    if not isinstance(data["settings"], Mapping):  # a record may be anybody's: better told here than later
        raise TypeError("the settings of a session have names")
    return replace(
        state,
        operator=event.by,
        started_at=event.at,
        portal=data["portal"],
        settings=data["settings"],
        language=data["language"],
        sources=tuple(_source(one) for one in data.get("sources", ())),
        training=data.get("training"),
        parent=data.get("parent"),
        entries=_given(data),
        begun=data.get("wall", ""),
    )


def _given(data: Mapping[str, Any]) -> Mapping[str, Entry]:
    """What the session that this one was begun for knows already: proposed, never answered by itself."""
    given = data.get("parent", {}).get("given", {})
    return {item: Entry(proposal=value) for item, value in given.items()}


def _source(said: Mapping[str, Any]) -> Mapping[str, str]:
    # A record may be anybody's: without a kind and a name it is none, and only words go on from here.
    texts = {str(key): str(value) for key, value in said.items()}
    return {**texts, "kind": str(said["kind"]), "name": str(said["name"])}


def _answered(state: SessionState, event: Event) -> SessionState:
    item = event.data["item"]
    entry = _kept_place(
        state.entry(item),
        value=event.data["value"],
        reason=event.data.get("reason"),
        by=event.by,
        at=event.at,
        seq=event.seq,
    )
    return replace(state, entries={**state.entries, item: entry})


def _kept_place(before: Entry, **values: Any) -> Entry:
    # An item that has returned stays in the step where it returned, whatever becomes of it there.
    until = before.deferred_until if before.returned else None
    return Entry(deferred_until=until, returned=before.returned, session=before.session, **values)


def _last_answer(entry: Entry) -> Any:
    return entry.value if entry.value is not None else entry.proposal


def _delivered(state: SessionState, event: Event) -> SessionState:
    item = event.data["item"]
    told = [*(state.entry(item).value or []), event.data["delivery"]]
    return state.put(item, value=told, by=event.by, at=event.at, seq=event.seq, override=None)


def _step_completed(state: SessionState, event: Event) -> SessionState:
    step = event.data["step"]
    completed = (*(s for s in state.completed if s != step), step)
    return replace(state, completed=completed, step=event.data["next"] or step)


def _overridden(state: SessionState, event: Event) -> SessionState:
    item = event.data["item"]
    before = state.entry(item)
    entry = _kept_place(
        before,
        proposal=_last_answer(before),
        override=event.data["reason"],
        by=event.by,
        at=event.at,
        seq=event.seq,
    )
    return replace(state, entries={**state.entries, item: entry})


def _deferred(state: SessionState, event: Event) -> SessionState:
    item = event.data["item"]
    before = state.entry(item)
    entry = Entry(
        proposal=_last_answer(before),
        session=before.session,
        deferred_until=event.data["until"],
        reason=event.data.get("reason") or None,
        by=event.by,
        at=event.at,
        seq=event.seq,
    )
    return replace(state, entries={**state.entries, item: entry})


def _returned(state: SessionState, event: Event) -> SessionState:
    return state.put(event.data["item"], returned=True, deferred_until=state.step)


def _went_back(state: SessionState, event: Event) -> SessionState:
    places, to = state.runbook.places, event.data["to"]
    if event.data["attempt"] > state.attempt:
        answers = {i: e.value for i, e in state.entries.items() if e.value is not None}
        ended = {"attempt": state.attempt, "at": event.at, "reason": event.data["reason"]}
        attempts = (*state.attempts, {**ended, "answers": answers})
        state = replace(state, attempt=event.data["attempt"], attempts=attempts)
    for item, entry in state.entries.items():
        if entry.deferred_until is None:
            continue
        if places[to] <= state.runbook.home[item]:
            state = state.put(item, deferred_until=None, returned=False)
        elif places[to] < places[entry.deferred_until]:
            state = state.put(item, returned=False)
    kept = tuple(s for s in state.completed if places[s] < places[to])
    return replace(state, step=to, completed=kept, outcome=None, cancelled=None)


def _reopened(state: SessionState, event: Event) -> SessionState:
    item = event.data["item"]
    entry = state.entry(item)
    because = event.data["because"]
    reopened = _kept_place(entry, proposal=_last_answer(entry), reason=entry.reason, reopened_by=because)
    return replace(state, entries={**state.entries, item: reopened})


def _noted(state: SessionState, event: Event) -> SessionState:
    noted = replace(state, notes=(*state.notes, Said(event.at, event.by, event.data["text"])))
    begun = event.data.get("session")
    return noted if begun is None else noted.put(event.data["item"], session=begun["id"])


def _handed_over(state: SessionState, event: Event) -> SessionState:
    return replace(state, operator=event.data["to"])


def _outcome_reached(state: SessionState, event: Event) -> SessionState:
    return replace(state, outcome=event.data["outcome"])


def _session_closed(state: SessionState, event: Event) -> SessionState:
    return replace(state, closed_at=event.at, score=event.data.get("score"))


def _cancelled(state: SessionState, event: Event) -> SessionState:
    return replace(state, outcome=event.data["outcome"], cancelled=event.data["reason"])


def _lived(state: SessionState, event: Event) -> SessionState:
    return replace(state, lived=(*state.lived, event))


APPLY: Final[Mapping[str, Callable[[SessionState, Event], SessionState]]] = {
    "session_started": _started,
    "answered": _answered,
    "drafted": _answered,
    "delivered": _delivered,
    "step_completed": _step_completed,
    "overridden": _overridden,
    "deferred": _deferred,
    "returned": _returned,
    "went_back": _went_back,
    "reopened": _reopened,
    "noted": _noted,
    "handed_over": _handed_over,
    "outcome_reached": _outcome_reached,
    "session_closed": _session_closed,
    "cancelled": _cancelled,
    **dict.fromkeys(TRAINING_EVENTS, _lived),
}
"""How each event type moves the state; `drafted` is the answer of a document, its text as sent."""
