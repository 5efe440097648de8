"""When the last answer was saved: an hour nobody can take for another day's or another place's."""

import time
from collections.abc import Iterator
from datetime import datetime

import pytest

from tui.screens.keeping import saved_time


@pytest.fixture
def _in_mexico(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("TZ", "America/Mexico_City")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


@pytest.mark.usefixtures("_in_mexico")
@pytest.mark.parametrize(
    ("at", "now", "told"),
    [
        ("2026-11-22T14:32:07-06:00", "2026-11-22T14:32:08-06:00", "14:32:07"),
        ("2026-11-22T23:59:59-06:00", "2026-11-23T00:00:01-06:00", "22/11 23:59:59"),
        ("2026-11-22T14:32:07-06:00", "2026-11-23T03:00:00+00:00", "14:32:07"),
        ("2026-11-22T21:32:07+01:00", "2026-11-22T21:33:00+01:00", "21:32:07 UTC+1"),
        ("2026-11-20T21:32:07+01:00", "2026-11-22T21:33:00+01:00", "20/11 21:32:07 UTC+1"),
        ("2026-11-22T21:32:07+05:45", "2026-11-22T21:33:00+05:45", "21:32:07 UTC+5:45"),
    ],
    ids=["just now", "yesterday", "today there", "another zone", "both", "Nepal"],
)
def test_R15_the_hour_has_its_day_and_its_zone_where_they_are_not_those_of_the_clock_here(
    at: str, now: str, told: str
) -> None:
    assert saved_time(datetime.fromisoformat(at), datetime.fromisoformat(now)) == told
