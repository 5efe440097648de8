"""Days and moments as a person or an answer file writes them, and as records keep them.

Answer files (contract.md) say `now-30h`, `today-3d 09:15` or ISO 8601 with its offset. A person at the
keyboard writes `hace 3 horas`, `jueves 9 am` or `19/11 14:30`, in Spanish or English whichever is spoken;
capitals and accents do not matter, and what has no offset is read in the portal's zone. All that the
screens print is read as well. What could be meant in two ways, or leaves the hour open, is refused.

A `d` counts calendar days where it moves a day (`today-1d 09:00`, `hace 1 día 09:00`), and 24 hours
where it moves a moment: `now-1d` and `now-24h` never differ.
"""

import re
import unicodedata
from collections.abc import Mapping
from contextlib import suppress
from datetime import date, datetime, time, timedelta
from typing import Any, Final, TypeVar
from zoneinfo import ZoneInfo

from runbooks.engine.moment_words import AMOUNTS, DAY, DAYS, MONTHS, UNITS, VAGUE, WEEK, WEEKDAYS
from runbooks.engine.retention import as_utc
from runbooks.language import N_, _

YEARS: Final = range(2000, 3000)
"""The years that can be meant. Any other is a slip, and at the calendar's ends zones overflow."""

REPEATED: Final = 40
"""The most characters of a refused text that the sentence repeats."""

When = TypeVar("When", bound=date)


def zone_of(portal: Mapping[str, Any]) -> ZoneInfo:
    """The zone of a session's portal. Raises `ValueError`, `LookupError`, `TypeError` where it names none."""
    try:
        return ZoneInfo(portal["timezone"])
    except OSError as error:  # a folder of the zones, or a name too long for any file
        raise ValueError(str(error)) from error


# -- the forms ---------------------------------------------------------------------------------------

# Five digits of days are 273 years: from any of YEARS that is still a date Python can hold.
_NOW: Final = re.compile(r"(?:now|ahora)(?:([+-]\d{1,5})([dhm]))?", re.ASCII)
_TODAY: Final = re.compile(r"(?:today|hoy)([+-]\d{1,5})d", re.ASCII)
_PART: Final = rf"(\d{{1,5}} ?|(?:{'|'.join(AMOUNTS)}) )({'|'.join(UNITS)})\b"
_PARTS: Final = rf"{_PART}(?: (?:y |and )?{_PART})?"
_SPAN: Final = re.compile(
    rf"hace (?P<ago>{_PARTS})|(?P<past>{_PARTS}) ago|(?:en|in) (?P<ahead>{_PARTS})", re.ASCII
)
_DATES: Final = tuple(
    re.compile(form, re.ASCII)
    for form in (
        r"(?P<year>\d{4})-(?P<month>\d\d)-(?P<day>\d\d)",
        r"(?P<day>\d\d?)/(?P<month>\d\d?)(?:/(?P<year>\d{4}|\d\d))?",
        r"(?P<day>\d\d?)-(?P<month>\d\d?)-(?P<year>\d{4})",
        r"(?P<day>\d\d?) (?:de )?(?P<month>[a-z]+)(?: (?:del? )?(?P<year>\d{4}))?",
        r"(?P<month>[a-z]+) (?P<day>\d\d?)(?:,? (?P<year>\d{4}))?",
    )
)
_MOMENT: Final = re.compile(
    r"""
    (?: (?P<day> (?! a\ las? | at\  ) .+? ) (?: ,?\  | (?<=\d)t(?=\d) ) )?
    (?: a\ las?\  | at\  )?
    (?P<hour> [01]?\d | 2[0-3] ) (?P<minutes> :[0-5]\d (?: :[0-5]\d (?: \.\d{1,6} )? )? )?
    (?: \ ? (?: (?P<half> [ap] ) (?: m | \.\ ?m\.? ) | (?P<hours> h | hrs?\.? | horas? ) ) )?
    (?: (?P<offset> z | [+-]\d\d (?: :?\d\d )? ) | \ \(utc (?P<shown> [+-]\d\d:\d\d ) \) )?
    """,
    re.ASCII | re.VERBOSE,
)


