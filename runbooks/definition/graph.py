"""The ways through a runbook: its steps and outcomes, and every edge by which the engine goes between them.

Pure, and read off the runbook alone: an edge is here when nothing in the branches themselves forbids it.
Whether some answers lead along it is told by the runbook's tests.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

from runbooks.definition.dependencies import READER
from runbooks.definition.model import Branch, Runbook, Step


class By(StrEnum):
    """What leads along an edge."""

    BRANCH = "branch"
    OTHERWISE = "otherwise"
    CANCEL = "cancel"
    BACK = "back"


@dataclass(frozen=True, slots=True, order=True)
class State:
    """Where a session can stand: in a step, or at an outcome. A step and an outcome may share an id."""

    kind: Literal["step", "outcome"]
    id: str


@dataclass(frozen=True, slots=True, order=True)
class Edge:
    """One way from a state to another; `branch` is its number from 1 in the step, 0 where it is none."""

    source: State
    target: State
    by: By
    branch: int = 0


@dataclass(frozen=True, slots=True)
class Graph:
    """Every state that a session can be in, in the runbook's order, and every edge between them."""

    states: tuple[State, ...]
    edges: tuple[Edge, ...]

    def leaving(self, step: str) -> tuple[Edge, ...]:
        """The edges by which completing `step` leads on, in the order in which they are tried."""
        source = State("step", step)
        return tuple(e for e in self.edges if e.source == source and e.by in (By.BRANCH, By.OTHERWISE))


def graph_of(runbook: Runbook) -> Graph:
    """The graph of a runbook that was checked.

    Raises `ExpressionError` for a branch that is no expression.
    """
    onward: list[Edge] = []
    furthest = 0  # going back reaches every step before one that was reached, also one passed by
    for place in range(len(runbook.steps)):
        if place > furthest:
            break
        ways = tuple(_onward(runbook, place))
        onward += ways
        ahead = (runbook.places[way.target.id] for way in ways if way.target.kind == "step")
        furthest = max(furthest, *ahead, 0)
    steps = tuple(State("step", step.id) for step in runbook.steps[: furthest + 1])
    cancelled = State("outcome", runbook.cancelled)
    cancels = [Edge(step, cancelled, By.CANCEL) for step in steps]
    ends = [edge for edge in (*onward, *cancels) if edge.target.kind == "outcome"]
    reached = {edge.target.id for edge in ends}
    outcomes = tuple(State("outcome", id) for id in runbook.outcomes if id in reached)
    back = [Edge(here, to, By.BACK) for n, here in enumerate(steps) for to in steps[:n]]
    again = {
        Edge(end.target, to, By.BACK): None
        for end in ends
        for to in steps[: runbook.places[end.source.id] + 1]
    }
    return Graph(steps + outcomes, (*onward, *cancels, *back, *again))


def ways_on(step: Step) -> Iterator[tuple[int, Branch | None]]:
    """The branches that can be taken when `step` is completed, by number; 0 and None for the next step.

    A branch that always holds hides what comes after it; one that never does is no way.
    """
    for number, branch in enumerate(step.branches, start=1):
        always = READER.read(branch.when).always
        if always is not False:
            yield number, branch
        if always:
            return
    yield 0, None


def _onward(runbook: Runbook, place: int) -> Iterator[Edge]:
    source = State("step", runbook.steps[place].id)
    for number, branch in ways_on(runbook.steps[place]):
        if branch is None:
            if place + 1 < len(runbook.steps):
                yield Edge(source, State("step", runbook.steps[place + 1].id), By.OTHERWISE)
        elif branch.outcome is not None:
            yield Edge(source, State("outcome", branch.outcome), By.BRANCH, number)
        elif branch.step is not None:
            yield Edge(source, State("step", branch.step), By.BRANCH, number)
