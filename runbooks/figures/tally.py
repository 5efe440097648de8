"""Sessions put together, one after another: of each only its numbers are kept."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from heapq import nsmallest
from statistics import median
from typing import Final

from runbooks.engine.state import Status
from runbooks.figures.seen import Measure, Named, Passed, Seen, Wait
from runbooks.figures.stats import Ended, Measured, Month, PassedOver, Spread, Stats, Waited
from runbooks.record.errors import UnreadableRecord

LONGEST: Final = 5
"""How many of the longest waits are told one by one."""

STATUSES: Final[tuple[Status, ...]] = ("closed", "finished", "open")

Dated = list[tuple[date, Measure]]


class Tally:
    """What was counted so far; `stats` tells it at any time."""

    def __init__(self, mode: str, since: date | None, until: date) -> None:
        self._mode, self._since, self._until = mode, since, until
        self._statuses: Counter[Status] = Counter()
        self._months: dict[date, Counter[Named | None]] = defaultdict(Counter)
        self._restores: set[Named] = set()
        self._measures: dict[tuple[Named, bool], Dated] = defaultdict(list)
        self._passed: dict[Named, list[Passed]] = defaultdict(list)
        self._steps: dict[Named, Dated] = defaultdict(list)
        self._longest: list[Wait] = []
        self._unreadable: list[UnreadableRecord] = []
        self._changed: list[UnreadableRecord] = []

    def count(self, one: Seen) -> None:
        """Count a session, if it began on `since` or later."""
        if self._since is not None and one.began < self._since:
            return
        self._statuses[one.status] += 1
        self._months[one.began.replace(day=1)][one.outcome] += 1
        if one.outcome is not None and one.restores:
            self._restores.add(one.outcome)
        for figure, value in one.measures:
            self._measures[figure, one.restores].append((one.began, value))
        for passed in one.passed:
            self._passed[passed.item].append(passed)
        for step, time in _by_step(one.waits).items():
            self._steps[step].append((one.began, time))
        waits = [*self._longest, *(wait for wait in one.waits if wait.time)]
        self._longest = nsmallest(LONGEST, waits, key=_longest_first)

    def leave_out(self, error: UnreadableRecord, *, changed: bool) -> None:
        """Keep the name of a record that cannot be counted."""
        (self._changed if changed else self._unreadable).append(error)

    @property
    def sessions(self) -> int:
        """How many sessions were counted."""
        return self._statuses.total()

    def stats(self) -> Stats:
        """The figures of all that was counted."""
        outcomes: Counter[Named | None] = sum(self._months.values(), Counter())
        return Stats(
            self._mode,
            self._since,
            self._until,
            self.sessions,
            {status: self._statuses[status] for status in STATUSES},
            self._ended(outcomes),
            outcomes[None],
            tuple(Month(m, self._ended(c), c[None]) for m, c in sorted(self._months.items())),
            tuple(_measured(figure, restores, of) for (figure, restores), of in self._measures.items()),
            tuple(sorted(map(_passed_over, self._passed.values()), key=_most_passed_first)),
            tuple(sorted((Waited(step, _spread(of)) for step, of in self._steps.items()), key=_longest_step)),
            tuple(self._longest),
            tuple(self._unreadable),
            tuple(self._changed),
        )

    def _ended(self, outcomes: Counter[Named | None]) -> tuple[Ended, ...]:
        """The outcomes, the most frequent first; of several as frequent those that restore."""
        found = [Ended(one, one in self._restores, count) for one, count in outcomes.items() if one]
        return tuple(
            sorted(found, key=lambda one: (-one.count, not one.restores, one.outcome.runbook, one.outcome.id))
        )


def _by_step(waits: Iterable[Wait]) -> dict[Named, timedelta]:
    found: dict[Named, timedelta] = {}
    for wait in waits:
        found[wait.step] = found.get(wait.step, timedelta(0)) + wait.time
    return found


def _measured(figure: Named, restores: bool, of: Dated) -> Measured:
    exposures = [(day, value) for day, value in of if not isinstance(value, timedelta)]
    times = [(day, value) for day, value in of if isinstance(value, timedelta)]
    if not exposures:
        return Measured(figure, restores, _spread(times))
    # One runbook gives one kind; where another revision gave the other, a time is both worst and best.
    worst = [(day, value.worst) for day, value in exposures]
    best = [(day, value.best) for day, value in exposures]
    return Measured(figure, restores, _spread(worst + times), _spread(best + times))


def _spread(of: Sequence[tuple[date, Measure]]) -> Spread:
    each = tuple(sorted((day, value) for day, value in of if isinstance(value, timedelta)))
    times = [time for _day, time in each]
    middle = timedelta(seconds=round(median(time.total_seconds() for time in times)))
    return Spread(middle, min(times), max(times), sum(times, timedelta(0)), each)


def _passed_over(each: list[Passed]) -> PassedOver:
    kinds = Counter(one.kind for one in each)
    sessions = len({one.session for one in each})
    return PassedOver(each[0].item, kinds["overridden"], kinds["deferred"], sessions, tuple(each))


def _most_passed_first(one: PassedOver) -> tuple[int, str, str]:
    return -len(one.each), one.item.runbook, one.item.id


def _longest_step(one: Waited) -> tuple[timedelta, str, str]:
    return -one.spread.total, one.step.runbook, one.step.id


def _longest_first(wait: Wait) -> tuple[timedelta, str]:
    return -wait.time, wait.session
