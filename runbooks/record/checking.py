"""All records checked at once, beside what was known of them the last time."""

import os
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import NamedTuple

from runbooks.folders import Folders
from runbooks.language import _
from runbooks.record.archive.reading import ENDING, archives
from runbooks.record.archive.verifying import examine_archive
from runbooks.record.encoding import Record, Seal, seal_of
from runbooks.record.listing import ids
from runbooks.record.verified import (
    MISSING,
    NEW,
    REWRITTEN,
    Known,
    Verified,
    became,
    fault_of,
    fault_of_missing,
)
from runbooks.record.verify import Fault, Verdict, examine_file

Advance = Callable[[], None]
Check = Callable[[Sequence["Asked"]], Generator["Checked", None, None]]


class Asked(NamedTuple):
    """A record to check: its file, and what was known of it."""

    path: str
    known: Known | None


class Checked(NamedTuple):
    """What checking it found; `seal` is None where it is no record, `since` where nothing can be said."""

    verdict: Verdict
    seal: Seal | None
    since: str | None


def check_record(asked: Asked) -> Checked:
    """Check one record beside what was known of it, and of no other: many may be checked at once."""
    return _checked(asked.known, *examine_file(asked.path))


def lost(asked: Asked) -> Checked:
    """What stands for a record whose checking ended with its process."""
    what = _("the process that checked it has ended: check it by itself")
    return Checked(Verdict(asked.path, None, None, (Fault("file", what),)), None, None)


def _checked(known: Known | None, verdict: Verdict, record: Record | None) -> Checked:
    since = became(known, record) if record else (NEW if known is None else None)
    if since == REWRITTEN and known is not None:
        verdict = replace(verdict, faults=(*verdict.faults, fault_of(known)))
    return Checked(verdict, seal_of(record) if record else None, since)


def one_by_one(asked: Sequence[Asked]) -> Generator[Checked, None, None]:
    """Check them in this process."""
    yield from map(check_record, asked)


@dataclass
class Checking:
    """One check of everything: what it finds as it goes, and what is new since `before`."""

    places: Folders
    before: Verified
    at: str
    known: dict[str, Known] = field(default_factory=dict)
    became: dict[str, list[str]] = field(default_factory=dict)
    """The ids by what became of them."""
    put_away: list[str] = field(default_factory=list)
    """The ids that lay in the folder the last time, and are in an archive now."""
    gone_with_archive: list[str] = field(default_factory=list)
    records: int = 0
    archived: int = 0
    shown: dict[str, tuple[str, Seal]] = field(default_factory=dict)
    """Where the record lies that an id means, and what it has."""
    faulty: set[str] = field(default_factory=set)
    """The archives that have a fault, by their place: their records are not missing."""

    def files(self) -> list[str]:
        """The records and the archives to check, each as its path."""
        of_each = (self.places, self.places.of("training"))
        kept = [str(own.sessions / f"{id}.json") for own in of_each for id in ids(own.sessions)]
        return kept + [one.path for own in of_each for one in archives(own.archives)]

    def verdicts(
        self, files: Sequence[str], advance: Advance = lambda: None, check: Check = one_by_one
    ) -> Iterator[Verdict]:
        """What is found in each of `files`, then what is missing; `check` does it with the records."""
        records = [path for path in files if not path.endswith(ENDING)]
        asked = [Asked(path, self.before.records.get(Path(path).stem)) for path in records]
        with closing(check(asked)) as found:
            for path, checked in zip(records, found, strict=True):
                self.records += 1
                yield self._beside_before(Path(path).stem, path, checked)
                advance()
        for path in files[len(records) :]:
            yield self._archive(path)
            advance()
        yield from self._missing()

    @property
    def new_faults(self) -> list[str]:
        """The ids of what has a fault that it did not have, or was not known, the last time."""
        return [id for id, one in self.known.items() if set(one.faults) - self._faults_before(id)]

    @property
    def faults_gone(self) -> list[str]:
        """The ids of what had a fault the last time that it has no more."""
        return [id for id, one in self.known.items() if self._faults_before(id) - set(one.faults)]

    def _faults_before(self, id: str) -> set[str]:
        known = self.before.records.get(id)
        return set(known.faults) if known else set()

    def _archive(self, path: str) -> Verdict:
        def look(record: Record, faults: tuple[Fault, ...]) -> Iterator[Fault]:
            id = record.id
            self.archived += 1
            if id in self.known:  # it lies elsewhere too, and was dealt with there
                yield from self._twice(id, seal_of(record))
                return
            own = tuple(Fault(f"sessions/{id}.json {one.where}", one.what) for one in faults)
            of_it = Verdict(path, None, None, own)
            beside = self._beside_before(id, path, _checked(self.before.records.get(id), of_it, record))
            yield from (Fault(f"{id} {one.where}", one.what) for one in beside.faults[len(faults) :])

        verdict = examine_archive(path, look).verdict
        if verdict.faults:
            self.faulty.add(self._place(path))
        return verdict

    def _twice(self, id: str, seal: Seal) -> Iterator[Fault]:
        """The fault of one that is not what is shown under its id: a closed record never changes."""
        place, shown = self.shown.get(id, ("", seal))
        if shown != seal:
            told = _("another record of this id is in {place}, and that one is shown: see which one holds")
            yield Fault(id, told.format(place=place))

    def _beside_before(self, id: str, path: str, checked: Checked) -> Verdict:
        verdict, seal, since = checked
        known = self.before.records.get(id)
        faults = verdict.faults
        if since:
            self.became.setdefault(since, []).append(id)
        place = self._place(path)
        wheres = tuple(one.where for one in faults)
        if seal is not None:
            self.shown[id] = place, seal
        self.known[id] = self._to_know(known, None if faults else seal, place, wheres)
        if known and self.known[id].is_archived and not known.is_archived:
            self.put_away.append(id)
        return replace(verdict, faults=faults, since=since)

    def _place(self, path: str) -> str:
        return str(Path(path).relative_to(self.places.data))

    def _to_know(self, known: Known | None, seal: Seal | None, place: str, faults: tuple[str, ...]) -> Known:
        """What to know of a record; of one with a fault, how it was when it had none."""
        if seal is not None:
            return Known(place, seal.events, seal.head, self.at)
        return replace(known, place=place, faults=faults) if known else Known(place, 0, "", self.at, faults)

    def _missing(self) -> Iterator[Verdict]:
        for id, known in self.before.records.items():
            if id in self.known:
                continue
            if known.place in self.faulty:  # which tells of its fault itself
                self.known[id] = known
                continue
            if known.is_archived and not os.path.lexists(self.places.data / known.place):
                self.gone_with_archive.append(id)  # archives are there to be taken elsewhere
                continue
            self.became.setdefault(MISSING, []).append(id)
            fault = fault_of_missing(known)
            self.known[id] = replace(known, faults=(MISSING,))
            head, path = known.head or None, str(self.places.data / known.place)
            yield Verdict(path, known.events, head, (fault,), since=MISSING)
