"""Days, moments and durations in words, in the current language.

Babel is imported where a word is needed: it costs more than most commands take.
"""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from functools import cache
from typing import Final

from runbooks.language import _, current

MONDAY: Final = date(2026, 1, 5)


def day(value: date) -> str:
    """`jue 19/11/2026`, `Thu 19/11/2026`: the weekday and the day as figures."""
    return f"{_weekday(value.weekday(), current())} {value:%d/%m/%Y}"


@cache
def _weekday(number: int, language: str) -> str:
    """`jue`, `Thu`; Monday is 0."""
    from babel.dates import format_date

    return format_date(MONDAY + timedelta(days=number), "EEE", locale=language).rstrip(".")


def day_short(value: date) -> str:
    """`jue 19/11`, `Thu 19/11`: for a table in which the year goes without saying."""
    return day(value).rsplit("/", 1)[0]


def short(value: datetime) -> str:
    """`jue 19/11 14:32`: a local moment for such a table, which says the zone elsewhere."""
    return f"{day_short(value)} {value:%H:%M}"


def day_long(value: date) -> str:
    """`jueves 19 de noviembre de 2026`, `Thursday 19 November 2026`."""
    from babel.dates import format_date

    pattern = "EEEE d 'de' MMMM 'de' y" if current() == "es" else "EEEE d MMMM y"
    return format_date(value, pattern, locale=current())


def moment(value: datetime) -> str:
    """`jue 19/11/2026 14:32 (UTC-06:00)`: a moment always says its zone."""
    return f"{day(value)} {value:%H:%M} (UTC{offset(value)})"


def offset(value: datetime) -> str:
    """`-06:00`: how far the clock of an aware moment is from UTC."""
    told = value.strftime("%z")
    return f"{told[:3]}:{told[3:5]}"


def duration(value: timedelta) -> str:
    """`3 d 14 h`, `2 h 05 min`, `12 min`: the two largest units, rounded down."""
    minutes = int(value.total_seconds()) // 60
    days, hours = minutes // 1440, minutes // 60 % 24
    if days:
        return f"{days} d {hours:02} h"
    if hours:
        return f"{hours} h {minutes % 60:02} min"
    return f"{minutes} min" if minutes else _("less than a minute")


def ago(value: timedelta) -> str:
    """`hace 3 h 05 min`, `3 h 05 min ago`."""
    return _("{duration} ago").format(duration=duration(value))


def ahead(value: timedelta) -> str:
    """`en 3 h 05 min`, `in 3 h 05 min`."""
    return _("in {duration}").format(duration=duration(value))


def weekday_initials() -> list[str]:
    """`L M X J V S D`, `M T W T F S S`: Monday first."""
    from babel.dates import get_day_names

    names = get_day_names("narrow", "stand-alone", current())
    return [names[day] for day in range(7)]


def month_short(value: date) -> str:
    """`nov`, `Nov`: at most four letters."""
    from babel.dates import format_date

    return format_date(value, "LLL", locale=current()).rstrip(".")


def listed(parts: Sequence[str]) -> str:
    """`CRM, drive y tareas`, `CRM, drive and tasks`."""
    from babel.lists import format_list

    said = format_list([str(part) for part in parts], locale=current())
    return said.replace(", and ", " and ")
