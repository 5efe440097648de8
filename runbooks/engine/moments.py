"""Days and moments as a person or an answer file writes them, and as records keep them.

Answer files (contract.md) say `now-30h`, `today-3d` or ISO 8601 with its offset. A person at the
keyboard types local time, so what has no offset is read in the portal's zone.

A `d` counts calendar days where it moves a day (`today-1d 09:00` is nine o'clock yesterday), and
24 hours where it moves a moment: `now-1d` and `now-24h` never differ.
"""

import re
from datetime import date, datetime, timedelta
from typing import Final, TypeVar
from zoneinfo import ZoneInfo

from runbooks.engine.retention import as_utc
from runbooks.language import _

YEARS: Final = range(2000, 3000)
"""The years that can be meant. Any other is a slip, and at the calendar's ends zones overflow."""

REPEATED: Final = 40
"""The most characters of a refused text that the sentence repeats."""

When = TypeVar("When", bound=date)

# Five digits of days are 273 years: from any of YEARS that is still a date Python can hold.
_WORDS: Final = {
    "ahora": "now",
    "hoy": "today",
    "ayer": "today-1d",
    "yesterday": "today-1d",
    "mañana": "today+1d",
    "manana": "today+1d",
    "tomorrow": "today+1d",
}
_NOW: Final = re.compile(r"now(?:([+-]\d{1,5})([dhm]))?", re.ASCII)
_TODAY: Final = re.compile(r"today(?:([+-]\d{1,5})d)?", re.ASCII)
_DAY: Final = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_AGO: Final = re.compile(r"(?:hace (\d{1,5}) ?([dhm])(?:in)?|(\d{1,5}) ?([dhm])(?:in)? ago)", re.ASCII)
_AHEAD: Final = re.compile(r"(?:en|in) (\d{1,5}) ?([dhm])(?:in)?", re.ASCII)
_AS_SHOWN: Final = re.compile(r"\b(\d\d?)/(\d\d?)/(\d{4})\b", re.ASCII)
_CLOCK: Final = re.compile(
    r"(?:(?P<day>\S+)[t ])?"
    r"(?P<hour>[01]?\d|2[0-3])(?P<rest>:[0-5]\d(?::[0-5]\d(?:\.\d{1,6})?)?)"
    r"(?P<offset>z|[+-]\d\d(?::?\d\d)?)?",
    re.ASCII,
)
_UNITS: Final = {"d": timedelta(days=1), "h": timedelta(hours=1), "m": timedelta(minutes=1)}


def resolve_datetime(text: str, *, now: datetime, zone: ZoneInfo) -> datetime:
    """The moment that `text` means, in the portal's zone, cut to the second as records keep it.

    `now`, `now-30h`, `now+2d`, `now-90m`; `2026-11-19T14:30-06:00`; and in local time
    `2026-11-19 14:30`, `today-1d 09:15` and `14:30`, which is today's. A local time that the
    clocks show twice is the earlier one. Days may be written as the screens show them, `19/11/2026`,
    and in words: `ahora`, `hoy 09:15`, `ayer 14:30`, `hace 2 h`, `30 min ago`, `mañana 08:00`, `en 4 h`.

    Raises ValueError, with a sentence that says what would be right, for anything else, a local
    time that the clocks skip and a year outside YEARS; also for a `now` without an offset.
    """
    present = as_utc(now)
    written = _written(text)
    try:
        moment = _relative(written, present) or _absolute(written, present, zone)
        return _within_years(moment.astimezone(zone).replace(microsecond=0))
    except ValueError:
        wrong = _('"{text}" is not a moment: write 2026-11-19 14:30, 14:30, now or now-30h')
        raise ValueError(wrong.format(text=text[:REPEATED])) from None


def resolve_date(text: str, *, now: datetime, zone: ZoneInfo) -> date:
    """The calendar day that `text` means: `2026-11-19`, `today`, `today-3d`. Today is the portal's.

    Raises ValueError, with a sentence that says what would be right, for anything else and a year
    outside YEARS; also for a `now` without an offset.
    """
    present = as_utc(now)
    try:
        return _day(_written(text), present, zone)
    except ValueError:
        wrong = _('"{text}" is not a day: write 2026-11-19, today or today-3d')
        raise ValueError(wrong.format(text=text[:REPEATED])) from None


def as_text(moment: datetime) -> str:
    """The stored form: ISO 8601 to the second with its offset, `2026-11-19T14:30:00-06:00`.

    Raises ValueError for a moment without an offset.
    """
    as_utc(moment)
    return moment.isoformat(timespec="seconds")


# Below, a ValueError only says that the text has no such meaning; its words reach nobody.


def _written(text: str) -> str:
    """The text in the one form that is read: `ahora` and `19/11/2026`, as the screens show it, too."""
    words = text.strip().lower()
    if ago := _AGO.fullmatch(words):
        return f"now-{ago[1] or ago[3]}{ago[2] or ago[4]}"
    if ahead := _AHEAD.fullmatch(words):
        return f"now+{ahead[1]}{ahead[2]}"
    for word, read in _WORDS.items():
        if words.startswith(word):
            words = read + words.removeprefix(word)
    return _AS_SHOWN.sub(lambda found: f"{found[3]}-{found[2]:0>2}-{found[1]:0>2}", words)


def _relative(written: str, now: datetime) -> datetime | None:
    match = _NOW.fullmatch(written)
    if match is None:
        return None
    amount, unit = match.groups()
    return now + int(amount) * _UNITS[unit] if unit else now


def _absolute(written: str, now: datetime, zone: ZoneInfo) -> datetime:
    match = _CLOCK.fullmatch(written)
    if match is None:
        raise ValueError("not a clock time")
    day_text, hour, rest, offset = match.groups()
    if offset and not _DAY.fullmatch(day_text or ""):
        # `today` is the portal's day: beside the offset of another place it would be a guess.
        raise ValueError("an offset without a date")
    day = _day(day_text or "today", now, zone)
    moment = datetime.fromisoformat(f"{day.isoformat()}T{hour:0>2}{rest}{(offset or '').upper()}")
    return moment if offset else _local(moment, zone)


def _local(wall: datetime, zone: ZoneInfo) -> datetime:
    moment = wall.replace(tzinfo=zone)
    if as_utc(moment).astimezone(zone).replace(tzinfo=None) != wall:
        raise ValueError("the clocks skip this time")
    return moment


def _day(written: str, now: datetime, zone: ZoneInfo) -> date:
    if relative := _TODAY.fullmatch(written):
        return _within_years(now.astimezone(zone).date() + timedelta(days=int(relative[1] or 0)))
    if not _DAY.fullmatch(written):
        raise ValueError("not a day")
    return _within_years(date.fromisoformat(written))


def _within_years(when: When) -> When:
    if when.year not in YEARS:
        raise ValueError("a year that cannot be meant")
    return when
