"""Each decision with what it was chosen from, as that stood at the minute when it was made.

The record holds no pictures of screens: it holds the events, so the session is folded up to the event
before, at the moment of the decision, and says again what the screens said then.
"""

from collections.abc import Iterator
from datetime import date, datetime

from runbooks.advised import Weighed, advisories, fact_in_words, weigh
from runbooks.definition.items import ChoiceItem, ConfirmItem, DateItem, Item
from runbooks.engine.events import Event
from runbooks.engine.retention import RestorePoint
from runbooks.engine.situation import Situation
from runbooks.engine.state import blank, fold
from runbooks.language import _, words
from runbooks.record.encoding import Record
from runbooks.report.attempts import Attempts
from runbooks.report.blocks import Block, Entry, Facts, Heading, entries
from runbooks.told import answer_in_words, caution_in_words, copy_in_full


def decisions(record: Record, situation: Situation) -> list[Block]:
    """A heading for each decision, with who made it, what was chosen, why, and what else there was."""
    state, told = blank(record.id, record.mode, situation.runbook), list[Block]()
    attempts = Attempts(record, situation)
    for event in record.events[: situation.state.seq]:
        item = situation.runbook.items.get(event.data.get("item", "")) if event.type == "answered" else None
        if item is not None and event.data["value"] is not None and is_decision(item):
            before = Situation(state, datetime.fromisoformat(event.at))
            told.append(Heading(3, attempts.heading(before.say(item.label), event)))
            told += _decision(before, item, event)
        state = fold(state, [event])
    return told


def is_decision(item: Item) -> bool:
    """Whether an answer to `item` chooses among things that have consequences, or accepts them."""
    if isinstance(item, ChoiceItem):
        return any(option.consequences for option in item.options)
    return (isinstance(item, DateItem) and item.points is not None) or _accepts(item)


def _accepts(item: Item) -> bool:
    return isinstance(item, ConfirmItem) and item.typed is not None


def _decision(before: Situation, item: Item, event: Event) -> Iterator[Block]:
    value = event.data["value"]
    chosen = {_("Chosen"): answer_in_words(before, item, value)}
    if _accepts(item):
        chosen = {
            _("Answer"): answer_in_words(before, item, value),
            _("Shown"): caution_in_words(before, item),
        }
    if event.data.get("reason"):
        chosen[_("Reason")] = event.data["reason"]
    yield Facts(tuple(chosen.items()))
    yield entries([*alternatives(before, item, value)])
    advised = [Entry(fact_in_words(before, fact), mark=_("advised")) for fact in advisories(before, item)]
    yield entries(advised)


def alternatives(before: Situation, item: Item, value: object) -> Iterator[Entry]:
    """What there was to choose from when `value` was chosen, each with what it would have meant."""
    if isinstance(item, ChoiceItem):
        for option in item.options:
            yield _option(weigh(before, option), is_chosen=option.id == value)
    elif isinstance(item, DateItem) and item.points is not None:
        proposed = before.proposal(item)
        for point in before.evaluate(item.points) or ():
            yield _copy(point, str(value), proposed)


def _option(weighed: Weighed, *, is_chosen: bool) -> Entry:
    marks = [_("chosen")] if is_chosen else []
    marks += [weighed.word] if weighed.word else []
    why = weighed.refused or weighed.why
    inner = tuple(str(one) for one in weighed.consequences)
    return Entry(why, weighed.label, _marks(marks), inner=inner, state=_look(weighed, is_chosen))


def _look(weighed: Weighed, is_chosen: bool) -> str:
    if is_chosen:
        return "chosen"
    return "refused" if weighed.refused is not None else "other"


def _copy(point: RestorePoint, chosen: str, proposed: object) -> Entry:
    day = point.date.isoformat()
    marks = [_("chosen")] if day == chosen else []
    marks += [_("proposed")] if day == proposed else []
    state = "chosen" if day == chosen else "other"
    return Entry(copy_in_full(point), words.day(date.fromisoformat(day)), _marks(marks), state=state)


def _marks(marks: list[str]) -> str:
    return ", ".join(marks)
