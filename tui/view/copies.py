"""The copies that are left, as a table: the day, what it is good for, until when it is kept (§8.4)."""

from collections.abc import Mapping, Sequence
from typing import Final

from textual.content import Content

from runbooks.engine.retention import RestorePoint
from runbooks.language import _, words
from runbooks.told import copy_state_in_words
from tui.cells import Cells, Columns, widest
from tui.lines import Line, text
from tui.looks import CHECKED, MISSING

MARKS: Final[Mapping[str, tuple[str, str]]] = {
    "sure": (CHECKED, "$success"),
    "doubtful": ("?", "$warning"),
    "too_new": ("—", "$quiet"),
    "gone": (MISSING, "$quiet"),
}
"""The glyph and the style of each state of a copy."""
MOMENT: Final = 15
"""How many cells a short moment takes."""


def copies(points: Sequence[RestorePoint]) -> list[Line]:
    """A header and a row a copy, in the order given. The zone stands in the header where it is one."""
    zones = {_zone(point) for point in points if point.state != "gone"}
    zone = zones.pop() if len(zones) == 1 else ""
    until = _("Kept until") + (f" ({zone})" if zone else "")
    header = tuple(text(title, "$quiet") for title in (_("Copy of"), _("State"), until))
    rows = [_row(point, zone) for point in points]
    days = widest([header[0], *(row[0] for row in rows)])
    fit = Columns((days, None, max(widest([row[2] for row in rows]), MOMENT)))
    return [Cells(lead=Content("  "), cells=row, fit=fit) for row in (header, *rows)]


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
