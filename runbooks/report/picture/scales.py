"""From moments to places on a line, and where such a line has its ticks: all of it in elapsed time.

Moments are in UTC here, since two of one zone would be told apart by the hands of its clock.
"""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from typing import Final
from zoneinfo import ZoneInfo

DAY: Final = timedelta(days=1)
DAY_STEPS: Final = (1, 2, 5, 7, 14, 30, 90, 180, 365, 1825, 36500)
CLOCK_STEPS: Final = tuple(
    timedelta(minutes=minutes)
    for minutes in (1, 2, 5, 10, 15, 30, 60, 120, 180, 360, 720, 1440, 2880, 10080, 43200, 525600)
)

LONGEST_QUIET: Final = 12
"""A quiet time longer than this part of the session, one twelfth, is drawn cut short."""

SHORTEST_CUT: Final = timedelta(minutes=20)
MOST_CUTS: Final = 4


@dataclass(frozen=True, slots=True)
class Scale:
    """Moments at places: each of `stops` at the place beside it, straight between two."""

    stops: tuple[datetime, ...]
    places: tuple[float, ...]

    def __call__(self, moment: datetime) -> float:
        """The place of a moment; one outside stands at the end."""
        after = bisect_right(self.stops, moment)
        if after in (0, len(self.stops)):
            return self.places[0 if after == 0 else -1]
        start, end = self.stops[after - 1], self.stops[after]
        left, right = self.places[after - 1], self.places[after]
        return left + (right - left) * ((moment - start) / (end - start))


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a session: one in which things happened, or a quiet time that is drawn cut short."""

    start: datetime
    end: datetime
    is_cut: bool = False

    @property
    def length(self) -> timedelta:
        """How long it was."""
        return self.end - self.start


def midnights(moments: Sequence[datetime], zone: ZoneInfo, most: int) -> list[datetime]:
    """The midnights around `moments` by the clock of `zone`: those of every day, or of every so manieth.

    Between the first and the last, which no moment is outside of, are `most` parts at most.
    """
    first, last = (moment.astimezone(zone).date() for moment in (min(moments), max(moments)))
    if max(moments) > midnight(last, zone) or first == last:
        last = min(last, date.max - DAY) + DAY
    count = (last - first).days
    step = next((step for step in DAY_STEPS if count <= step * most), DAY_STEPS[-1])
    shown = [midnight(first + timedelta(days=n), zone) for n in range(0, count, step)]
    return [*shown, midnight(last, zone)]


def midnight(day: date, zone: ZoneInfo) -> datetime:
    """When a day begins in `zone`, in UTC."""
    return datetime.combine(day, time(), zone).astimezone(UTC)


def parts(moments: Sequence[datetime]) -> list[Part]:
    """A session cut at its quiet times, in order; `moments` are those of its events.

    Where there are many of these it is a session of that pace, and none is cut.
    """
    known = sorted(set(moments))
    least = max((known[-1] - known[0]) / LONGEST_QUIET, SHORTEST_CUT)
    quiet = [Part(*two, is_cut=True) for two in pairwise(known) if two[1] - two[0] > least]
    found: list[Part] = []
    start = known[0]
    for cut in quiet if len(quiet) <= MOST_CUTS else ():
        found += [Part(start, cut.start), cut]
        start = cut.end
    return [*found, Part(start, known[-1])]


def session_scale(found: Sequence[Part], left: float, right: float, cut: float) -> Scale:
    """A scale on which each quiet part takes `cut`, and the others share the rest by their length."""
    room = right - left - cut * sum(part.is_cut for part in found)
    busy = sum((part.length for part in found if not part.is_cut), timedelta())
    stops, places = [found[0].start], [left]
    for part in found:
        takes = cut if part.is_cut else room * (part.length / busy) if busy else 0.0
        if part.length:
            stops.append(part.end)
            places.append(places[-1] + takes)
    return Scale(tuple(stops), tuple(places))


def clock_ticks(part: Part, zone: ZoneInfo, room: float, needed: tuple[float, float]) -> Iterator[datetime]:
    """The round hours, minutes or days inside a part of a session, which has `room`.

    Each of them needs the first of `needed`, and the second where each is another day.
    """
    if not part.length:
        return
    step = next((one for one in CLOCK_STEPS if room * (one / part.length) >= needed[one >= DAY]), None)
    if step is None:
        return
    tick = midnight(part.start.astimezone(zone).date(), zone)
    tick += (part.start - tick) // step * step
    while tick <= part.end:
        if tick > part.start:
            yield tick
        tick += step
