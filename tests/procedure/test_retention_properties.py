"""What holds of the retention arithmetic at every moment, in zones with every kind of change of clocks."""

from datetime import UTC, date, datetime, time, timedelta, timezone
from itertools import pairwise, takewhile
from zoneinfo import ZoneInfo

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from runbooks.engine.retention import (
    CopyState,
    Doubt,
    RestorePoint,
    as_utc,
    deadline,
    exposure,
    last_safe_moment,
    proposed,
    restore_points,
    time_between,
)

USABLE = {CopyState.SURE, CopyState.DOUBTFUL}

zones = st.sampled_from(
    [
        ZoneInfo(name)
        for name in (
            "America/Mexico_City",
            "America/Tijuana",
            "Europe/Madrid",
            "America/Sao_Paulo",  # no midnight in spring, 23:00 twice in autumn
            "America/Havana",  # no midnight in spring, two in autumn
            "Africa/Cairo",
            "Australia/Lord_Howe",  # half an hour
            "Asia/Kathmandu",
            "Pacific/Kiritimati",
        )
    ]
)
hours = st.integers(0, 23)
offsets = st.integers(-14 * 60, 14 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes)))
days = st.dates(date(2015, 1, 1), date(2035, 12, 31))


@st.composite
def moments(draw: st.DrawFn) -> datetime:
    """Any moment, as likely as not within hours of the nights on which most clocks change."""
    day = draw(
        st.one_of(
            days,
            st.sampled_from([date(2018, 2, 18), date(2018, 11, 4), date(2026, 3, 8), date(2026, 11, 1)]),
            st.sampled_from([date(2026, 3, 29), date(2026, 10, 25), date(2026, 4, 5), date(2026, 4, 24)]),
        )
    )
    return datetime.combine(day, time(0), UTC) + timedelta(minutes=draw(st.integers(-36 * 60, 36 * 60)))


def copies(
    now: datetime, zone: ZoneInfo, last_seen: datetime | None, hour: int | None
) -> dict[date, RestorePoint]:
    found = restore_points(now=now, zone=zone, last_seen=last_seen, copy_hour=hour, kept_days=7)
    return {point.date: point for point in found}


ages = st.integers(0, 10 * 24 * 60).map(lambda minutes: timedelta(minutes=minutes))
unknown_or_hours = st.none() | hours


@given(moments(), zones, ages, hours)
def test_knowing_the_hour_settles_doubts_and_overturns_nothing(
    now: datetime, zone: ZoneInfo, age: timedelta, hour: int
) -> None:
    exact = copies(now, zone, now - age, hour)
    for day, point in copies(now, zone, now - age, None).items():
        if point.state is CopyState.TOO_NEW:
            assert exact[day].state in {CopyState.TOO_NEW, CopyState.GONE}
        elif point.state is not CopyState.DOUBTFUL:
            # A sure copy is sure whatever the hour turns out to be, and a gone one stays gone.
            assert exact[day].state is point.state
        assert exact[day].state is not CopyState.DOUBTFUL
        assert as_utc(point.made_from) <= as_utc(exact[day].made_from) <= as_utc(point.made_by)
        assert as_utc(point.deleted_from) <= as_utc(exact[day].deleted_from) <= as_utc(point.deleted_by)


@given(moments(), zones, st.none() | ages, unknown_or_hours)
def test_a_copy_has_doubts_exactly_when_it_is_doubtful(
    now: datetime, zone: ZoneInfo, age: timedelta | None, hour: int | None
) -> None:
    last_seen = None if age is None else now - age
    for point in copies(now, zone, last_seen, hour).values():
        assert bool(point.doubts) is (point.state is CopyState.DOUBTFUL)
        if point.doubts:
            assert (Doubt.LAST_GOOD_UNKNOWN in point.doubts) is (last_seen is None)


