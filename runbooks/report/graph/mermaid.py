"""The graph of a runbook as Mermaid text (https://mermaid.js.org/syntax/flowchart.html)."""

from collections.abc import Iterator
from typing import Final

from runbooks.definition.graph import By, Edge, State
from runbooks.definition.model import Runbook
from runbooks.language.visible import visible
from runbooks.report.graph.told import Told

CODES: Final = {character: f"#{ord(character)};" for character in '#"<>&`\\|'}
"""What would end a label, or begin something in it."""


def mermaid(runbook: Runbook) -> str:
    """A flowchart: every step and outcome a node, every branch an arrow with its number and condition.

    Cancelling is one arrow from all steps together, and going back a note: each leads from everywhere.
    """
    return "\n".join(_lines(Told(runbook))) + "\n"


def _lines(told: Told) -> Iterator[str]:
    yield f"%% {visible(told.heading)}"
    yield "flowchart TD"
    yield f'  subgraph steps["{_escaped(told.heading)}"]'
    for state in (one for one in told.graph.states if one.kind == "step"):
        title = f"{told.number(state.id)} · {told.state(state)}"  # `1.` would begin a list
        yield f'    {_id(state)}["{_escaped(title)}"]'
    yield "  end"
    for state in (one for one in told.graph.states if one.kind == "outcome"):
        yield f'  {_id(state)}(["{_escaped(told.state(state))}"])'
    for edge in (one for one in told.graph.edges if one.by in (By.BRANCH, By.OTHERWISE)):
        yield f"  {_id(edge.source)} -->{_label(told, edge)} {_id(edge.target)}"
    cancelled = State("outcome", told.runbook.cancelled)
    yield f'  steps -. "{_escaped(told.cancelling())}" .-> {_id(cancelled)}'
    asides = "<br>".join(map(_escaped, told.asides()))
    yield f'  asides>"{asides}"]'


def _label(told: Told, edge: Edge) -> str:
    said = [part for part in (told.why(edge), told.condition(edge)) if part]
    if edge.branch:
        said = [f"{edge.branch} · {said[0]}", *said[1:]] if said else [str(edge.branch)]
    label = "<br>".join(map(_escaped, said))
    return f'|"{label}"|' if label else ""


def _id(state: State) -> str:
    # With a prefix: `end` alone is a word of the language.
    return f"{state.kind}_{state.id}"


def _escaped(said: str) -> str:
    return "".join(CODES.get(character, character) for character in visible(said))
