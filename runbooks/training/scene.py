"""A training at a moment: what is so, who says what, what comes next, and what is right.

Pure. The trainee's runbook sees nothing of it: the names of `runbooks.training.names` are for the guide
and its scenarios alone.
"""

from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property
from typing import Any, Final

from runbooks.definition.expressions import Names
from runbooks.definition.faults import ExpressionError
from runbooks.definition.items import ChoicesItem, DeliveriesItem, Item, VerificationItem
from runbooks.definition.parts import Text
from runbooks.engine.namespace import LANGUAGE
from runbooks.engine.situation import Situation
from runbooks.language import LANGUAGES, current, using
from runbooks.record.summary import plain
from runbooks.told import outcome_label
from runbooks.training.guide import Case, Inject, Right, Source
from runbooks.training.lesson import Play
from runbooks.training.memory import Memory
from runbooks.training.truth import NotSo, typed_value

MOST_HOURS: Final = 10_000
"""Hours after which something may still come."""


@dataclass(frozen=True, slots=True)
class Due:
    """An inject that is to come, and when."""

    inject: Inject
    at: datetime


class Scene(Memory):
    """`play` at `now` (its own moment where not said); with `ideal` the path to hold it against.

    `belief` stands in place of the truth for someone who does not look.
    """

    def __init__(
        self,
        play: Play,
        now: datetime | None = None,
        *,
        ideal: Play | None = None,
        belief: Mapping[str, Any] | None = None,
    ) -> None:
        super().__init__(play, Situation(play.state, now or play.now))
        self.lesson, self.guide = play.lesson, play.lesson.guide
        self._ideal = Scene(ideal) if ideal is not None else None
        self._belief = belief
        self._world: dict[tuple[str, str], Any] = {}

    # -- what is so -----------------------------------------------------------------------------

    @cached_property
    def truth(self) -> Mapping[str, Any]:
        """What is so now: as it was at the beginning, with what injects have changed since."""
        found = dict(self._belief if self._belief is not None else self.lesson.truth)
        for event in self.play.state.lived:
            for name, raw in {**event.data.get("changes", {}), **event.data.get("keeps", {})}.items():
                with suppress(NotSo):  # the check has seen every value but those that are worked out
                    found[name] = typed_value(self.guide, self.lesson.runbook, name, raw, self.lesson.start)
        return found

    @cached_property
    def names(self) -> dict[str, Any]:
        """Everything that an expression of the guide can name."""
        ideal = self._ideal
        held = {
            "truth": Names(self._true),
            "world": Names(self._worked_out),
            "asked": Names(lambda source: self.asked.get(source)),
            "asked_last": Names(lambda source: self.asked_last.get(source)),
            "told": Names(lambda inject: self.told.get(inject)),
            "ever": Names(lambda item: self.ever.get(item)),
            "first": Names(lambda item: self.answered_at.get(item, (None, None))[0]),
            "last": Names(lambda item: self.answered_at.get(item, (None, None))[1]),
            "tally": Names(lambda name: self.tally[name]),
            "started": self.situation.moment(self.lesson.start),
            "outcome": self.play.state.outcome,
            "outcome_words": outcome_label(self.situation, self.play.state.outcome),
        }
        if ideal is not None:
            held |= {
                "ideal": Names(ideal.situation.answer),
                "ideal_outcome": ideal.play.state.outcome,
                "ideal_words": outcome_label(ideal.situation, ideal.play.state.outcome),
            }
        return {**self.situation.names, **held}

    def work_out(self, expression: str, **more: Any) -> Any:
        """The value of an expression of the guide. Raises `ExpressionError` where it has none."""
        return LANGUAGE.evaluate(expression, {**self.names, **more} if more else self.names)

    def holds(self, condition: str | None, **more: Any) -> bool:
        """Whether a condition of the guide holds; one that is not said does, one without a value does not."""
        if condition is None:
            return True
        try:
            return bool(self.work_out(condition, **more))
        except ExpressionError:
            return False

    def say(self, text: Text, **more: Any) -> str:
        """A text of the guide or the scenario in the reader's language, filled in where it can be."""
        try:
            return self.fill(text, **more)
        except ExpressionError:
            return text.in_language(current())

    def fill(self, text: Text, **more: Any) -> str:
        """As `say`. Raises `ExpressionError` for a text that cannot be filled."""
        return LANGUAGE.render(text.in_language(current()), {**self.names, **more}).strip()

    def said(self, cases: Iterable[Case]) -> Text:
        """The first of `cases` that applies, filled in, in both languages."""
        text = next((case for case in cases if self.holds(case.when)), None)
        return self.in_both(text) if text is not None else Text(es="—", en="—")

    def in_both(self, text: Text) -> Text:
        """`text` filled in, in both languages."""
        filled = {}
        for language in LANGUAGES:
            with using(language):
                filled[language] = self.say(text)
        return Text(**filled)

    # -- who says what, and what comes ------------------------------------------------------------

    def sources(self) -> tuple[Source, ...]:
        """What can be asked, looked at or done now."""
        return tuple(source for source in self.guide.sources if self.holds(source.when))

    def answer_of(self, source: Source) -> Text:
        """What the world answers."""
        return self.said(self.lesson.scenario.says.get(source.id, source.says))

    def due(self) -> Due | None:
        """What comes next by itself, if nothing is done before; None where nothing does."""
        coming = (due for inject in self.injects if (due := self._due(inject)) is not None)
        return min(coming, key=lambda due: due.at, default=None)

    def kept(self, inject: Inject) -> dict[str, Any]:
        """What `inject` keeps of this moment, as JSON; nothing that cannot be worked out."""
        found = {name: plain(self._or_none(expression)) for name, expression in inject.keeps.items()}
        return {name: value for name, value in found.items() if value is not None}

    def _or_none(self, expression: str) -> Any:
        try:
            return self.work_out(expression)
        except ExpressionError:
            return None

    def _due(self, inject: Inject) -> Due | None:
        if inject.id in self.told or not self.holds(inject.when):
            return None
        if inject.after is None and inject.since is None:
            return Due(inject, self.situation.now)
        try:
            since = self.work_out(inject.since) if inject.since else self.lesson.start
            hours = float(self.work_out(inject.after)) if inject.after else 0.0
        except (ExpressionError, TypeError, ValueError, OverflowError):
            return None  # it cannot be told when
        if not isinstance(since, datetime) or not 0 <= hours <= MOST_HOURS:
            return None
        return Due(inject, max(since + timedelta(hours=hours), self.situation.now))

    # -- what is right ------------------------------------------------------------------------------

    def right(self, item: Item) -> Any:
        """What `item` should hold, as an answer file writes it; None where the guide does not say."""
        right = self.guide.right.get(item.id)
        return None if right is None else self._right(item, right)

    def _right(self, item: Item, right: Right) -> Any:
        if right.text is not None:
            return self.say(right.text)
        if right.deliveries:
            return [
                {
                    "channel": told.channel,
                    "audience": self.say(told.audience),
                    "at": "now",
                    "result": self.say(told.result),
                }
                for told in right.deliveries
            ]
        if right.checks is not None and isinstance(item, VerificationItem):
            return {
                area: {
                    "state": self.work_out(right.checks.state, area=area),
                    "seen": self.say(right.checks.seen, area=area),
                }
                for area in self.situation.checks(item)
            }
        assert right.value is not None
        return plain(self.work_out(right.value))

    def is_right(self, item: Item, value: Any) -> bool | None:
        """Whether the JSON answer `value` is right as things stand; None where that is not judged."""
        right = self.guide.right.get(item.id)
        if right is None:
            return None
        try:
            seen = self.situation.as_python(item, value)
            if right.accept is not None and self.work_out(right.accept, answer=seen):
                return True
            if right.text is not None or isinstance(item, DeliveriesItem):
                return None if right.accept is None else False
            wanted = self._right(item, right)
        except ExpressionError:
            return None
        if isinstance(item, VerificationItem):
            return all(found["state"] == wanted.get(area, found)["state"] for area, found in value.items())
        return sorted(value) == sorted(wanted) if isinstance(item, ChoicesItem) else bool(value == wanted)

    # -- inside ---------------------------------------------------------------------------------------

    def _true(self, name: str) -> Any:
        value = self.truth[name]
        if isinstance(value, datetime):
            return self.situation.moment(value)
        return self.say(value) if isinstance(value, Text) else value

    def _worked_out(self, name: str) -> Any:
        key = (name, current())  # a text of the truth is in the reader's language
        if key not in self._world:
            self._world[key] = self.work_out(self.guide.world[name])
        return self._world[key]
