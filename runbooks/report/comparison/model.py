"""Two sessions of one procedure held beside each other: where they parted, and what it cost.

Acts are aligned by what was done, not by who did it or when. Reasons are words beside an act: another
reason is no other act. Everything is symmetric: two sessions the other way round give the mirror image.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from functools import cached_property
from typing import Any, Literal

from runbooks.definition.items import ComputedItem, Item
from runbooks.definition.model import Figure, Step
from runbooks.engine.events import Event
from runbooks.engine.retention import Exposure
from runbooks.language import _
from runbooks.paths import act_key, keys_of, stretches
from runbooks.record.encoding import Record
from runbooks.report.comparison.walked import Walked, same_meaning, walk
from runbooks.report.decisions import is_decision

Kind = Literal["value", "act", "order"]
Cost = timedelta | tuple[timedelta, timedelta] | None
"""A difference, the second session's less the first's; of an exposure at worst and at best."""

DECIDED = ("overridden", "deferred", "went_back", "step_completed", "cancelled")


class NotComparable(ValueError):
    """Two records that cannot be held beside each other; `str()` says why."""


@dataclass(frozen=True, slots=True)
class Parting:
    """A place where two sessions differ: what each did there, None where it had come to its end.

    `kind`: the same was answered otherwise ("value"), something was done in one alone ("act"), or both
    did it, one sooner ("order").
    """

    kind: Kind
    acts: tuple[Event | None, Event | None]

    def mirrored(self) -> "Parting":
        """The same, the other session first."""
        return Parting(self.kind, (self.acts[1], self.acts[0]))


@dataclass(frozen=True, slots=True)
class Priced:
    """A figure of the runbook in both, and the difference where it is a duration or an exposure."""

    figure: Figure
    values: tuple[Any, Any]
    difference: Cost


class Comparison:
    """What there is to say of two sessions of one procedure."""

    def __init__(self, first: Record, second: Record) -> None:
        """Raises `NotComparable`, and what `replay` raises for a record that makes no session."""
        if first.id == second.id:
            told = _("{id} is one session: a comparison takes two.")
            raise NotComparable(told.format(id=first.id))
        self.pair = walk(first), walk(second)
        codes = [one.state.runbook.code for one in self.pair]
        if len({one.state.runbook.id for one in self.pair}) > 1:
            told = _("{first} is of {code} and {second} of {other}: only sessions of one procedure compare.")
            raise NotComparable(told.format(first=first.id, code=codes[0], second=second.id, other=codes[1]))

    @property
    def is_same_version(self) -> bool:
        """Whether both have the same text of the procedure."""
        return len({one.record.runbook["sha256"] for one in self.pair}) == 1

    @property
    def is_training(self) -> bool:
        """Whether any of both is a training, so that the page is marked (T2)."""
        return any(one.is_training for one in self.pair)

    # -- where they parted ------------------------------------------------------------------------

    @cached_property
    def partings(self) -> tuple[Parting, ...]:
        """Every place where what was done differs, in the order of the two paths."""
        both = all(one.is_training for one in self.pair)
        first, second = (one.acts(with_training=both) for one in self.pair)
        # The alignment is not symmetric where it has a choice: the same one is always put first.
        if keys_of(second) < keys_of(first):
            turned = self._partings(second, first, self.pair[::-1])
            return tuple(one.mirrored() for one in turned)
        return tuple(self._partings(first, second, self.pair))

    def _partings(
        self, own: tuple[Event, ...], other: tuple[Event, ...], pair: tuple[Walked, ...]
    ) -> Iterator[Parting]:
        aligned = list(stretches(own, other))
        for place, stretch in enumerate(aligned):
            if stretch.is_same:
                for acts in zip(stretch.own, stretch.other, strict=True):
                    if not _is_alike(pair, *acts):
                        yield Parting("value", acts)
                continue
            following = [stretch, *aligned[place + 1 : place + 2]]
            own_there = next((act for one in following for act in one.own), None)
            other_there = next((act for one in following for act in one.other), None)
            yield from (_alone(pair, act, other, other_there) for act in stretch.own)
            yield from (_alone(pair[::-1], act, own, own_there).mirrored() for act in stretch.other)

    @property
    def parted(self) -> Parting | None:
        """The first place at which anything differs."""
        return next(iter(self.partings), None)

    @property
    def decided(self) -> Parting | None:
        """The first place at which a decision differs: a choice that has consequences, a date among
        copies, what was passed over or put off, a way back, the end of a step."""
        return next((one for one in self.partings if self._is_decision(one)), None)

    def _is_decision(self, parting: Parting) -> bool:
        if parting.kind == "order":
            return False
        return any(
            event is not None and is_decided(walked, event)
            for walked, event in zip(self.pair, parting.acts, strict=True)
        )

    # -- what differs at the end ------------------------------------------------------------------

    def items(self) -> Iterator[Item]:
        """The items that both versions have and somebody answers, in the order of the procedure."""
        others = self.pair[1].state.runbook.items
        for item in self.pair[0].state.runbook.items.values():
            is_of_both = item.id in others and others[item.id].kind == item.kind
            if is_of_both and not isinstance(item, ComputedItem):
                yield item

    def differing(self) -> Iterator[Item]:
        """The items whose state or answer differs at the end."""
        for item in self.items():
            there = self.pair[1].state.runbook.items[item.id]
            first, second = self.pair
            states = first.situation.item_state(item), second.situation.item_state(there)
            values = first.state.entry(item.id).value, second.state.entry(item.id).value
            is_same = values[0] == values[1] or same_meaning(first.answer(item), second.answer(there))
            if states[0] is not states[1] or not is_same:
                yield item

    # -- what it cost -----------------------------------------------------------------------------

    def figures(self) -> Iterator[Priced]:
        """Every figure that both versions have, with the difference where there can be one."""
        others = {figure.id: figure for figure in self.pair[1].state.runbook.figures}
        for figure in self.pair[0].state.runbook.figures:
            if figure.id in others:
                values = (
                    self.pair[0].situation.evaluate(figure.value),
                    self.pair[1].situation.evaluate(others[figure.id].value),
                )
                yield Priced(figure, values, cost(*values))

    def steps(self) -> Iterator[Step]:
        """The steps that both versions have."""
        return (step for step in self.pair[0].state.runbook.steps if step.id in self.pair[1].spent)

    @property
    def points(self) -> tuple[int, int] | None:
        """The points in a hundred of two trainings that are closed."""
        scores = [one.state.score for one in self.pair]
        if scores[0] is None or scores[1] is None:
            return None
        return scores[0]["percent"], scores[1]["percent"]


def cost(first: Any, second: Any) -> Cost:
    """How much more `second` is than `first`; None where they are no durations or exposures."""
    if isinstance(first, timedelta) and isinstance(second, timedelta):
        return second - first
    if isinstance(first, Exposure) and isinstance(second, Exposure):
        return second.worst - first.worst, second.best - first.best
    return None


def is_decided(walked: Walked, event: Event) -> bool:
    """Whether `event` was a decision, and not a fact that was written down."""
    if event.type != "answered":
        return event.type in DECIDED
    return event.data["value"] is not None and is_decision(walked.state.runbook.items[event.data["item"]])


def _is_alike(pair: tuple[Walked, ...], own: Event, other: Event) -> bool:
    if own.type != other.type:
        return False
    is_same_value = bool(own.data.get("value", own) == other.data.get("value", other))
    return is_same_value or same_meaning(pair[0].meaning(own), pair[1].meaning(other))


def _alone(pair: tuple[Walked, ...], act: Event, others: tuple[Event, ...], there: Event | None) -> Parting:
    """An act that the other path has not at this place: perhaps elsewhere, and there perhaps otherwise."""
    elsewhere = [one for one in others if act_key(one) == act_key(act)]
    if not elsewhere:
        return Parting("act", (act, there))
    alike = next((one for one in elsewhere if _is_alike(pair, act, one)), None)
    return Parting("value", (act, elsewhere[-1])) if alike is None else Parting("order", (act, there))