@given(moments(), zones, st.none() | ages, unknown_or_hours)
def test_what_is_proposed_is_the_newest_of_the_best_that_is_left(
    now: datetime, zone: ZoneInfo, age: timedelta | None, hour: int | None
) -> None:
    found = copies(now, zone, None if age is None else now - age, hour)
    chosen = proposed(tuple(found.values()))
    usable = [point for point in found.values() if point.state in USABLE]
    if chosen is None:
        assert usable == []
        return
    assert chosen in usable
    newer = takewhile(lambda point: point is not chosen, found.values())
    assert CopyState.SURE not in {point.state for point in newer}
    if chosen.state is CopyState.DOUBTFUL:
        assert chosen is usable[0]
        assert CopyState.SURE not in {point.state for point in usable}


@given(moments(), zones, ages, unknown_or_hours)
def test_the_window_is_whole_without_gap_or_overlap(
    now: datetime, zone: ZoneInfo, age: timedelta, hour: int | None
) -> None:
    found = list(copies(now, zone, now - age, hour).values())
    assert [found[0].date - point.date for point in found] == [timedelta(days=back) for back in range(9)]
    assert found[0].date == now.astimezone(zone).date()
    assert found[-1].state is CopyState.GONE
    for newer, older in pairwise(found):
        assert as_utc(older.made_by) <= as_utc(newer.made_from)
        assert as_utc(older.deleted_by) <= as_utc(newer.deleted_from)


@given(moments(), zones, ages, unknown_or_hours)
def test_from_the_deadline_on_a_copy_may_be_deleted_and_not_before(
    now: datetime, zone: ZoneInfo, age: timedelta, hour: int | None
) -> None:
    for day, point in copies(now, zone, now - age, hour).items():
        limit = deadline(day, zone=zone, copy_hour=hour, kept_days=7)
        assert limit.isoformat() == point.deleted_from.isoformat()
        assert as_utc(limit) <= as_utc(point.deleted_by)
        if point.state in USABLE:
            assert (Doubt.MAY_BE_DELETED in point.doubts) is (now >= as_utc(limit))
        elif point.state is CopyState.GONE:
            assert now >= as_utc(limit)


AGEING = {
    CopyState.SURE: {CopyState.SURE, CopyState.DOUBTFUL, CopyState.GONE},
    CopyState.DOUBTFUL: {CopyState.DOUBTFUL, CopyState.GONE},
    CopyState.TOO_NEW: {CopyState.TOO_NEW, CopyState.GONE},
    CopyState.GONE: {CopyState.GONE},
}


@given(moments(), zones, ages, ages, unknown_or_hours)
def test_as_time_passes_a_copy_only_ages(
    now: datetime, zone: ZoneInfo, age: timedelta, passing: timedelta, hour: int | None
) -> None:
    later = copies(now + passing, zone, now - age, hour)
    for day, point in copies(now, zone, now - age, hour).items():
        if day in later:
            assert later[day].state in AGEING[point.state]


@given(moments(), zones, ages, ages, unknown_or_hours)
def test_a_later_last_good_moment_never_makes_a_copy_worse(
    now: datetime, zone: ZoneInfo, age: timedelta, more: timedelta, hour: int | None
) -> None:
    rank = [CopyState.TOO_NEW, CopyState.DOUBTFUL, CopyState.SURE]
    better = copies(now, zone, now - age, hour)
    for day, point in copies(now, zone, now - age - more, hour).items():
        if point.state is CopyState.GONE:
            assert better[day].state is CopyState.GONE
        else:
            assert rank.index(better[day].state) >= rank.index(point.state)


@given(moments(), zones, ages, offsets, unknown_or_hours)
def test_nothing_depends_on_the_offset_in_which_a_moment_is_told(
    now: datetime, zone: ZoneInfo, age: timedelta, offset: timezone, hour: int | None
) -> None:
    # The portal's own zone too: there Python compares by the hands of the clock.
    for place in (offset, zone):
        here, seen = now.astimezone(place), (now - age).astimezone(place)
        assert copies(here, zone, seen, hour) == copies(now, zone, now - age, hour)
        day = now.date()
        lost = [exposure(day, until=until, zone=zone, copy_hour=hour) for until in (here, now)]
        assert lost[0] == lost[1]
        assert time_between(seen, here) == age


