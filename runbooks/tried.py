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
from runbooks.language import _

PAST: Final = ("now", "now-30m", "now-2h", "today 08:00", "today-1d 18:00", "today-1d 08:00")
TO_COME: Final = ("now+1h", "now+4h", "today 20:00", "today+1d 08:00", "today+1d 20:00")
"""What people mean most: offered for an item that has no `offers` of its own."""

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
    canonical = item.offers or (*PAST, *TO_COME)
    allowed = list(_allowed(situation, item, (in_words(situation, offer) for offer in canonical)))
    past = [one for one in allowed if one.moment <= situation.now]
    past.sort(key=lambda one: one.moment, reverse=True)
    coming = [one for one in allowed if one.moment > situation.now]
    coming.sort(key=lambda one: one.moment)
    if coming and situation.is_optional(item):
        past = []
    by_minute = {one.moment.replace(second=0): one for one in reversed([*first, *past, *coming])}
    kept = [one for one in (*first, *past, *coming) if by_minute[one.moment.replace(second=0)] is one]
    return tuple(kept[:MOST])


def examples(situation: Situation, offers: Iterable[Offer]) -> str:
    """Ways to write a moment: of those to come where all that is offered lies ahead."""
    usual = [offer for offer in offers if not offer.is_proposal]
    if usual and all(offer.moment > situation.now for offer in usual):
        return _("in 4 h, tomorrow 08:00, 26/11/2026 14:30")
    return _("2 h ago, 14:30, yesterday 09:15, 19/11/2026 14:30")


def in_words(situation: Situation, offer: str) -> str:
    """A runbook's offer as the reader would write it: `today-1d 18:00` is `ayer 18:00`."""
    day, _blank, clock = offer.partition(" ")
    if clock:
        named = {"today-1d": _("yesterday"), "today": _("today"), "today+1d": _("tomorrow")}
        return f"{named.get(day) or _day(situation, day)} {clock}"
    if day == "now":
        return _("now")
    told = _("{duration} ago") if day[3] == "-" else _("in {duration}")
    return told.format(duration=f"{day[4:-1]} {'min' if day[-1] == 'm' else day[-1]}")


def _day(situation: Situation, words: str) -> str:
    return f"{moments.resolve_date(words, now=situation.now, zone=situation.zone):%d/%m/%Y}"


def _allowed(situation: Situation, item: DatetimeItem, told: Iterable[str]) -> Iterator[Offer]:
    for words in told:
        if why_not(situation, item, words) is None:
            yield Offer(words, moments.resolve_datetime(words, now=situation.now, zone=situation.zone))
