"""Days and moments as a person or an answer file writes them, and as records keep them."""

from datetime import UTC, date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from runbooks.engine.moments import YEARS, as_text, resolve_date, resolve_datetime
from runbooks.language import using

MEXICO = ZoneInfo("America/Mexico_City")
TIJUANA = ZoneInfo("America/Tijuana")
SAO_PAULO = ZoneInfo("America/Sao_Paulo")

# At the portal it is still the 22nd, although the operator is in Madrid.
NOW = datetime.fromisoformat("2026-11-23T05:30:15.987654+01:00")


def moment(text: str, zone: ZoneInfo = MEXICO, now: datetime = NOW) -> str:
    """The stored form of what `text` means."""
    return as_text(resolve_datetime(text, now=now, zone=zone))


@pytest.mark.parametrize(
    ("text", "same"),
    [
        ("ahora", "now"),
        ("ahora-30h", "now-30h"),
        ("hoy 09:15", "today 09:15"),
        ("ayer 14:30", "today-1d 14:30"),
        ("yesterday 14:30", "today-1d 14:30"),
        ("hace 2 h", "now-2h"),
        ("Hace 30 min", "now-30m"),
        ("hace 3d", "now-3d"),
        ("2 h ago", "now-2h"),
        ("45min ago", "now-45m"),
        ("mañana 08:00", "today+1d 08:00"),
        ("Manana 08:00", "today+1d 08:00"),
        ("tomorrow 20:00", "today+1d 20:00"),
        ("en 4 h", "now+4h"),
        ("In 30 min", "now+30m"),
        ("en 2d", "now+2d"),
        ("19/11/2026 14:30", "2026-11-19 14:30"),
        ("9/1/2026 14:30", "2026-01-09 14:30"),
    ],
)
def test_a_moment_may_be_written_as_the_screens_show_it(text: str, same: str) -> None:
    assert moment(text) == moment(same)


@pytest.mark.parametrize(
    ("text", "same"),
    [
        ("hoy", "today"),
        ("ayer", "today-1d"),
        ("mañana", "today+1d"),
        ("tomorrow", "today+1d"),
        ("19/11/2026", "2026-11-19"),
    ],
)
def test_a_day_may_be_written_as_the_screens_show_it(text: str, same: str) -> None:
    found = resolve_date(text, now=NOW, zone=MEXICO)
    assert found == resolve_date(same, now=NOW, zone=MEXICO)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("now", "2026-11-22T22:30:15-06:00"),
        ("now-30h", "2026-11-21T16:30:15-06:00"),
        ("now+2d", "2026-11-24T22:30:15-06:00"),
        ("now-90m", "2026-11-22T21:00:15-06:00"),
        ("now-0d", "2026-11-22T22:30:15-06:00"),
        ("  NOW-30H\n", "2026-11-21T16:30:15-06:00"),
        ("14:30", "2026-11-22T14:30:00-06:00"),
        ("9:05", "2026-11-22T09:05:00-06:00"),
        ("23:59:58", "2026-11-22T23:59:58-06:00"),
        ("today 00:00", "2026-11-22T00:00:00-06:00"),
        ("today-1d 09:15", "2026-11-21T09:15:00-06:00"),
        ("today+40d 09:15", "2027-01-01T09:15:00-06:00"),
        ("2026-11-19 14:30", "2026-11-19T14:30:00-06:00"),
        ("2028-02-29 9:05", "2028-02-29T09:05:00-06:00"),
        ("2026-11-19T14:30", "2026-11-19T14:30:00-06:00"),
        ("2026-11-19T14:30-06:00", "2026-11-19T14:30:00-06:00"),
        ("2026-11-19T14:30:59.999999+01:00", "2026-11-19T07:30:59-06:00"),
        ("2026-11-19 14:30Z", "2026-11-19T08:30:00-06:00"),
        ("2026-11-19T14:30+0530", "2026-11-19T03:00:00-06:00"),
        ("2026-11-19T14:30-08", "2026-11-19T16:30:00-06:00"),
        ("2000-01-01 00:00", "2000-01-01T00:00:00-06:00"),
        ("2999-12-31 23:59", "2999-12-31T23:59:00-06:00"),
    ],
)
def test_a_moment_is_read_in_each_of_its_forms(text: str, expected: str) -> None:
    assert moment(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("today", date(2026, 11, 22)),
        ("today-3d", date(2026, 11, 19)),
        ("today+9d", date(2026, 12, 1)),
        (" Today-22d ", date(2026, 10, 31)),
        ("2026-11-19", date(2026, 11, 19)),
        ("2028-02-29", date(2028, 2, 29)),
    ],
)
def test_a_day_is_read_in_each_of_its_forms_and_today_is_the_portals(text: str, expected: date) -> None:
    assert resolve_date(text, now=NOW, zone=MEXICO) == expected


