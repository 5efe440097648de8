"""A record as a Python value and as the bytes of its file.

The bytes are one JSON document, the same for the same record: the summary on the first line, for
lists; an event a line, for people with a text editor; then the runbook and the seal.
"""

import re
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import MAXYEAR, MINYEAR, datetime
from typing import Any, Final, NamedTuple, NoReturn

from runbooks.engine.events import Event
from runbooks.language import _
from runbooks.record import chain, strict_json
from runbooks.record.errors import FilePath, UnreadableRecord
from runbooks.record.formats import FORMAT, check_format
from runbooks.record.pinned import AFTER, BEFORE, parted, pinned

MODES: Final = ("incident", "training")
_PARTS: Final = {"format", "summary", "events", "runbook", "seal"}
_EVENT_PARTS: Final = {"seq", "at", "by", "type", "data", "hash"}
_HASH: Final = re.compile(r"[0-9a-f]{64}")


class Seal(NamedTuple):
    """How many events a record has, and the hash of the last (the genesis when there are none)."""

    events: int
    head: str


@dataclass(frozen=True, slots=True)
class Record:
    """One session as it is kept.

    `mode` is one of `MODES`; `summary` is derived from the events and holds "id" and "mode";
    `runbook` is the whole runbook with its "sha256". `seal` is what a file said of itself, to be
    held against `seal_of`; None for a record that was not read from one. `original_held` is for a copy
    without its names and texts: whether the record that it was made of held together; None for a record.
    """

    id: str
    mode: str
    summary: Mapping[str, Any]
    events: tuple[Event, ...]
    runbook: Mapping[str, Any]
    seal: Seal | None = field(default=None, compare=False)
    original_held: bool | None = field(default=None, compare=False)


def genesis_of(record: Record) -> str:
    """The hash that the record's first event must follow."""
    return chain.genesis(record.id, record.mode, record.runbook["sha256"])


def seal_of(record: Record) -> Seal:
    """The seal that the record's events call for."""
    head = record.events[-1].hash if record.events else genesis_of(record)
    return Seal(len(record.events), head)


def holds_together(record: Record) -> bool:
    """Whether runbook, chain and seal agree; `verify` is what tells where they do not."""
    return (
        pinned(record.runbook).own_sha256 == record.runbook["sha256"]
        and chain.unbroken(record.events, after=genesis_of(record))
        and record.seal in (None, seal_of(record))
    )


@dataclass(frozen=True, slots=True)
class Encoded:
    """A record beside its bytes.

    The next save encodes only what is new, and takes the earlier events and the runbook from
    these bytes: the events stand from `_first` to `_last`, the rest up to `_seal`.
    """

    record: Record
    data: bytes
    _first: int
    _last: int
    _seal: int

    @classmethod
    def of(cls, record: Record) -> "Encoded":
        """Encode the whole record. Raises `ValueError` as `chain.canonical` does."""
        rest = BEFORE + pinned(record.runbook).canonical
        return cls._joined(record, _lines(record.events), b"", rest)

    def followed_by(self, events: Sequence[Event], summary: Mapping[str, Any]) -> "Encoded":
        """The record with `events` after its own and `summary` in place of its own."""
        record = replace(self.record, events=(*self.record.events, *events), summary=summary, seal=None)
        lines = _lines(events)
        new = b",\n" + lines if lines and self.record.events else lines
        data = memoryview(self.data)  # a slice of it copies nothing
        earlier, rest = data[self._first : self._last], data[self._last : self._seal]
        return self._joined(record, earlier, new, rest)

    @classmethod
    def _joined(
        cls, record: Record, earlier: bytes | memoryview, new: bytes, rest: bytes | memoryview
    ) -> "Encoded":
        summary = chain.canonical(dict(record.summary))
        seal = b'{"events":%d,"head":"%b"}' % (len(record.events), seal_of(record).head.encode())
        head = b'{"format":"%b","summary":%b,\n"events":[\n' % (FORMAT.encode(), summary)
        data = b"".join((head, earlier, new, rest, AFTER + b"%b}\n" % seal))
        last = len(head) + len(earlier) + len(new)
        return cls(record, data, len(head), last, last + len(rest))


def _lines(events: Sequence[Event]) -> bytes:
    return b",\n".join(
        chain.canonical(
            {
                "seq": event.seq,
                "at": event.at,
                "by": event.by,
                "type": event.type,
                "data": dict(event.data),
                "hash": event.hash,
            }
        )
        for event in events
    )


def is_canonical(data: bytes, record: Record) -> bool:
    """Whether `data` is to the byte what this program writes for the record (S20)."""
    return Encoded.of(record).data == data


def decode(data: bytes, name: FilePath) -> Record:
    """The record in the bytes of the file `name`.

    It has the shape of a record; whether it holds together is asked elsewhere.
    Raises `UnreadableRecord`.
    """
    try:
        return _record(_document(data))
    except strict_json.BadJson as error:
        raise UnreadableRecord(name, str(error)) from error


def _document(data: bytes) -> Mapping[str, Any]:
    """What is in a record's file, its runbook read once for all records that hold the same."""
    with suppress(strict_json.BadJson):  # the whole says better where it is broken
        if apart := parted(data):
            rest, runbook = apart
            document = strict_json.parse(rest)
            if isinstance(document, dict) and document.get("runbook", runbook) is None:
                check_format(document)
                return {**document, "runbook": runbook}
    document = strict_json.parse(data)
    check_format(document)
    return document  # type: ignore[no-any-return]


def _record(document: Mapping[str, Any]) -> Record:
    if document.keys() != _PARTS:
        _misshapen("format, summary, events, runbook, seal")
    summary, runbook, seal = document["summary"], document["runbook"], document["seal"]
    if not (
        isinstance(summary, dict) and isinstance(summary.get("id"), str) and summary.get("mode") in MODES
    ):
        _misshapen("summary")
    if not (isinstance(runbook, dict) and _is_hash(runbook.get("sha256"))):
        _misshapen("runbook")
    if not (
        isinstance(seal, dict)
        and seal.keys() == {"events", "head"}
        and type(seal["events"]) is int
        and _is_hash(seal["head"])
    ):
        _misshapen("seal")
    if not isinstance(document["events"], list):
        _misshapen("events")
    events = tuple(_event(place, part) for place, part in enumerate(document["events"], 1))
    return Record(summary["id"], summary["mode"], summary, events, runbook, Seal(**seal))


def _event(place: int, part: Any) -> Event:
    if not (
        isinstance(part, dict)
        and part.keys() == _EVENT_PARTS
        and type(part["seq"]) is int
        and is_moment(part["at"])
        and isinstance(part["by"], str)
        and isinstance(part["type"], str)
        and isinstance(part["data"], dict)
        and _is_hash(part["hash"])
    ):
        _misshapen(f"events[{place}]")
    return Event(**part)


def _is_hash(value: object) -> bool:
    return isinstance(value, str) and _HASH.fullmatch(value) is not None


def is_moment(value: object) -> bool:
    """Whether a value of JSON is a moment as records have them, with its offset, which any zone can show."""
    try:
        moment = datetime.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return False
    return moment is not None and moment.tzinfo is not None and MINYEAR < moment.year < MAXYEAR


def _misshapen(part: str) -> NoReturn:
    told = _("Its part “{part}” does not have the shape of a record's.")
    raise strict_json.BadJson(told.format(part=part))
