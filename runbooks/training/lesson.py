"""A training apart from any record: what is pinned of it, and how far it has come."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property
from typing import Any
from zoneinfo import ZoneInfo

from runbooks.definition.model import Runbook
from runbooks.engine.events import Event, Happening
from runbooks.engine.moments import as_text
from runbooks.engine.state import SessionState, blank, fold
from runbooks.training.guide import Guide
from runbooks.training.scenario import Scenario
from runbooks.training.truth import start_of, whole_truth


@dataclass(frozen=True)
class Lesson:
    """One scenario of one runbook, and how it is taken: guided or as an exam (T7).

    `seed` where the scenario was invented from one; `again` names the training and the event from which
    this one is tried again (T14). `sources` is what of the user's own the runbook was made of.
    """

    guide: Guide
    runbook: Runbook
    scenario: Scenario
    exam: bool = False
    seed: int | None = None
    again: Mapping[str, Any] | None = None
    sources: tuple[Mapping[str, str], ...] = ()

    @cached_property
    def start(self) -> datetime:
        """Where the simulated clock begins, in the portal's zone."""
        return start_of(self.scenario.starts, ZoneInfo(self.guide.portal.timezone))

    @cached_property
    def truth(self) -> Mapping[str, Any]:
        """What is so at the beginning, by name."""
        return whole_truth(self.guide, self.runbook, self.scenario.truth, self.start)

    @cached_property
    def belief(self) -> Mapping[str, Any]:
        """What someone believes who trusts the opening and looks nowhere."""
        said = {**self.scenario.truth, **self.guide.naive, **self.scenario.claims}
        return whole_truth(self.guide, self.runbook, said, self.start)

    def pinned(self) -> dict[str, Any]:
        """What a record holds of it: all that decides what the training means (T17)."""
        return {
            "scenario": self.scenario.model_dump(mode="json"),
            "guide": self.guide.model_dump(mode="json"),
            "exam": self.exam,
            "seed": self.seed,
            "again": self.again,
        }

    def started(self, language: str) -> Happening:
        """The first event of a training, with everything pinned that its runbook reads."""
        data: dict[str, Any] = {
            "runbook": self.runbook.id,
            "portal": self.guide.portal.model_dump(mode="json"),
            "settings": self.guide.settings.model_dump(mode="json"),
            "language": language,
            "training": self.pinned(),
        }
        data |= {"sources": list(self.sources)} if self.sources else {}
        return Happening("session_started", data)


def lesson_of(state: SessionState) -> Lesson:
    """The lesson that a training's record pins. Raises `ValueError` for a session that is no training."""
    pinned = state.training
    if pinned is None:
        raise ValueError(f"{state.id} is no training")
    return Lesson(
        Guide.model_validate(pinned["guide"]),
        state.runbook,
        Scenario.model_validate(pinned["scenario"]),
        pinned["exam"],
        pinned["seed"],
        pinned["again"],
        state.sources,
    )


@dataclass(frozen=True, slots=True)
class Act:
    """What happened at one simulated moment."""

    at: datetime
    happenings: tuple[Happening, ...]


@dataclass(frozen=True, slots=True)
class Play:
    """How far a training has come: its state, and every event so far."""

    lesson: Lesson
    state: SessionState
    events: tuple[Event, ...]

    @property
    def now(self) -> datetime:
        """The simulated moment: that of the last event, since no time passes by itself (T4, T17)."""
        return datetime.fromisoformat(self.state.updated_at)

    def then(self, acts: Iterable[Act]) -> "Play":
        """The training after these acts, without a record: its events have no hashes."""
        state, events = self.state, list[Event]()
        for act in acts:
            for happening in act.happenings:
                seq = self.state.seq + len(events) + 1
                at = as_text(act.at)
                events.append(Event(seq, at, state.operator, happening.type, happening.data, ""))
                state = fold(state, events[-1:])
        return replace(self, state=state, events=(*self.events, *events))


def begun(lesson: Lesson, operator: str, language: str = "es") -> Play:
    """A training at its first event, without a record."""
    state = replace(blank("T-2000-01-01-aaaa", "training", lesson.runbook), operator=operator)
    return Play(lesson, state, ()).then([Act(lesson.start, (lesson.started(language),))])
