"""The chain of hashes that makes a changed record evident (contract.md, "The record").

Each event's hash covers the event before it, and the first one covers the session's id and the
runbook: whoever kept the last hash elsewhere sees any change before it. Evident, not impossible:
who owns the file can write the whole chain anew.
"""

from collections.abc import Callable, Iterable, Mapping
from functools import cache
from typing import Any

from runbooks.engine.events import Event, Happening
from runbooks.record.formats import FORMAT
from runbooks.record.strict_json import MAX_INTEGER


def canonical(value: Any) -> bytes:
    """The RFC 8785 form of a JSON value.

    Raises `ValueError` for what JSON cannot hold: lone surrogates, NaN, integers past 2^53 - 1.
    """
    if _is_simple(value):
        # Of such a value Python's own form is that of RFC 8785, and is had in a quarter of the time.
        return _own_form()(value).encode()
    import rfc8785  # imported here: lists of records hash nothing, and start faster without it

    return rfc8785.dumps(value)


@cache
def _own_form() -> Callable[[Any], str]:
    from json import JSONEncoder

    return JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode


def _is_simple(value: Any) -> bool:
    """Whether a value has none of what JSON writers differ about: fractions, large numbers, order of keys.

    RFC 8785 orders keys by their UTF-16 units, Python by their characters; of ASCII ones that is the same.
    """
    kind = type(value)
    if kind is dict:
        return all(type(key) is str and key.isascii() and _is_simple(one) for key, one in value.items())
    if kind is list or kind is tuple:
        return all(map(_is_simple, value))
    if kind is int:
        return bool(-MAX_INTEGER <= value <= MAX_INTEGER)
    return kind is str or kind is bool or value is None


def sha256(value: Any) -> str:
    """The lower-case hex SHA-256 of the RFC 8785 form of `value`."""
    import hashlib  # imported here for the same reason

    return hashlib.sha256(canonical(value)).hexdigest()


def runbook_sha256(runbook: Mapping[str, Any]) -> str:
    """The hash of a runbook as a record embeds it; its own "sha256" key is left out."""
    return sha256({key: value for key, value in runbook.items() if key != "sha256"})


def genesis(session_id: str, mode: str, runbook_sha256: str) -> str:
    """The hash before the first event: it ties the chain to its session and runbook."""
    return sha256({"format": FORMAT, "id": session_id, "mode": mode, "runbook_sha256": runbook_sha256})


def event_hash(prev: str, *, seq: int, at: str, by: str, type: str, data: Mapping[str, Any]) -> str:
    """The hash of one event; `prev` is that of the event before it, or the genesis."""
    return sha256({"prev": prev, "seq": seq, "at": at, "by": by, "type": type, "data": dict(data)})


def seal(happenings: Iterable[Happening], *, after: Event | str, at: str, by: str) -> tuple[Event, ...]:
    """The happenings as events that follow `after`: the record's last event, or its genesis.

    `at` is ISO 8601 with its offset, `by` the operator. Raises `ValueError` as `canonical` does.
    """
    seq, prev = (after.seq, after.hash) if isinstance(after, Event) else (0, after)
    events: list[Event] = []
    for happening in happenings:
        seq += 1
        prev = event_hash(prev, seq=seq, at=at, by=by, type=happening.type, data=happening.data)
        events.append(Event(seq, at, by, happening.type, happening.data, prev))
    return tuple(events)


def unbroken(events: Iterable[Event], *, after: Event | str) -> bool:
    """Whether the events follow `after` and each other, in number and in hash."""
    seq, prev = (after.seq, after.hash) if isinstance(after, Event) else (0, after)
    for event in events:
        seq += 1
        prev = event_hash(prev, seq=seq, at=event.at, by=event.by, type=event.type, data=event.data)
        if event.seq != seq or event.hash != prev:
            return False
    return True
