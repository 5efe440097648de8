"""The graph of a runbook is what the engine does: the same states, the same edges."""

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from walked import Walker

from runbooks.answers import read_answers
from runbooks.definition.graph import Edge, Graph, State, graph_of
from runbooks.definition.loader import load_runbook, shipped_runbooks
from runbooks.definition.model import Runbook
from runbooks.rehearsal.running import answers_beside

SAID = {"es": "Algo", "en": "Something"}
NEVER, ALWAYS = ("false", "1 == 2"), ("true", "1 == 1 or false")


def walked(walker: Walker) -> tuple[set[State], set[Edge]]:
    ends = {state for edge in walker.edges for state in (edge.source, edge.target)}
    return ends, walker.edges


def read(graph: Graph) -> tuple[set[State], set[Edge]]:
    assert len(set(graph.states)) == len(graph.states)
    assert len(set(graph.edges)) == len(graph.edges)
    return set(graph.states), set(graph.edges)


@pytest.mark.parametrize("name", shipped_runbooks())
def test_of_a_shipped_runbook_the_engine_goes_every_way_and_no_other(name: str) -> None:
    path = shipped_runbooks()[name]
    runbook = load_runbook(path)
    walker = Walker(runbook)
    for test in answers_beside(path):
        walker.follow(read_answers(test.read_bytes(), test.name).actions)
    assert walked(walker) == read(graph_of(runbook))


# -- generated ------------------------------------------------------------------------------------


@st.composite
def runbooks(draw: st.DrawFn) -> Runbook:
    """One to five steps whose branches lead ahead by answers of their own, always, or never."""
    count = draw(st.integers(1, 5))
    free = draw(st.lists(st.sampled_from(("f0", "f1")), unique=True, max_size=1 if count > 3 else 2))
    steps = [draw(_step(number, count, free if number == 0 else [], free)) for number in range(count)]
    ends = {f"out{n}": {"label": SAID, "restores": draw(st.booleans())} for n in range(3)}
    about: dict[str, Any] = {
        **{"format": "restaura.runbook/1", "id": "made", "code": "M-1", "revision": "1"},
        **{"title": SAID, "purpose": SAID, "cancelled": "out0", "facts": {}},
    }
    return Runbook.model_validate({**about, "steps": steps, "outcomes": ends})


@st.composite
def _step(draw: st.DrawFn, number: int, count: int, extra: list[str], free: list[str]) -> dict[str, Any]:
    items = [*(f"s{number}i{n}" for n in range(draw(st.integers(1, 2)) if not extra else 1)), *extra]
    kinds = {
        item: draw(st.sampled_from(("confirm", "choice"))) if item[0] == "s" else "confirm" for item in items
    }
    # A condition is asked for once: by the same answer a second branch would never be taken. What the
    # first step asks and does not read may be read by a later one, by one only for the same reason.
    own = [c for item in items if item[0] == "s" for c in _conditions(item, kinds[item])]
    later = [
        c for n, item in enumerate(free) if number and number == 1 + n for c in _conditions(item, "confirm")
    ]
    conditions = st.one_of(st.sampled_from(own + later), st.sampled_from(NEVER + ALWAYS))
    whens = draw(st.lists(conditions, unique=True, max_size=4))
    if number == count - 1:
        whens.append(draw(st.sampled_from(ALWAYS)))
    ahead = [{"step": f"s{n}"} for n in range(number + 1, count)]
    targets = st.sampled_from([*ahead, *({"outcome": f"out{n}"} for n in range(3))])
    branches = [{"when": when, **draw(targets)} for when in whens]
    listed = [_item(item, kinds[item]) for item in items]
    return {"id": f"s{number}", "title": SAID, "items": listed, "branches": branches}


def _conditions(item: str, kind: str) -> list[str]:
    if kind == "confirm":
        return [f"answers.{item} == true", f"answers.{item} == false"]
    return [f"answers.{item} == 'a'", f"'b' == answers.{item}"]


def _item(id: str, kind: str) -> dict[str, Any]:
    options = {"options": [{"id": one, "label": SAID} for one in "ab"]} if kind == "choice" else {}
    return {"id": id, "kind": kind, "label": SAID, **options}


@settings(
    max_examples=500, deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck)
)
@given(runbooks())
def test_of_a_generated_runbook_the_engine_goes_every_way_and_no_other(runbook: Runbook) -> None:
    walker = Walker(runbook)
    walker.everywhere(frozenset({"f0", "f1"} & runbook.items.keys()))
    assert walked(walker) == read(graph_of(runbook))