class NotUnderstood(ValueError):
    """A text that means no day or no moment: `msgid` of the catalogue, whose `{value}` is `value`."""

    def __init__(self, msgid: str, text: str) -> None:
        self.msgid, self.value = msgid, text.strip()[:REPEATED]
        super().__init__(_(msgid).format(value=self.value))


def resolve_datetime(text: str, *, now: datetime, zone: ZoneInfo) -> datetime:
    """The moment that `text` means, in the portal's zone, cut to the second as records keep it.

    From now: `now-30h`, `hace 6 días`, `2 h 30 min ago`, `en 4 h`. Otherwise a clock time (`14:30`,
    `9 am`), today's or after a day as `resolve_date` reads it: `ayer 09:15`, `19/11 9:00`. After a bare
    weekday it is the latest such moment that is past. A local time that the clocks show twice is the
    earlier one, unless a whole date says its offset: `2026-11-19T14:30-06:00`.

    Raises NotUnderstood, with a sentence that says what would be right, for anything else, a local
    time that the clocks skip and a year outside YEARS; ValueError for a `now` without an offset.
    """
    present = as_utc(now)
    words = _plain(text)
    try:
        return _within_years(_moment(words, present, zone).astimezone(zone).replace(microsecond=0))
    except _Slip as slip:
        raise NotUnderstood(slip.args[0], text) from None
    except _MEANINGLESS:
        raise NotUnderstood(_why_no_moment(words, present, zone), text) from None


def resolve_date(text: str, *, now: datetime, zone: ZoneInfo) -> date:
    """The calendar day that `text` means. Today is the portal's.

    `today-3d`, `ayer`, `hace 3 días`; `jueves`, the latest one, today too; `2026-11-19`, `19/11/2026`,
    `19/11/26`, `19 de noviembre`: always the day before the month, and the latest such day, today too,
    where there is no year.

    Raises NotUnderstood, with a sentence that says what would be right, for anything else and a year
    outside YEARS; ValueError for a `now` without an offset.
    """
    present = as_utc(now)
    try:
        return _day(_plain(text), present, zone)
    except _Slip as slip:
        raise NotUnderstood(slip.args[0], text) from None
    except _MEANINGLESS:
        wrong = N_("“{value}” is not a day: write, for example, 19/11/2026, yesterday or 3 days ago")
        raise NotUnderstood(wrong, text) from None


def as_text(moment: datetime) -> str:
    """The stored form: ISO 8601 to the second with its offset, `2026-11-19T14:30:00-06:00`.

    Raises ValueError for a moment without an offset.
    """
    as_utc(moment)
    return moment.isoformat(timespec="seconds")


# -- reading -----------------------------------------------------------------------------------------

_MEANINGLESS: Final = (ValueError, LookupError, OverflowError)
"""What is raised below where a text has no such meaning; the words of these reach nobody."""


class _Slip(ValueError):
    """What looks right and is not, with the msgid of a sentence of its own."""


def _plain(text: str) -> str:
    """The text written small, without accents, with single blanks, without `el` or `on` before it."""
    apart = unicodedata.normalize("NFD", text.lower())
    words = " ".join("".join(one for one in apart if not unicodedata.combining(one)).split())
    return words.removeprefix("el ").removeprefix("on ")


def _moment(words: str, now: datetime, zone: ZoneInfo) -> datetime:
    if relative := _NOW.fullmatch(words):
        amount, unit = relative.groups(default="")
        return now + int(amount) * UNITS[unit] if unit else now
    if (span := _span(words)) is not None:
        return now + span
    said = _MOMENT.fullmatch(words)
    if said is None:
        raise ValueError("not a moment")
    day_said = said["day"] or "today"
    day, clock, offset = _day(day_said, now, zone), _clock(said), said["offset"] or said["shown"]
    if offset:
        if not re.search(r"\d{4}", day_said):
            # `today` is the portal's day: beside the offset of another place it would be a guess.
            raise ValueError("an offset without a whole date")
        return datetime.fromisoformat(f"{day}T{clock}{offset.upper()}")
    moment = _local(datetime.combine(day, clock), zone)
    if day_said in WEEKDAYS and moment > now:
        return _local(datetime.combine(day - WEEK, clock), zone)
    return moment


