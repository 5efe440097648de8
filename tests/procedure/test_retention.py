"""The retention arithmetic, case by case from the tables of the procedure (section Time).

Moments are compared as text: between two datetimes Python would compare the hands of the clock.
"""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from runbooks.engine.retention import (
    CopyState,
    Doubt,
    Exposure,
    RestorePoint,
    as_utc,
    deadline,
    exposure,
    last_safe_moment,
    proposed,
    restore_points,
    time_between,
)

MEXICO = ZoneInfo("America/Mexico_City")
TIJUANA = ZoneInfo("America/Tijuana")
MADRID = ZoneInfo("Europe/Madrid")
SAO_PAULO = ZoneInfo("America/Sao_Paulo")
HAVANA = ZoneInfo("America/Havana")
CAIRO = ZoneInfo("Africa/Cairo")
LORD_HOWE = ZoneInfo("Australia/Lord_Howe")

NOW = "2026-11-22T14:30:00-06:00"


def at(text: str) -> datetime:
    return datetime.fromisoformat(text)


def points(
    now: str, last_seen: str | None, copy_hour: int | None = None, zone: ZoneInfo = MEXICO
) -> dict[str, RestorePoint]:
    """The copies by day, of an account whose copies are kept the week of §8."""
    found = restore_points(
        now=at(now),
        zone=zone,
        last_seen=None if last_seen is None else at(last_seen),
        copy_hour=copy_hour,
        kept_days=7,
    )
    return {point.date.isoformat(): point for point in found}


def states(found: dict[str, RestorePoint]) -> dict[str, str]:
    """Each state, with its doubts in brackets."""
    return {
        day: point.state + (f" ({', '.join(point.doubts)})" if point.doubts else "")
        for day, point in found.items()
    }


def limits(point: RestorePoint) -> list[str]:
    return [
        limit.isoformat() for limit in (point.made_from, point.made_by, point.deleted_from, point.deleted_by)
    ]


def the_proposal(found: dict[str, RestorePoint]) -> str | None:
    point = proposed(tuple(found.values()))
    return point.date.isoformat() if point else None


# -- the hour of the copies is not known ------------------------------------------------------


def test_each_day_of_the_week_has_the_state_of_the_table() -> None:
    assert states(points(NOW, "2026-11-20T09:00:00-06:00")) == {
        "2026-11-22": "too_new",
        "2026-11-21": "too_new",
        "2026-11-20": "doubtful (may_follow_loss)",
        "2026-11-19": "sure",
        "2026-11-18": "sure",
        "2026-11-17": "sure",
        "2026-11-16": "sure",
        "2026-11-15": "doubtful (may_be_deleted)",
        "2026-11-14": "gone",
    }


def test_the_copies_come_newest_first_from_today_to_the_first_that_is_surely_gone() -> None:
    days = [date.fromisoformat(day) for day in points(NOW, None)]
    assert days == [date(2026, 11, 22) - timedelta(days=age) for age in range(9)]


@pytest.mark.parametrize(
    ("last_seen", "state"),
    [
        ("2026-11-18T23:59:59-06:00", "too_new"),
        ("2026-11-19T00:00:00-06:00", "doubtful (may_follow_loss)"),
        ("2026-11-19T23:59:59-06:00", "doubtful (may_follow_loss)"),
        ("2026-11-20T00:00:00-06:00", "sure"),
    ],
)
def test_a_copy_is_free_of_the_loss_by_the_end_of_its_day(last_seen: str, state: str) -> None:
    assert states(points(NOW, last_seen))["2026-11-19"] == state


@pytest.mark.parametrize(
    ("now", "state"),
    [
        ("2026-11-21T23:59:59-06:00", "sure"),
        ("2026-11-22T00:00:00-06:00", "doubtful (may_be_deleted)"),
        ("2026-11-22T23:59:59-06:00", "doubtful (may_be_deleted)"),
        ("2026-11-23T00:00:00-06:00", "gone"),
    ],
)
def test_a_copy_is_kept_until_its_seventh_day_and_gone_after_it(now: str, state: str) -> None:
    assert states(points(now, "2026-11-17T12:00:00-06:00"))["2026-11-15"] == state


def test_the_copy_of_today_may_not_be_made_yet_and_may_follow_the_loss() -> None:
    found = points(NOW, "2026-11-22T14:00:00-06:00")
    assert found["2026-11-22"].doubts == (Doubt.MAY_FOLLOW_LOSS, Doubt.MAY_NOT_BE_MADE)
    assert the_proposal(found) == "2026-11-21"


