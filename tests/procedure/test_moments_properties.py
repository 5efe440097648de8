"""Days and moments for any time and zone: changes of clocks, and that what is shown is read back."""

import re
from datetime import UTC, datetime, time, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from runbooks.definition.parts import OFFER
from runbooks.engine.moments import YEARS, NotUnderstood, as_text, resolve_date, resolve_datetime
from runbooks.language import LANGUAGES, using, words

MEXICO = ZoneInfo("America/Mexico_City")
TIJUANA = ZoneInfo("America/Tijuana")
SAO_PAULO = ZoneInfo("America/Sao_Paulo")
NOW = datetime.fromisoformat("2026-11-23T05:30:15.987654+01:00")


def moment(text: str, zone: ZoneInfo, now: datetime = NOW) -> str:
    """The stored form of what `text` means."""
    return as_text(resolve_datetime(text, now=now, zone=zone))


# -- changes of clocks -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("zone", "text"),
    [
        (TIJUANA, "2026-03-08 02:00"),
        (TIJUANA, "2026-03-08 02:59:59"),
        (SAO_PAULO, "2018-11-04 00:30"),
        (ZoneInfo("Pacific/Apia"), "2011-12-30 12:00"),
    ],
)
def test_a_local_time_that_the_clocks_skip_is_refused(zone: ZoneInfo, text: str) -> None:
    with pytest.raises(ValueError, match=text):
        moment(text, zone)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2026-03-08 01:59", "2026-03-08T01:59:00-08:00"),
        ("2026-03-08 03:00", "2026-03-08T03:00:00-07:00"),
        ("2026-11-01 01:30", "2026-11-01T01:30:00-07:00"),  # shown twice: the earlier
        ("2026-11-01T01:30-08:00", "2026-11-01T01:30:00-08:00"),  # the later can be said
        ("2026-11-01 02:00", "2026-11-01T02:00:00-08:00"),
        ("2026-03-08T02:30-08:00", "2026-03-08T03:30:00-07:00"),
    ],
)
def test_local_times_about_a_change_of_clocks_are_read_by_the_clock_on_the_wall(
    text: str, expected: str
) -> None:
    assert moment(text, TIJUANA) == expected


def test_a_day_is_24_hours_from_now_and_a_turn_of_the_calendar_from_today() -> None:
    after = datetime.fromisoformat("2026-11-02T09:00-08:00")
    assert (
        moment("now-1d", TIJUANA, after) == moment("now-24h", TIJUANA, after) == "2026-11-01T09:00:00-08:00"
    )
    assert moment("now-2d", TIJUANA, after) == "2026-10-31T10:00:00-07:00"
    assert moment("today-2d 09:00", TIJUANA, after) == "2026-10-31T09:00:00-07:00"


zones = st.sampled_from(
    [MEXICO, TIJUANA, SAO_PAULO, ZoneInfo("Europe/Madrid"), ZoneInfo("Australia/Lord_Howe")]
)
times = st.datetimes(datetime(2015, 1, 1), datetime(2035, 1, 1), timezones=st.just(UTC))


@given(times, times, zones)
def test_the_stored_form_is_read_back_as_the_same_moment(
    told: datetime, now: datetime, zone: ZoneInfo
) -> None:
    stored = as_text(told.astimezone(zone))
    assert moment(stored, zone, now) == stored
    assert datetime.fromisoformat(stored) == told.replace(microsecond=0)


@given(times, zones, st.integers(-99999, 99999), st.sampled_from("dhm"))
def test_a_relative_moment_is_that_much_real_time_away(
    now: datetime, zone: ZoneInfo, amount: int, unit: str
) -> None:
    step = amount * {"d": timedelta(days=1), "h": timedelta(hours=1), "m": timedelta(minutes=1)}[unit]
    if (now + step).year in range(YEARS[0] + 1, YEARS[-1]):
        found = resolve_datetime(f"now{amount:+}{unit}", now=now, zone=zone)
        assert found.astimezone(UTC) == (now + step).replace(microsecond=0)
        assert found.tzinfo is zone


@given(times, zones, st.integers(-14, 14))
def test_the_offset_in_which_now_is_told_changes_nothing(now: datetime, zone: ZoneInfo, hours: int) -> None:
    elsewhere = now.astimezone(timezone(timedelta(hours=hours)))
    for text in ("now-1d", "today-1d 12:00"):
        assert moment(text, zone, elsewhere) == moment(text, zone, now)
    assert resolve_date("today", now=elsewhere, zone=zone) == resolve_date("today", now=now, zone=zone)


