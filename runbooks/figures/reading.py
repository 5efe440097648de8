"""The records of a folder read for the figures: one at a time, and none left out without a word."""

import os
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final

from runbooks.definition.model import Runbook
from runbooks.figures.seen import Seen, seen
from runbooks.figures.stats import Stats
from runbooks.figures.tally import Tally
from runbooks.language import _
from runbooks.record.encoding import Record, holds_together
from runbooks.record.errors import BROKEN, StoreError, UnreadableRecord
from runbooks.record.listing import day_of
from runbooks.record.store import Store
from runbooks.training.kept import changed

AROUND: Final = timedelta(days=2)
"""How far the day in an id can be from the one on which its session began, zones and all."""


class Changed(UnreadableRecord):
    """A record that is not as restaura wrote it."""


Found = Seen | UnreadableRecord


def found(store: Store, mode: str, since: date | None) -> Iterator[Found]:
    """What each record of the store adds, newest first; what cannot be counted stands in its place.

    A record of another mode is none of these, wherever somebody put it. Records whose ids lie well before
    `since` are not read. Raises `StoreError` when the folder cannot be.
    """
    runbooks: dict[str, Runbook] = {}
    for summary in store.summaries():
        if isinstance(summary, UnreadableRecord):
            yield summary
        elif not _is_well_before(str(summary["id"]), since):
            yield _found(store, mode, str(summary["id"]), runbooks)


def put(tally: Tally, one: Found) -> None:
    """Put what was found into the tally."""
    if isinstance(one, Seen):
        tally.count(one)
    else:
        tally.leave_out(one, changed=isinstance(one, Changed))


def stats(store: Store, mode: str, since: date | None, until: date) -> Stats:
    """The figures of a store's sessions, all of `mode`. Raises as `found`."""
    tally = Tally(mode, since, until)
    for one in found(store, mode, since):
        put(tally, one)
    return tally.stats()


def _is_well_before(id: str, since: date | None) -> bool:
    try:
        return since is not None and day_of(id) <= since - AROUND
    except (ValueError, OverflowError):  # no day of the calendar
        return False


def _found(store: Store, mode: str, id: str, runbooks: dict[str, Runbook]) -> Found:
    try:
        record = store.read(id)
    except UnreadableRecord as error:
        return error
    except StoreError as error:  # it went away since the folder was listed
        return UnreadableRecord(os.path.join(store.folder, f"{id}.json"), str(error))
    if not holds_together(record):
        told = changed(store.path(id))
        return Changed(told.path, told.reason)
    if record.mode != mode:
        return UnreadableRecord(store.path(id), _("It is in the folder of another kind of session."))
    try:
        return seen(record, _runbook(record, runbooks))
    except BROKEN:
        why = _("Its events do not make a session of its runbook; `restaura verify` says more.")
        return UnreadableRecord(store.path(id), why)


def _runbook(record: Record, known: dict[str, Runbook]) -> Runbook:
    """The runbook in a record that holds together: of the same hash there is only one."""
    sha256 = record.runbook["sha256"]
    if sha256 not in known:
        plain = {key: value for key, value in record.runbook.items() if key != "sha256"}
        known[sha256] = Runbook.model_validate(plain)
    return known[sha256]
