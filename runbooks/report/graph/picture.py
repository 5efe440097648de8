"""The graph of a runbook as a picture: the steps below one another, what leads out of each in its order.

Under a step a line goes down past its branches, the first one first, as the engine tries them. What
leads to an outcome goes to the right, what passes steps by goes round them on the left.
"""

from collections.abc import Iterator, Mapping
from typing import Final

from runbooks.definition.graph import By, Edge, Graph, State
from runbooks.definition.model import Runbook
from runbooks.language import _
from runbooks.report.graph.told import Told
from runbooks.report.picture.canvas import INK, MARKER, SMALL, TEXT, TONES, Canvas, fitted, number, wrapped

WIDTH: Final = 900.0
EDGE: Final = 24.0
LANE: Final = 14.0
"""Between two lines that go round steps."""

STEP: Final = (340.0, 46.0)
END: Final = (340.0, 42.0)
"""Width and height of a step's box, and of an outcome's."""

FIRST: Final = 42.0
ROW: Final = 58.0
"""From a step down to its first branch, and from one branch to the next."""

GAP: Final = 32.0
SPINE: Final = 22.0
"""How far inside a step's left edge the line down begins."""

TITLE: Final = 14.0
STRONG: Final = "1.2"
SOFT: Final = "0.75"
MONO: Final = "ui-monospace, Menlo, Consolas, monospace"
RIGHTWARD, DOWNWARD, DIAMOND = "M-8 -4.5L-8 4.5L0 0Z", "M-4.5 -8L4.5 -8L0 0Z", "M0 -10L10 0L0 10L-10 0Z"


def graph_svg(runbook: Runbook, family: str = "system-ui, sans-serif") -> str:
    """The picture as SVG that stands alone, light or dark as its reader has it."""
    told = Told(runbook)
    return _Drawing(told, Canvas(family, WIDTH)).svg()


def lanes_of(graph: Graph, places: Mapping[str, int]) -> dict[Edge, int]:
    """For each branch that leads ahead to a step the lane, counted outwards, in which it goes alone."""
    jumps = [e for e in graph.edges if e.by is By.BRANCH and e.target.kind == "step"]
    ends = {e: (places[e.source.id], places[e.target.id]) for e in jumps}
    lanes: dict[Edge, int] = {}
    for jump in sorted(jumps, key=lambda e: ends[e][1] - ends[e][0]):
        begin, end = ends[jump]
        taken = {lane for other, lane in lanes.items() if ends[other][0] < end and begin < ends[other][1]}
        lanes[jump] = next(lane for lane in range(len(jumps)) if lane not in taken)
    return lanes


