"""A session at a moment: item states, the current item, the counts, and every expression's value.

Pure: made from a state and `now`, it evaluates lazily and keeps what it evaluated. The engine
decides by it and every face shows it, so that both always see the same rule.
"""

from collections.abc import Mapping
from datetime import date, datetime, timedelta, timezone
from enum import StrEnum
from functools import cached_property
from typing import Any

from runbooks.definition.dependencies import Dependencies
from runbooks.definition.expressions import Names
from runbooks.definition.faults import ExpressionError
from runbooks.definition.items import (
    ComputedItem,
    DateItem,
    DatetimeItem,
    DeliveriesItem,
    Item,
    VerificationItem,
    labels,
)
from runbooks.definition.model import Step
from runbooks.definition.parts import Text
from runbooks.engine.moments import zone_of
from runbooks.engine.namespace import LANGUAGE, functions
from runbooks.engine.state import SessionState
from runbooks.language import _, current


class ItemState(StrEnum):
    """The five states of an item (R1)."""

    OPEN = "open"
    DONE = "done"
    NOT_APPLICABLE = "not_applicable"
    OVERRIDDEN = "overridden"
    DEFERRED = "deferred"


class Situation:
    """`state` as it stands at `now` (aware; shown in the portal's zone).

    `on_paper`: `now` is when something was done on paper that is entered afterwards, and stands still.
    """

    def __init__(self, state: SessionState, now: datetime, *, on_paper: bool = False) -> None:
        self.state = state
        self.on_paper = on_paper
        self.runbook = state.runbook
        self.zone = zone_of(state.portal)
        self.now = self.moment(now)
        self.dependencies = Dependencies.of(state.runbook)
        self._states: dict[str, ItemState] = {}
        self._values: dict[str, Any] = {}
        self._settling: set[str] = set()

    @cached_property
    def names(self) -> dict[str, Any]:
        """Everything that an expression can name."""
        return {
            "answers": Names(self.answer),
            "reasons": Names(lambda item: self.state.entry(item).reason),
            "settled": Names(self._is_settled),
            "computed": Names(self._computed),
            "facts": Names(lambda name: self.runbook.facts[name].value),
            "portal": Names(self.state.portal.__getitem__),
            "settings": Names(self.state.settings.__getitem__),
            "session": Names(lambda name: self._session[name]),
            "now": self.now,
            "today": self.now.date(),
            **functions(self.now, self.zone, self.label),
        }

    def work_out(self, expression: str, **more: Any) -> Any:
        """The value of an expression of the runbook, with `more` names beside the usual ones.

        Raises `ExpressionError` where it has none: a gate must not open because of that.
        """
        return LANGUAGE.evaluate(expression, {**self.names, **more} if more else self.names)

    def evaluate(self, expression: str) -> Any:
        """As `work_out`, to be shown: None where it has no value."""
        try:
            return self.work_out(expression)
        except ExpressionError:
            return None

    def holds(self, condition: str, *, unknown: bool) -> bool:
        """Whether a condition of the runbook holds; `unknown` where that cannot be worked out."""
        try:
            return bool(self.work_out(condition))
        except ExpressionError:
            return unknown

    def say(self, text: Text, **more: Any) -> str:
        """A text of the runbook in the reader's language, its placeholders filled.

        One that cannot be filled is said as it is written.
        """
        written = text.in_language(current())
        try:
            return LANGUAGE.render(written, {**self.names, **more})
        except ExpressionError:
            return written

    def answer(self, item: str) -> Any:
        """The answer to `item` as expressions see it; None while there is none."""
        key = f"answers.{item}"
        if key not in self._values:
            self._values[key] = self._answer(self.runbook.items[item])
        return self._values[key]

    def computed(self, name: str) -> Any:
        """The value of one of the runbook's named expressions; None where it has none."""
        return self.evaluate(f"computed.{name}")

    def label(self, item: str, value: Any) -> Any:
        """An answer in words: an option's label, or the list of them for a list."""
        if isinstance(value, list | tuple):
            return [self.label(item, one) for one in value]
        if not isinstance(value, str):
            return value
        named = labels(self.runbook.items[item]).get(value)
        return self.say(named) if named else str(value)

    def proposal(self, item: Item) -> Any:
        """What to offer as the answer: the one it had, or the runbook's default (JSON, or None)."""
        kept = self.state.entry(item.id).proposal
        if kept is not None or item.default is None:
            return kept
        value = self.evaluate(item.default)
        return value.isoformat() if isinstance(value, date) else value

    def as_python(self, item: Item, value: Any) -> Any:
        """A JSON answer as expressions see it: moments and days become what they are."""
        if value is None:
            return None
        if isinstance(item, DateItem):
            return date.fromisoformat(value)
        if isinstance(item, DatetimeItem):
            return self.moment(datetime.fromisoformat(value))
        if isinstance(item, DeliveriesItem):
            return [{**told, "at": self.moment(datetime.fromisoformat(told["at"]))} for told in value]
        return value

    def moment(self, value: datetime) -> datetime:
        """An aware moment as expressions see it: local time in the portal's zone, its offset fixed.

        Python compares two moments of one ZoneInfo by their wall clocks, which is wrong in the hour
        that the clocks show twice; with a fixed offset it compares the moments themselves.
        """
        local = value.astimezone(self.zone)
        return local.replace(tzinfo=timezone(local.utcoffset() or timedelta()), fold=0)

    def _computed(self, name: str) -> Any:
        key = f"computed.{name}"
        if key not in self._values:
            self._values[key] = self.work_out(self.runbook.computed[name])
        return self._values[key]

    def _is_settled(self, item: str) -> bool:
        """Whether nothing is awaited of an item: answered, passed over, put off, not applicable."""
        if item in self._settling:
            raise ExpressionError(_("this is worked out from itself: {way}").format(way=f"settled.{item}"))
        self._settling.add(item)
        try:
            return not self.is_awaited(self.runbook.items[item])
        finally:
            self._settling.remove(item)

    def _answer(self, item: Item) -> Any:
        if isinstance(item, ComputedItem):
            return self.work_out(item.value)
        return self.as_python(item, self.state.entry(item.id).value)

    @cached_property
    def _session(self) -> Mapping[str, Any]:
        state = self.state
        return {
            "id": state.id,
            "operator": state.operator,
            "mode": state.mode,
            "started_at": self.moment(datetime.fromisoformat(state.started_at)),
            "head": state.head[:12],
            "events": state.seq,
            "attempt": state.attempt,
        }

    @property
    def step(self) -> Step:
        """The current step."""
        return self.runbook.steps[self.runbook.places[self.state.step]]

    @property
    def now_asked(self) -> bool:
        """Whether items are asked at all: not once an outcome is reached."""
        return self.state.status == "open"

    def items_of(self, step: Step) -> tuple[Item, ...]:
        """The items shown in `step`: those that returned there, then its own."""
        returned = tuple(
            self.runbook.items[item]
            for item, entry in self.state.entries.items()
            if entry.returned and entry.deferred_until == step.id
        )
        return returned + step.items

    @property
    def current_item(self) -> Item | None:
        """The first open applicable item of the current step (R2); None where nothing is asked."""
        return next(iter(self.asked), None)

    @cached_property
    def asked(self) -> tuple[Item, ...]:
        """The open items of the current step in the order in which to ask them.

        One that is answered and waits comes after those that go on without it, and before those
        that depend on it.
        """
        if not self.now_asked:
            return ()
        still = [item for item in self.items_of(self.step) if self.item_state(item) is ItemState.OPEN]
        waiting = {item.id for item in still if self.state.entry(item.id).value is not None}
        held = {later for item in waiting for later in self.dependencies.dependants(item)}
        return tuple(sorted(still, key=lambda item: 2 if item.id in held else item.id in waiting))

    def item_state(self, item: Item) -> ItemState:
        """The one state that `item` is in."""
        if item.id not in self._states:
            self._states[item.id] = self._item_state(item)
        return self._states[item.id]

    def _item_state(self, item: Item) -> ItemState:
        entry = self.state.entry(item.id)
        if item.when is not None and self._is_known(item.when) and not self.holds(item.when, unknown=True):
            return ItemState.NOT_APPLICABLE
        if isinstance(item, ComputedItem):
            return ItemState.DONE if self._is_known(item.value) else ItemState.OPEN
        if entry.override is not None:
            return ItemState.OVERRIDDEN
        if entry.value is not None and self.is_whole(item):
            return ItemState.DONE
        if entry.deferred_until is not None and not entry.returned:
            return ItemState.DEFERRED
        home = self.runbook.steps[self.runbook.home[item.id]].id
        place = entry.deferred_until if entry.returned else home
        if place in self.state.completed and self.is_optional(item) and entry.value is None:
            return ItemState.NOT_APPLICABLE
        return ItemState.OPEN

    def is_awaited(self, item: Item) -> bool:
        """Whether `item` is still to be answered: an optional one that is empty need not be."""
        is_open = self.item_state(item) is ItemState.OPEN
        return is_open and not (self.is_optional(item) and self.state.entry(item.id).value is None)

    def is_whole(self, item: Item) -> bool:
        """Whether the answer that `item` has settles it."""
        if isinstance(item, VerificationItem):
            checked = self.state.entry(item.id).value or {}
            return all(area in checked for area in self.checks(item))
        return item.done_when is None or self.holds(item.done_when, unknown=False)

    def is_optional(self, item: Item) -> bool:
        """Whether `item` may be left empty."""
        optional = item.optional
        return self.holds(optional, unknown=False) if isinstance(optional, str) else optional

    def checks(self, item: VerificationItem) -> tuple[str, ...]:
        """The areas that are to be verified; every one where that cannot be worked out."""
        try:
            return tuple(self.work_out(item.checks))
        except ExpressionError:
            return tuple(area.id for area in item.areas)

    def cause(self, item: Item) -> str:
        """Why a not applicable item does not apply."""
        if item.cause is not None and item.when is not None and not self.holds(item.when, unknown=True):
            return self.say(item.cause)
        return _("left empty")

    @cached_property
    def counts(self) -> dict[str, int]:
        """How many items are in each of the five states, over the whole runbook."""
        found = dict.fromkeys(("done", "open", "not_applicable", "overridden", "deferred"), 0)
        for item in self.runbook.items.values():
            found[self.item_state(item)] += 1
        return found

    def open_items(self) -> tuple[Item, ...]:
        """The items of the current step that keep it from being completed."""
        return tuple(item for item in self.items_of(self.step) if self.is_awaited(item))

    def _is_known(self, expression: str) -> bool:
        """Whether everything that `expression` reads has been settled."""
        inputs = (self.runbook.items[name] for name in self.dependencies.items_of(expression))
        return not any(
            self.item_state(item) is ItemState.OPEN
            and self.state.entry(item.id).value is None
            and not self.is_optional(item)
            for item in inputs
        )
