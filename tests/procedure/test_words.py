"""Days, moments and durations as people read them, in both languages; and which language is spoken."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from runbooks.language import LANGUAGES, choose, current, use, using, words

DAY = date(2026, 11, 19)
MEXICO = ZoneInfo("America/Mexico_City")


@pytest.mark.parametrize(
    ("language", "short", "long"),
    [
        ("es", "jue 19/11/2026", "jueves 19 de noviembre de 2026"),
        ("en", "Thu 19/11/2026", "Thursday 19 November 2026"),
    ],
)
def test_a_day_has_its_weekday(language: str, short: str, long: str) -> None:
    with using(language):
        assert (words.day(DAY), words.day_long(DAY)) == (short, long)


@pytest.mark.parametrize(
    ("moment", "said"),
    [
        (datetime(2026, 11, 19, 14, 32, tzinfo=MEXICO), "jue 19/11/2026 14:32 (UTC-06:00)"),
        (datetime(2026, 11, 19, 0, 0, tzinfo=ZoneInfo("Asia/Kolkata")), "jue 19/11/2026 00:00 (UTC+05:30)"),
        (datetime(2026, 7, 1, 9, 5, tzinfo=ZoneInfo("America/Tijuana")), "mié 01/07/2026 09:05 (UTC-07:00)"),
    ],
)
def test_a_moment_says_its_zone(moment: datetime, said: str) -> None:
    with using("es"):
        assert words.moment(moment) == said


@pytest.mark.parametrize(
    ("duration", "spanish", "english"),
    [
        (timedelta(0), "menos de un minuto", "less than a minute"),
        (timedelta(seconds=59), "menos de un minuto", "less than a minute"),
        (timedelta(minutes=1), "1 min", "1 min"),
        (timedelta(minutes=59, seconds=59), "59 min", "59 min"),
        (timedelta(hours=1), "1 h 00 min", "1 h 00 min"),
        (timedelta(hours=23, minutes=59), "23 h 59 min", "23 h 59 min"),
        (timedelta(days=1), "1 d 00 h", "1 d 00 h"),
        (timedelta(days=3, hours=14, minutes=59), "3 d 14 h", "3 d 14 h"),
    ],
)
def test_a_duration_is_its_two_largest_units_rounded_down(
    duration: timedelta, spanish: str, english: str
) -> None:
    with using("es"):
        assert (words.duration(duration), words.ago(duration)) == (spanish, f"hace {spanish}")
    with using("en"):
        assert (words.duration(duration), words.ago(duration)) == (english, f"{english} ago")


@pytest.mark.parametrize(
    ("parts", "spanish", "english"),
    [
        ([], "", ""),
        (["CRM"], "CRM", "CRM"),
        (["CRM", "drive"], "CRM y drive", "CRM and drive"),
        (["CRM", "drive", "tareas"], "CRM, drive y tareas", "CRM, drive and tareas"),
    ],
)
def test_a_list_is_said_as_one_says_it(parts: list[str], spanish: str, english: str) -> None:
    with using("es"):
        assert words.listed(parts) == spanish
    with using("en"):
        assert words.listed(parts) == english


@pytest.mark.parametrize(
    ("explicit", "environment", "configured", "spoken"),
    [
        ("en", {"RESTAURA_LANG": "es", "LANG": "es_MX.UTF-8"}, "es", "en"),
        (None, {"RESTAURA_LANG": "en", "LANG": "es_MX.UTF-8"}, "es", "en"),
        (None, {"LANG": "es_MX.UTF-8"}, "en", "en"),
        (None, {"LC_ALL": "en_US.UTF-8", "LANG": "es_MX.UTF-8"}, None, "en"),
        (None, {"LC_ALL": "", "LANG": "en-US"}, None, "en"),
        ("fr", {"LANG": "en_US"}, None, "en"),
        (None, {"LANG": "de_DE.UTF-8"}, None, "es"),
        (None, {}, None, "es"),
    ],
)
def test_the_language_is_that_of_who_speaks_first(
    explicit: str | None, environment: dict[str, str], configured: str | None, spoken: str
) -> None:
    assert choose(explicit, environment, configured) == spoken


def test_a_language_that_is_not_spoken_is_refused_and_changes_nothing() -> None:
    before = current()
    with pytest.raises(ValueError, match="'fr'"):
        use("fr")
    with pytest.raises(ValueError, match="'fr'"), using("fr"):
        pass
    assert current() == before


def test_a_block_in_another_language_ends_with_it() -> None:
    with using("es"):
        with using("en"):
            assert current() == "en"
        assert current() == "es"
    assert set(LANGUAGES) == {"es", "en"}
