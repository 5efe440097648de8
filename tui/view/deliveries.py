"""Deliveries as a table: its columns, the rows that are noted, and what the next row is offered."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from textual.content import Content

from runbooks.definition.items import DeliveriesItem
from runbooks.engine.situation import Situation
from runbooks.language import _, words
from runbooks.told import with_warning
from tui.cells import GAP, Cells
from tui.lines import Line, text
from tui.looks import CHECKED

LEAD: Final = 2
"""Cells for the glyph before a row."""
CHANNEL, MOMENT = 11, 15
ROOMY: Final = 64
"""With less room than this a row is folded in two."""

Delivery = Mapping[str, Any]


def fit(room: int) -> tuple[tuple[int, ...], ...]:
    """The widths of channel, audience, moment and result: in one row, or in two where it is narrow."""
    if room < ROOMY:
        rest = max(room - MOMENT - GAP, 8)
        return ((MOMENT, rest), (MOMENT, rest))
    left = room - CHANNEL - MOMENT - 3 * GAP
    audience = left * 2 // 5
    return ((CHANNEL, audience, MOMENT, left - audience),)


def header() -> Line:
    """The names of the columns."""
    titles = (_("Channel"), _("To whom"), _("When"), _("Result"))
    return _cells("  ", "", *(text(title, "$quiet") for title in titles))


def noted(situation: Situation, item: DeliveriesItem) -> list[Line]:
    """A row for each delivery of `item`; what was told before it opened again comes first, quiet."""
    entry = situation.state.entry(item.id)
    before = [] if entry.value else list(entry.proposal or ())
    return [
        *(_row(situation, item, one, "  ", "$quiet", _("(before)")) for one in before),
        *(_row(situation, item, one, f"{CHECKED} ", "") for one in entry.value or ()),
    ]


def offers(situation: Situation, item: DeliveriesItem) -> tuple[str, str]:
    """The audience and the result to offer: whoever was told of something and not of this, first."""
    told = [one for other in _deliveries(situation) for one in _kept(situation, other)]
    here = list(situation.state.entry(item.id).value or ())
    known = {one["audience"] for one in here}
    last: Sequence[Delivery] = here[-1:] or told[-1:]
    waiting = [one for one in told if one["audience"] not in known]
    audience = next((one["audience"] for one in [*waiting, *last]), "")
    return audience, next((one["result"] for one in last), "")


def _deliveries(situation: Situation) -> list[DeliveriesItem]:
    return [one for one in situation.runbook.items.values() if isinstance(one, DeliveriesItem)]


def _kept(situation: Situation, item: DeliveriesItem) -> Sequence[Delivery]:
    entry = situation.state.entry(item.id)
    return entry.value or entry.proposal or ()


def _row(
    situation: Situation, item: DeliveriesItem, told: Delivery, lead: str, style: str, more: str = ""
) -> Line:
    (seen,) = situation.as_python(item, [told])
    result = f"{told['result']} {more}".strip()
    cells = (
        str(situation.label(item.id, told["channel"])),
        with_warning(told["audience"]),
        words.short(seen["at"]),
        result,
    )
    return _cells(lead, "$success", *(text(cell, style) for cell in cells))


def _cells(lead: str, lead_style: str, *cells: Content) -> Line:
    return Cells(lead=Content.styled(lead, lead_style), cells=cells, fit=fit)
