"""The copies that are left, as a table: the day, what it is good for, until when it is kept (§8.4)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from textual.content import Content

from runbooks.engine.retention import RestorePoint
from runbooks.language import _, words
from runbooks.told import copy_state_in_words
from tui.cells import GAP, Cells, widest
from tui.lines import Line, text
from tui.looks import CHECKED, MISSING

MARKS: Final[Mapping[str, tuple[str, str]]] = {
    "sure": (CHECKED, "$success"),
    "doubtful": ("?", "$warning"),
    "too_new": ("—", "$quiet"),
    "gone": (MISSING, "$quiet"),
}
"""The glyph and the style of each state of a copy, the most useful first."""
ORDER: Final = tuple(MARKS)


def copies(points: Sequence[RestorePoint]) -> list[Line]:
    """A header and a row a copy, usable ones first. The zone stands in the header where it is one."""
    zones = {_zone(point) for point in points if point.state != "gone"}
    zone = zones.pop() if len(zones) == 1 else ""
    until = _("Kept until") + (f" ({zone})" if zone else "")
    header = tuple(text(title, "$quiet") for title in (_("Copy of"), _("State"), until))
    by_use = sorted(points, key=lambda point: ORDER.index(point.state))
    rows = [header, *(_row(point, zone) for point in by_use)]
    fit = Fit(*(widest([row[column] for row in rows[1:]]) for column in range(3)))
    return [Cells(lead=Content("  "), cells=row, fit=fit) for row in rows]


@dataclass(frozen=True, slots=True)
class Fit:
    """The widest day, state and moment; the state gives way, and what is left is the moment's."""

    day: int
    state: int
    until: int

    def __call__(self, room: int) -> tuple[tuple[int, ...], ...]:
        """The columns in that much room."""
        rest = room - self.day - 2 * GAP
        state = max(min(self.state, rest - self.until), 8)
        return ((self.day, state, max(rest - state, self.until)),)


def _row(point: RestorePoint, zone: str) -> tuple[Content, Content, Content]:
    glyph, style = MARKS[point.state]
    is_usable = point.state in ("sure", "doubtful")
    ends = words.short(point.deleted_from) + ("" if zone else f" ({_zone(point)})")
    return (
        text(words.day_short(point.date), "" if is_usable else "$quiet"),
        text(f"{glyph} {copy_state_in_words(point)}", style),
        text("" if point.state == "gone" else ends, "" if is_usable else "$quiet"),
    )


def _zone(point: RestorePoint) -> str:
    offset = point.deleted_from.strftime("%z")
    return f"UTC{offset[:3]}:{offset[3:5]}"