@given(moments(), zones, ages, ages, unknown_or_hours)
def test_a_clock_that_jumps_back_and_returns_leaves_no_trace(
    now: datetime, zone: ZoneInfo, age: timedelta, jump: timedelta, hour: int | None
) -> None:
    before = copies(now, zone, now - age, hour)
    copies(now - jump, zone, now - age, hour)
    assert copies(now, zone, now - age, hour) == before


@given(st.integers(-1, 9), zones, moments(), ages, unknown_or_hours)
def test_exposure_is_a_range_that_grows_with_real_time(
    days_back: int, zone: ZoneInfo, until: datetime, passing: timedelta, hour: int | None
) -> None:
    day = until.date() - timedelta(days=days_back)
    lost = exposure(day, until=until, zone=zone, copy_hour=hour)
    more = exposure(day, until=until + passing, zone=zone, copy_hour=hour)
    assert lost.worst >= lost.best >= timedelta(0)
    assert hour is None or lost.worst == lost.best
    assume(lost.best > timedelta(0))
    assert (more.worst - lost.worst, more.best - lost.best) == (passing, passing)


@given(days, zones, unknown_or_hours, st.integers(0, 200))
def test_the_last_safe_moment_is_exactly_the_lead_away_in_the_zone_of_the_deadline(
    day: date, zone: ZoneInfo, hour: int | None, lead: int
) -> None:
    limit = deadline(day, zone=zone, copy_hour=hour, kept_days=7)
    safe = last_safe_moment(limit, lead)
    assert as_utc(limit) - as_utc(safe) == timedelta(hours=lead)
    assert safe.tzinfo is zone


@given(days, zones)
def test_a_day_starts_where_the_local_calendar_turns(day: date, zone: ZoneInfo) -> None:
    start = as_utc(deadline(day, zone=zone, copy_hour=None, kept_days=1))
    assert start.astimezone(zone).date() == day + timedelta(days=1)
    assert (start - timedelta(microseconds=1)).astimezone(zone).date() == day


NAIVE, AWARE = datetime(2026, 11, 22, 14, 30), datetime(2026, 11, 22, 14, 30, tzinfo=UTC)
ZONE = ZoneInfo("America/Mexico_City")


@pytest.mark.parametrize(("now", "last_seen"), [(NAIVE, None), (NAIVE, AWARE), (AWARE, NAIVE)])
def test_a_moment_without_an_offset_is_refused(now: datetime, last_seen: datetime | None) -> None:
    with pytest.raises(ValueError, match="2026-11-22T14:30:00 says no offset"):
        copies(now, ZONE, last_seen, None)


def test_a_measure_from_or_to_a_moment_without_an_offset_is_refused() -> None:
    for earlier, later in ((NAIVE, AWARE), (AWARE, NAIVE)):
        with pytest.raises(ValueError, match="says no offset"):
            time_between(earlier, later)
    with pytest.raises(ValueError, match="says no offset"):
        exposure(NAIVE.date(), until=NAIVE, zone=ZONE, copy_hour=None)
    with pytest.raises(ValueError, match="says no offset"):
        last_safe_moment(NAIVE, 24)


@pytest.mark.parametrize(("hour", "kept_days"), [(-1, 7), (24, 7), (None, 0), (3, -1)])
def test_an_hour_or_a_keeping_time_that_cannot_be_is_refused(hour: int | None, kept_days: int) -> None:
    with pytest.raises(ValueError, match=r"hour must be in 0\.\.23|at least one day"):
        restore_points(now=AWARE, zone=ZONE, last_seen=None, copy_hour=hour, kept_days=kept_days)
