"""The lines of the runbook that confused, over all trainings: for whoever writes the procedure (T13)."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from statistics import median
from typing import Any, Final

from runbooks.engine.events import Event
from runbooks.language import N_
from runbooks.record.encoding import Record
from runbooks.record.errors import BROKEN, StoreError
from runbooks.record.store import Store
from runbooks.training.kept import no_training, own_events, said, trainings

WORTH: Final[Mapping[str, int]] = {"wrong": 3, "overridden": 2, "hinted": 1, "deferred": 1}
"""What each sign of confusion weighs; a minute of the median time weighs one."""

RECKONED: Final = N_(
    "Reckoned for each training in which the line came up: 3 for a wrong answer, 2 for passing it over, "
    "1 for a hint or putting it off; and 1 for each minute of the median time spent on it."
)

DONE: Final = ("answered", "drafted", "delivered", "overridden", "deferred")
"""The events that end the time spent on an item."""


@dataclass(slots=True)
class Line:
    """One item of a runbook: in how many trainings it came up, the seconds spent in each, and the signs."""

    item: str
    label: str
    clause: str
    trainings: int = 0
    seconds: list[float] = field(default_factory=list)
    signs: Counter[str] = field(default_factory=Counter)

    @property
    def median(self) -> int:
        """The median of the seconds spent on it."""
        return round(median(self.seconds)) if self.seconds else 0

    @property
    def confusion(self) -> float:
        """How much it confused (`RECKONED`), to the tenth."""
        weighed = sum(WORTH[sign] * count for sign, count in self.signs.items())
        return round(weighed / self.trainings + self.median / 60, 1) if self.trainings else 0.0

    def as_json(self) -> dict[str, Any]:
        """As `restaura train report --confusing --json` prints it."""
        return {
            "item": self.item,
            "label": self.label,
            "clause": self.clause,
            "trainings": self.trainings,
            "median_seconds": self.median,
            "wrong": self.signs["wrong"],
            "hints": self.signs["hinted"],
            "overridden": self.signs["overridden"],
            "deferred": self.signs["deferred"],
            "confusion": self.confusion,
        }


@dataclass(frozen=True, slots=True)
class Confusing:
    """What confused most comes first; `trainings` were read, `unread` could not be."""

    lines: tuple[Line, ...]
    trainings: int
    unread: tuple[StoreError, ...]


def confusing(store: Store) -> Confusing:
    """The lines of the runbooks over all trainings, open ones too: giving up is a sign as well.

    Wrong answers are known of closed ones only. Raises `StoreError` when the folder cannot be read.
    """
    lines: dict[str, Line] = {}
    unread: list[StoreError] = []
    count = 0
    for record in trainings(store):
        if isinstance(record, StoreError):
            unread.append(record)
            continue
        try:
            found = _signs(record)
            labels = {item["id"]: (said(item["label"]), item["clause"] or "") for item in _items(record)}
        except BROKEN:
            unread.append(no_training(store.path(record.id)))
            continue
        count += 1
        for item, (seconds, signs) in found.items():
            line = lines.setdefault(item, Line(item, *labels.get(item, (item, ""))))
            line.trainings += 1
            line.signs += signs
            line.seconds += [seconds] if seconds is not None else []
    ranked = sorted(lines.values(), key=lambda line: (-line.confusion, -line.median, line.item))
    return Confusing(tuple(ranked), count, tuple(unread))


Signs = tuple[float | None, Counter[str]]


def _signs(record: Record) -> dict[str, Signs]:
    """By item the seconds spent on it, None where that never ended, and the signs of confusion."""
    own = own_events(record)
    seconds: dict[str, float] = {}
    signs: dict[str, Counter[str]] = {}
    began = datetime.fromisoformat(record.events[0].data["wall"])
    for event in own:
        at = datetime.fromisoformat(event.data["wall"])
        item = str(event.data.get("item"))
        if event.type in DONE:
            seconds[item] = seconds.get(item, 0.0) + max(0.0, (at - began).total_seconds())
            signs.setdefault(item, Counter())
        if event.type in WORTH:
            signs.setdefault(item, Counter())[event.type] += 1
        # Asking, waiting and hints are time spent on the item that is answered next.
        began = at if event.type in DONE or event.type in ("step_completed", "went_back") else began
    for item in _wrong(own):
        signs.setdefault(item, Counter())["wrong"] += 1
    return {item: (seconds.get(item), found) for item, found in signs.items()}


def _wrong(own: tuple[Event, ...]) -> Iterator[str]:
    last = own[-1] if own else None
    score = last.data.get("score") if last is not None and last.type == "session_closed" else None
    for one in score["wrong"] if score else ():
        if one["event"] >= own[0].seq:
            yield one["item"]


def _items(record: Record) -> Iterator[Mapping[str, Any]]:
    return (item for step in record.runbook["steps"] for item in step["items"])
