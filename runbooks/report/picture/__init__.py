"""The timeline as a picture: the window of days and the session by the clock, in one SVG.

The same record always gives the same bytes. Nothing outside is asked for and nothing in it runs;
what a person wrote is letters in it and nothing else (S10).
"""

from dataclasses import dataclass
from typing import Final

from runbooks.engine.situation import Situation
from runbooks.language import _, words
from runbooks.record.encoding import Record
from runbooks.report.picture.canvas import SMALL, WIDTH, Canvas, fitted, harmless, width
from runbooks.report.picture.session import draw_session, moment
from runbooks.report.picture.window import Point, Span, draw_window, points_of, spans_of

TITLE: Final = 13.0
BOLD: Final = 1.1
"""How much wider bold letters are."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """A picture as SVG, and what it shows in one sentence for who cannot see it."""

    svg: str
    alt: str


def picture(record: Record, situation: Situation, family: str = "sans-serif") -> Drawn:
    """Two panels: the days around the loss, as the runbook's timeline says it, and the session itself.

    `situation` stands where the report does; `family` is the font that the page has. Its letters and
    lines take the colour of the page.
    """
    canvas = Canvas(family)
    points, spans = points_of(situation), spans_of(situation)
    if points or spans:
        _title(canvas, situation, _("The window"), zone=True)
        draw_window(canvas, situation, points, spans)
        canvas.height += 18
    _title(canvas, situation, _("The session"), zone=canvas.height == 0)
    draw_session(canvas, record, situation)
    alt = _alt(record, situation, points, spans)
    return Drawn(canvas.svg(alt), alt)


def _title(canvas: Canvas, situation: Situation, title: str, *, zone: bool) -> None:
    """The name of a panel, marked in a training (T2), and whose clock it goes by."""
    said = f"{_('TRAINING')} · {title}" if situation.state.mode == "training" else title
    y = canvas.height + 16
    canvas.text(20, y, said, size=TITLE, font_weight="600")
    if zone:
        told = _("Times are those of {zone}.").format(zone=situation.state.portal["timezone"])
        told = fitted(told, WIDTH - 60 - width(said, TITLE) * BOLD, SMALL)
        canvas.text(WIDTH - 20, y, told, size=SMALL, anchor="end", fill_opacity="0.8")
    canvas.height += 28


def _alt(record: Record, situation: Situation, points: list[Point], spans: list[Span]) -> str:
    told = [f"{point.label}: {words.moment(point.at.astimezone(situation.zone))}" for point in points]
    told += [f"{span.label}: {words.duration(span.end - span.start)}" for span in spans]
    lasted = words.duration(moment(record.events[-1]) - moment(record.events[0]))
    told.append(_("the session lasted {duration}").format(duration=lasted))
    what = _("Timeline of the training") if situation.state.mode == "training" else _("Timeline")
    return harmless(f"{what}: {'; '.join(told)}.")