def test_a_copy_can_be_doubtful_for_following_the_loss_and_for_being_deleted() -> None:
    found = points(NOW, "2026-11-15T10:00:00-06:00")
    assert found["2026-11-15"].doubts == (Doubt.MAY_FOLLOW_LOSS, Doubt.MAY_BE_DELETED)
    assert the_proposal(found) == "2026-11-15"


def test_a_copy_no_longer_kept_is_gone_even_when_it_is_too_new() -> None:
    found = points(NOW, "2026-11-01T10:00:00-06:00")
    assert states(found)["2026-11-14"] == "gone"
    assert {found[day].state for day in list(found)[:-1]} == {CopyState.TOO_NEW}
    assert the_proposal(found) is None


def test_without_a_last_good_moment_no_copy_is_sure_and_every_kept_one_is_doubtful() -> None:
    found = points(NOW, None)
    assert states(found)["2026-11-22"] == "doubtful (may_not_be_made, last_good_unknown)"
    assert states(found)["2026-11-21"] == "doubtful (last_good_unknown)"
    assert states(found)["2026-11-15"] == "doubtful (may_be_deleted, last_good_unknown)"
    assert states(found)["2026-11-14"] == "gone"


def test_the_newest_sure_copy_is_proposed_before_a_newer_doubtful_one() -> None:
    assert the_proposal(points(NOW, "2026-11-20T09:00:00-06:00")) == "2026-11-19"


def test_the_newest_doubtful_copy_is_proposed_where_none_is_sure() -> None:
    assert the_proposal(points(NOW, "2026-11-16T09:00:00-06:00")) == "2026-11-16"
    assert the_proposal(points("2026-11-23T14:30:00-06:00", "2026-11-16T09:00:00-06:00")) == "2026-11-16"
    assert the_proposal(points("2026-11-24T00:00:00-06:00", "2026-11-16T09:00:00-06:00")) is None


def test_nothing_is_proposed_of_no_copies() -> None:
    assert proposed(()) is None


def test_the_limits_of_a_copy_are_the_ends_of_its_day_and_of_its_seventh() -> None:
    assert limits(points(NOW, None)["2026-11-19"]) == [
        "2026-11-19T00:00:00-06:00",
        "2026-11-20T00:00:00-06:00",
        "2026-11-26T00:00:00-06:00",
        "2026-11-27T00:00:00-06:00",
    ]


# -- the hour of the copies is known ----------------------------------------------------------


def test_with_the_hour_known_every_line_is_exact() -> None:
    found = points(NOW, "2026-11-20T09:00:00-06:00", copy_hour=3)
    assert states(found) == {
        "2026-11-22": "too_new",
        "2026-11-21": "too_new",
        "2026-11-20": "sure",
        "2026-11-19": "sure",
        "2026-11-18": "sure",
        "2026-11-17": "sure",
        "2026-11-16": "sure",
        "2026-11-15": "gone",
        "2026-11-14": "gone",
    }
    assert (
        limits(found["2026-11-20"]) == ["2026-11-20T03:00:00-06:00"] * 2 + ["2026-11-27T03:00:00-06:00"] * 2
    )


@pytest.mark.parametrize(
    ("last_seen", "state"),
    [("2026-11-19T02:59:59-06:00", "too_new"), ("2026-11-19T03:00:00-06:00", "sure")],
)
def test_a_copy_made_by_the_last_good_moment_is_free_of_the_loss(last_seen: str, state: str) -> None:
    assert states(points(NOW, last_seen, copy_hour=3))["2026-11-19"] == state


@pytest.mark.parametrize(
    ("now", "state"),
    [("2026-11-22T02:59:59-06:00", "sure"), ("2026-11-22T03:00:00-06:00", "gone")],
)
def test_a_copy_is_kept_until_its_hour_on_the_seventh_day(now: str, state: str) -> None:
    assert states(points(now, "2026-11-17T12:00:00-06:00", copy_hour=3))["2026-11-15"] == state


@pytest.mark.parametrize("last_seen", [None, "2026-11-22T14:00:00-06:00"])
def test_a_copy_that_is_not_made_yet_is_too_new(last_seen: str | None) -> None:
    assert states(points(NOW, last_seen, copy_hour=15))["2026-11-22"] == "too_new"