# -- what is shown is read back ----------------------------------------------------------------------

languages = st.sampled_from(LANGUAGES)


@given(times, times, zones, languages)
def test_a_moment_as_the_screens_print_it_is_read_back(
    told: datetime, now: datetime, zone: ZoneInfo, language: str
) -> None:
    local = told.replace(second=0, microsecond=0).astimezone(zone)
    with using(language):
        assert moment(words.moment(local), zone, now) == as_text(local)
        for day in (words.day(local), words.day_long(local)):
            assert resolve_date(day, now=now, zone=zone) == local.date()
            assert moment(f"{day} {local:%H:%M}", zone, now) == as_text(local.replace(fold=0))


@given(times, st.timedeltas(timedelta(days=-360), timedelta(days=360)), zones, languages)
def test_a_moment_printed_without_its_year_is_read_back_or_refused_and_never_taken_for_another(
    now: datetime, away: timedelta, zone: ZoneInfo, language: str
) -> None:
    local = (now + away).replace(second=0, microsecond=0).astimezone(zone)
    with using(language):
        try:
            found = moment(words.short(local), zone, now)
        except NotUnderstood:
            assert local.date() > now.astimezone(zone).date()
        else:
            assert found == as_text(local.replace(fold=0))


@given(times, st.integers(1, 60 * 24 * 30), zones, languages)
def test_how_long_ago_is_read_back_as_far_as_it_is_told(
    now: datetime, minutes: int, zone: ZoneInfo, language: str
) -> None:
    with using(language):
        found = resolve_datetime(words.ago(timedelta(minutes=minutes)), now=now, zone=zone)
    told = timedelta(minutes=minutes if minutes < 24 * 60 else minutes // 60 * 60)
    assert found.astimezone(UTC) == (now - told).replace(microsecond=0)


@given(times, zones, st.integers(0, 6), st.times())
def test_a_weekday_is_never_ahead_and_less_than_eight_days_ago(
    now: datetime, zone: ZoneInfo, weekday: int, clock: time
) -> None:
    name = ["lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo"][weekday]
    try:
        found = resolve_datetime(f"{name} {clock:%H:%M}", now=now, zone=zone)
    except NotUnderstood as refused:
        assert "los relojes se saltaron" in str(refused)
    else:
        assert found.weekday() == weekday
        assert timedelta() <= now - found.astimezone(UTC) < timedelta(days=8)


# -- whatever is written -----------------------------------------------------------------------------

WORDS = "now today hoy ayer mañana jueves mar nov de hace ago en in una am pm h d min (UTC-06:00)"
FIGURES = "19 11 2026 99999 9 30 - + / : T Z , \x1b é"
fragments = st.lists(st.sampled_from([*re.findall(r"\S+", f"{WORDS} {FIGURES}"), " ", "a las"]))


@given(st.text() | fragments.map("".join) | fragments.map(" ".join), times, zones)
def test_any_text_means_something_or_is_refused_with_a_sentence(
    text: str, now: datetime, zone: ZoneInfo
) -> None:
    for resolve in (resolve_datetime, resolve_date):
        try:
            found = resolve(text, now=now, zone=zone)
        except NotUnderstood as refused:
            assert str(refused).startswith("«")
        else:
            assert found.year in YEARS
            if isinstance(found, datetime):
                assert found.tzinfo is zone


@given(st.from_regex(OFFER, fullmatch=True), times)
def test_whatever_a_runbook_may_offer_is_understood(offer: str, now: datetime) -> None:
    assert resolve_datetime(offer, now=now, zone=ZoneInfo("UTC"))


def test_a_moment_without_an_offset_is_neither_stored_nor_taken_for_now() -> None:
    naive = datetime(2026, 11, 22, 14, 30)
    with pytest.raises(ValueError, match="says no offset"):
        as_text(naive)
    with pytest.raises(ValueError, match="says no offset"):
        resolve_datetime("2026-11-19T14:30-06:00", now=naive, zone=MEXICO)
    with pytest.raises(ValueError, match="says no offset"):
        resolve_date("2026-11-19", now=naive, zone=MEXICO)
