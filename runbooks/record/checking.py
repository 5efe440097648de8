"""All records checked at once, beside what was known of them the last time."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from runbooks.folders import Folders
from runbooks.record.archive.reading import archives
from runbooks.record.archive.verifying import examine_archive
from runbooks.record.encoding import Record, seal_of
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
from runbooks.record.verify import Examined, Fault, Verdict, examine_file

Advance = Callable[[], None]


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

    def files(self) -> list[str]:
        """The records and the archives to check, each as its path."""
        of_each = (self.places, self.places.of("training"))
        kept = [str(own.sessions / f"{id}.json") for own in of_each for id in ids(own.sessions)]
        return kept + [one.path for own in of_each for one in archives(own.archives)]

    def verdicts(self, files: list[str], advance: Advance = lambda: None) -> Iterator[Verdict]:
        """What is found in each of `files`, then what is missing."""
        for path in files:
            yield self._archive(path) if path.endswith(".tar") else self._record(path)
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

    def _record(self, path: str) -> Verdict:
        verdict, record = examine_file(path)
        self.records += 1
        return self._beside_before(Path(path).stem, path, Examined(verdict, record))

    def _archive(self, path: str) -> Verdict:
        verdict, records = examine_archive(path)
        faults = list(verdict.faults)
        for record in records:
            self.archived += 1
            if record.id in self.known:  # it lies in the folder too, and was dealt with there
                continue
            of_it = tuple(one for one in verdict.faults if f"/{record.id}.json " in one.where)
            beside = self._beside_before(record.id, path, Examined(replace(verdict, faults=of_it), record))
            faults += (Fault(f"{record.id} {one.where}", one.what) for one in beside.faults[len(of_it) :])
        return replace(verdict, faults=tuple(faults))

    def _beside_before(self, id: str, path: str, examined: Examined) -> Verdict:
        verdict, record = examined
        known = self.before.records.get(id)
        since = became(known, record) if record else (NEW if known is None else None)
        faults = verdict.faults
        if since == REWRITTEN and known is not None:
            faults = (*faults, fault_of(known))
        if since:
            self.became.setdefault(since, []).append(id)
        place = str(Path(path).relative_to(self.places.data))
        wheres = tuple(one.where for one in faults)
        self.known[id] = self._to_know(known, None if faults else record, place, wheres)
        if known and self.known[id].is_archived and not known.is_archived:
            self.put_away.append(id)
        return replace(verdict, faults=faults, since=since)

    def _to_know(
        self, known: Known | None, record: Record | None, place: str, faults: tuple[str, ...]
    ) -> Known:
        """What to know of a record; of one with a fault, how it was when it had none."""
        if record is not None:
            events, head = seal_of(record)
            return Known(place, events, head, self.at)
        return replace(known, place=place, faults=faults) if known else Known(place, 0, "", self.at, faults)

    def _missing(self) -> Iterator[Verdict]:
        for id, known in self.before.records.items():
            if id in self.known:
                continue
            if known.is_archived:  # archives are there to be taken elsewhere
                self.gone_with_archive.append(id)
                continue
            self.became.setdefault(MISSING, []).append(id)
            fault = fault_of_missing(known)
            self.known[id] = replace(known, faults=(MISSING,))
            head, path = known.head or None, str(self.places.data / known.place)
            yield Verdict(path, known.events, head, (fault,), since=MISSING)
