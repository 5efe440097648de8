"""Two paths laid side by side by what was done, whoever did it and whenever."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Final

from runbooks.engine.events import Event

OF_AN_ITEM: Final = ("answered", "drafted", "delivered", "overridden", "deferred")
"""The events by which somebody settles an item, or puts it off."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """A part of two paths: where `is_same`, both did the same things one by one; else each its own."""

    is_same: bool
    own: tuple[Event, ...]
    other: tuple[Event, ...]


def act_key(event: Event) -> str | None:
    """What was done, without how, by whom and when; None for what nobody did, such as what followed."""
    if event.type in OF_AN_ITEM:
        return f"item {event.data['item']}"
    if event.type == "injected":
        return f"ask {event.data['id']}" if event.data["asked"] else None
    if event.type == "clock_moved":
        return "wait" if "wait" in event.data else None
    if event.type in ("step_completed", "went_back"):
        return f"{event.type} {event.data.get('step') or event.data['to']}"
    return event.type if event.type in ("outcome_reached", "cancelled") else None


def acts_of(events: Iterable[Event]) -> tuple[Event, ...]:
    """What was done, in its order."""
    return tuple(event for event in events if act_key(event) is not None)


def keys_of(acts: Iterable[Event]) -> tuple[str, ...]:
    """The key of each act, in the same order."""
    return tuple(key for event in acts if (key := act_key(event)) is not None)


def stretches(own: Sequence[Event], other: Sequence[Event]) -> Iterator[Stretch]:
    """The acts of two paths from the first to the last."""
    matched = SequenceMatcher(None, keys_of(own), keys_of(other), autojunk=False)
    for tag, a, b, c, d in matched.get_opcodes():
        yield Stretch(tag == "equal", tuple(own[a:b]), tuple(other[c:d]))