NOT_A_MOMENT = [
    "",
    "yesterday",
    "2026-11-19",  # a day is not a moment: its midnight would be a guess
    "today",
    "now-",
    "now-3",
    "now-3w",
    "now-1.5h",
    "now - 3h",
    "now-30h 10:00",
    "--5d",
    "24:00",
    "14:60",
    "14:30:60",
    "1430",
    "9:5",
    "today14:30",
    "today-1 09:00",
    "mañana",
    "mañana-1d 09:00",
    "tomorrow09:00",
    "pasado mañana 09:00",
    "en 4",
    "en -4 h",
    "in 4 h ago",
    "2026-11-19  14:30",
    "2026-11-19x14:30",
    "2026-11-19T14",
    "20261119T1430",
    "2026-W47-4T14:30",
    "2026-02-29 10:00",
    "2026-13-01 10:00",
    "19.11.2026 14:30",
    "2026-11-19T14:30-25:00",
    "2026-11-19T14:30-06:00:30",
    "today 14:30-06:00",  # whose today?
    "14:30Z",
    "١٤:٣٠",
    "٩:30",
    "now-٣h",
    "２０２６-11-19 14:30",
    "2026-11-19 14:30\n2026-11-20 14:30",
    "2026-11-19 14:30\x00",
]
NOT_A_DAY = ["", "now", "today-", "today-3", "today-3h", "today - 3d", "2026-11-31", "2027-02-29", "26-11-19"]
NOT_A_DAY += [
    "20261119",
    "2026-W47-4",
    "2026-11-19 14:30",
    "19.11.2026",
    "２０２６-11-19",
    "today-٣d",
    "None",
]
FAR = ["-99999d", "+999999d", "-9999999999999999999999999999d", "+" + "9" * 5000 + "d"]
FAR_DAYS = ["0001-01-01", "1999-12-31", "3000-01-01", "9999-12-31", "0000-00-00"]


@pytest.mark.parametrize(
    "text",
    [
        *NOT_A_MOMENT,
        *("now" + far for far in FAR),
        *(
            f"{day}{clock}"
            for day in FAR_DAYS
            for clock in (" 00:00", "T23:59Z", "T00:00+14:00", "T23:59-12:00")
        ),
        "9" * 5000,
        "2026-11-19" * 1000 + " 14:30",
    ],
)
@pytest.mark.usefixtures("english")
def test_what_is_no_moment_is_refused_with_a_word_on_what_would_be(text: str) -> None:
    with pytest.raises(ValueError, match="is not a moment: write 2026-11-19 14:30, 14:30, now or") as refused:
        moment(text)
    assert len(str(refused.value)) < 120


@pytest.mark.parametrize("text", [*NOT_A_DAY, *("today" + far for far in FAR), *FAR_DAYS, "9" * 5000])
@pytest.mark.usefixtures("english")
def test_what_is_no_day_is_refused_with_a_word_on_what_would_be(text: str) -> None:
    with pytest.raises(ValueError, match="is not a day: write 2026-11-19, today or today-3d") as refused:
        resolve_date(text, now=NOW, zone=MEXICO)
    assert len(str(refused.value)) < 120


def test_a_refusal_is_in_the_readers_language_and_shows_what_was_written() -> None:
    with using("es"), pytest.raises(ValueError, match='"anteayer" no es un momento: escriba'):
        moment("anteayer")
    with using("es"), pytest.raises(ValueError, match='"anteayer" no es un día: escriba'):
        resolve_date("anteayer", now=NOW, zone=MEXICO)


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


fragments = st.lists(
    st.sampled_from(
        ["now", "today", "2026", "-", "+", "1", "99999", "d", "h", "T", " ", ":", "30", "Z", "é", "\x1b"]
    )
)


@given(st.text() | fragments.map("".join), times, zones)
def test_any_text_means_something_or_is_refused_with_a_sentence(
    text: str, now: datetime, zone: ZoneInfo
) -> None:
    for resolve in (resolve_datetime, resolve_date):
        try:
            found = resolve(text, now=now, zone=zone)
        except ValueError as refused:
            assert "19/11/2026" in str(refused)
        else:
            assert found.year in YEARS


def test_a_moment_without_an_offset_is_neither_stored_nor_taken_for_now() -> None:
    naive = datetime(2026, 11, 22, 14, 30)
    with pytest.raises(ValueError, match="says no offset"):
        as_text(naive)
    with pytest.raises(ValueError, match="says no offset"):
        resolve_datetime("2026-11-19T14:30-06:00", now=naive, zone=MEXICO)
    with pytest.raises(ValueError, match="says no offset"):
        resolve_date("2026-11-19", now=naive, zone=MEXICO)
