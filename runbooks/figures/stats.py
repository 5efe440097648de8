"""The figures over many sessions: frozen, all of one mode."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from runbooks.engine.state import Status
from runbooks.figures.seen import Named, Passed, Wait
from runbooks.record.errors import UnreadableRecord


@dataclass(frozen=True, slots=True)
class Spread:
    """How a number of times lie: how many they are, the middle one, the shortest and the longest.

    `each` has all of them with the day on which their session began, the oldest first.
    """

    median: timedelta
    shortest: timedelta
    longest: timedelta
    total: timedelta
    each: tuple[tuple[date, timedelta], ...]

    @property
    def count(self) -> int:
        """How many times there are."""
        return len(self.each)


@dataclass(frozen=True, slots=True)
class Ended:
    """How many sessions ended with an outcome, and whether it restores."""

    outcome: Named
    restores: bool
    count: int


@dataclass(frozen=True, slots=True)
class Month:
    """The sessions that began in a month, told by its first day: by outcome, and those without one."""

    first: date
    ended: tuple[Ended, ...]
    not_ended: int

    @property
    def sessions(self) -> int:
        """All that began in it."""
        return self.not_ended + sum(one.count for one in self.ended)

    @property
    def restored(self) -> int:
        """Those whose outcome restores."""
        return sum(one.count for one in self.ended if one.restores)


@dataclass(frozen=True, slots=True)
class Measured:
    """A figure of a runbook over the sessions that have it and have ended.

    Those whose outcome restores are apart from the others (`restores`): of a restore that did not succeed
    the time that it took is none to restore. Of an exposure `best` has the best case.
    """

    figure: Named
    restores: bool
    spread: Spread
    best: Spread | None = None


@dataclass(frozen=True, slots=True)
class PassedOver:
    """How often an item was passed over and put off, in how many sessions, and each time why."""

    item: Named
    overridden: int
    deferred: int
    sessions: int
    each: tuple[Passed, ...]


@dataclass(frozen=True, slots=True)
class Waited:
    """The time spent in a step, session by session."""

    step: Named
    spread: Spread


@dataclass(frozen=True, slots=True)
class Stats:
    """All figures of the sessions of `mode` that began on `since` or later; from the first where it is None.

    `until` is the day on which they were counted. Sessions that have not ended are counted, and their waits,
    but no figure of theirs. `unreadable` and `changed` records are in no count: what cannot be read, and what
    is not as restaura wrote it.
    """

    mode: str
    since: date | None
    until: date
    sessions: int
    statuses: Mapping[Status, int]
    outcomes: tuple[Ended, ...]
    not_ended: int
    months: tuple[Month, ...]
    measured: tuple[Measured, ...]
    passed: tuple[PassedOver, ...]
    steps: tuple[Waited, ...]
    longest: tuple[Wait, ...]
    unreadable: tuple[UnreadableRecord, ...]
    changed: tuple[UnreadableRecord, ...]
