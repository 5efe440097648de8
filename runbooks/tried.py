"""Answers tried before they are given: what the engine would say, and the moments worth offering."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from runbooks.definition.items import DatetimeItem, Item
from runbooks.engine import moments
from runbooks.engine.commands import Answer
from runbooks.engine.decide import decide
from runbooks.engine.refusals import Refusal
from runbooks.engine.situation import Situation
from runbooks.language import N_, _

PAST: Final = (
    N_("now"),
    N_("30 min ago"),
    N_("2 h ago"),
    N_("today 08:00"),
    N_("yesterday 18:00"),
    N_("yesterday 08:00"),
)
TO_COME: Final = (
    N_("in 1 h"),
    N_("in 4 h"),
    N_("today 20:00"),
    N_("tomorrow 08:00"),
    N_("tomorrow 20:00"),
)
"""What people mean most, in words that `moments` reads in each language."""

MOST: Final = 5
"""Offers in a list: all of them are seen at 80x24."""


@dataclass(frozen=True, slots=True)
class Offer:
    """A moment that the engine would take: the words for it, and what they mean now.

    `is_proposal` is true of the answer that stood there before, or that the runbook proposes.
    """

    words: str
    moment: datetime
    is_proposal: bool = False


def why_not(situation: Situation, item: Item, value: Any) -> str | None:
    """Why the engine would refuse `value` for `item` as things stand; None where it would not."""
    decided = decide(situation, Answer(item.id, value))
    return decided.reason if isinstance(decided, Refusal) else None


def moments_offered(situation: Situation, item: DatetimeItem) -> tuple[Offer, ...]:
    """What to offer for `item`, only what its rules allow: the proposal, then what is nearest to now.

    An optional item that may lie ahead is one that plans: it is offered nothing else.
    """
    proposal = situation.proposal(item)
    told: list[str] = []
    if proposal is not None:
        local = datetime.fromisoformat(proposal).astimezone(situation.zone)
        told.append(f"{local:%d/%m/%Y %H:%M}")
    first = [Offer(one.words, one.moment, is_proposal=True) for one in _allowed(situation, item, told)]
    coming = [one for one in _allowed(situation, item, map(_, TO_COME)) if one.moment > situation.now]
    coming.sort(key=lambda one: one.moment)
    past: list[Offer] = []
    if not (coming and situation.is_optional(item)):
        past = [one for one in _allowed(situation, item, map(_, PAST)) if one.moment <= situation.now]
        past.sort(key=lambda one: one.moment, reverse=True)
    by_minute = {one.moment.replace(second=0): one for one in reversed([*first, *past, *coming])}
    kept = [one for one in (*first, *past, *coming) if by_minute[one.moment.replace(second=0)] is one]
    return tuple(kept[:MOST])


def _allowed(situation: Situation, item: DatetimeItem, told: Iterable[str]) -> Iterator[Offer]:
    for words in told:
        if why_not(situation, item, words) is None:
            yield Offer(words, moments.resolve_datetime(words, now=situation.now, zone=situation.zone))