def test_the_copy_of_today_is_sure_once_made_of_good_data() -> None:
    found = points(NOW, "2026-11-22T14:00:00-06:00", copy_hour=13)
    assert states(found)["2026-11-22"] == "sure"
    assert the_proposal(found) == "2026-11-22"


def test_without_a_last_good_moment_that_is_the_only_doubt() -> None:
    found = points(NOW, None, copy_hour=3)
    assert {point.doubts for point in found.values()} == {(Doubt.LAST_GOOD_UNKNOWN,), ()}
    assert [day for day, point in found.items() if not point.doubts] == ["2026-11-15", "2026-11-14"]


# -- deadline, last safe moment, exposure -----------------------------------------------------


@pytest.mark.parametrize(
    ("day", "copy_hour", "expected"),
    [
        (date(2026, 11, 19), None, "2026-11-26T00:00:00-06:00"),
        (date(2026, 11, 19), 3, "2026-11-26T03:00:00-06:00"),
        (date(2026, 11, 28), None, "2026-12-05T00:00:00-06:00"),
        (date(2026, 12, 28), 23, "2027-01-04T23:00:00-06:00"),
        (date(2028, 2, 22), None, "2028-02-29T00:00:00-06:00"),
        (date(2028, 2, 29), None, "2028-03-07T00:00:00-06:00"),
        (date(2027, 2, 22), None, "2027-03-01T00:00:00-06:00"),
    ],
)
def test_the_deadline_is_the_start_of_the_seventh_day_or_its_hour(
    day: date, copy_hour: int | None, expected: str
) -> None:
    assert deadline(day, zone=MEXICO, copy_hour=copy_hour, kept_days=7).isoformat() == expected


def test_the_last_safe_moment_is_the_lead_before_the_deadline() -> None:
    assert last_safe_moment(at("2026-11-26T00:00:00-06:00"), 24) == at("2026-11-25T00:00:00-06:00")


@pytest.mark.parametrize(
    ("deadline_day", "expected"),
    [
        (date(2026, 3, 8), "2026-03-08T00:00:00-08:00"),  # before the clocks change that night
        (date(2026, 3, 9), "2026-03-07T23:00:00-08:00"),  # the 8th has 23 hours
        (date(2026, 11, 2), "2026-11-01T01:00:00-07:00"),  # the 1st has 25
    ],
)
def test_the_last_safe_moment_counts_real_hours_across_a_change_of_clocks(
    deadline_day: date, expected: str
) -> None:
    limit = deadline(deadline_day - timedelta(days=7), zone=TIJUANA, copy_hour=None, kept_days=7)
    shown = last_safe_moment(limit, 0 if deadline_day == date(2026, 3, 8) else 24)
    assert shown.isoformat() == expected
    assert shown.tzinfo is TIJUANA


def test_exposure_runs_from_the_start_of_the_day_at_worst_and_from_its_end_at_best() -> None:
    lost = exposure(date(2026, 11, 19), until=at(NOW), zone=MEXICO, copy_hour=None)
    assert lost == Exposure(worst=timedelta(hours=86.5), best=timedelta(hours=62.5))


def test_exposure_is_exact_with_the_hour_known() -> None:
    lost = exposure(date(2026, 11, 19), until=at(NOW), zone=MEXICO, copy_hour=3)
    assert lost == Exposure(worst=timedelta(hours=83.5), best=timedelta(hours=83.5))


def test_exposure_is_never_negative() -> None:
    today = exposure(date(2026, 11, 22), until=at(NOW), zone=MEXICO, copy_hour=None)
    assert today == Exposure(worst=timedelta(hours=14.5), best=timedelta(0))
    later = exposure(date(2026, 11, 23), until=at(NOW), zone=MEXICO, copy_hour=5)
    assert later == Exposure(worst=timedelta(0), best=timedelta(0))


@pytest.mark.parametrize(
    ("day", "until", "hours"),
    [
        (date(2026, 3, 8), "2026-03-09T00:00:00-07:00", 23),
        (date(2026, 11, 1), "2026-11-02T00:00:00-08:00", 25),
    ],
)
def test_a_day_on_which_the_clocks_change_has_its_real_length(day: date, until: str, hours: int) -> None:
    moment = at(until).astimezone(TIJUANA)
    lost = exposure(day, until=moment, zone=TIJUANA, copy_hour=None)
    assert lost == Exposure(worst=timedelta(hours=hours), best=timedelta(0))


