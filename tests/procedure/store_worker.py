"""Records for the tests of the store, and a program that saves them and can be killed.

    python store_worker.py FOLDER EVENTS ACKNOWLEDGEMENTS

It creates a record, appends answers up to that many events, and notes each saved one in a file
outside the record. An append that fails is tried again, once.
"""

import os
import sys

from runbooks.engine.events import Event, Happening
from runbooks.record import chain
from runbooks.record.encoding import Record
from runbooks.record.errors import StoreError
from runbooks.record.store import Store
from runbooks.record.writer import RecordWriter

ID = "2026-11-22-a7f3"
AT = "2026-11-22T14:32:07-06:00"
OPERATOR = "Director de TI"


def pinned_runbook() -> dict[str, object]:
    """A runbook as far as a record knows one: any JSON object with its hash."""
    body = {"id": "mpia-dti-140", "steps": [{"id": "confirm_loss", "items": ["reported_by"]}]}
    return {**body, "sha256": chain.runbook_sha256(body)}


def new_record(id: str = ID, events: int = 1, at: str = AT) -> Record:
    """A record of that many events, sealed at `at`."""
    mode = "training" if id.startswith("T-") else "incident"
    runbook = pinned_runbook()
    happenings = [Happening("session_started", {"runbook": "mpia-dti-140"})]
    happenings += [answer(number) for number in range(2, events + 1)]
    genesis = chain.genesis(id, mode, str(runbook["sha256"]))
    sealed = chain.seal(happenings, after=genesis, at=at, by=OPERATOR)
    return Record(id, mode, summary(id, events, at), sealed, runbook)


def summary(id: str, events: int, at: str = AT) -> dict[str, object]:
    """A summary as far as the store knows one."""
    mode = "training" if id.startswith("T-") else "incident"
    return {"id": id, "mode": mode, "status": "open", "started_at": at, "counts": {"done": events}}


def answer(number: int) -> Happening:
    """The answer that says which number it is."""
    return Happening("answered", {"item": "reported_by", "value": f"usuaria nº {number}"})


def next_events(record: Record) -> tuple[Event, ...]:
    """The answer that follows the record's last event."""
    last = record.events[-1]
    return chain.seal([answer(last.seq + 1)], after=last, at=AT, by=OPERATOR)


def append_next(writer: RecordWriter) -> Record:
    """Save that answer."""
    count = len(writer.record.events) + 1
    return writer.append(next_events(writer.record), summary(writer.record.id, count))


def main(folder: str, events: int, acknowledgements: str) -> None:
    """Save, and acknowledge past every buffer, so that a kill takes back nothing said."""
    said = os.open(acknowledgements, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    store, record = Store(folder), new_record()
    try:
        writer = store.create(record)
    except StoreError:
        writer = store.create(record)
    os.write(said, b"1\n")
    while len(writer.record.events) < events:
        new = next_events(writer.record)
        told = summary(record.id, len(writer.record.events) + 1)
        try:
            writer.append(new, told)
        except StoreError:
            writer.append(new, told)
        os.write(said, b"%d\n" % len(writer.record.events))
    writer.close()


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), sys.argv[3])
