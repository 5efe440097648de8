"""Retention arithmetic: which daily copies can still be restored, and what a restore would cost.

The source is procedure.md, "Time" (§8 intro, §8.4). A copy is named by its calendar day D in the
portal's zone; at what hour it is made may be unknown, and then both limits are given and the
cautious one drives. Pure: every moment comes from the caller, aware, in any zone.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

DAY = timedelta(days=1)


class CopyState(StrEnum):
    """Whether a copy can be restored for this loss."""

    SURE = "sure"
    DOUBTFUL = "doubtful"
    TOO_NEW = "too_new"
    GONE = "gone"


class Doubt(StrEnum):
    """Why a copy is doubtful."""

    MAY_FOLLOW_LOSS = "may_follow_loss"
    MAY_BE_DELETED = "may_be_deleted"
    MAY_NOT_BE_MADE = "may_not_be_made"
    LAST_GOOD_UNKNOWN = "last_good_unknown"


@dataclass(frozen=True, slots=True)
class RestorePoint:
    """One daily copy: made between two moments, deleted between two moments.

    The limits are equal where the copy hour is known. `doubts` is empty unless `state` is doubtful.
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
    """What a restore throws away (actual RPO): at worst from the start of D, at best from its end."""

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
    """Every daily copy in reach with its state, newest first.

    From today back to the first day that is surely gone, `kept_days` + 1 days ago. Without
    `last_seen` no copy is sure. Raises `ValueError` for a naive moment.
    """
    today = _aware(now).astimezone(zone).date()
    days = (today - timedelta(days=back) for back in range(kept_days + 2))
    return tuple(_point(day, now, zone, last_seen, copy_hour, kept_days) for day in days)


def proposed(points: tuple[RestorePoint, ...]) -> RestorePoint | None:
    """The newest sure copy; without one the newest doubtful one; without one nothing."""
    for state in (CopyState.SURE, CopyState.DOUBTFUL):
        fitting = [point for point in points if point.state is state]
        if fitting:
            return max(fitting, key=lambda point: point.date)
    return None


def deadline(day: date, *, zone: ZoneInfo, copy_hour: int | None, kept_days: int) -> datetime:
    """The earlier limit at which the copy of `day` may be gone: it drives the countdown."""
    return _limits(day + timedelta(days=kept_days), zone, copy_hour)[0]


def last_safe_moment(limit: datetime, lead_hours: int) -> datetime:
    """The last safe moment to send the request: `lead_hours` of elapsed time before `limit`."""
    return (_aware(limit).astimezone(UTC) - timedelta(hours=lead_hours)).astimezone(limit.tzinfo)


def exposure(day: date, *, until: datetime, zone: ZoneInfo, copy_hour: int | None) -> Exposure:
    """The work thrown away by restoring the copy of `day`, as elapsed time up to `until`."""
    earliest, latest = _limits(day, zone, copy_hour)
    return Exposure(worst=time_between(earliest, until), best=time_between(latest, until))


def time_between(earlier: datetime, later: datetime) -> timedelta:
    """Elapsed time, right across a change of clocks; never negative."""
    elapsed = _aware(later).astimezone(UTC) - _aware(earlier).astimezone(UTC)
    return max(elapsed, timedelta())


def _point(
    day: date,
    now: datetime,
    zone: ZoneInfo,
    last_seen: datetime | None,
    copy_hour: int | None,
    kept_days: int,
) -> RestorePoint:
    made = _limits(day, zone, copy_hour)
    deleted = _limits(day + timedelta(days=kept_days), zone, copy_hour)
    state, doubts = _state(now, last_seen, made, deleted)
    return RestorePoint(day, state, doubts, *made, *deleted)


def _state(
    now: datetime,
    last_seen: datetime | None,
    made: tuple[datetime, datetime],
    deleted: tuple[datetime, datetime],
) -> tuple[CopyState, tuple[Doubt, ...]]:
    # Gone comes first: what is no longer kept cannot be had, whatever else holds of it.
    if now >= deleted[1]:
        return CopyState.GONE, ()
    if now < made[0] or (last_seen is not None and _after_loss(made, _aware(last_seen))):
        return CopyState.TOO_NEW, ()
    doubts: list[Doubt] = []
    if last_seen is None:
        doubts.append(Doubt.LAST_GOOD_UNKNOWN)
    elif made[1] > last_seen:
        doubts.append(Doubt.MAY_FOLLOW_LOSS)
    if now >= deleted[0]:
        doubts.append(Doubt.MAY_BE_DELETED)
    if now < made[1]:
        doubts.append(Doubt.MAY_NOT_BE_MADE)
    return (CopyState.DOUBTFUL if doubts else CopyState.SURE), tuple(doubts)


def _after_loss(made: tuple[datetime, datetime], last_seen: datetime) -> bool:
    # With a known hour the limits are one moment, and a copy made at `last_seen` is still free of
    # the loss; with an unknown one the day that starts just then may hold it, so it is doubtful.
    return made[0] > last_seen


def _limits(day: date, zone: ZoneInfo, copy_hour: int | None) -> tuple[datetime, datetime]:
    """The earliest and the latest moment of `day` at which its copy is made (or deleted)."""
    if copy_hour is None:
        return _local(day, 0, zone), _local(day + DAY, 0, zone)
    return _local(day, copy_hour, zone), _local(day, copy_hour, zone)


def _local(day: date, hour: int, zone: ZoneInfo) -> datetime:
    """`hour` o'clock on `day`: the first of two such moments, and where there is none, the jump's.

    The round trip through UTC turns a local time that the clocks skip into the moment they jumped
    to, counted with the offset before the jump.
    """
    wall = datetime.combine(day, time(hour), tzinfo=zone)
    return wall.astimezone(UTC).astimezone(zone)


def _aware(value: datetime) -> datetime:
    if value.utcoffset() is None:
        raise ValueError("a moment needs its offset from UTC")
    return value
