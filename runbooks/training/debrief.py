"""The debrief: what was done, what was right and by which rule; own path beside ideal path (T9 to T13)."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final

from runbooks.definition.faults import ExpressionError
from runbooks.definition.items import Item
from runbooks.definition.parts import Text
from runbooks.engine.events import Event
from runbooks.engine.situation import Situation
from runbooks.happened import event_in_words
from runbooks.language import N_, _, current
from runbooks.paths import OF_AN_ITEM, act_key, acts_of, keys_of, stretches
from runbooks.record.encoding import Record
from runbooks.session import replay
from runbooks.training.guide import FULL, Criterion
from runbooks.training.lesson import Play, lesson_of
from runbooks.training.player import ideal
from runbooks.training.scene import Scene
from runbooks.training.score import Score, score

LEVELS: Final[Mapping[str, str]] = {
    "met": N_("met"),
    "put_right": N_("put right"),
    "partly": N_("partly"),
    "reasoned": N_("not met, with a reason"),
    "not": N_("not met"),
}

MISSED: Final = ("partly", "reasoned", "not")


@dataclass(frozen=True, slots=True)
class Judged:
    """One criterion in words; `own` is the trainee's judgement of himself, None where he gave none (T11)."""

    id: str
    label: str
    clause: str
    level: str
    word: str
    points: int
    of: int
    hints: int
    did: str
    right: str
    own: str | None


@dataclass(frozen=True, slots=True)
class Failed:
    """One critical failure in words: what it is, what came of it, by which clause."""

    id: str
    label: str
    story: str
    clause: str


@dataclass(frozen=True, slots=True)
class Aim:
    """One objective of the scenario, and whether it was reached."""

    text: str
    is_met: bool


