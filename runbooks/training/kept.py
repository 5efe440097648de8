"""The trainings that are kept, read for history and reports: those that cannot be read are told beside."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Any

from runbooks.definition.parts import Text
from runbooks.engine.events import Event
from runbooks.engine.moments import zone_of
from runbooks.language import _, current
from runbooks.record.encoding import Record, holds_together
from runbooks.record.errors import StoreError, UnreadableRecord
from runbooks.record.store import Store


def trainings(store: Store) -> Iterator[Record | StoreError]:
    """Every training that is kept, newest first; what cannot be relied on stands in its place.

    Raises `StoreError` when the folder cannot be read.
    """
    for summary in store.summaries():
        if isinstance(summary, UnreadableRecord):
            yield summary
            continue
        try:
            record = store.read(str(summary["id"]))
        except StoreError as error:
            yield error
        else:
            yield record if holds_together(record) else changed(store.path(record.id))


def changed(path: str) -> UnreadableRecord:
    """That a record is not what restaura wrote."""
    return UnreadableRecord(path, _("It was changed since: `restaura verify` says where."))


def no_training(path: str) -> UnreadableRecord:
    """That the events of a record are not those of a training."""
    return UnreadableRecord(path, _("Its events are not those of a training."))


def own_events(record: Record) -> tuple[Event, ...]:
    """Without those that a training tried again has taken from the first one; of an incident all."""
    training = record.events[0].data.get("training")
    again = training["again"] if training else None
    return record.events[again["at"] - 1 :] if again else record.events


def said(text: Mapping[str, str]) -> str:
    """A text as a record holds it, in the reader's language."""
    return Text(**text).in_language(current())


def day_of(record: Record, place: int) -> date:
    """The real day of event number `place` (0 is the first, -1 the last), by the portal's clock."""
    started: Mapping[str, Any] = record.events[0].data
    wall = datetime.fromisoformat(record.events[place].data["wall"])
    return wall.astimezone(zone_of(started["portal"])).date()
