"""The first panel: the days around the loss, what happened on which, and what ran out when."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

from runbooks.engine.situation import Situation
from runbooks.language import words
from runbooks.report.picture.canvas import SMALL, TEXT, TONES, WIDTH, Canvas, fitted, width
from runbooks.report.picture.scales import Scale, midnights

LEFT: Final = 20.0
RIGHT: Final = WIDTH - 20.0
MOST_DAYS: Final = 14
"""Labels on the axis: each takes some forty units."""

LANE: Final = 18.0
APART: Final = 17.0
"""Between the middles of two markers that stand side by side."""


@dataclass(frozen=True, slots=True)
class Point:
    """A moment, in UTC, with its label in the reader's language."""

    at: datetime
    label: str


@dataclass(frozen=True, slots=True)
class Span:
    """From one moment to a later one, or to itself; `tone` is the same in every picture of a runbook."""

    start: datetime
    end: datetime
    label: str
    tone: str


def points_of(situation: Situation) -> list[Point]:
    """The moments of the runbook's timeline that there are, in order of time."""
    timeline = situation.runbook.timeline
    known = ((_moment(situation, one.value), one) for one in (timeline.points if timeline else ()))
    found = [Point(at, situation.say(one.label)) for at, one in known if at is not None]
    return sorted(found, key=lambda point: point.at)


def spans_of(situation: Situation) -> list[Span]:
    """The spans of the runbook's timeline that have both ends, as it orders them."""
    timeline = situation.runbook.timeline
    found: list[Span] = []
    for number, one in enumerate(timeline.spans if timeline else ()):
        start, end = _moment(situation, one.start), _moment(situation, one.end)
        if start is not None and end is not None and start <= end:
            found.append(Span(start, end, situation.say(one.label), TONES[number % len(TONES)]))
    return found


def _moment(situation: Situation, expression: str) -> datetime | None:
    value = situation.evaluate(expression)
    # A record brings its own runbook: what is no moment is left out like what there is not.
    return value.astimezone(UTC) if isinstance(value, datetime) and value.utcoffset() is not None else None


def draw_window(canvas: Canvas, situation: Situation, points: Sequence[Point], spans: Sequence[Span]) -> None:
    """Markers over an axis of days, bars under it, and the legend of the markers."""
    ends = [point.at for point in points]
    ends += [moment for span in spans for moment in (span.start, span.end)]
    ticks = midnights(ends, situation.zone, MOST_DAYS)
    scale = Scale((ticks[0], ticks[-1]), (LEFT, RIGHT))
    top = canvas.height
    lanes = _lanes([scale(point.at) for point in points])
    axis = top + LANE * (max(lanes, default=-1) + 1) + 8
    bottom = axis + 26 + 27 * len(spans)
    _days(canvas, situation, ticks, scale, (axis, bottom))
    for point, lane in zip(points, lanes, strict=True):
        canvas.line(scale(point.at), axis - 8 - LANE * lane, scale(point.at), axis, stroke_opacity="0.6")
    for figure, (point, lane) in enumerate(zip(points, lanes, strict=True), start=1):
        canvas.numbered(scale(point.at), axis - 14 - LANE * lane, figure)
    for row, span in enumerate(spans):
        _bar(canvas, span, scale, axis + 26 + 27 * row)
    canvas.height = bottom + 14
    _legend(canvas, situation, points)


def _lanes(places: Sequence[float]) -> list[int]:
    """For each marker the lowest lane in which none before it is too near."""
    lanes: list[int] = []
    for number, place in enumerate(places):
        near = {
            lane for other, lane in zip(places[:number], lanes, strict=True) if abs(place - other) < APART
        }
        lanes.append(next(lane for lane in range(len(places)) if lane not in near))
    return lanes


def _days(
    canvas: Canvas,
    situation: Situation,
    ticks: Sequence[datetime],
    scale: Scale,
    ends: tuple[float, float],
) -> None:
    axis, bottom = ends
    canvas.line(LEFT, axis, RIGHT, axis)
    free = -1.0
    last = scale(ticks[-1]) - width("00/00", SMALL) / 2 - 4
    for tick in ticks:
        x, said = scale(tick), f"{tick.astimezone(situation.zone):%d/%m}"
        half = width(said, SMALL) / 2
        canvas.line(x, axis, x, bottom, stroke_opacity="0.15")
        # The end of the axis is always said; the day before it where there is room.
        if x - half > free and (tick is ticks[-1] or x + half < last):
            canvas.text(x, axis + 13, said, size=SMALL, anchor="middle", fill_opacity="0.8")
            free = x + half + 4


def _bar(canvas: Canvas, span: Span, scale: Scale, y: float) -> None:
    left, right = scale(span.start), scale(span.end)
    said = fitted(f"{span.label} · {words.duration(span.end - span.start)}", RIGHT - LEFT, SMALL)
    canvas.text(min(left, RIGHT - width(said, SMALL)), y + 8, said, size=SMALL)
    canvas.bar(left, y + 12, right - left, 7, fill=span.tone)
    canvas.line(left, y + 10.5, left, y + 20.5)
    canvas.line(right, y + 10.5, right, y + 20.5)


def _legend(canvas: Canvas, situation: Situation, points: Sequence[Point]) -> None:
    for figure, point in enumerate(points, start=1):
        y = canvas.height + 10
        said = words.moment(point.at.astimezone(situation.zone))
        canvas.numbered(LEFT + 7.5, y, figure)
        canvas.text(LEFT + 23, y + 3.8, fitted(point.label, 350))
        canvas.text(LEFT + 380, y + 3.8, said, fill_opacity="0.8")
        canvas.line(LEFT, y + 10, RIGHT, y + 10, stroke_opacity="0.12")
        canvas.height += TEXT + 9
