"""How a training was done: a rubric of criteria and, apart from it, critical failures (T9, T10).

The same scenario and the same answers always give the same score (T17): everything it depends on is
pinned in the record, and the ideal path that it is held against is worked out from that.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Final, Literal

from runbooks.engine.events import Event
from runbooks.engine.state import blank, fold
from runbooks.language import using
from runbooks.training.guide import FULL, Criterion, Failure
from runbooks.training.lesson import Play
from runbooks.training.memory import says_something
from runbooks.training.scene import Scene

Level = Literal["met", "put_right", "partly", "reasoned", "not"]

WORTH: Final[Mapping[Level, int]] = {"met": FULL, "put_right": 3, "partly": 2, "reasoned": 1, "not": 0}
"""An error noticed and put right is worth more than one left hidden, and a stated reason more than none."""

JUDGED: Final = ("answered", "delivered")


@dataclass(frozen=True, slots=True)
class Wrong:
    """An answer that was not right when it was given: the event, and what would have been (JSON)."""

    event: Event
    right: Any

    @property
    def item(self) -> str:
        """The item that was answered."""
        return str(self.event.data["item"])


@dataclass(frozen=True, slots=True)
class Mark:
    """One criterion: its level, the points left after hints, and what the hints took."""

    criterion: Criterion
    level: Level
    points: int
    hints: int


@dataclass(frozen=True, slots=True)
class Score:
    """The whole judgement; `passed` only without a critical failure, whatever the points."""

    marks: tuple[Mark, ...]
    failures: tuple[Failure, ...]
    wrong: tuple[Wrong, ...]
    pass_percent: int

    @property
    def points(self) -> int:
        """The points of all criteria that apply."""
        return sum(mark.points for mark in self.marks)

    @property
    def of(self) -> int:
        """The most that could be reached."""
        return FULL * len(self.marks)

    @property
    def percent(self) -> int:
        """Points in a hundred, rounded down."""
        return 100 * self.points // self.of if self.of else 0

    @property
    def passed(self) -> bool:
        """Whether it is good enough to be relied on at night."""
        return not self.failures and self.percent >= self.pass_percent

    def as_json(self) -> dict[str, Any]:
        """The score as records and `--json` hold it."""
        return {
            "points": self.points,
            "of": self.of,
            "percent": self.percent,
            "passed": self.passed,
            "criteria": [
                {"id": m.criterion.id, "level": m.level, "points": m.points, "of": FULL, "hints": m.hints}
                for m in self.marks
            ],
            "failures": [failure.id for failure in self.failures],
            "wrong": [{"event": w.event.seq, "item": w.item} for w in self.wrong],
        }


def score(play: Play, ideal: Play) -> Score:
    """Judge `play` against the ideal path of its scenario."""
    with using(play.state.language):  # not the reader's: a score does not depend on who reads it
        scene = Scene(play, ideal=ideal)
        wrong = tuple(wrongs(play))
        applies = (criterion for criterion in play.lesson.guide.rubric if scene.holds(criterion.when))
        marks = tuple(_mark(scene, criterion, wrong) for criterion in applies)
        earlier = tuple(_left_behind(play, ideal))
        told = (_as_it_was(one, scene, earlier) for one in play.lesson.guide.failures)
        failures = tuple(one for one in told if one is not None)
        return Score(marks, failures, wrong, play.lesson.guide.pass_percent)


def _left_behind(play: Play, ideal: Play) -> Iterator[Scene]:
    """The training at each going back: what a later attempt does not undo is seen there."""
    for before, event in _with_before(play):
        if event.type == "went_back":
            yield Scene(before, datetime.fromisoformat(event.at), ideal=ideal)


def _as_it_was(failure: Failure, scene: Scene, earlier: tuple[Scene, ...]) -> Failure | None:
    """`failure` with the story of the moment at which it held; None where it never did."""
    if scene.holds(failure.when):
        return failure
    held = (one for one in earlier if failure.lasting and one.holds(failure.when))
    found = next(held, None)
    return failure.model_copy(update={"story": found.in_both(failure.story)}) if found is not None else None


def _mark(scene: Scene, criterion: Criterion, wrong: tuple[Wrong, ...]) -> Mark:
    level = _level(scene, criterion, wrong)
    hints = sum(event.data["cost"] for event in _hints(scene, criterion))
    return Mark(criterion, level, max(0, WORTH[level] - hints), hints)


def _hints(scene: Scene, criterion: Criterion) -> Iterator[Event]:
    """The hints that lower `criterion`: on its items, and for the first on those that belong to none (T8)."""
    rubric = scene.guide.rubric
    judged = {item for one in rubric for item in one.items}
    for event in scene.play.state.lived:
        if event.type == "hinted":
            item = event.data["item"]
            if item in criterion.items or (item not in judged and criterion is rubric[0]):
                yield event


def _level(scene: Scene, criterion: Criterion, wrong: tuple[Wrong, ...]) -> Level:
    if scene.holds(criterion.met):
        return "put_right" if any(one.item in criterion.items for one in wrong) else "met"
    if criterion.partly is not None and scene.holds(criterion.partly):
        return "partly"
    entries = (scene.play.state.entry(item) for item in criterion.items)
    reasons = (entry.override or entry.reason or "" for entry in entries)
    return "reasoned" if any(map(says_something, reasons)) else "not"


def wrongs(play: Play) -> Iterator[Wrong]:
    """Every answer that was wrong by what was so at that moment, in time order."""
    for before, event in _with_before(play):
        if event.type not in JUDGED or event.data.get("value") is None:
            continue
        scene = Scene(before, datetime.fromisoformat(event.at))
        item = play.state.runbook.items[event.data["item"]]
        if scene.is_right(item, event.data["value"]) is False:
            yield Wrong(event, scene.right(item))


def _with_before(play: Play) -> Iterator[tuple[Play, Event]]:
    """Each event with the training as it was before."""
    state = blank(play.state.id, play.state.mode, play.state.runbook)
    for place, event in enumerate(play.events):
        if place:
            yield replace(play, state=state, events=play.events[:place]), event
        state = fold(state, (event,))