class _Drawing:
    """One picture in the making: from the top to the bottom, the lines that go round at the end."""

    def __init__(self, told: Told, canvas: Canvas) -> None:
        self.told, self.canvas = told, canvas
        self.lanes = lanes_of(told.graph, told.runbook.places)
        self.left = EDGE + LANE * (max(self.lanes.values(), default=-1) + 1)
        self.spine = self.left + SPINE
        self.right = WIDTH - EDGE - END[0]
        self.middles: dict[str, float] = {}
        self.leaves: dict[Edge, float] = {}

    def svg(self) -> str:
        said = fitted(self.told.heading, (WIDTH - self.left - EDGE) / 1.1, TITLE)
        self.canvas.text(self.left, 34, said, size=TITLE, font_weight="600")
        self.canvas.height = 56
        for state in self.told.graph.states:
            if state.kind == "step":
                self._step(state.id)
                self._ways(state.id)
        for edge, lane in self.lanes.items():
            self._round(self.leaves[edge], self.left - LANE * (lane + 1), self.middles[edge.target.id])
        self._asides()
        self.canvas.standing_alone()
        return self.canvas.svg(self.told.alt())

    def _step(self, id: str) -> None:
        top, (wide, tall) = self.canvas.height, STEP
        middle = self.middles[id] = top + tall / 2
        box = {"fill": MARKER, "fill_opacity": "0.14", "stroke": MARKER, "stroke_width": STRONG}
        self.canvas.box(self.left, top, wide, tall, 7, **box)
        self.canvas.numbered(self.spine, middle, self.told.number(id))
        x, room = self.spine + 20, wide - SPINE - 34
        title = fitted(self.told.state(State("step", id)), room / 1.1, 12)
        self.canvas.text(x, middle - 3, title, size=12, font_weight="600")
        self._soft(x, middle + 12, fitted(self.told.about(id), room, SMALL))
        self.canvas.height = top + tall

    def _ways(self, id: str) -> None:
        """The line down from a step, past its branches and on to the next step where one can come to it."""
        ways, y = self.told.graph.leaving(id), self.canvas.height
        top = end = y
        y += FIRST
        for edge in (way for way in ways if way.by is By.BRANCH):
            self.leaves[edge] = end = y
            y += ROW
        goes_on = ways[-1].by is By.OTHERWISE
        below = end + GAP + (20 if end > top else 0)
        self.canvas.line(self.spine, top, self.spine, below - 7 if goes_on else end, stroke_width=STRONG)
        if goes_on:
            self._arrow(self.spine, below, DOWNWARD)
            self._soft(self.spine + 14, below - 16, self.told.why(ways[-1]))
        for edge in ways:
            if edge.by is By.BRANCH:
                self._branch(edge, self.leaves[edge])
        self.canvas.height = below if goes_on else end + GAP + 12

    def _branch(self, edge: Edge, y: float) -> None:
        """A branch: its number on the line down, its words above its way, its condition under it."""
        x, leads_ahead = self.spine + 18, edge.target.kind == "step"
        room = (WIDTH - EDGE if leads_ahead else self.right - 22) - x
        for row, (said, is_code) in enumerate(reversed(list(self._above(edge, room)))):
            more = {"font_family": MONO, "fill_opacity": SOFT} if is_code else {}
            self.canvas.text(x, y - 6 - 13 * row, said, size=SMALL if is_code else TEXT, **more)
        condition = self.told.condition(edge)
        if condition and self.told.why(edge):
            self._soft(x, y + 14, fitted(condition, room, SMALL), font_family=MONO)
        if not leads_ahead:
            self.canvas.line(self.spine, y, self.right - 7, y, stroke_width=STRONG)
            self._arrow(self.right, y, RIGHTWARD)
            self._outcome(edge.target.id, y)
        self.canvas.shape(self.spine, y, DIAMOND, fill=MARKER)
        self.canvas.text(self.spine, y + 3.3, str(edge.branch), size=SMALL, anchor="middle", fill="#ffffff")

    def _above(self, edge: Edge, room: float) -> Iterator[tuple[str, bool]]:
        """The lines over a branch's way, and whether each is code."""
        why, condition = self.told.why(edge), self.told.condition(edge)
        lead = [] if edge.target.kind == "outcome" else [self.told.onward(edge)]
        for said in wrapped(why, room, TEXT) if why else wrapped(condition, room, SMALL):
            yield said, not why
        yield from ((said, False) for said in lead)

    def _outcome(self, id: str, y: float, **more: str) -> None:
        (wide, tall), middle = END, self.right + END[0] / 2
        restores, is_cancelled = self.told.restores(id), id == self.told.runbook.cancelled
        tone = TONES[3] if restores else TONES[5] if is_cancelled else TONES[2]
        box = {"fill": tone, "fill_opacity": "0.2", "stroke": tone, "stroke_width": STRONG, **more}
        lines = wrapped(self.told.state(State("outcome", id)), wide - 32)
        tall += 12 * (len(lines) - 1)
        self.canvas.box(self.right, y - tall / 2, wide, tall, 21, **box)
        for row, said in enumerate(lines):
            self.canvas.text(middle, y - tall / 2 + 19 + 13 * row, said, anchor="middle")
        about = f"{id} · {_('not with an item put off')}" if restores else id
        self._soft(middle, y + tall / 2 - 9, fitted(about, wide - 28, SMALL), anchor="middle")

    def _round(self, y: float, x: float, below: float) -> None:
        """A line that leaves the one down at `y`, goes round at `x` and comes in from the left at `below`."""
        r, begin = 7.0, self.spine - 8
        corners = (begin, y, x + r, x, y, x, y + r, below - r, x, below, x + r, below, self.left - 7)
        path = "M{} {}H{}Q{} {} {} {}V{}Q{} {} {} {}H{}".format(*map(number, corners))
        self.canvas.shape(0, 0, path, fill="none", stroke=INK, stroke_width=STRONG)
        self._arrow(self.left, below, RIGHTWARD)

    def _asides(self) -> None:
        """What leads from everywhere, said once under a line: cancelling, and going back."""
        y = self.canvas.height + 4
        self.canvas.line(self.left, y, WIDTH - EDGE, y, stroke_opacity="0.2")
        y += 36
        self.canvas.text(self.spine, y - 6, self.told.cancelling())
        self.canvas.line(self.spine, y, self.right - 7, y, stroke_dasharray="4 4", stroke_width=STRONG)
        self._arrow(self.right, y, RIGHTWARD)
        self._outcome(self.told.runbook.cancelled, y, stroke_dasharray="4 4")
        y += 46
        for aside in self.told.asides():
            for said in wrapped(aside, WIDTH - self.spine - EDGE, SMALL, 3):
                self._soft(self.spine, y, said)
                y += 14
        self.canvas.height = y + 8

    def _soft(self, x: float, y: float, said: str, **more: str) -> None:
        self.canvas.text(x, y, said, size=SMALL, fill_opacity=SOFT, **more)

    def _arrow(self, x: float, y: float, path: str) -> None:
        self.canvas.shape(x, y, path, fill=INK)
