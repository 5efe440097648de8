"""The retention arithmetic, case by case from the tables of the procedure (section Time).

Moments are compared as text: between two datetimes of a zone Python compares the hands of the clock.
"""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from runbooks.engine.retention import (
    Exposure,
    RestorePoint,
    deadline,
    exposure,
    last_safe_moment,
    proposed,
    restore_points,
    time_between,
)

MEXICO = ZoneInfo("America/Mexico_City")
TIJUANA = ZoneInfo("America/Tijuana")
SAO_PAULO = ZoneInfo("America/Sao_Paulo")
NOW = "2026-11-22T14:30-06:00"

at = datetime.fromisoformat


def points(
    now: str, last_seen: str | None, hour: int | None = None, zone: ZoneInfo = MEXICO
) -> dict[str, RestorePoint]:
    """The copies by day, kept for the week of §8."""
    good = None if last_seen is None else at(last_seen)
    found = restore_points(now=at(now), zone=zone, last_seen=good, copy_hour=hour, kept_days=7)
    return {point.date.isoformat(): point for point in found}


def state(point: RestorePoint) -> str:
    """The state, followed by the doubts where there are any."""
    return ": ".join(filter(None, [point.state, ", ".join(point.doubts)]))


def made(point: RestorePoint) -> tuple[str, str]:
    return point.made_from.isoformat(), point.made_by.isoformat()


def deleted(point: RestorePoint) -> tuple[str, str]:
    return point.deleted_from.isoformat(), point.deleted_by.isoformat()


# -- the hour of the copies is not known ------------------------------------------------------


def test_each_day_from_today_back_to_the_first_surely_gone_has_the_state_of_the_table() -> None:
    found = points(NOW, "2026-11-20T09:00-06:00")
    assert [(day, state(point)) for day, point in found.items()] == [
        ("2026-11-22", "too_new"),
        ("2026-11-21", "too_new"),
        ("2026-11-20", "doubtful: may_follow_loss"),
        ("2026-11-19", "sure"),
        ("2026-11-18", "sure"),
        ("2026-11-17", "sure"),
        ("2026-11-16", "sure"),
        ("2026-11-15", "doubtful: may_be_deleted"),
        ("2026-11-14", "gone"),
    ]


@pytest.mark.parametrize(
    ("last_seen", "now", "expected"),
    [
        ("2026-11-14T23:59:59-06:00", "2026-11-21T23:59:59-06:00", "too_new"),
        ("2026-11-15T00:00:00-06:00", "2026-11-21T23:59:59-06:00", "doubtful: may_follow_loss"),
        ("2026-11-15T23:59:59-06:00", "2026-11-21T23:59:59-06:00", "doubtful: may_follow_loss"),
        ("2026-11-16T00:00:00-06:00", "2026-11-21T23:59:59-06:00", "sure"),
        ("2026-11-16T00:00:00-06:00", "2026-11-22T00:00:00-06:00", "doubtful: may_be_deleted"),
        ("2026-11-16T00:00:00-06:00", "2026-11-22T23:59:59-06:00", "doubtful: may_be_deleted"),
        ("2026-11-16T00:00:00-06:00", "2026-11-23T00:00:00-06:00", "gone"),
    ],
)
def test_each_state_changes_with_the_local_day(last_seen: str, now: str, expected: str) -> None:
    assert state(points(now, last_seen)["2026-11-15"]) == expected


def test_a_copy_can_be_doubtful_for_two_reasons() -> None:
    today, oldest = "2026-11-22", "2026-11-15"
    found = points(NOW, f"{today}T14:00-06:00")[today]
    assert state(found) == "doubtful: may_follow_loss, may_not_be_made"
    found = points(NOW, f"{oldest}T10:00-06:00")[oldest]
    assert state(found) == "doubtful: may_follow_loss, may_be_deleted"


