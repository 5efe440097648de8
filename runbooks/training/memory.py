"""What the events of a training tell: who was asked when, what came, when each item was answered."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from functools import cached_property
from typing import Final

from runbooks.engine.events import Event
from runbooks.engine.situation import ItemState, Situation
from runbooks.training.guide import Inject
from runbooks.training.lesson import Play

LEAST_WORDS: Final = 3
"""Words of three letters and more from which a reason says something."""

ANSWERS: Final = ("answered", "drafted", "delivered")


def says_something(reason: str) -> bool:
    """Whether a reason is one: a few words, not a few letters."""
    return sum(len(word) >= 3 for word in reason.split()) >= LEAST_WORDS


class Memory:
    """`play` as its events tell it, by the moments of `situation`'s zone."""

    def __init__(self, play: Play, situation: Situation) -> None:
        self.play, self.situation = play, situation

    @cached_property
    def injects(self) -> tuple[Inject, ...]:
        """Everything that may happen by itself: the scenario's first."""
        return (*self.play.lesson.scenario.injects, *self.play.lesson.guide.injects)

    @cached_property
    def asked(self) -> Mapping[str, datetime]:
        """When each source was asked first: in the present attempt, else at all."""
        found: dict[str, tuple[int, datetime]] = {}
        for event in self._injected():
            id, attempt = event.data["id"], event.data["attempt"]
            if event.data["asked"] and found.get(id, (0, None))[0] < attempt:
                found[id] = attempt, self._moment(event)
        return {id: at for id, (_attempt, at) in found.items()}

    @cached_property
    def asked_last(self) -> Mapping[str, datetime]:
        """When each source was asked last."""
        return {e.data["id"]: self._moment(e) for e in self._injected() if e.data["asked"]}

    @cached_property
    def told(self) -> Mapping[str, datetime]:
        """When each inject came; one of each attempt only where that is the present one."""
        attempt, each = self.play.state.attempt, {i.id for i in self.injects if i.each_attempt}
        return {
            e.data["id"]: self._moment(e)
            for e in self._injected()
            if not e.data["asked"] and (e.data["id"] not in each or e.data["attempt"] == attempt)
        }

    @cached_property
    def tally(self) -> Mapping[str, int]:
        """What is counted of the session so far."""
        situation, events = self.situation, self.play.events
        overridden = [event for event in events if event.type == "overridden"]
        critical = [item for item in situation.runbook.items.values() if item.critical]
        behind = {i.id for s in situation.runbook.steps if s.id in self.play.state.completed for i in s.items}
        left = (ItemState.OPEN, ItemState.OVERRIDDEN, ItemState.DEFERRED)
        return {
            "critical_left": sum(i.id in behind and situation.item_state(i) in left for i in critical),
            "overridden": len(overridden),
            "critical_overridden": sum(
                situation.item_state(item) is ItemState.OVERRIDDEN for item in critical
            ),
            "unreasoned": sum(not says_something(str(e.data["reason"])) for e in overridden),
            "deferred": situation.counts["deferred"],
            "notes": len(self.play.state.notes),
            "hints": sum(event.type == "hinted" for event in events),
            "attempts": self.play.state.attempt,
        }

    def _injected(self) -> Iterator[Event]:
        return (event for event in self.play.state.lived if event.type == "injected")

    @cached_property
    def ever(self) -> Mapping[str, datetime]:
        """When each item was answered first, whatever became of that."""
        given = (e for e in reversed(self.play.events) if e.type in ANSWERS)
        return {event.data["item"]: self._moment(event) for event in given}

    @cached_property
    def answered_at(self) -> Mapping[str, tuple[datetime, datetime]]:
        found: dict[str, tuple[datetime, datetime]] = {}
        for event in self.play.events:
            if event.type == "reopened":  # what was told of something else counts no more
                found.pop(event.data["item"], None)
            if event.type in ANSWERS:
                item, at = event.data["item"], self._moment(event)
                found[item] = (found.get(item, (at, at))[0], at)
        return found

    def _moment(self, event: Event) -> datetime:
        return self.situation.moment(datetime.fromisoformat(event.at))
