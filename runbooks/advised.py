"""What stands beside the answers, in words: facts with their source, consequences, notes, the clock.

It all advises and never gates; what gates is the engine's.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from runbooks.definition.items import ChoiceItem, Item
from runbooks.definition.model import Note
from runbooks.definition.parts import Consequence, Fact, Option
from runbooks.engine.retention import time_between
from runbooks.engine.situation import ItemState, Situation
from runbooks.language import _
from runbooks.told import outcome_label


@dataclass(frozen=True, slots=True)
class Effect:
    """One consequence in words; `aspect` says of what kind, `source` the clause or the vendor."""

    aspect: str
    text: str
    source: str

    def __str__(self) -> str:
        return self.text + _bracketed(self.source)


@dataclass(frozen=True, slots=True)
class Weighed:
    """One option as it stands: `refused` says why it cannot be chosen, None when it can; `harmless`
    that it changes nothing that cannot be changed back."""

    id: str
    label: str
    refused: str | None
    recommended: bool
    harmless: bool
    why: str
    consequences: tuple[Effect, ...]

    @property
    def word(self) -> str:
        """Whether it is recommended or not available, as a word; empty for neither."""
        if self.refused is not None:
            return _("not available")
        return _("recommended") if self.recommended else ""


@dataclass(frozen=True, slots=True)
class Countdown:
    """What runs out: `until` when, how long is `left`, whether it `is_urgent`, and what to do.

    `whole` is all the time there was; None where nobody knows when it began.
    """

    until: datetime
    left: timedelta
    whole: timedelta | None
    is_urgent: bool
    text: str


def is_allowed(situation: Situation, option: Option) -> bool:
    """Whether `option` can be chosen as things stand."""
    return not option.allowed or bool(situation.evaluate(option.allowed))


def weigh(situation: Situation, option: Option) -> Weighed:
    """What `option` would do in this situation, each consequence with its source."""
    refused = None
    if option.not_allowed and not is_allowed(situation, option):
        refused = situation.say(option.not_allowed)
    shown = (c for c in option.consequences if c.when is None or situation.evaluate(c.when))
    return Weighed(
        option.id,
        situation.say(option.label),
        refused,
        refused is None and bool(option.recommended and situation.evaluate(option.recommended)),
        not option.irreversible,
        situation.say(option.why) if option.why else "",
        () if refused else tuple(_effect(situation, one) for one in shown),
    )


def advisories(situation: Situation, item: Item) -> tuple[Fact, ...]:
    """The facts to show beside `item` as the answers stand."""
    return tuple(
        situation.runbook.facts[use.fact]
        for use in item.advisories
        if use.when is None or situation.evaluate(use.when)
    )


def advisories_in_force(situation: Situation) -> tuple[Fact, ...]:
    """The facts beside every item that applies, each once, in the order of the procedure."""
    found: dict[str, Fact] = {}
    for item in situation.runbook.items.values():
        if situation.item_state(item) is not ItemState.NOT_APPLICABLE:
            found |= {fact.text.en: fact for fact in advisories(situation, item)}
    return tuple(found.values())


def fact_in_words(situation: Situation, fact: Fact) -> str:
    """A fact with its source: `… (proveedor, leído 22/11/2026: helpdesk.bitrix24.es/…)`."""
    pages = fact.vendor.pages if fact.vendor else ()
    source = f"{source_in_words(fact)}: {', '.join(pages)}" if pages else source_in_words(fact)
    return f"{situation.say(fact.text)} ({source})"


def source_in_words(fact: Fact) -> str:
    """The document's clause, or the vendor and the day its page was read; or that nobody says it."""
    if fact.vendor is None:
        return fact.clause or ""
    if fact.vendor.inference:
        return _("our inference")
    return _("vendor, read {day}").format(day=f"{fact.vendor.read:%d/%m/%Y}")


def notes_in_force(situation: Situation) -> tuple[str, ...]:
    """What stays in force until its end condition, each with its source (R11)."""
    return tuple(
        situation.say(note.text) + _bracketed(_source(situation, note))
        for note in situation.runbook.notes
        if situation.evaluate(note.in_force)
    )


def countdown(situation: Situation) -> Countdown | None:
    """What runs out; None where nothing does (R15)."""
    clock, state = situation.runbook.clock, situation.state
    if clock is None or state.status == "closed" or state.cancelled is not None:
        return None
    until, warn_at = situation.evaluate(clock.deadline), situation.evaluate(clock.warn_at)
    if not isinstance(until, datetime):
        return None
    is_urgent = isinstance(warn_at, datetime) and warn_at <= situation.now
    since = situation.evaluate(clock.since) if clock.since else None
    whole = time_between(since, until) if isinstance(since, datetime) else None
    left = time_between(situation.now, until)
    return Countdown(until, left, whole or None, is_urgent, situation.say(clock.text))


def clock_in_words(situation: Situation) -> str | None:
    """The countdown's sentence; None where nothing runs out."""
    running = countdown(situation)
    return running.text if running else None


def briefing(situation: Situation) -> str:
    """Where things stand, in one sentence for whoever asks: state, risk, deadline, next step."""
    runbook, state = situation.runbook, situation.state
    parts = [situation.say(runbook.briefing)] if runbook.briefing else []
    if state.outcome is not None:
        parts.append(_("it ended: {outcome}").format(outcome=outcome_label(situation, state.outcome)))
        return "; ".join(parts)
    told = _("step {number} of {count} ({step})").format(
        number=runbook.places[state.step] + 1,
        count=len(runbook.steps),
        step=situation.say(situation.step.title),
    )
    item = situation.current_item
    parts.append(
        _("{step}: next, “{item}”").format(step=told, item=situation.say(item.label)) if item else told
    )
    return "; ".join(parts) + "."


def _effect(situation: Situation, one: Consequence) -> Effect:
    return Effect(one.aspect, situation.say(one.text), _source(situation, one))


def _source(situation: Situation, cited: Consequence | Note) -> str:
    if cited.fact is None:
        return cited.clause or ""
    return source_in_words(situation.runbook.facts[cited.fact])


def _bracketed(source: str) -> str:
    return f" ({source})" if source else ""


def ruled_out(situation: Situation, item: Item, value: Any) -> tuple[tuple[str, str, str], ...]:
    """What the answer `value` to `item` would leave no choice of: the item, the option, and why."""
    then = Situation(situation.state.put(item.id, value=value), situation.now)
    later = (then.runbook.items[name] for name in then.dependencies.dependants(item.id))
    return tuple(
        (then.say(one.label), weighed.label, weighed.refused)
        for one in later
        if isinstance(one, ChoiceItem) and then.item_state(one) is not ItemState.NOT_APPLICABLE
        for option in one.options
        if option.allowed and item.id in then.dependencies.items_of(option.allowed)
        if (weighed := weigh(then, option)).refused is not None
    )
