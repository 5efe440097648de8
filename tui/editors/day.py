"""The editor of a day: typed, or picked from a calendar that says of each day what can be had of it."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any, Final

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content

from runbooks.definition.items import DateItem, Item
from runbooks.engine import moments
from runbooks.engine.retention import CopyState, RestorePoint
from runbooks.engine.situation import Situation
from runbooks.language import _, words
from runbooks.told import COPIES, copy_in_full
from runbooks.tried import why_not
from tui.editors.calendar import Calendar, Mark, Page, as_typed, weeks
from tui.editors.when import WhenEditor
from tui.lines import Line, Lines, line, text
from tui.looks import CHECKED, DOUBTFUL, MISSING, PROPOSED, TODAY

UNUSABLE: Final = Mark(MISSING, "$quiet")
MARKS: Final[Mapping[CopyState, Mark]] = {
    CopyState.SURE: Mark(CHECKED, "$success"),
    CopyState.DOUBTFUL: Mark(DOUBTFUL, "$warning"),
    CopyState.TOO_NEW: UNUSABLE,
    CopyState.GONE: UNUSABLE,
}
STEPS: Final = {"left": -1, "right": 1, "up": -7, "down": 7}


class DayEditor(WhenEditor):
    """A line for a day; under it the calendar, its legend, and what is to be known of the day moved to."""

    DEFAULT_CSS = """
    DayEditor Field { width: 42; }
    DayEditor #days { height: auto; margin-top: 1; }
    DayEditor #legend { width: 1fr; padding-left: 2; }
    DayEditor #understood { margin-top: 1; }
    """

    def compose(self) -> ComposeResult:
        """Line, calendar with its legend, explanation."""
        yield from super().compose()
        with Horizontal(id="days"):
            yield Calendar()
            yield Lines(id="legend")
        yield Lines(id="understood")

    def understand(self, value: str) -> None:
        """As `LineEditor.understand`: the calendar follows the line."""
        situation = self.situation
        here = _day(situation, value)
        points = _points(situation, self.item)
        page = _page(situation, self.item, points, here)
        self.query_one(Calendar).turn(page, here)
        self.query_one("#legend", Lines).show(_legend(page))
        self.show_understood(self._explained(situation, points, here, value))

    def lead(self, key: str) -> str | None:
        """As `WhenEditor.lead`: a day or a week on, from the proposed day or today at first."""
        field, page = self.field, self.query_one(Calendar).page
        if key in ("left", "right") and field.value and not field.is_led:
            return None
        here = _day(self.situation, field.value)
        if here is None or (page.marks and here not in page):
            return field.offer or as_typed(page.today)
        there = here + timedelta(days=STEPS[key])
        return as_typed(there if there in page or not page.marks else here)

    def say_refused(self, told: Line) -> None:
        """As `WhenEditor.say_refused`: in the place of the explanation."""
        self.show_understood([told])

    def nothing_touched(self) -> str:
        """As `LineEditor.nothing_touched`."""
        return _("Type a day, or move to one with the arrows; Enter then takes it.")

    def hint(self, item: Item) -> str:
        """As `LineEditor.hint`."""
        return _("19/11/2026, yesterday, 3 days ago")

    def offer(self, situation: Situation, item: Item) -> str:
        """As `LineEditor.offer`: the answer before, as long as it may be given again."""
        before = _before(situation, item)
        day = before if before and why_not(situation, item, before.isoformat()) is None else None
        day = day or _proposed(situation, item)
        return as_typed(day) if day else ""

    def written(self, value: Any) -> str:
        """As `LineEditor.written`."""
        return as_typed(date.fromisoformat(value))

    def prompt(self, situation: Situation, item: Item, offer: str) -> list[Line]:
        """As `LineEditor.prompt`: what there is to say stands under the calendar."""
        return []

    def _explained(
        self, situation: Situation, points: Mapping[date, RestorePoint], here: date | None, value: str
    ) -> list[Line]:
        if here is None:
            return [] if value.strip() else [self._how()]
        against = self.objection(value)
        if against:
            return against
        point = points.get(here)
        mark = MARKS[point.state] if point else Mark(style="$success")
        said = [words.day(here)]
        if here == situation.now.date():
            said.append(_("today"))
        if here == self.query_one(Calendar).page.proposed:
            said.append(_("proposed"))
        if here == _before(self.situation, self.item):
            said.append(_("before"))
        told = ", ".join(said) + (f": {copy_in_full(point)}" if point else ".")
        body = Content.assemble(text(told, mark.style), text(f" {_('Enter takes it.')}", "$quiet"))
        return [Line(body, Content.styled(f"{mark.glyph if point else '='} ", f"bold {mark.style}"))]

    def _how(self) -> Line:
        """What to do where nothing is moved to yet."""
        offered = _day(self.situation, self.field.offer)
        if offered is None:
            return line(_("Arrows move through the days; Enter takes the one moved to."), "$quiet")
        is_proposed = offered == self.query_one(Calendar).page.proposed
        what = _("Proposed: {day}.") if is_proposed else _("Before: {day}.")
        how = _("Tab writes it, arrows move to other days; Enter then takes it.")
        lead = f"{PROPOSED} " if is_proposed else ""
        told = f"{what.format(day=words.day(offered))} {how}"
        return line(told, "$primary", lead=lead, lead_style="bold $primary")


def _day(situation: Situation, value: str) -> date | None:
    """The day that is typed; None where it is none."""
    try:
        return moments.resolve_date(value, now=situation.now, zone=situation.zone)
    except ValueError:
        return None


def _proposed(situation: Situation, item: Item) -> date | None:
    """The day that the runbook proposes."""
    found = situation.evaluate(item.default) if item.default else None
    return found if isinstance(found, date) else None


def _before(situation: Situation, item: Item) -> date | None:
    """The day that was the answer before it opened again."""
    kept = situation.state.entry(item.id).proposal
    return date.fromisoformat(kept) if kept else None


def _points(situation: Situation, item: Item) -> Mapping[date, RestorePoint]:
    assert isinstance(item, DateItem)
    points = situation.evaluate(item.points) if item.points else None
    return {point.date: point for point in points or ()}


def _page(situation: Situation, item: Item, points: Mapping[date, RestorePoint], here: date | None) -> Page:
    """The weeks of the copies and of today; without copies, the month moved to."""
    today, proposed = situation.now.date(), _proposed(situation, item)
    if points:
        days = [*points, today]
        marks = {day: MARKS[point.state] for day, point in points.items()}
        return Page(*weeks(min(days), max(days)), today, proposed, marks)
    first = (here or proposed or today).replace(day=1)
    last = (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    return Page(*weeks(first, last), today, proposed)


def _legend(page: Page) -> list[Line]:
    """The glyphs that the page has, in words."""
    shown = {mark.glyph for mark in page.marks.values()}
    named = [(MARKS[state], _(COPIES[state])) for state in (CopyState.SURE, CopyState.DOUBTFUL)]
    named.append((UNUSABLE, _("not usable")))
    rows = [(mark.glyph, mark.style, word) for mark, word in named if mark.glyph in shown]
    if page.proposed is not None and page.proposed in page:
        rows.append((PROPOSED, "$primary", _("proposed")))
    rows.append((TODAY, "", _("today")))
    return [line(word, "$quiet", lead=f"{glyph} ", lead_style=style) for glyph, style, word in rows]