@dataclass(frozen=True, slots=True)
class Done:
    """One thing that was done: when (ISO 8601), and what, in words."""

    at: str
    what: str
    seq: int


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the time line: what was done, beside what is done on the ideal path.

    Where they differ, `why` gives the rule behind and `clause` where it stands.
    """

    own: Done | None
    ideal: Done | None
    differs: bool
    why: str
    clause: str


@dataclass(frozen=True, slots=True)
class Confused:
    """A line of the runbook that gave trouble: how often answered wrong, hinted, passed over or put off."""

    item: str
    label: str
    wrong: int
    hints: int
    passed_over: int


class Debrief:
    """What there is to say of a training, in the reader's language."""

    def __init__(self, play: Play) -> None:
        self.play = play
        self.lesson = play.lesson

    @classmethod
    def of(cls, record: Record) -> "Debrief":
        """The debrief of a record. Raises `ValueError` for one that is no training."""
        state = replay(record)
        return cls(Play(lesson_of(state), state, record.events))

    @cached_property
    def ideal(self) -> Play:
        """The ideal path, worked out from the truth (T12)."""
        return ideal(self.lesson, self.play.state.language).play

    @cached_property
    def score(self) -> Score:
        """The judgement; the same whoever reads it, and whenever (T17)."""
        return score(self.play, self.ideal)

    @cached_property
    def scene(self) -> Scene:
        """The end, beside the ideal path."""
        return Scene(self.play, ideal=self.ideal)

    @cached_property
    def own(self) -> Mapping[str, str]:
        """How the trainee judged himself, by criterion (T11)."""
        events = (e for e in reversed(self.play.state.lived) if e.type == "self_assessed")
        return next((event.data["levels"] for event in events), {})

    def judged(self) -> Iterator[Judged]:
        """Every criterion that applies, in the order of the rubric."""
        for mark in self.score.marks:
            one = mark.criterion
            own = self.own.get(one.id)
            yield Judged(
                one.id,
                self.scene.say(one.label),
                one.clause or "",
                mark.level,
                _(LEVELS[mark.level]),
                mark.points,
                FULL,
                mark.hints,
                self._said(one, "did"),
                self._said(one, "right"),
                _(LEVELS[own]) if own else None,
            )

    def _said(self, criterion: Criterion, part: str) -> str:
        try:
            return self.scene.fill(getattr(criterion, part))
        except ExpressionError:  # it tells of something that was never reached
            return "—"

    def failed(self) -> Iterator[Failed]:
        """Every critical failure (T9)."""
        for one in self.score.failures:
            yield Failed(one.id, self.scene.say(one.label), self.scene.say(one.story), one.clause or "")

    def aims(self) -> Iterator[Aim]:
        """Every objective of the scenario (T13): reached where its criteria are met, if not at once."""
        level = {mark.criterion.id: mark.level for mark in self.score.marks}
        for one in self.lesson.scenario.objectives:
            levels = [level[id] for id in one.criteria if id in level]
            is_met = bool(levels) and all(found in ("met", "put_right") for found in levels)
            yield Aim(self.scene.say(one.text), is_met)

    # -- the two paths ----------------------------------------------------------------------------

    def paths(self) -> Iterator[Row]:
        """The own path beside the ideal one on one time line, each difference with its rule (T12)."""
        own, best = acts_of(self.play.events), acts_of(self.ideal.events)
        both = {*keys_of(own)} & {*keys_of(best)}
        for stretch in stretches(own, best):
            if stretch.is_same:
                yield from (self._both(*pair) for pair in zip(stretch.own, stretch.other, strict=True))
            else:
                yield from (self._one(one, None, moved=act_key(one) in both) for one in stretch.own)
                yield from (self._one(None, one, moved=act_key(one) in both) for one in stretch.other)

    def _both(self, own: Event, best: Event) -> Row:
        differs = own.type != best.type or not self._alike(own, best)
        why, clause = self._rule(best) if differs else ("", "")
        return Row(self._done(self.play, own), self._done(self.ideal, best), differs, why, clause)

    def _one(self, own: Event | None, best: Event | None, *, moved: bool) -> Row:
        """What stands on one path alone; `moved` where it was only done sooner or later: that is no fault."""
        why, clause = ("", "") if moved else self._rule(own or best)
        return Row(
            self._done(self.play, own) if own else None,
            self._done(self.ideal, best) if best else None,
            not moved,
            why,
            clause,
        )

    def _alike(self, own: Event, best: Event) -> bool:
        """Whether the same was answered: what is not judged is alike whatever it says."""
        if own.type != "answered":
            missed = {
                item for mark in self.score.marks if mark.level in MISSED for item in mark.criterion.items
            }
            is_same = own.data.get("outcome") == best.data.get("outcome")
            return is_same and own.data.get("item") not in missed
        wrong = {one.event.seq for one in self.score.wrong}
        item = self._item(own)
        free = item is not None and self.lesson.guide.right.get(item.id) is None
        return free or own.seq not in wrong

    def _rule(self, event: Event | None) -> tuple[str, str]:
        """The rule behind an act, and the clause where it stands."""
        item = self._item(event) if event is not None else None
        if item is None:
            return "", ""
        text = _rule_of(item)
        return (Situation(self.play.state, self.play.now).say(text) if text else "", item.clause or "")

    def _item(self, event: Event) -> Item | None:
        """The item that an act is about: of a source the first that it tells of and that has a rule."""
        items = self.lesson.runbook.items
        if event.type in OF_AN_ITEM:
            return items[event.data["item"]]
        if event.type == "injected":
            sources = (source for source in self.lesson.guide.sources if source.id == event.data["id"])
            told_of = [items[item] for source in sources for item in source.about]
            return next((item for item in told_of if _rule_of(item) is not None), next(iter(told_of), None))
        return None

    def _done(self, play: Play, event: Event) -> Done:
        situation = Situation(play.state, play.now)
        if event.type == "injected":  # what was done, not what was heard
            who: Mapping[str, Any] = event.data["who"]
            return Done(event.at, who[current()], event.seq)
        return Done(event.at, event_in_words(situation, event), event.seq)

    # -- what gave trouble ----------------------------------------------------------------------------

    def confused(self) -> tuple[Confused, ...]:
        """The lines of the runbook that gave trouble, the worst first (T13)."""
        situation = Situation(self.play.state, self.play.now)
        found = []
        for item in self.lesson.runbook.items.values():
            events = [e for e in self.play.events if e.data.get("item") == item.id]
            wrong = sum(one.item == item.id for one in self.score.wrong)
            hints = sum(event.type == "hinted" for event in events)
            passed = sum(event.type in ("overridden", "deferred") for event in events)
            if wrong or hints or passed:
                found.append(Confused(item.id, situation.say(item.label), wrong, hints, passed))
        return tuple(sorted(found, key=lambda one: -(2 * one.wrong + one.hints + one.passed_over)))


def _rule_of(item: Item) -> Text | None:
    return item.why or item.expect or item.otherwise
