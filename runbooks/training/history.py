"""Who has trained what, and how it went: attempts, the rubric over time, when it is due again (T15)."""

from calendar import monthrange
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from runbooks.engine.moments import YEARS
from runbooks.record.encoding import Record
from runbooks.record.errors import BROKEN, StoreError
from runbooks.record.store import Store
from runbooks.training.kept import day_of, no_training, said, trainings


@dataclass(frozen=True, slots=True)
class Attempt:
    """One training that was closed. `day` is the real one; `points` and `labels` are by criterion.

    `again` where it was tried again from a decision of another one: that is practice, and no exam.
    """

    id: str
    trainee: str
    day: date
    began: str
    scenario: str
    title: str
    difficulty: int
    exam: bool
    again: bool
    percent: int
    passed: bool
    failures: tuple[str, ...]
    points: Mapping[str, int]
    labels: Mapping[str, str]

    @property
    def counts(self) -> bool:
        """Whether it is an exam, passed, and no part of it was done before: what a certificate asks."""
        return self.exam and self.passed and not self.failures and not self.again

    def as_json(self) -> dict[str, Any]:
        """As `restaura train history --json` prints it."""
        return {
            "id": self.id,
            "day": self.day.isoformat(),
            "scenario": self.scenario,
            "title": self.title,
            "difficulty": self.difficulty,
            "exam": self.exam,
            "again": self.again,
            "percent": self.percent,
            "passed": self.passed,
            "failures": list(self.failures),
        }


@dataclass(frozen=True, slots=True)
class Trainee:
    """One person's attempts, the oldest first; `due` is the day from which an exam is due again.

    None where no exam was passed yet: then it is due.
    """

    name: str
    attempts: tuple[Attempt, ...]
    due: date | None

    @property
    def last(self) -> Attempt:
        """The newest attempt."""
        return self.attempts[-1]

    @property
    def best(self) -> int | None:
        """The best exam in a hundred; what was guided, or tried again, is practice."""
        return max((one.percent for one in self.attempts if one.exam and not one.again), default=None)

    @property
    def failures(self) -> int:
        """Critical failures in all attempts."""
        return sum(len(one.failures) for one in self.attempts)

    def is_due(self, today: date) -> bool:
        """Whether an exam is to be taken."""
        return self.due is None or self.due <= today

    def rubric(self) -> list[tuple[str, str, list[int | None]]]:
        """The rubric over time: for each criterion its id, its label, and its points in each attempt."""
        labels: dict[str, str] = {}
        for one in self.attempts:
            labels |= {id: one.labels[id] for id in one.points}
        return [(id, label, [one.points.get(id) for one in self.attempts]) for id, label in labels.items()]


@dataclass(frozen=True, slots=True)
class History:
    """All trainees by name; `unread` are the records that could not be taken into account."""

    trainees: tuple[Trainee, ...]
    unread: tuple[StoreError, ...]

    def of(self, name: str) -> Trainee | None:
        """The trainee of that name; capitals do not matter."""
        wanted = name.strip().casefold()
        return next((one for one in self.trainees if one.name.casefold() == wanted), None)


def history(store: Store, months: int) -> History:
    """Everyone's closed trainings; an exam is due again `months` after the last one that counts.

    Raises `StoreError` when the folder cannot be read.
    """
    attempts: dict[str, list[Attempt]] = {}
    unread: list[StoreError] = []
    for record in trainings(store):
        if isinstance(record, StoreError):
            unread.append(record)
            continue
        try:
            attempt = attempt_of(record)
        except BROKEN:
            unread.append(no_training(store.path(record.id)))
            continue
        if attempt is not None:
            attempts.setdefault(attempt.trainee.casefold(), []).append(attempt)
    trainees = (_trainee(found, months) for found in attempts.values())
    return History(tuple(sorted(trainees, key=lambda one: one.name.casefold())), tuple(unread))


def attempt_of(record: Record) -> Attempt | None:
    """What one record says; None where it is not closed. Raises one of `BROKEN` for no training."""
    first, last = record.events[0], record.events[-1]
    pinned = first.data["training"]
    score = last.data.get("score") if last.type == "session_closed" else None
    if score is None:
        return None
    attempt = Attempt(
        id=record.id,
        trainee=first.by,
        day=day_of(record, 0),
        began=first.data["wall"],
        scenario=pinned["scenario"]["id"],
        title=said(pinned["scenario"]["title"]),
        difficulty=pinned["scenario"]["difficulty"],
        exam=pinned["exam"],
        again=pinned["again"] is not None,
        percent=score["percent"],
        passed=score["passed"],
        failures=tuple(score["failures"]),
        points={one["id"]: one["points"] for one in score["criteria"]},
        labels={
            one["id"]: said(one["label"])
            for one in (*pinned["guide"]["rubric"], *pinned["guide"]["failures"])
        },
    )
    _refuse_other_types(attempt)
    return attempt


def _refuse_other_types(attempt: Attempt) -> None:
    """A record may be anybody's; attempts are held against each other. Raises `TypeError`, `ValueError`."""
    whole = (attempt.difficulty, attempt.percent, *attempt.points.values())
    texts = (attempt.began, attempt.scenario, *attempt.failures, *attempt.labels.values())
    yes_or_no = (attempt.exam, attempt.passed)
    for values, kind in ((whole, int), (texts, str), (yes_or_no, bool)):
        if not all(type(value) is kind for value in values):
            raise TypeError(f"a {kind.__name__} is expected in each of {values}")
    if not attempt.points.keys() <= attempt.labels.keys() or attempt.day.year not in YEARS:
        raise ValueError("points for what is not judged, or a year in which nobody can have trained")


def _trainee(found: Iterable[Attempt], months: int) -> Trainee:
    attempts = tuple(sorted(found, key=lambda one: (one.began, one.id)))
    return Trainee(attempts[-1].trainee, attempts, _due(attempts, months))


def _due(attempts: Sequence[Attempt], months: int) -> date | None:
    passed = [one.day for one in attempts if one.counts]
    return months_after(passed[-1], months) if passed else None


def months_after(day: date, months: int) -> date:
    """The same day so many months on; the last of the month where that has no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
