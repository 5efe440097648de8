"""Whether a record is what it was: chain, seal, runbook, summary and bytes (contract.md, "Verify")."""

import os
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, NamedTuple

from runbooks.engine.situation import Situation
from runbooks.engine.state import blank, fold
from runbooks.language import _
from runbooks.record import chain, strict_json
from runbooks.record.encoding import Record, decode, genesis_of, is_canonical, seal_of
from runbooks.record.errors import BROKEN, FilePath, StoreError, UnreadableRecord
from runbooks.record.files import read_regular
from runbooks.record.listing import is_id
from runbooks.record.pinned import pinned
from runbooks.record.summary import summarise


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a record, and where in it."""

    where: str
    what: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """What verifying one file found; `head` and `events` as the file says, None where unreadable.

    `records` is how many an archive has, None for what is no archive; `since` what became of a record
    since everything was verified last, where that is known.
    """

    path: str
    events: int | None
    head: str | None
    faults: tuple[Fault, ...]
    records: int | None = None
    since: str | None = None

    def as_json(self) -> dict[str, Any]:
        """The document of contract.md, "Verify", with what there is besides."""
        besides = {"records": self.records, "since": self.since}
        return {
            "path": self.path,
            "ok": not self.faults,
            "events": self.events,
            "head": self.head,
            "faults": [{"where": f.where, "what": f.what} for f in self.faults],
            **{name: value for name, value in besides.items() if value is not None},
        }


class Examined(NamedTuple):
    """What examining bytes found; `record` is None where they hold none."""

    verdict: Verdict
    record: Record | None


def verify(path: FilePath) -> Verdict:
    """Check one file; what is no record at all is a fault too."""
    return examine_file(path).verdict


def examine_file(path: FilePath) -> Examined:
    """The same, with the record that was checked."""
    try:
        data = read_regular(path, strict_json.MAX_BYTES)
    except StoreError as error:
        return _unreadable(path, str(error))
    verdict, record = examine(data, path)
    stem = os.path.splitext(os.path.basename(path))[0]
    if record is not None and is_id(stem) and record.id != stem:  # it would hide the record of that id
        named = Fault("summary", _("the id in it is not the one in its name"))
        verdict = replace(verdict, faults=(*verdict.faults, named))
    return Examined(verdict, record)


def examine(data: bytes, path: FilePath) -> Examined:
    """The same of bytes that were read from `path`."""
    try:
        record = decode(data, path)
    except UnreadableRecord as error:
        return _unreadable(path, error.reason)
    faults = [*_chain(record), *_seal(record), *_content(record)]
    if not faults and not is_canonical(data, record):
        faults.append(Fault("file", _("the bytes are not those that restaura writes")))
    verdict = Verdict(os.fspath(path), len(record.events), seal_of(record).head, tuple(faults))
    return Examined(verdict, record)


def _unreadable(path: FilePath, why: str) -> Examined:
    return Examined(Verdict(os.fspath(path), None, None, (Fault("file", why),)), None)


def _chain(record: Record) -> list[Fault]:
    faults: list[Fault] = []
    if pinned(record.runbook).own_sha256 != record.runbook["sha256"]:
        faults.append(Fault("runbook", _("the runbook does not match its hash")))
    before: Any = genesis_of(record)
    for place, event in enumerate(record.events, start=1):
        if event.seq != place:
            what = _("event {seq} stands in place {place}").format(seq=event.seq, place=place)
            faults.append(Fault(f"events[{place}]", what))
            break
        if not chain.unbroken([event], after=before):
            faults.append(Fault(f"events[{place}]", _("the event does not match its hash")))
            break
        before = event
    return faults


def _seal(record: Record) -> list[Fault]:
    if record.seal is None or record.seal == seal_of(record):
        return []
    return [Fault("seal", _("the seal tells of other events than the record has"))]


def _content(record: Record) -> list[Fault]:
    try:
        summary = _summary(record)
    except BROKEN:
        return [Fault("events", _("the events do not make a session of this runbook"))]
    if summary != dict(record.summary):
        return [Fault("summary", _("the summary does not follow from the events"))]
    return []


def _summary(record: Record) -> dict[str, Any]:
    state = fold(blank(record.id, record.mode, pinned(record.runbook).runbook), record.events)
    return summarise(Situation(state, datetime.fromisoformat(state.updated_at)))