def test_a_copy_no_longer_kept_is_gone_even_when_it_is_too_new() -> None:
    found = points(NOW, "2026-11-01T10:00-06:00").values()
    assert [state(point) for point in found] == ["too_new"] * 8 + ["gone"]


def test_without_a_last_good_moment_every_kept_copy_is_doubtful() -> None:
    assert [state(point) for point in points(NOW, None).values()] == [
        "doubtful: may_not_be_made, last_good_unknown",
        *["doubtful: last_good_unknown"] * 6,
        "doubtful: may_be_deleted, last_good_unknown",
        "gone",
    ]


@pytest.mark.parametrize(
    ("now", "last_seen", "day"),
    [
        (NOW, "2026-11-22T14:00-06:00", "2026-11-21"),
        (NOW, "2026-11-20T09:00-06:00", "2026-11-19"),  # sure, before the newer doubtful one
        (NOW, "2026-11-16T09:00-06:00", "2026-11-16"),  # doubtful, where none is sure
        (NOW, "2026-11-14T09:00-06:00", None),
        ("2026-11-23T23:59-06:00", "2026-11-16T09:00-06:00", "2026-11-16"),
        ("2026-11-24T00:00-06:00", "2026-11-16T09:00-06:00", None),
    ],
)
def test_the_newest_sure_copy_is_proposed_or_else_the_newest_doubtful_one(
    now: str, last_seen: str, day: str | None
) -> None:
    point = proposed(tuple(points(now, last_seen).values()))
    assert (point.date.isoformat() if point else None) == day


def test_the_limits_of_a_copy_are_the_ends_of_its_day_and_of_its_seventh() -> None:
    point = points(NOW, None)["2026-11-19"]
    assert made(point) == ("2026-11-19T00:00:00-06:00", "2026-11-20T00:00:00-06:00")
    assert deleted(point) == ("2026-11-26T00:00:00-06:00", "2026-11-27T00:00:00-06:00")


# -- the hour of the copies is known ----------------------------------------------------------


def test_with_the_hour_known_the_table_is_exact() -> None:
    found = points(NOW, "2026-11-20T09:00-06:00", hour=3)
    assert [state(point) for point in found.values()] == ["too_new"] * 2 + ["sure"] * 5 + ["gone"] * 2
    assert made(found["2026-11-20"]) == ("2026-11-20T03:00:00-06:00",) * 2
    assert deleted(found["2026-11-20"]) == ("2026-11-27T03:00:00-06:00",) * 2


@pytest.mark.parametrize(
    ("now", "last_seen", "day", "expected"),
    [
        (NOW, "2026-11-19T02:59:59-06:00", "2026-11-19", "too_new"),
        (NOW, "2026-11-19T03:00:00-06:00", "2026-11-19", "sure"),
        ("2026-11-22T02:59:59-06:00", "2026-11-17T12:00-06:00", "2026-11-15", "sure"),
        ("2026-11-22T03:00:00-06:00", "2026-11-17T12:00-06:00", "2026-11-15", "gone"),
        ("2026-11-22T02:59:59-06:00", None, "2026-11-22", "too_new"),  # not made yet
        ("2026-11-22T03:00:00-06:00", None, "2026-11-22", "doubtful: last_good_unknown"),
        ("2026-11-22T03:00:00-06:00", "2026-11-22T03:00-06:00", "2026-11-22", "sure"),
    ],
)
def test_with_the_hour_known_each_state_changes_at_that_hour(
    now: str, last_seen: str | None, day: str, expected: str
) -> None:
    assert state(points(now, last_seen, hour=3)[day]) == expected


# -- deadline, last safe moment, exposure -----------------------------------------------------


