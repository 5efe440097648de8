"""What was done on paper, without a computer, and is entered afterwards: its clock and its marks.

An event has in `at` the moment at which it was done, and the rules are judged at that moment. One that
was entered afterwards has in `data["entered"]` the moment at which that was; one without was made live.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import Final
from zoneinfo import ZoneInfo

from runbooks.engine.events import Event, Happening
from runbooks.engine.moments import NotUnderstood, as_text, resolve_datetime
from runbooks.engine.refusals import Refusal, refuse
from runbooks.engine.situation import Situation
from runbooks.language import N_, _
from runbooks.told import local_time

ENTERED: Final = "entered"
"""The field of an event's data that marks it."""

LIVE: Final = ("now", "ahora")
"""How the real clock is asked for."""


def clock_of(
    text: str,
    *,
    now: datetime,
    zone: ZoneInfo,
    clock: datetime | None = None,
    last: datetime | None = None,
) -> datetime | Refusal | None:
    """The moment of the paper that `text` means, None for the real clock, or why neither can be.

    `now` is the real moment, `clock` what the paper's clock shows where it is set, `last` when the last
    event of the record was: the paper goes on from there. A clock time alone is that of the paper's day.
    """
    if text.strip().casefold() in LIVE:
        return None
    try:
        moment = _read(text, now, zone, clock)
    except NotUnderstood as wrong:
        return refuse("bad_value", None, wrong.msgid, value=wrong.value)
    if last is not None and moment == last.replace(second=0, microsecond=0):
        moment = last  # papers tell minutes: this is the one in which the record stands
    if moment > now:
        told = N_("that is still to come, and what was done on paper is past: here it is {now}")
        return refuse("in_future", None, told, now=_shown(now, zone))
    if last is not None and moment < last:
        told = N_("the record stands at {last}: write that moment or a later one, with its day")
        return refuse("before_other", None, told, last=_shown(last, zone))
    return moment


def _read(text: str, now: datetime, zone: ZoneInfo, clock: datetime | None) -> datetime:
    moment = resolve_datetime(text, now=now, zone=zone)
    if clock is None:
        return moment
    try:  # only a time without a day can have one put before it
        return resolve_datetime(f"{clock.astimezone(zone):%d/%m/%Y} {text}", now=now, zone=zone)
    except NotUnderstood:
        return moment


def _shown(moment: datetime, zone: ZoneInfo) -> str:
    return f"{moment.astimezone(zone):%d/%m/%Y %H:%M}"


# -- marks ------------------------------------------------------------------------------------------


def marked(happenings: Iterable[Happening], entered: datetime) -> tuple[Happening, ...]:
    """What happened, each with the moment at which it is entered; `entered` is of the portal's zone."""
    mark = {ENTERED: as_text(entered)}
    return tuple(Happening(one.type, {**one.data, **mark}) for one in happenings)


def was_on_paper(events: Iterable[Event]) -> bool:
    """Whether any of `events` was done on paper and entered afterwards."""
    return any(ENTERED in event.data for event in events)


def entered_in_words(situation: Situation, event: Event) -> str:
    """`(anotado después, el lun 23/11/2026 18:20)`, by the portal's clock; empty for what was made live."""
    entered = event.data.get(ENTERED)
    if entered is None:
        return ""
    return _("(entered later, on {time})").format(time=local_time(situation, entered))
