"""Which daily copy can still be restored, until when, and what a restore would throw away.

MPIA-DTI-140 §8: every account is copied once a day, each copy is kept one week, and a restore
goes back at most that week (§8.4). Neither the document nor the vendor says at what hour a copy is
made (`copy_hour`). While it is not known each answer is a range, and its cautious end drives.

A copy is named by its calendar day in the portal's zone. Moments may come in with any offset and
go out in the portal's zone. Between two datetimes of one zone Python compares and subtracts the
hands of the clock, an hour wrong across a change of DST: everything here is reckoned in UTC, and
callers measure with `time_between`.

Pure: the caller says what time it is.
"""

from bisect import bisect_left
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

_ONE_DAY = timedelta(days=1)


class CopyState(StrEnum):
    """Whether a copy can be restored."""

    SURE = "sure"
    DOUBTFUL = "doubtful"
    TOO_NEW = "too_new"
    GONE = "gone"


class Doubt(StrEnum):
    """Why a copy is doubtful."""

    MAY_FOLLOW_LOSS = "may_follow_loss"
    """It may have been made after the last moment at which the data was known to be good."""
    MAY_BE_DELETED = "may_be_deleted"
    """Today is the last day on which it may exist."""
    MAY_NOT_BE_MADE = "may_not_be_made"
    """It is today's, at an hour that may be still to come."""
    LAST_GOOD_UNKNOWN = "last_good_unknown"
    """Nobody has said yet when the data was last known to be good."""


@dataclass(frozen=True, slots=True)
class RestorePoint:
    """The copy of one day.

    Each pair of limits is the earliest and the latest moment at which it is made, and deleted; the
    two are equal where the hour of the copies is known. `doubts` is empty unless `state` is
    doubtful.
    """

    date: date
    state: CopyState
    doubts: tuple[Doubt, ...]
    made_from: datetime
    made_by: datetime
    deleted_from: datetime
    deleted_by: datetime


@dataclass(frozen=True, slots=True)
class Exposure:
    """How much work a restore throws away (actual RPO, §8.5): at worst and at best."""

    worst: timedelta
    best: timedelta


def restore_points(
    *,
    now: datetime,
    zone: ZoneInfo,
    last_seen: datetime | None,
    copy_hour: int | None,
    kept_days: int,
) -> tuple[RestorePoint, ...]:
    """The copies from today back to the first day that is surely gone, newest first.

    `last_seen` is when the data was last known to be good; `copy_hour` is 0 to 23, local. A copy
    that is no longer kept is `gone` even where it is too new as well: nothing brings it back, while
    a better `last_seen` would make a merely too new one usable.

    Raises ValueError for a moment without an offset, an hour outside 0 to 23, or `kept_days` < 1.
    """
    if kept_days < 1:
        raise ValueError(f"copies are kept at least one day, not {kept_days}")
    present = as_utc(now)
    good = None if last_seen is None else as_utc(last_seen)
    today = present.astimezone(zone).date()
    return tuple(
        _restore_point(today - age * _ONE_DAY, present, zone, good, copy_hour, kept_days)
        for age in range(kept_days + 2)
    )


def proposed(points: tuple[RestorePoint, ...]) -> RestorePoint | None:
    """The copy to propose: the newest sure one, else the newest doubtful one, else none."""
    for state in (CopyState.SURE, CopyState.DOUBTFUL):
        usable = (point for point in points if point.state is state)
        newest = max(usable, key=lambda point: point.date, default=None)
        if newest is not None:
            return newest
    return None


def deadline(day: date, *, zone: ZoneInfo, copy_hour: int | None, kept_days: int) -> datetime:
    """The earliest moment at which the copy of `day` may be gone (§8.4).

    Raises ValueError for an hour outside 0 to 23.
    """
    return _deletion(day, copy_hour, zone, kept_days)[0].astimezone(zone)


def last_safe_moment(deadline: datetime, lead_hours: int) -> datetime:
    """The last moment to send the request: the hours that Support needs, before `deadline`.

    Raises ValueError for a deadline without an offset.
    """
    moment = as_utc(deadline) - timedelta(hours=lead_hours)
    return moment.astimezone(deadline.tzinfo)