@pytest.mark.parametrize(
    ("day", "hour", "expected"),
    [
        (date(2026, 11, 19), None, "2026-11-26T00:00:00-06:00"),
        (date(2026, 11, 19), 3, "2026-11-26T03:00:00-06:00"),
        (date(2026, 12, 28), 23, "2027-01-04T23:00:00-06:00"),
        (date(2028, 2, 22), None, "2028-02-29T00:00:00-06:00"),
        (date(2027, 2, 22), None, "2027-03-01T00:00:00-06:00"),
    ],
)
def test_the_deadline_is_the_start_of_the_seventh_day_or_its_hour(
    day: date, hour: int | None, expected: str
) -> None:
    assert deadline(day, zone=MEXICO, copy_hour=hour, kept_days=7).isoformat() == expected


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2026, 11, 19), "2026-11-25T00:00:00-08:00"),
        (date(2026, 3, 2), "2026-03-07T23:00:00-08:00"),  # the 8th of March has 23 hours
        (date(2026, 10, 26), "2026-11-01T01:00:00-07:00"),  # the 1st of November has 25
    ],
)
def test_the_last_safe_moment_is_so_many_real_hours_before_the_deadline(day: date, expected: str) -> None:
    limit = deadline(day, zone=TIJUANA, copy_hour=None, kept_days=7)
    assert last_safe_moment(limit, 24).isoformat() == expected


@pytest.mark.parametrize(
    ("day", "until", "hour", "worst", "best"),
    [
        ("2026-11-19", "2026-11-22T14:30-08:00", None, 86.5, 62.5),
        ("2026-11-19", "2026-11-22T14:30-08:00", 3, 83.5, 83.5),
        ("2026-11-22", "2026-11-22T14:30-08:00", None, 14.5, 0),
        ("2026-11-23", "2026-11-22T14:30-08:00", 5, 0, 0),
        ("2026-03-08", "2026-03-09T00:00-07:00", None, 23, 0),
        ("2026-11-01", "2026-11-02T00:00-08:00", None, 25, 0),
        ("2026-11-01", "2026-11-01T12:00-08:00", 1, 12, 12),  # 01:00 comes twice: from the first
    ],
)
def test_exposure_is_real_time_from_the_start_and_from_the_end_of_the_day(
    day: str, until: str, hour: int | None, worst: float, best: float
) -> None:
    local = at(until).astimezone(TIJUANA)
    lost = exposure(date.fromisoformat(day), until=local, zone=TIJUANA, copy_hour=hour)
    assert lost == Exposure(worst=timedelta(hours=worst), best=timedelta(hours=best))


def test_time_to_restore_is_real_time_and_never_negative() -> None:
    noticed = datetime(2026, 10, 25, 1, 30, tzinfo=ZoneInfo("Europe/Madrid"))
    restored = noticed.replace(hour=3)
    assert time_between(noticed, restored) == timedelta(hours=3)
    assert time_between(restored, noticed) == timedelta(0)


# -- zones and changes of clocks --------------------------------------------------------------


def test_the_days_are_those_of_the_portal_not_of_the_operator() -> None:
    # In Madrid it is already the 23rd and the loss is of the 20th; not so at the portal.
    found = points("2026-11-23T05:00+01:00", "2026-11-20T06:30+01:00")
    assert [state(point) for point in list(found.values())[2:4]] == ["too_new", "doubtful: may_follow_loss"]
    assert next(iter(found)) == "2026-11-22"
    assert made(found["2026-11-19"])[0] == "2026-11-19T00:00:00-06:00"


def test_a_week_over_a_change_of_clocks_ends_by_the_local_clock() -> None:
    spring = points("2026-03-10T12:00-07:00", None, zone=TIJUANA)["2026-03-05"]
    assert (made(spring)[0], deleted(spring)[0]) == ("2026-03-05T00:00:00-08:00", "2026-03-12T00:00:00-07:00")
    autumn = points("2026-11-01T23:30-08:00", "2026-10-31T12:00-07:00", zone=TIJUANA)
    assert state(autumn["2026-10-25"]) == "doubtful: may_be_deleted"


