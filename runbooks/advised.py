"""What stands beside the answers, in words: facts with their source, consequences, notes, the clock.

It all advises and never gates; what gates is the engine's.
"""

from dataclasses import dataclass
from datetime import datetime

from runbooks.definition.items import Item
from runbooks.definition.model import Note
from runbooks.definition.parts import Consequence, Fact, Option
from runbooks.engine.situation import ItemState, Situation
from runbooks.language import _


@dataclass(frozen=True, slots=True)
class Weighed:
    """One option as it stands: `refused` says why it cannot be chosen, None when it can."""

    label: str
    refused: str | None
    recommended: bool
    why: str
    consequences: tuple[str, ...]


def weigh(situation: Situation, option: Option) -> Weighed:
    """What `option` would do in this situation, a sentence a consequence, each with its source."""
    refused = None
    if option.allowed and option.not_allowed and not situation.evaluate(option.allowed):
        refused = situation.say(option.not_allowed)
    shown = (c for c in option.consequences if c.when is None or situation.evaluate(c.when))
    return Weighed(
        situation.say(option.label),
        refused,
        refused is None and bool(option.recommended and situation.evaluate(option.recommended)),
        situation.say(option.why) if option.why else "",
        () if refused else tuple(_consequence(situation, one) for one in shown),
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
    """The document's clause, or the vendor and the day its page was read."""
    if fact.vendor is None:
        return fact.clause or ""
    kind = _("our inference") if fact.vendor.inference else _("vendor")
    return _("{kind}, read {day}").format(kind=kind, day=f"{fact.vendor.read:%d/%m/%Y}")


def notes_in_force(situation: Situation) -> tuple[str, ...]:
    """What stays in force until its end condition, each with its source (R11)."""
    return tuple(
        situation.say(note.text) + _bracketed(_source(situation, note))
        for note in situation.runbook.notes
        if situation.evaluate(note.in_force)
    )


def clock_in_words(situation: Situation) -> str | None:
    """The countdown's sentence; None where nothing runs out (R15)."""
    clock = situation.runbook.clock
    if clock is None or situation.state.status == "closed":
        return None
    running = isinstance(situation.evaluate(clock.deadline), datetime)
    return situation.say(clock.text) if running else None


def _consequence(situation: Situation, one: Consequence) -> str:
    return situation.say(one.text) + _bracketed(_source(situation, one))


def _source(situation: Situation, cited: Consequence | Note) -> str:
    if cited.fact is None:
        return cited.clause or ""
    return source_in_words(situation.runbook.facts[cited.fact])


def _bracketed(source: str) -> str:
    return f" ({source})" if source else ""
