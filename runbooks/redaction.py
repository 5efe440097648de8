"""A record without the names and the words that people wrote in it, to be shown to others.

Days, moments, figures and choices stay, so it tells the same course of things. What is a text that somebody
wrote is read off the kinds of the runbook's items and the types of events, never off an id. What no rule
here knows is taken for such a text.
"""

import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import Any, Final

from runbooks.definition.items import ConfirmItem, DocumentItem, Item, TextItem, VerificationItem
from runbooks.engine.events import Event
from runbooks.language import _, ngettext
from runbooks.record.encoding import Record, holds_together
from runbooks.record.pinned import pinned
from runbooks.record.summary import summarise
from runbooks.session import at_last_event, replay

People = Mapping[str, str]
"""What each name becomes; a name is looked up as `_known` writes it."""

OF_THE_PROGRAM: Final = frozenset(
    {
        *("at", "wall", "entered", "wait", "timezone"),
        *("item", "step", "next", "from", "until", "because", "id", "attempt", "counts", "outcome", "cost"),
        *("runbook", "settings", "language", "training", "session", "facts"),
        *("asked", "who", "says", "changes", "keeps", "levels", "score"),
        *("channel", "state"),
    }
)
"""What the program, its runbook or its scenario put into an event: no words of the person at it."""


def people_in(records: Iterable[Record]) -> People:
    """A name in place of each that stands in the records: the same for the same one in all of them."""
    return people(name for record in records for name in names_in(record))


def people(names: Iterable[str]) -> People:
    """A name in place of each, numbered as they come."""
    found: dict[str, str] = {}
    for name in names:
        found.setdefault(_known(name), _("Person {number}").format(number=len(found) + 1))
    return found


def redacted(record: Record, people: People) -> Record:
    """The record with its names as `people` has them and its free texts taken out.

    It keeps the hashes of the record, which can be checked against it no more. Raises as `replay` does.
    """
    items = pinned(record.runbook).runbook.items
    held = holds_together(record)
    events = tuple(_event(event, items, people) for event in record.events)
    without = replace(record, events=events, original_held=held)
    return replace(without, summary=summarise(at_last_event(replay(without))))


# -- names ----------------------------------------------------------------------------------------------


def names_in(record: Record) -> list[str]:
    """Every name that stands in the record, in order. Raises as `replay` does."""
    return [name for name in _names(record) if isinstance(name, str)]


def _names(record: Record) -> Iterator[Any]:
    items = pinned(record.runbook).runbook.items
    for event in record.events:
        yield event.by
        match event.type:
            case "handed_over":
                yield event.data["to"]
            case "delivered":
                yield event.data["delivery"]["audience"]
            case "answered" if _is_name(items.get(event.data["item"]), event.data["value"]):
                yield event.data["value"]


def _is_name(item: Item | None, value: Any) -> bool:
    """Whether an answer may name somebody: a text of one line that has no figure."""
    return (
        isinstance(item, TextItem)
        and not item.multiline
        and isinstance(value, str)
        and not any(character.isdigit() for character in value)
    )


def _is_day(value: str) -> bool:
    try:
        return bool(date.fromisoformat(value))
    except ValueError:
        return False


def _known(name: str) -> str:
    return " ".join(unicodedata.normalize("NFC", name).casefold().split())


# -- events ---------------------------------------------------------------------------------------------


def _event(event: Event, items: Mapping[str, Item], people: People) -> Event:
    def person(name: Any) -> Any:
        return people.get(_known(name)) or _without(name) if isinstance(name, str) else _without(name)

    def value(given: Any) -> Any:
        item = items.get(event.data["item"])
        if isinstance(item, ConfirmItem) and isinstance(given, str):  # typed as it was asked: maybe a name
            return given if _is_day(given) else person(given)
        return person(given) if _is_name(item, given) else _answer(item, given)

    def as_it_is(given: Any) -> Any:
        return given

    rules: dict[str, Callable[[Any], Any]] = dict.fromkeys(OF_THE_PROGRAM, as_it_is) | {
        "value": value,
        "to": person if event.type == "handed_over" else as_it_is,
        "delivery": lambda told: {**_kept(told), "audience": person(told["audience"])},
        "portal": lambda portal: {**_kept(portal), "name": _("[portal]")},
        "parent": lambda parent: {**parent, "given": _without(parent.get("given", {}))},
    }
    data = {name: rules.get(name, _without)(given) for name, given in event.data.items()}
    return replace(event, by=person(event.by), data=data)


def _kept(told: Mapping[str, Any]) -> dict[str, Any]:
    """A mapping of the program's with what a person wrote into it taken out."""
    return {name: given if name in OF_THE_PROGRAM else _without(given) for name, given in told.items()}


def _answer(item: Item | None, value: Any) -> Any:
    """An answer: a choice, a day, a figure as it is; what was written, or seen, without its words."""
    if isinstance(item, VerificationItem) and isinstance(value, dict):
        return {area: _kept(found) for area, found in value.items()}
    if item is None or isinstance(item, TextItem | DocumentItem):
        return _without(value)
    return value


def _without(value: Any) -> Any:
    """A value with every text in it taken out; figures, yes and no stay."""
    if isinstance(value, str):
        told = ngettext(
            "[text taken out, {count} character]", "[text taken out, {count} characters]", len(value)
        )
        return told.format(count=len(value)) if value else value
    if isinstance(value, Mapping):
        return {name: _without(given) for name, given in value.items()}
    if isinstance(value, list | tuple):
        return [_without(given) for given in value]
    return value