@pytest.mark.parametrize(
    ("zone", "day", "start"),
    [
        (SAO_PAULO, "2018-11-04", "2018-11-04T01:00:00-02:00"),  # no midnight
        (ZoneInfo("Africa/Cairo"), "2026-04-24", "2026-04-24T01:00:00+03:00"),  # no midnight
        (SAO_PAULO, "2018-02-18", "2018-02-18T00:00:00-03:00"),  # 23:00 twice the day before
        (ZoneInfo("America/Havana"), "2026-11-01", "2026-11-01T00:00:00-04:00"),  # two midnights
    ],
)
def test_a_day_starts_at_its_first_moment_and_there_the_day_before_ends(
    zone: ZoneInfo, day: str, start: str
) -> None:
    found = list(points(f"{day}T12:00Z", start, zone=zone).values())
    assert (made(found[0])[0], made(found[1])[1], deleted(found[7])[0]) == (start, start, start)
    assert [state(point) for point in found[:2]] == ["doubtful: may_follow_loss, may_not_be_made", "sure"]


@pytest.mark.parametrize(
    ("zone", "day", "hour", "moment"),
    [
        ("America/Tijuana", "2026-03-08", 2, "2026-03-08T03:00:00-07:00"),
        ("Europe/Madrid", "2026-03-29", 2, "2026-03-29T03:00:00+02:00"),
        ("America/Sao_Paulo", "2018-11-04", 0, "2018-11-04T01:00:00-02:00"),
        ("Australia/Lord_Howe", "2026-10-04", 2, "2026-10-04T02:30:00+11:00"),  # half an hour
        ("America/St_Johns", "2010-03-14", 1, "2010-03-14T01:01:00-02:30"),  # from 00:01
        ("Pacific/Apia", "2011-12-30", 5, "2011-12-31T00:00:00+14:00"),  # the whole day
    ],
)
def test_an_hour_that_the_clocks_skip_is_the_moment_to_which_they_jump(
    zone: str, day: str, hour: int, moment: str
) -> None:
    assert made(points(f"{day}T23:00Z", None, hour, ZoneInfo(zone))[day]) == (moment, moment)
    day_before = date.fromisoformat(day) - timedelta(days=1)
    assert deadline(day_before, zone=ZoneInfo(zone), copy_hour=hour, kept_days=1).isoformat() == moment


@pytest.mark.parametrize(
    ("now", "newest", "oldest"),
    [
        ("2026-11-01T00:59:59-07:00", "too_new", "doubtful"),
        ("2026-11-01T01:00:00-07:00", "too_new", "gone"),
        ("2026-11-01T01:59:59-07:00", "too_new", "gone"),
        ("2026-11-01T01:00:00-08:00", "doubtful", "gone"),
    ],
)
def test_of_an_hour_shown_twice_copies_are_made_at_the_second_and_deleted_at_the_first(
    now: str, newest: str, oldest: str
) -> None:
    local = at(now).astimezone(TIJUANA)
    found = restore_points(now=local, zone=TIJUANA, last_seen=None, copy_hour=1, kept_days=7)
    assert (found[0].state, found[7].state) == (newest, oldest)
    assert made(found[0]) == ("2026-11-01T01:00:00-08:00",) * 2
    assert deleted(found[7]) == ("2026-11-01T01:00:00-07:00",) * 2


def test_the_week_runs_over_new_year_and_over_a_leap_day() -> None:
    assert list(points("2027-01-03T10:00-06:00", None))[2:4] == ["2027-01-01", "2026-12-31"]
    assert list(points("2028-03-02T10:00-06:00", None))[1:3] == ["2028-03-01", "2028-02-29"]
    assert list(points("2027-03-02T10:00-06:00", None))[1:3] == ["2027-03-01", "2027-02-28"]


def test_copies_kept_for_another_time_than_a_week_are_reckoned_alike() -> None:
    found = restore_points(now=at(NOW), zone=MEXICO, last_seen=at(NOW), copy_hour=3, kept_days=1)
    assert [(point.date.day, state(point)) for point in found] == [(22, "sure"), (21, "gone"), (20, "gone")]