def test_time_to_restore_is_real_time_and_never_negative() -> None:
    noticed = datetime(2026, 10, 25, 1, 30, tzinfo=MADRID)
    restored = datetime(2026, 10, 25, 3, 30, tzinfo=MADRID)
    assert time_between(noticed, restored) == timedelta(hours=3)
    assert time_between(restored, noticed) == timedelta(0)


# -- zones and changes of clocks --------------------------------------------------------------


def test_the_days_are_those_of_the_portal_not_of_the_operator() -> None:
    # In Madrid it is already the 23rd, and the loss falls on the 20th; at the portal it does not.
    found = points("2026-11-23T05:00:00+01:00", "2026-11-20T06:30:00+01:00")
    assert next(iter(found)) == "2026-11-22"
    assert states(found)["2026-11-19"] == "doubtful (may_follow_loss)"
    assert states(found)["2026-11-20"] == "too_new"
    assert limits(found["2026-11-19"])[0] == "2026-11-19T00:00:00-06:00"


def test_a_week_over_the_start_of_summer_time_ends_by_the_local_clock() -> None:
    found = points("2026-03-10T12:00:00-07:00", "2026-03-10T11:00:00-07:00", zone=TIJUANA)
    assert limits(found["2026-03-05"]) == [
        "2026-03-05T00:00:00-08:00",
        "2026-03-06T00:00:00-08:00",
        "2026-03-12T00:00:00-07:00",
        "2026-03-13T00:00:00-07:00",
    ]


def test_the_last_hour_of_a_longer_day_still_belongs_to_it() -> None:
    # 23:30 standard time is over 24 hours after the midnight at which the 1st began.
    found = points("2026-11-01T23:30:00-08:00", "2026-10-31T12:00:00-07:00", zone=TIJUANA)
    assert states(found)["2026-10-25"] == "doubtful (may_be_deleted)"


@pytest.mark.parametrize(
    ("zone", "day", "start"),
    [
        (SAO_PAULO, date(2018, 11, 4), "2018-11-04T01:00:00-02:00"),  # no midnight
        (CAIRO, date(2026, 4, 24), "2026-04-24T01:00:00+03:00"),  # no midnight
        (HAVANA, date(2026, 11, 1), "2026-11-01T00:00:00-04:00"),  # two midnights
        (SAO_PAULO, date(2018, 2, 18), "2018-02-18T00:00:00-03:00"),  # 23:00 twice before it
    ],
)
def test_a_day_starts_at_its_first_moment(zone: ZoneInfo, day: date, start: str) -> None:
    week_before = day - timedelta(days=7)
    assert deadline(week_before, zone=zone, copy_hour=None, kept_days=7).isoformat() == start
    now = f"{day.isoformat()}T12:00:00+00:00"
    found = points(now, None, zone=zone)
    assert found[day.isoformat()].made_from.isoformat() == start
    assert found[(day - timedelta(days=1)).isoformat()].made_by.isoformat() == start


def test_two_midnights_leave_the_day_before_whole() -> None:
    found = points("2026-11-01T12:00:00-05:00", "2026-11-01T00:00:00-04:00", zone=HAVANA)
    assert states(found)["2026-10-31"] == "sure"


@pytest.mark.parametrize(
    ("zone", "day", "hour", "moment"),
    [
        (TIJUANA, "2026-03-08", 2, "2026-03-08T03:00:00-07:00"),
        (MADRID, "2026-03-29", 2, "2026-03-29T03:00:00+02:00"),
        (SAO_PAULO, "2018-11-04", 0, "2018-11-04T01:00:00-02:00"),
        (LORD_HOWE, "2026-10-04", 2, "2026-10-04T02:30:00+11:00"),  # half an hour is skipped
        (ZoneInfo("America/St_Johns"), "2010-03-14", 1, "2010-03-14T01:01:00-02:30"),  # from 00:01
        (ZoneInfo("Pacific/Apia"), "2011-12-30", 5, "2011-12-31T00:00:00+14:00"),  # the whole day
    ],
)
def test_an_hour_that_does_not_exist_is_the_moment_to_which_the_clocks_jump(
    zone: ZoneInfo, day: str, hour: int, moment: str
) -> None:
    made = points(f"{day}T23:00:00+00:00", None, hour, zone)[day]
    assert [made.made_from.isoformat(), made.made_by.isoformat()] == [moment, moment]
    gone = date.fromisoformat(day) - timedelta(days=7)
    assert deadline(gone, zone=zone, copy_hour=hour, kept_days=7).isoformat() == moment


