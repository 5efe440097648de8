"""What the last check of all records found, so that the next one can say what is new.

A head that was there and is no longer in its chain shows what the file alone cannot: a tail that was cut,
or a record written anew (reliability.md, S20). To whoever can change this file too, it shows nothing.
"""

import errno
import re
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from runbooks.language import _, words
from runbooks.record import strict_json
from runbooks.record.chain import canonical
from runbooks.record.encoding import Record, Seal, is_moment, seal_of
from runbooks.record.errors import StoreError
from runbooks.record.files import read_regular, write_durably
from runbooks.record.listing import is_id
from runbooks.record.verify import Fault

FORMAT: Final = "restaura.verified/1"
MOST_BYTES: Final = 64 * 1024 * 1024
NEW, SAME, GROWN, REWRITTEN, MISSING = "new", "same", "grown", "rewritten", "missing"
"""What became of a record since the last time."""

_HASH: Final = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class Known:
    """A record as it was at the moment `at`; `head` is empty for one that could not be read.

    `place` is its file or its archive, below the folder of data; `faults` where its faults were.
    """

    place: str
    events: int
    head: str
    at: str
    faults: tuple[str, ...] = ()

    @property
    def is_archived(self) -> bool:
        """Whether it lay in an archive."""
        return self.place.endswith(".tar")


@dataclass(frozen=True, slots=True)
class Verified:
    """What was known after a check, by id; `at` is its moment, empty where there was none before.

    `trouble` is a sentence where the file with it could not be read, so that it begins anew.
    """

    at: str = ""
    records: Mapping[str, Known] = field(default_factory=dict)
    trouble: str = ""


def became(known: Known | None, record: Record) -> str:
    """What became of a record since it was `known`: one of the words above."""
    if known is None or not known.head:
        return NEW if known is None else SAME
    seal = seal_of(record)
    if seal == Seal(known.events, known.head):
        return SAME
    place = known.events - 1
    was_there = 0 <= place < len(record.events) and record.events[place].hash == known.head
    return GROWN if was_there else REWRITTEN


def fault_of(known: Known) -> Fault:
    """What is said of a record that was rewritten."""
    told = _(
        "on {at} it had {count} events with the head {head}, which is no longer in it: "
        "its end was cut off, or it was written anew"
    )
    return Fault("head", told.format(at=moment_in_words(known.at), count=known.events, head=known.head))


def fault_of_missing(known: Known) -> Fault:
    """What is said of a record that is not there any more."""
    told = _("it was there on {at}, and is neither there nor in an archive now")
    return Fault("file", told.format(at=moment_in_words(known.at)))


def moment_in_words(at: str) -> str:
    """A moment of a check as people say it, by this machine's clock."""
    return words.moment(datetime.fromisoformat(at).astimezone())


def read_verified(path: Path) -> Verified:
    """What the file says; empty where there is none, or where it cannot be read, which `trouble` tells."""
    try:
        return _verified(strict_json.parse(read_regular(path, MOST_BYTES), MOST_BYTES))
    except StoreError as error:
        return Verified(trouble="" if error.errno == errno.ENOENT else str(error))
    except strict_json.BadJson as error:
        told = _("{path} cannot be read, so nothing is known of the last check. {reason}")
        return Verified(trouble=told.format(path=path, reason=error))


def write_verified(path: Path, at: str, records: Mapping[str, Known]) -> None:
    """Keep what is known now. Raises `StoreError`."""
    known = {id: {**asdict(one), "faults": list(one.faults)} for id, one in records.items()}
    write_durably(path, canonical({"format": FORMAT, "at": at, "records": known}) + b"\n")


def forget(path: Path, ids: Iterable[str]) -> None:
    """Know no more of these records: they were taken elsewhere on purpose. Raises `StoreError`."""
    known, gone = read_verified(path), set(ids)
    if gone & known.records.keys():
        left = {id: one for id, one in known.records.items() if id not in gone}
        write_verified(path, known.at, left)


def _verified(document: Any) -> Verified:
    if not (
        isinstance(document, dict)
        and document.get("format") == FORMAT
        and is_moment(document.get("at"))
        and isinstance(document.get("records"), dict)
        and all(is_id(id) and _is_known(one) for id, one in document["records"].items())
    ):
        raise strict_json.BadJson(_("It does not have the shape of such a file."))
    known = {id: Known(**{**one, "faults": tuple(one["faults"])}) for id, one in document["records"].items()}
    return Verified(document["at"], known)


def _is_known(one: Any) -> bool:
    return (
        isinstance(one, dict)
        and one.keys() == Known.__dataclass_fields__.keys()
        and is_moment(one["at"])
        and _are_texts([one["place"], one["head"]])
        and type(one["events"]) is int
        and (not one["head"] or _HASH.fullmatch(one["head"]) is not None)
        and isinstance(one["faults"], list)
        and _are_texts(one["faults"])
    )


def _are_texts(values: Iterable[Any]) -> bool:
    return all(isinstance(value, str) for value in values)
