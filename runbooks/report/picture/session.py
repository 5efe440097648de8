"""The second panel: the session by the clock, which step it was in, and what was done when."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

from runbooks.engine.events import Event
from runbooks.engine.situation import Situation
from runbooks.language import N_, _, words
from runbooks.record.encoding import Record
from runbooks.report.picture.canvas import INK, SMALL, TONES, WIDTH, Canvas, fitted, width
from runbooks.report.picture.scales import Part, Scale, clock_ticks, parts, session_scale
from runbooks.told import step_title

LEFT: Final = 214.0
RIGHT: Final = WIDTH - 20.0
ROW: Final = 19.0
CUT: Final = 72.0
"""The room of a quiet time that is cut short: enough for how long it was."""

APART: Final = 5.0

Mark = Callable[[Canvas, float, float], None]


@dataclass(frozen=True, slots=True)
class Stay:
    """A time in which a step was the current one."""

    step: str
    start: datetime
    end: datetime


def _path(path: str, *, filled: bool = True) -> Mark:
    fill = {"fill": INK} if filled else {"fill": "none", "stroke": INK, "stroke_width": "1.2"}
    return lambda canvas, x, y: canvas.shape(x, y, path, **fill)


MARKS: Final[Mapping[str, tuple[str, Mark]]] = {
    "drafted": (N_("Documents"), _path("M-3 -4H3V4H-3Z", filled=False)),
    "delivered": (N_("Deliveries"), lambda canvas, x, y: canvas.circle(x, y, 2.6, fill=INK)),
    "handed_over": (N_("Handed over"), _path("M-4 -3.5L0 0L-4 3.5ZM4 -3.5L0 0L4 3.5Z")),
    "went_back": (N_("Gone back"), _path("M3 -4L-4 0L3 4Z")),
    "outcome_reached": (N_("Outcome"), _path("M0 -5L5 0L0 5L-5 0Z")),
    "cancelled": (N_("Outcome"), _path("M-4 -4L4 4M-4 4L4 -4", filled=False)),
}
"""What has a mark of its own: the word for its row, and how it is drawn; the row of one word is one."""


def stays(record: Record, situation: Situation) -> list[Stay]:
    """Which step was the current one from when until when, in order; none after an outcome."""
    found: list[Stay] = []
    step: str | None = situation.runbook.steps[0].id
    since = moment(record.events[0])
    for event in record.events:
        after = _after(step, event)
        if after == step:
            continue
        if step is not None:
            found.append(Stay(step, since, max(since, moment(event))))
        step, since = after, moment(event)
    if step is not None:
        found.append(Stay(step, since, max(since, moment(record.events[-1]))))
    return found


def _after(step: str | None, event: Event) -> str | None:
    if event.type == "went_back":
        return str(event.data["to"])
    if event.type == "step_completed":
        return event.data["next"] or step
    return None if event.type in ("outcome_reached", "cancelled") else step


def moment(event: Event) -> datetime:
    """When an event was, in UTC."""
    return datetime.fromisoformat(event.at).astimezone(UTC)


def draw_session(canvas: Canvas, record: Record, situation: Situation) -> None:
    """A row a step, a row a kind of mark, and the hours under them."""
    found = parts([moment(event) for event in record.events])
    scale = session_scale(found, LEFT, RIGHT, CUT)
    rows = _rows(record)
    top = canvas.height + 10
    steps = situation.runbook.steps
    middles = {step.id: top + ROW * (number + 0.5) for number, step in enumerate(steps)}
    bottom = top + ROW * (len(steps) + len(rows)) + 6
    _guides(canvas, found, scale, (top, bottom))
    for number, step in enumerate(steps, start=1):
        said = f"{number}. {step_title(situation, step.id)}"
        _name(canvas, said, middles[step.id])
    for stay in (one for one in stays(record, situation) if one.step in middles):
        left, right = scale(stay.start), scale(stay.end)
        canvas.bar(left, middles[stay.step] - 4, right - left, 8, fill=TONES[0])
    for number, (name, marked) in enumerate(rows.items()):
        middle = top + ROW * (len(steps) + number + 0.5) + 6
        _name(canvas, _(name), middle)
        _marks(canvas, [(scale(moment(event)), event.type) for event in marked], middle)
    _cuts(canvas, found, scale, (top, bottom))
    canvas.height = bottom
    _hours(canvas, situation, found, scale)


def _rows(record: Record) -> dict[str, list[Event]]:
    """The events that have a mark, by the word for their row."""
    names = dict.fromkeys(name for name, _draw in MARKS.values())
    found = {name: [e for e in record.events if MARKS.get(e.type, ("",))[0] == name] for name in names}
    return {name: events for name, events in found.items() if events}


def _name(canvas: Canvas, said: str, middle: float) -> None:
    canvas.text(20, middle + 3.8, fitted(said, LEFT - 32))
    canvas.line(20, middle + ROW / 2, RIGHT, middle + ROW / 2, stroke_opacity="0.12")


def _marks(canvas: Canvas, marked: Sequence[tuple[float, str]], middle: float) -> None:
    """Each mark where it belongs; of those that would cover one another the first."""
    free = float("-inf")
    for x, kind in marked:
        if x >= free or kind in ("outcome_reached", "cancelled"):
            MARKS[kind][1](canvas, x, middle)
            free = x + APART


def _guides(canvas: Canvas, found: Sequence[Part], scale: Scale, ends: tuple[float, float]) -> None:
    for x in (scale(found[0].start), scale(found[-1].end)):
        canvas.line(x, ends[0], x, ends[1], stroke_opacity="0.3")
    canvas.line(LEFT, ends[1], RIGHT, ends[1])


def _cuts(canvas: Canvas, found: Sequence[Part], scale: Scale, ends: tuple[float, float]) -> None:
    """Two broken lines around each quiet time, with how long it was between them."""
    for cut in (part for part in found if part.is_cut):
        left, right = scale(cut.start), scale(cut.end)
        canvas.bar(left, ends[0] - 3, right - left, ends[1] - ends[0] + 3, fill=INK, fill_opacity="0.05")
        for x in (left, right):
            canvas.line(x, ends[0] - 3, x, ends[1], stroke_dasharray="2 3", stroke_opacity="0.6")
        said = fitted(words.duration(cut.length), right - left - 4, SMALL)
        canvas.text((left + right) / 2, ends[0] - 5, said, size=SMALL, anchor="middle", fill_opacity="0.8")


def _hours(canvas: Canvas, situation: Situation, found: Sequence[Part], scale: Scale) -> None:
    """The hours under the axis, and the days under these where one begins or work goes on."""
    busy = [part for part in found if not part.is_cut]
    needed = width("00:00", SMALL) + 6
    wanted = [part.start for part in busy] + [busy[-1].end]
    for part in busy:
        room = scale(part.end) - scale(part.start)
        wanted += clock_ticks(part, situation.zone, room, (needed, width("mmm 00/00", SMALL) + 8))
    y, told = canvas.height, list[datetime]()
    for tick in wanted:
        x = scale(tick)
        if all(abs(x - scale(other)) >= needed for other in told):
            told.append(tick)
            canvas.line(x, y, x, y + 4)
            said = f"{tick.astimezone(situation.zone):%H:%M}"
            canvas.text(x, y + 14, said, size=SMALL, anchor="middle", fill_opacity="0.8")
    _dates(canvas, situation, sorted(told), scale, y + 26)
    canvas.height = y + 34
    if len(found) > 1:
        said = _("Between broken lines nothing was written down: that time is drawn shorter than it was.")
        canvas.text(20, y + 44, fitted(said, RIGHT - 20, SMALL), size=SMALL, fill_opacity="0.8")
        canvas.height = y + 52


def _dates(canvas: Canvas, situation: Situation, ticks: Sequence[datetime], scale: Scale, y: float) -> None:
    told, free = None, float("-inf")
    for tick in ticks:
        day = tick.astimezone(situation.zone).date()
        said = words.day_short(day)
        half = width(said, SMALL) / 2
        x = min(scale(tick), WIDTH - half - 4)
        if day != told and x - half > free:
            canvas.text(x, y, said, size=SMALL, anchor="middle", fill_opacity="0.8")
            told, free = day, x + half + 6
