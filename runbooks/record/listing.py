"""The records of a folder, for lists: ten thousand of them without reading any whole.

This module imports little on purpose, since `restaura list` needs nothing else of a record.
"""

import os
import re
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from itertools import groupby
from typing import Any, Final

from runbooks.language import _
from runbooks.record import strict_json
from runbooks.record.causes import cause
from runbooks.record.errors import AmbiguousId, FilePath, NotFound, StoreError, UnreadableRecord
from runbooks.record.files import read_ends, read_regular
from runbooks.record.formats import FORMAT, check_format

_ID: Final = re.compile(r"(?:T-)?([0-9]{4}-[0-9]{2}-[0-9]{2})-[a-z0-9]{4}")
_HEAD: Final = f'{{"format":"{FORMAT}","summary":'.encode()
_TAIL: Final = re.compile(rb'\n"seal":\{"events":[0-9]+,"head":"[0-9a-f]{64}"\}\}\n\Z')
_FIRST_READ: Final = 16 * 1024  # a summary has a tenth of this
_LAST_READ: Final = 128


def is_id(text: str) -> bool:
    """Whether the whole text is the id of a session, such as 2026-11-22-a7f3."""
    return _ID.fullmatch(text) is not None


def ids(folder: FilePath) -> list[str]:
    """The ids of a folder's records, newest day first; none when there is no such folder.

    Raises `StoreError` when the folder cannot be read.
    """
    return sorted(filter(is_id, _stems(folder)), key=lambda id: (_day(id), id), reverse=True)


def find(folder: FilePath, fragment: str) -> str:
    """The id that is `fragment`, or the only one that holds it; capitals do not matter.

    Raises `NotFound`, `AmbiguousId`, and `StoreError` when the folder cannot be read.
    """
    asked = fragment.strip().casefold()
    candidates = [id for id in ids(folder) if asked in id.casefold()] if asked else []
    exact = [id for id in candidates if id.casefold() == asked]
    match exact or candidates:
        case [found]:
            return found
        case []:
            raise NotFound(fragment, folder)
        case several:
            raise AmbiguousId(fragment, several, folder)


def summaries(folder: FilePath) -> Iterator[Mapping[str, Any] | UnreadableRecord]:
    """What each record of the folder says of itself, newest first, read as it is asked for.

    A file that cannot be read is told in its place, never left out and never touched; one whose
    name is not a record's comes last. Raises `StoreError` when the folder cannot be read.
    """
    for _day_of_all, of_a_day in groupby(ids(folder), key=_day):
        yield from sorted(
            (_listed(os.path.join(folder, f"{id}.json")) for id in of_a_day),
            key=_started,
            reverse=True,
        )
    for stem in sorted(stem for stem in _stems(folder) if not is_id(stem)):
        yield UnreadableRecord(os.path.join(folder, f"{stem}.json"), _("Its name is not that of a record."))


def read_summary(path: FilePath) -> Mapping[str, Any]:
    """The summary of one record, by the file's first line and its end.

    A file that another program has laid out anew is read whole. Raises `UnreadableRecord`.
    """
    try:
        first, last = read_ends(path, _FIRST_READ, _LAST_READ, strict_json.MAX_BYTES)
        line, newline, _rest = first.partition(b"\n")
        if newline and line.startswith(_HEAD) and line.endswith(b"},") and _TAIL.search(last):
            summary = strict_json.parse(line[len(_HEAD) : -1])
        else:
            summary = _read_whole(path)
    except strict_json.BadJson as error:
        raise UnreadableRecord(path, str(error)) from error
    except StoreError as error:
        raise UnreadableRecord(path, cause(error.errno or 0), error.errno) from error
    stem = os.path.splitext(os.path.basename(path))[0]
    if not isinstance(summary, dict) or summary.get("id") != stem:
        raise UnreadableRecord(path, _("The id in it is not the one in its name."))
    return summary


def _read_whole(path: FilePath) -> Any:
    document = strict_json.parse(read_regular(path, strict_json.MAX_BYTES))
    check_format(document)
    return document.get("summary")


def _listed(path: str) -> Mapping[str, Any] | UnreadableRecord:
    try:
        return read_summary(path)
    except UnreadableRecord as error:
        return error


def day_of(id: str) -> date:
    """The day in an id. Raises `ValueError` for what is no id, or no day of the calendar."""
    return date.fromisoformat(_day(id))


def begun(summary: Mapping[str, Any]) -> datetime:
    """When a session was begun: of a training the real moment, since its clock is simulated.

    Raises `ValueError` for a summary that does not say.
    """
    return datetime.fromisoformat(str(moments(summary).get("started_at")))


def moments(summary: Mapping[str, Any]) -> Mapping[str, Any]:
    """Where the real moments of a summary stand, `started_at` and `updated_at`."""
    wall = summary.get("wall")
    return wall if isinstance(wall, dict) else summary


def _started(listed: Mapping[str, Any] | UnreadableRecord) -> float:
    if isinstance(listed, UnreadableRecord):
        return 0.0
    try:
        return begun(listed).timestamp()
    except (ValueError, OverflowError):
        return 0.0


def _day(id: str) -> str:
    known = _ID.fullmatch(id)
    return known[1] if known else ""


def _stems(folder: FilePath) -> list[str]:
    try:
        names = os.listdir(folder)
    except FileNotFoundError:
        return []
    except OSError as error:
        told = _("The folder {path} cannot be read.").format(path=os.fspath(folder))
        number = error.errno or 0
        raise StoreError(f"{told} {cause(number)}", folder, number) from error
    return [name[:-5] for name in names if name.endswith(".json") and name[0] != "."]