def _span(words: str) -> timedelta | None:
    """How far from now `hace 6 dias`, `2 h 30 min ago` or `en 4 h` is; None for what is no such text."""
    said = _SPAN.fullmatch(words)
    if said is None:
        return None
    parts = re.findall(_PART, said["ago"] or said["past"] or said["ahead"], re.ASCII)
    span = sum((_amount(told.strip()) * UNITS[unit] for told, unit in parts), timedelta())
    return span if said["ahead"] else -span


def _amount(told: str) -> float:
    return int(told) if told.isdigit() else AMOUNTS[told]


def _clock(said: re.Match[str]) -> time:
    hour, half = int(said["hour"]), said["half"]
    if not (said["minutes"] or half or (said["hours"] and said["day"])):
        raise ValueError("a bare number, or `9 h`, which may be how long ago")
    if half:
        if hour not in range(1, 13):
            raise ValueError("an hour that no half of the day has")
        hour = hour % 12 + (12 if half == "p" else 0)
    return time.fromisoformat(f"{hour:02}{said['minutes'] or ':00'}")


def _local(wall: datetime, zone: ZoneInfo) -> datetime:
    moment = wall.replace(tzinfo=zone)
    if as_utc(moment).astimezone(zone).replace(tzinfo=None) != wall:
        raise _Slip(N_("“{value}” is a time that the clocks skipped: write one before or after it"))
    return moment


def _day(words: str, now: datetime, zone: ZoneInfo) -> date:
    today = now.astimezone(zone).date()
    days = _days_from_today(words)
    if days is not None:
        return _within_years(today + timedelta(days=days))
    if words in WEEKDAYS:
        return _within_years(today - timedelta(days=(today.weekday() - WEEKDAYS[words]) % 7))
    first, _blank, rest = words.partition(" ")
    weekday = WEEKDAYS.get(first.rstrip(","))
    if weekday is None:
        return _date(words, today)
    day = _date(rest, today)
    if day.weekday() != weekday:
        raise _Slip(N_("“{value}”: that date is on another weekday; write the date alone, with its year"))
    return day


def _days_from_today(words: str) -> int | None:
    if words in DAYS:
        return DAYS[words]
    if shifted := _TODAY.fullmatch(words):
        return int(shifted[1])
    span = _span(words)
    return None if span is None or span % DAY else span // DAY


def _date(words: str, today: date) -> date:
    said = next(filter(None, (form.fullmatch(words) for form in _DATES)), None)
    if said is None:
        raise ValueError("not a day")
    day, named, year = int(said["day"]), said["month"], said["year"] or ""
    month = int(named) if named.isdigit() else MONTHS[named]
    if year:
        return _within_years(date(int(year) + (2000 if len(year) == 2 else 0), month, day))
    for near in range(today.year, today.year - 9, -1):  # from one 29 February to the next: at most eight
        with suppress(ValueError):
            if date(near, month, day) <= today:
                return _within_years(date(near, month, day))
    raise ValueError("a day that no year has")


def _within_years(when: When) -> When:
    if when.year not in YEARS:
        raise ValueError("a year that cannot be meant")
    return when


def _why_no_moment(words: str, now: datetime, zone: ZoneInfo) -> str:
    """The msgid of what to say of a text that is no moment: only the hour may be missing."""
    try:
        _day(words, now, zone)
        return N_("“{value}” does not say the hour: write, for example, {value} 09:00")
    except _Slip as slip:
        return str(slip)
    except _MEANINGLESS:
        pass
    if VAGUE.search(words) and not re.search(r"\d", words):
        return N_("“{value}” does not say the hour: write, for example, yesterday 09:00")
    return N_("“{value}” is not a moment: write, for example, 19/11/2026 14:30, yesterday 09:15 or 2 h ago")
