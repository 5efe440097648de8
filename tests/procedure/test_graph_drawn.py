"""A drawn graph shows every step, branch and outcome once more: as Mermaid, and as a picture."""

import re
from functools import cache
from pathlib import Path
from xml.etree.ElementTree import Element, fromstring

import pytest
from svg_texts import SVG, over_another, texts

from runbooks.definition.graph import By, Edge, State, graph_of
from runbooks.definition.loader import load_runbook, shipped_runbooks
from runbooks.definition.model import Runbook
from runbooks.language import LANGUAGES, using
from runbooks.report.graph.mermaid import mermaid
from runbooks.report.graph.picture import DIAMOND, DOWNWARD, RIGHTWARD, graph_svg, lanes_of

SMALL = Path(__file__).parent / "small_runbook.yaml"
HOSTILE = {"es": 'Fin"] --> x; #quot; <b> `a` \x1b[2J | fin', "en": "end"}


def stepped(*ahead: dict[str, str], titles: dict[str, str] | None = None) -> Runbook:
    """Five steps; the first leads by a branch to each of `ahead`, the last to the outcome."""
    said = titles or {"es": "Paso de los que se saltan", "en": "Step"}
    item = {"kind": "confirm", "label": said}
    branches = [{"when": f"answers.i0 == {n}", "card": said} | one for n, one in enumerate(ahead)]
    ends = [{"when": "true", "outcome": "end"}]
    steps = [
        {
            "id": id,
            "title": said,
            "items": [{"id": f"i{n}", **item}],
            "branches": {0: branches, 4: ends}.get(n, []),
        }
        for n, id in enumerate(("end", "s1", "s2", "s3", "s4"))
    ]
    about = {"id": "made", "code": "M-1", "revision": "1", "title": said, "purpose": said, "facts": {}}
    outcomes = {"end": {"label": said, "restores": True}, "cancelled": {"label": said}}
    return Runbook.model_validate(
        {
            "format": "restaura.runbook/1",
            **about,
            "cancelled": "cancelled",
            "steps": steps,
            "outcomes": outcomes,
        }
    )


@cache
def runbook(name: str) -> Runbook:
    if name == "small":
        return load_runbook(SMALL)
    if name == "jumps":
        return stepped({"step": "s2"}, {"step": "s4"}, {"step": "s3"}, {"outcome": "end"})
    if name == "hostile":
        return stepped({"step": "s2"}, titles=HOSTILE)
    return load_runbook(shipped_runbooks()[name])


NAMES = [*shipped_runbooks(), "small", "jumps", "hostile"]


def node(state: State) -> str:
    return f"{state.kind}_{state.id}"


@pytest.mark.parametrize("name", NAMES)
def test_mermaid_has_every_state_as_a_node_and_every_way_on_as_an_arrow(name: str) -> None:
    graph, told = graph_of(runbook(name)), mermaid(runbook(name))
    nodes = re.findall(r"^ +((?:step|outcome)_\w+)[\[(]", told, re.MULTILINE)
    assert nodes == [node(state) for state in graph.states]
    arrows = re.findall(r'^  (\w+) -->(?:\|"(\d*)[^"\n]*"\|)? (\w+)$', told, re.MULTILINE)
    onward = [edge for edge in graph.edges if edge.by in (By.BRANCH, By.OTHERWISE)]
    assert arrows == [(node(e.source), str(e.branch or ""), node(e.target)) for e in onward]
    assert told.count(" .-> outcome_cancelled") == 1


def test_mermaid_lets_no_text_end_its_label_or_steer() -> None:
    told = mermaid(runbook("hostile"))
    assert "\x1b" not in told
    assert "Fin#34;] --#62; x; #35;quot; #60;b#62; #96;a#96; ␛[2J #124; fin" in told


def drawn(name: str) -> Element:
    return fromstring(graph_svg(runbook(name)))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", NAMES)
def test_the_picture_has_every_state_and_a_mark_for_every_way(name: str, language: str) -> None:
    with using(language):
        svg = drawn(name)
    graph = graph_of(runbook(name))
    said = texts(svg)
    for outcome in (state.id for state in graph.states if state.kind == "outcome"):
        assert any(line.split(" · ")[0] == outcome for line in said)
    paths = [shape.get("d") for shape in svg.iter(f"{SVG}path")]
    branches = [edge for edge in graph.edges if edge.by is By.BRANCH]
    assert paths.count(DIAMOND) == len(branches)
    assert paths.count(RIGHTWARD) == len(branches) + 1  # and that of cancelling
    assert paths.count(DOWNWARD) == sum(edge.by is By.OTHERWISE for edge in graph.edges)
    assert len(list(svg.iter(f"{SVG}circle"))) == sum(s.kind == "step" for s in graph.states)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", NAMES)
def test_no_text_of_the_picture_is_over_another_or_outside(name: str, language: str) -> None:
    with using(language):
        assert over_another(drawn(name)) == []


@pytest.mark.parametrize("name", NAMES)
def test_S10_the_picture_asks_for_nothing_and_runs_nothing(name: str) -> None:
    for element in drawn(name).iter():
        assert element.tag.removeprefix(SVG) in {"svg", "style", "text", "line", "rect", "circle", "path"}
        assert not any("url(" in value or "://" in value for value in element.attrib.values())


def test_lines_that_go_round_steps_never_lie_on_one_another() -> None:
    made = runbook("jumps")
    lanes = lanes_of(graph_of(made), made.places)
    assert {edge.target.id: lane for edge, lane in lanes.items()} == {"s2": 0, "s3": 1, "s4": 2}


def test_the_picture_shows_no_way_that_is_never_taken() -> None:
    made = stepped({"step": "s1"})
    never = made.steps[0].branches[0].model_copy(update={"when": "1 == 2"})
    first = made.steps[0].model_copy(update={"branches": (never,)})
    without = made.model_copy(update={"steps": (first, *made.steps[1:])})
    assert Edge(State("step", "end"), State("step", "s1"), By.OTHERWISE) in graph_of(without).edges
    assert f'd="{DIAMOND}"' in graph_svg(without)  # that of the last step
    assert graph_svg(without).count(DIAMOND) == 1
