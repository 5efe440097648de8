"""The index of an archive, its first member: what lists show of each record in it, and its hash."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from hashlib import sha256
from typing import Any, Final, Self

from runbooks.language import _
from runbooks.record import strict_json
from runbooks.record.chain import canonical
from runbooks.record.encoding import Record, seal_of
from runbooks.record.listing import is_id

FORMAT: Final = "restaura.archive/1"
NAME: Final = "index.json"
MOST_BYTES: Final = 32 * 1024 * 1024
MOST_RECORDS: Final = 20_000

_ANY_FORMAT: Final = re.compile(r"restaura\.archive/[1-9][0-9]{0,8}")
_HASH: Final = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class Entry:
    """A record in an archive: how long its file was, its SHA-256, and what the record says of itself."""

    id: str
    size: int
    sha256: str
    events: int
    head: str
    summary: Mapping[str, Any]

    @classmethod
    def of(cls, record: Record, data: bytes) -> Self:
        """Of a record and the bytes of its file."""
        events, head = seal_of(record)
        return cls(record.id, len(data), sha256(data).hexdigest(), events, head, record.summary)

    @property
    def member(self) -> str:
        """What its file is called in the archive: as in the folder of data."""
        return f"sessions/{self.id}.json"


def written(entries: Iterable[Entry]) -> bytes:
    """The index as its bytes, a record a line."""
    lines = b",\n".join(canonical({**asdict(entry), "summary": dict(entry.summary)}) for entry in entries)
    return b'{"format":"%b","records":[\n%b\n]}\n' % (FORMAT.encode(), lines)


def read(data: bytes) -> tuple[Entry, ...]:
    """The records that an index names, in the order of their ids.

    Raises `BadJson` for what is no index, or not to the byte one of this program.
    """
    document = strict_json.parse(data, MOST_BYTES)
    named = document.get("format") if isinstance(document, dict) else None
    if not isinstance(named, str) or not _ANY_FORMAT.fullmatch(named):
        raise strict_json.BadJson(_("It is not an archive of restaura."))
    if named != FORMAT:
        told = _("A newer restaura wrote it ({format}): install that version to read it.")
        raise strict_json.BadJson(told.format(format=named))
    parts = document.get("records")
    if not isinstance(parts, list) or not all(map(_is_entry, parts)):
        raise strict_json.BadJson(_("Its index does not have the shape of an archive's."))
    entries = tuple(Entry(**part) for part in parts)
    ids = [entry.id for entry in entries]
    if len(ids) > MOST_RECORDS or ids != sorted(set(ids)) or written(entries) != data:
        raise strict_json.BadJson(_("Its index is not as restaura writes one."))
    return entries


def _is_entry(part: Any) -> bool:
    return (
        isinstance(part, dict)
        and part.keys() == Entry.__dataclass_fields__.keys()
        and isinstance(part["id"], str)
        and is_id(part["id"])
        and all(type(part[name]) is int and part[name] >= 0 for name in ("size", "events"))
        and part["size"] <= strict_json.MAX_BYTES
        and all(isinstance(part[name], str) and _HASH.fullmatch(part[name]) for name in ("sha256", "head"))
        and isinstance(part["summary"], dict)
        and part["summary"].get("id") == part["id"]
    )
