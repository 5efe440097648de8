"""Which item is looked at after something was done: what a session screen follows by itself."""

from collections.abc import Sequence
from typing import Final

from runbooks.definition.items import Item
from runbooks.engine.events import Event
from runbooks.engine.situation import ItemState, Situation

BESIDE: Final = (
    "noted",
    "handed_over",
    "reopened",
    "returned",
    "injected",
    "clock_moved",
    "hinted",
    "self_assessed",
)
"""Events after which the same item is looked at as before, unless what is open has changed."""


def looked_at(events: Sequence[Event], situation: Situation) -> Item | None:
    """The item that the screen shows after `events`, which lead to `situation`; None at the end of a step.

    The list of deliveries stays until its person goes on; an optional item left empty is passed by.
    """
    state = situation.state
    if state.status != "open":
        return None
    last = next((event for event in reversed(events) if event.type not in BESIDE), None)
    stays = None
    if last is not None and last.type == "delivered":
        stays = last.data["item"]
    elif last is not None and last.type == "went_back":
        stays = first_to_see(situation)
    if stays is not None:
        return next((item for item in situation.items_of(situation.step) if item.id == stays), None)
    empty = _left_empty(events)
    return next((item for item in situation.asked if item.id not in empty), None)


def first_to_see(situation: Situation) -> str | None:
    """Where one stands who went back to change an answer: at the first item, unless one is open (R2)."""
    if situation.open_items():
        return None
    items = situation.items_of(situation.step)
    seen = (item.id for item in items if situation.item_state(item) is not ItemState.NOT_APPLICABLE)
    return next(seen, None)


def _left_empty(events: Sequence[Event]) -> frozenset[str]:
    """The items whose answer was taken back since the last step was ended."""
    empty: set[str] = set()
    for event in events:
        if event.type == "step_completed":
            empty.clear()
        elif event.type == "answered" and event.data["value"] is None:
            empty.add(event.data["item"])
    return frozenset(empty)
