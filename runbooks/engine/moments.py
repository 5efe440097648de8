"""Moments and days as a person or an answer file writes them (contract.md, "Answer files")."""

import re
from datetime import UTC, date, datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from runbooks.language import _

RELATIVE: Final = re.compile(r"now(?:([+-])(\d{1,5})([dhm]))?")
RELATIVE_DAY: Final = re.compile(r"today(?:([+-])(\d{1,5})d)?")
CLOCK: Final = re.compile(r"(\d{1,2}):(\d{2})(?::(\d{2}))?")
UNITS: Final = {"d": "days", "h": "hours", "m": "minutes"}


def resolve_datetime(text: str, *, now: datetime, zone: ZoneInfo) -> datetime:
    """A moment: ISO 8601, `now`, `now-30h`, `14:30`, `2026-11-19 14:30`, `today-1d 14:30`.

    Without an offset it is read in the portal's `zone`. A `d` of `now-2d` is 24 hours. Raises
    `ValueError` with a sentence that says what would be right.
    """
    written = text.strip().lower()
    try:
        return _relative(written, now, zone) or _absolute(written, now, zone)
    except (ValueError, OverflowError):
        wrong = _('"{text}" is not a moment: write 2026-11-19 14:30, 14:30, now or now-30h')
        raise ValueError(wrong.format(text=text[:40])) from None


def resolve_date(text: str, *, now: datetime, zone: ZoneInfo) -> date:
    """A day: `2026-11-19`, `today`, `today-3d`. Raises `ValueError` like `resolve_datetime`."""
    written = text.strip().lower()
    try:
        match = RELATIVE_DAY.fullmatch(written)
        if match is None:
            return _plain_date(written)
        today = now.astimezone(zone).date()
        days = int(match[2] or 0)
        return today - timedelta(days=days) if match[1] == "-" else today + timedelta(days=days)
    except (ValueError, OverflowError):
        wrong = _('"{text}" is not a day: write 2026-11-19, today or today-3d')
        raise ValueError(wrong.format(text=text[:40])) from None


def as_text(value: datetime) -> str:
    """The stored form: ISO 8601 with seconds and offset."""
    return value.isoformat(timespec="seconds")


def _relative(written: str, now: datetime, zone: ZoneInfo) -> datetime | None:
    match = RELATIVE.fullmatch(written)
    if match is None:
        return None
    step = timedelta(**{UNITS[match[3] or "m"]: int(match[2] or 0)})
    moment = now.astimezone(UTC)
    return (moment - step if match[1] == "-" else moment + step).astimezone(zone)


def _absolute(written: str, now: datetime, zone: ZoneInfo) -> datetime:
    day, _space, clock = written.partition(" ")
    if CLOCK.fullmatch(written):
        day, clock = "today", written
    if clock and CLOCK.fullmatch(clock):
        hour, minute, second = (int(part or 0) for part in CLOCK.fullmatch(clock).groups())  # type: ignore[union-attr]
        start = resolve_date(day, now=now, zone=zone)
        moment = datetime(start.year, start.month, start.day, hour, minute, second)
    else:
        moment = datetime.fromisoformat(written.upper())
    if moment.tzinfo is not None:
        return moment.astimezone(zone)
    local = moment.replace(tzinfo=zone)
    if local.astimezone(UTC).astimezone(zone).replace(tzinfo=None) != moment:
        raise ValueError("the clocks skip this time")
    return local


def _plain_date(written: str) -> date:
    if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", written):
        raise ValueError(written)
    return date.fromisoformat(written)
