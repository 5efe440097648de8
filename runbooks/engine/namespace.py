"""What the expressions of a runbook can name: values, and the few functions over them.

The only arithmetic here is that of dates, in `retention`; no item of any procedure is named.
"""

from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta
from typing import Any, Final
from zoneinfo import ZoneInfo

from runbooks.definition.expressions import Language
from runbooks.engine import retention
from runbooks.engine.retention import Exposure, RestorePoint
from runbooks.language import words

ABSENT: Final = "—"


class Missing:
    """An answer that a document needs and does not have; shows as a placeholder to be filled."""

    __slots__ = ("label",)

    def __init__(self, label: str) -> None:
        self.label = label

    def __str__(self) -> str:
        return f"[[{self.label}]]"

    def __bool__(self) -> bool:
        return False


def _given(say: Callable[..., str]) -> Callable[..., str]:
    def said(value: Any, *more: Any) -> str:
        if value is None:
            return ABSENT
        return str(value) if isinstance(value, Missing) else say(value, *more)

    return said


LANGUAGE: Final = Language(
    filters={
        "day": _given(words.day),
        "long_day": _given(words.day_long),
        "moment": _given(words.moment),
        "duration": _given(words.duration),
        "listed": _given(words.listed),
    },
    finalize=lambda value: ABSENT if value is None else value,
)
"""The language of every runbook: texts render in the reader's language (`runbooks.language`)."""


def _missing(verified: Mapping[str, Any] | None) -> list[str]:
    """The areas that a verification found missing."""
    return [area for area, found in (verified or {}).items() if found["state"] == "missing"]


def functions(
    now: datetime, zone: ZoneInfo, label: Callable[[str, Any], Any]
) -> Mapping[str, Callable[..., Any]]:
    """The named functions, at `now` in the portal's `zone`; `label` puts an answer into words."""

    def copies(last_seen: datetime | None, copy_hour: int | None, kept_days: int) -> tuple[RestorePoint, ...]:
        return retention.restore_points(
            now=now, zone=zone, last_seen=last_seen, copy_hour=copy_hour, kept_days=kept_days
        )

    def copy(points: tuple[RestorePoint, ...], day: date | None) -> RestorePoint | None:
        return next((point for point in points if point.date == day), None)

    def deadline(day: date | None, copy_hour: int | None, kept_days: int) -> datetime | None:
        if not isinstance(day, date):
            return None
        return retention.deadline(day, zone=zone, copy_hour=copy_hour, kept_days=kept_days)

    def exposure(day: date | None, until: datetime, copy_hour: int | None) -> Exposure | None:
        if not isinstance(day, date):
            return None
        return retention.exposure(day, until=until, zone=zone, copy_hour=copy_hour)

    def hours_before(moment: datetime | None, hours: int) -> datetime | None:
        return retention.last_safe_moment(moment, hours) if moment else None

    def between(earlier: datetime | None, later: datetime | None) -> timedelta | None:
        return retention.time_between(earlier, later) if earlier and later else None

    return {
        "copies": copies,
        "proposed": retention.proposed,
        "copy": copy,
        "deadline": deadline,
        "hours_before": hours_before,
        "exposure": exposure,
        "between": between,
        "label": label,
        "missing": _missing,
    }
