"""The engine walked to see where it goes: every way that it took, as edges of a graph."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from itertools import product
from typing import Any

from runbooks.answers import as_command
from runbooks.definition.graph import By, Edge, State
from runbooks.definition.items import ChoiceItem, ConfirmItem, Item
from runbooks.definition.model import Runbook
from runbooks.engine.commands import Answer, Cancel, Command, Complete, GoBack, Override
from runbooks.engine.decide import branch_taken, decide
from runbooks.engine.events import Event, Happening
from runbooks.engine.refusals import Refusal
from runbooks.engine.situation import Situation
from runbooks.engine.state import SessionState, blank, fold

NOW = datetime(2026, 11, 22, 20, tzinfo=UTC)
OPENING = {
    "runbook": "walked",
    "portal": {"name": "TAR", "timezone": "America/Mexico_City"},
    "settings": {"copy_hour": None, "support_lead_hours": 24},
    "language": "es",
}


class Walker:
    """Carries commands out in memory, and keeps every edge that they went along."""

    def __init__(self, runbook: Runbook) -> None:
        self.runbook = runbook
        self.edges: set[Edge] = set()
        opened = (Happening("session_started", OPENING),)
        self.start = self._folded(blank("2026-11-22-a7f3", "incident", runbook), opened)

    def done(self, state: SessionState, command: Command) -> SessionState | None:
        """The state after `command`; None where it is refused."""
        situation = Situation(state, NOW)
        decided = decide(situation, command)
        if isinstance(decided, Refusal):
            return None
        after = self._folded(state, decided)
        here, there = place(state), place(after)
        if here != there or isinstance(command, Complete):
            self.edges.add(Edge(here, there, *_by(situation, command)))
        return after

    def aside(self, state: SessionState) -> Iterator[SessionState]:
        """Every state to which cancelling and going back lead from `state`."""
        asides = [Cancel("no"), *(GoBack(step.id, "otra vez") for step in self.runbook.steps)]
        for after in (self.done(state, command) for command in asides):
            if after is not None:
                yield after

    def follow(self, actions: Iterable[tuple[str, Any]]) -> None:
        """Do what an answer file says, looking to every side on the way; none may be refused."""
        state, looked = self.start, set[State]()
        for name, value in actions:
            if place(state) not in looked:
                looked.add(place(state))
                for after in self.aside(state):
                    list(self.aside(after))
            command = as_command(Situation(state, NOW), name, value)
            assert not isinstance(command, Refusal), (name, command)
            after = self.done(state, command)
            assert after is not None, (name, value)
            state = after

    def everywhere(self, read: frozenset[str]) -> None:
        """Every combination of answers in every step that can be reached; `read` is what branches read."""
        left, seen = [self.start], set[Any]()
        while left:
            state = left.pop()
            known = tuple((item, state.entry(item).value) for item in self.runbook.items if item in read)
            if (place(state), state.step, known) in seen:
                continue
            seen.add((place(state), state.step, known))
            left += self.aside(state)
            if state.outcome is None:
                items = self.runbook.steps[self.runbook.places[state.step]].items
                for answered in self._answered(state, items):
                    after = self.done(answered, Complete(state.step))
                    left += [after] if after is not None else []

    def _answered(self, state: SessionState, items: Sequence[Item]) -> Iterator[SessionState]:
        for commands in product(*(_possible(item) for item in items)):
            answered: SessionState | None = state
            for command in commands:
                answered = answered and self.done(answered, command)
            if answered is not None:
                yield answered

    def _folded(self, state: SessionState, happened: Iterable[Happening]) -> SessionState:
        # Unsealed: a hash for each would take most of the time, and nothing here reads one.
        at = NOW.isoformat()
        events = (
            Event(state.seq + n, at, "Ana", h.type, h.data, "") for n, h in enumerate(happened, start=1)
        )
        return fold(state, events)


def place(state: SessionState) -> State:
    """Where a session stands."""
    return State("step", state.step) if state.outcome is None else State("outcome", state.outcome)


def _by(situation: Situation, command: Command) -> tuple[By, int]:
    if isinstance(command, Cancel):
        return By.CANCEL, 0
    if isinstance(command, GoBack):
        return By.BACK, 0
    branch = branch_taken(situation)
    if branch is None:
        return By.OTHERWISE, 0
    return By.BRANCH, 1 + next(n for n, one in enumerate(situation.step.branches) if one is branch)


def _possible(item: Item) -> list[Command]:
    over = Override(item.id, "sin acceso")
    if isinstance(item, ChoiceItem):
        return [*(Answer(item.id, option.id) for option in item.options), over]
    assert isinstance(item, ConfirmItem)
    return [Answer(item.id, True), Answer(item.id, False), over]
