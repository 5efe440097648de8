"""The figures over time as paragraphs: charts in the theme's colours, tables whose last column wraps."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from typing import Final

from textual.content import Content

from runbooks.figures.stats import Stats
from runbooks.language import N_
from tui.cells import Packed
from tui.commands.output import columns
from tui.figures.charts import Chart, charts
from tui.figures.paint import runs
from tui.figures.tables import Table, left_out, nothing_yet, overview, tables
from tui.lines import BLANK, Line, line, text

STYLES: Final[Mapping[str, str]] = {
    "first": "$primary",
    "second": "$accent",
    "third": "$quiet",
    "axis": "$quiet",
}
PERIODS: Final = (N_("All"), N_("This year"), N_("90 days"), N_("30 days"))
"""What can be looked at, by the number that chooses it."""

GAP: Final = "  "


def period_since(period: int, today: date) -> date | None:
    """The first day of one of `PERIODS`; None for all."""
    return (None, today.replace(month=1, day=1), today - timedelta(days=90), today - timedelta(days=30))[
        period
    ]


def told(stats: Stats, width: int, *, as_tables: bool) -> list[Line]:
    """All figures in `width` cells; as tables also where no chart can be drawn."""
    if not stats.sessions:
        head, more = nothing_yet(stats)
        return [line(head, "bold"), BLANK, line(more, "$quiet"), BLANK, *_tables(tables(stats))]
    drawn = () if as_tables else charts(stats, width)
    shown = [row for one in drawn for row in _chart(one)]
    beneath = [*shown, *_tables([left_out(stats)])] if shown else [*_tables(tables(stats))]
    return [line(overview(stats)), BLANK, *beneath]


def _chart(chart: Chart) -> Iterator[Line]:
    yield line(chart.title, "bold")
    for label, drawn in chart.rows:
        yield Line(Content.assemble(text(label), _painted(drawn)), most=1)
    if chart.legend:
        told = (Content.assemble(_painted(sign), " ", text(what, "$quiet")) for sign, what in chart.legend)
        yield Packed(pieces=tuple(told))
    yield BLANK


def _painted(drawn: str) -> Content:
    pieces = ((piece, STYLES[kind]) if kind else piece for kind, piece in runs(drawn))
    return Content.assemble(*pieces)


def _tables(those: Iterable[Table]) -> Iterator[Line]:
    for one in those:
        if one.rows:
            yield from _table(one)


def _table(table: Table) -> Iterator[Line]:
    """The columns but the last as the lead of a paragraph, so that the last wraps under itself."""
    yield line(table.title, "bold")
    leads = [row + GAP for row in _padded(columns([row[:-1] for row in (table.head, *table.rows)]))]
    rows = zip(leads, (table.head, *table.rows), strict=True)
    for number, (lead, row) in enumerate(rows):
        style = "" if number else "$quiet"
        yield Line(text(row[-1], style), text(lead, style))
    yield BLANK


def _padded(rows: list[str]) -> list[str]:
    width = max(text(row).cell_length for row in rows)
    return [row + " " * (width - text(row).cell_length) for row in rows]