def exposure(day: date, *, until: datetime, zone: ZoneInfo, copy_hour: int | None) -> Exposure:
    """The work thrown away by going back from `until` to the copy of `day` (§8.5).

    At worst from the start of the day, at best from its end, and exactly from the hour of the copy
    where it is known. Never negative.

    Raises ValueError for a moment without an offset, or an hour outside 0 to 23.
    """
    earliest, latest = _limits(day, copy_hour, zone)
    # An hour that the clock shows twice counts from the first: what is lost is never understated.
    best_from = latest if copy_hour is None else earliest
    return Exposure(worst=time_between(earliest, until), best=time_between(best_from, until))


def time_between(earlier: datetime, later: datetime) -> timedelta:
    """The time that really elapses, right across a change of DST; zero where `later` is not.

    Raises ValueError for a moment without an offset.
    """
    return max(as_utc(later) - as_utc(earlier), timedelta(0))


def as_utc(moment: datetime) -> datetime:
    """The same moment in UTC. Raises ValueError where it has no offset."""
    if moment.utcoffset() is None:
        raise ValueError(f"{moment.isoformat()} says no offset from UTC, so it is no moment")
    return moment.astimezone(UTC)


def _restore_point(
    day: date,
    now: datetime,
    zone: ZoneInfo,
    last_seen: datetime | None,
    copy_hour: int | None,
    kept_days: int,
) -> RestorePoint:
    made = _making(day, copy_hour, zone)
    deleted = _deletion(day, copy_hour, zone, kept_days)
    doubts: tuple[Doubt, ...] = ()
    if now >= deleted[1]:
        state = CopyState.GONE
    elif made[0] > now or (last_seen is not None and made[0] > last_seen):
        state = CopyState.TOO_NEW
    else:
        doubts = _doubts(now, last_seen, made_by=made[1], deleted_from=deleted[0])
        state = CopyState.DOUBTFUL if doubts else CopyState.SURE
    limits = (moment.astimezone(zone) for moment in (*made, *deleted))
    return RestorePoint(day, state, doubts, *limits)


def _doubts(
    now: datetime, last_seen: datetime | None, *, made_by: datetime, deleted_from: datetime
) -> tuple[Doubt, ...]:
    found = {
        Doubt.MAY_FOLLOW_LOSS: last_seen is not None and made_by > last_seen,
        Doubt.MAY_BE_DELETED: now >= deleted_from,
        Doubt.MAY_NOT_BE_MADE: now < made_by,
        Doubt.LAST_GOOD_UNKNOWN: last_seen is None,
    }
    return tuple(doubt for doubt, holds in found.items() if holds)


def _making(day: date, hour: int | None, zone: ZoneInfo) -> tuple[datetime, datetime]:
    """The limits, in UTC, between which the copy of `day` is made."""
    earliest, latest = _limits(day, hour, zone)
    # Of an hour that the clock shows twice the second counts: made later, it may hold the loss.
    return (earliest if hour is None else latest), latest


def _deletion(day: date, hour: int | None, zone: ZoneInfo, kept_days: int) -> tuple[datetime, datetime]:
    """The limits, in UTC, between which the copy of `day` is deleted."""
    earliest, latest = _limits(day + kept_days * _ONE_DAY, hour, zone)
    # Of an hour that the clock shows twice the first counts: by then it may be deleted.
    return earliest, (latest if hour is None else earliest)


def _limits(day: date, hour: int | None, zone: ZoneInfo) -> tuple[datetime, datetime]:
    """In UTC: the start and the end of `day`, or the first and the last time it is `hour`."""
    if hour is None:
        return _when(day, 0, zone)[0], _when(day + _ONE_DAY, 0, zone)[0]
    return _when(day, hour, zone)


def _when(day: date, hour: int, zone: ZoneInfo) -> tuple[datetime, datetime]:
    """In UTC: the first and the last moment at which the local clock shows `hour` on `day`.

    Where the clocks jump over it, midnight included, both are the moment to which they jump.
    """
    wall = datetime.combine(day, time(hour))
    first, last = (wall.replace(tzinfo=zone, fold=fold).astimezone(UTC) for fold in (0, 1))
    if first <= last:
        return first, last
    # PEP 495: in a gap fold=1 reads the clock as set after the jump, so it falls before fold=0,
    # and the jump is between the two.
    seconds = range(int(last.timestamp()), int(first.timestamp()))
    jump = bisect_left(
        seconds, wall, key=lambda second: datetime.fromtimestamp(second, zone).replace(tzinfo=None)
    )
    moment = last + timedelta(seconds=jump)
    return moment, moment
