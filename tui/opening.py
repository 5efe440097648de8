"""Sessions begun and taken up again, for every face: with the settings pinned into the record."""

import os
from contextlib import suppress
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from runbooks.definition.faults import DefinitionError, Fault
from runbooks.engine.refusals import Refusal
from runbooks.engine.state import SessionState
from runbooks.folders import Folders
from runbooks.library import Known, find
from runbooks.paper import clock_of
from runbooks.procedures import Find, found_in, take_back
from runbooks.record.encoding import Record
from runbooks.record.errors import NotFound, StoreError, UnreadableRecord
from runbooks.record.listing import summaries
from runbooks.record.store import Store
from runbooks.session import Session, replay
from runbooks.settings import VARIABLES, load_settings
from runbooks.settings import sources as settings_from
from runbooks.sources import sources_of
from tui.locating import is_training, located
from tui.replaying import replaying


def now() -> datetime:
    """The moment, by the machine's clock."""
    return datetime.now(UTC)


def start_incident(
    places: Folders,
    runbook: str | None = None,
    operator: str | None = None,
    paper: datetime | None = None,
) -> Session:
    """Begin an incident of `runbook`, an id or a file; of the one that the settings name where it is None.

    `paper` is when it was begun on paper, as `begun_on_paper` gives it.

    Raises `DefinitionError` for a runbook or settings that cannot be used, `StoreError` when the
    record cannot be made.
    """
    settings = load_settings(places.config_file, os.environ)
    known = runbook_named(places, runbook)
    passed = known.checked(places.cache)
    return Session.start(
        Store(places.sessions),
        passed,
        operator=operator or settings.operator,
        portal={"name": settings.portal_name, "timezone": settings.portal_timezone},
        settings={"copy_hour": settings.copy_hour, "support_lead_hours": settings.support_lead_hours},
        language=settings.document_language,
        now=now,
        paper=paper,
        sources=sources_of(known, passed),
    )


def found_by(places: Folders) -> Find:
    """Finds the runbook of a procedure that is begun for an item."""
    return found_in(places.runbooks, places.cache)


def begun_on_paper(places: Folders, text: str) -> datetime | Refusal | None:
    """When a session was begun on paper as `text` says it, None where that is now, or why it cannot be.

    Raises `DefinitionError` for settings that cannot be used.
    """
    zone = ZoneInfo(load_settings(places.config_file, os.environ).portal_timezone)
    return clock_of(text, now=now(), zone=zone)


def runbook_named(places: Folders, name: str | None = None) -> Known:
    """The runbook called `name`, an id or a file; the one that the settings name where it is None.

    Raises `DefinitionError` where there is none, and for settings that cannot be used.
    """
    if name:
        return find(places.runbooks, name)
    usual = load_settings(places.config_file, os.environ).runbook
    try:
        return find(places.runbooks, usual)
    except DefinitionError as error:
        is_variable = settings_from(places.config_file, os.environ)["runbook"] == "variable"
        where = VARIABLES["runbook"] if is_variable else str(places.config_file)
        told = [Fault(where, 0, 0, "" if is_variable else "runbook", str(error))]
        raise DefinitionError(told) from error


def take_up(places: Folders, asked: str | None) -> Session:
    """Go on with the session that `asked` names, incident or training, or with the newest open incident.

    Raises `NotFound`, `AmbiguousId`, `SessionLocked`, `StoreError`.
    """
    folder, id = located(places, asked) if asked else (places.sessions, newest_open(places))
    return taken_up(Store(folder), id)


def taken_up(store: Store, id: str) -> Session:
    """Go on with the session of that id. Raises as `take_up`."""
    if is_training(id):
        from tui.trainings import take_up_training  # imported here: an incident does without

        return take_up_training(store, id)
    with replaying(store.path(id)):
        session = Session.resume(store, id, now)
    with suppress(StoreError):  # what could not be saved now is taken back when it is gone on with again
        take_back(session)
    return session


def look_at(store: Store, id: str) -> tuple[Record, SessionState]:
    """A record and the state that its events make, whoever is writing it. Raises `StoreError`."""
    record = store.read(id)
    with replaying(store.path(id)):
        return record, replay(record)


def newest_open(places: Folders) -> str:
    """The id of the newest session that is not closed. Raises `NotFound` where there is none."""
    for summary in summaries(places.sessions):
        if not isinstance(summary, UnreadableRecord) and summary.get("status") != "closed":
            return str(summary["id"])
    raise NotFound("", places.sessions)