def test_of_an_hour_shown_twice_a_copy_is_made_at_the_second_and_deleted_at_the_first() -> None:
    first, second = "2026-11-01T01:00:00-07:00", "2026-11-01T01:00:00-08:00"
    found = points("2026-11-01T12:00:00-08:00", first, 1, TIJUANA)
    assert limits(found["2026-11-01"])[:2] == [second, second]
    assert limits(found["2026-10-25"])[2:] == [first, first]
    assert states(found)["2026-11-01"] == "too_new"
    assert states(points("2026-11-01T12:00:00-08:00", second, 1, TIJUANA))["2026-11-01"] == "sure"


@pytest.mark.parametrize(
    ("now", "newest", "oldest_kept"),
    [
        ("2026-11-01T00:59:59-07:00", "too_new", "doubtful"),
        ("2026-11-01T01:00:00-07:00", "too_new", "gone"),
        ("2026-11-01T01:59:59-07:00", "too_new", "gone"),
        ("2026-11-01T01:00:00-08:00", "doubtful", "gone"),
    ],
)
def test_the_hour_shown_twice_passes_in_order(now: str, newest: str, oldest_kept: str) -> None:
    # In the portal's own zone, where Python compares by the hands of the clock.
    local = at(now).astimezone(TIJUANA)
    found = restore_points(now=local, zone=TIJUANA, last_seen=None, copy_hour=1, kept_days=7)
    assert (found[0].state, found[7].state) == (newest, oldest_kept)


def test_of_an_hour_shown_twice_exposure_counts_from_the_first() -> None:
    until = at("2026-11-01T12:00:00-08:00")
    lost = exposure(date(2026, 11, 1), until=until, zone=TIJUANA, copy_hour=1)
    assert lost == Exposure(worst=timedelta(hours=12), best=timedelta(hours=12))


def test_the_week_runs_over_the_end_of_a_year_and_over_a_leap_day() -> None:
    over_new_year = list(points("2027-01-03T10:00:00-06:00", None))
    assert (over_new_year[2:4], over_new_year[-1]) == (["2027-01-01", "2026-12-31"], "2026-12-26")
    assert list(points("2028-03-02T10:00:00-06:00", None))[1:3] == ["2028-03-01", "2028-02-29"]
    assert list(points("2027-03-02T10:00:00-06:00", None))[1:3] == ["2027-03-01", "2027-02-28"]


def test_another_keeping_time_is_followed() -> None:
    found = restore_points(now=at(NOW), zone=MEXICO, last_seen=at(NOW), copy_hour=3, kept_days=1)
    assert [(point.date.day, point.state) for point in found] == [
        (22, CopyState.SURE),
        (21, CopyState.GONE),
        (20, CopyState.GONE),
    ]


# -- what is refused --------------------------------------------------------------------------


def test_a_moment_without_an_offset_is_refused() -> None:
    naive, aware = datetime(2026, 11, 22, 14, 30), at(NOW)
    with pytest.raises(ValueError, match="says no offset"):
        restore_points(now=naive, zone=MEXICO, last_seen=None, copy_hour=None, kept_days=7)
    with pytest.raises(ValueError, match="says no offset"):
        restore_points(now=aware, zone=MEXICO, last_seen=naive, copy_hour=None, kept_days=7)
    with pytest.raises(ValueError, match="says no offset"):
        exposure(date(2026, 11, 19), until=naive, zone=MEXICO, copy_hour=None)
    with pytest.raises(ValueError, match="says no offset"):
        last_safe_moment(naive, 24)
    with pytest.raises(ValueError, match="says no offset"):
        time_between(aware, naive)
    with pytest.raises(ValueError, match="2026-11-22T14:30:00 says no offset"):
        as_utc(naive)


@pytest.mark.parametrize("hour", [-1, 24])
def test_an_hour_outside_the_day_is_refused(hour: int) -> None:
    with pytest.raises(ValueError, match="hour"):
        restore_points(now=at(NOW), zone=MEXICO, last_seen=None, copy_hour=hour, kept_days=7)
    with pytest.raises(ValueError, match="hour"):
        deadline(date(2026, 11, 19), zone=MEXICO, copy_hour=hour, kept_days=7)


def test_keeping_copies_for_no_day_is_refused() -> None:
    with pytest.raises(ValueError, match="at least one day"):
        restore_points(now=at(NOW), zone=MEXICO, last_seen=None, copy_hour=None, kept_days=0)
