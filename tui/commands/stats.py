"""`restaura stats`: figures over time, as tables and, in a terminal, as charts."""

import os
import sys
from argparse import Namespace
from collections.abc import Iterator
from datetime import UTC, date, datetime
from shutil import get_terminal_size
from typing import Final
from zoneinfo import ZoneInfo

from runbooks.engine.moments import NotUnderstood, resolve_date
from runbooks.figures.as_json import as_json as stats_as_json
from runbooks.figures.reading import stats
from runbooks.figures.stats import Stats
from runbooks.folders import Folders
from runbooks.language import _
from runbooks.language.visible import visible
from runbooks.record.archive.reading import Archive, archives
from runbooks.record.store import Store
from runbooks.settings import load_settings
from tui.commands.output import as_json, columns, complain, say
from tui.ending import DONE, USAGE, Ended
from tui.figures.charts import Chart, charts
from tui.figures.paint import painted
from tui.figures.tables import Table, about, nothing_yet, overview, tables

NARROWEST: Final = 60
"""Columns of a terminal below which a chart is no help."""


def command(options: Namespace, places: Folders) -> int:
    """Print the figures of incidents, of trainings, or of both, one behind the other."""
    zone = ZoneInfo(load_settings(places.config_file, os.environ).portal_timezone)
    now = datetime.now(UTC)
    since, until = _since(options.since, now, zone), now.astimezone(zone).date()
    modes = ("incident", "training") if options.mode == "all" else (options.mode,)
    for mode in modes:
        _tell_uncounted(places.of(mode))
    counted = [stats(Store(places.of(mode).sessions), mode, since, until) for mode in modes]
    if options.json:
        print(as_json(stats_as_json(counted)))
        return DONE
    for place, one in enumerate(counted):
        if place:
            print()
        _tell(one, with_charts=not options.table)
    return DONE


def _tell_uncounted(places: Folders) -> None:
    """What was put away stands in no figure, which nobody should find out by himself."""
    if places.archives.is_dir():
        found = [one for one in archives(places.archives) if isinstance(one, Archive)]
        told = _("Not counted: records in archives ({count}, in {folder}).")
        complain(told.format(count=sum(len(one.entries) for one in found), folder=places.archives))


def _since(written: str | None, now: datetime, zone: ZoneInfo) -> date | None:
    try:
        return None if written is None else resolve_date(written, now=now, zone=zone)
    except NotUnderstood as error:
        raise Ended(USAGE, str(error)) from None


def _tell(one: Stats, *, with_charts: bool) -> None:
    mark = _("TRAINING") + " · " if one.mode == "training" else ""
    say(f"{mark}{_('Figures over time')} · {about(one)}")
    if not one.sessions:
        for sentence in nothing_yet(one):
            say(mark + sentence)
    else:
        say(mark + overview(one))
    for table in tables(one):
        _tell_table(table, mark)
    width = _room() if with_charts else 0
    for chart in charts(one, width) if width else ():
        for line in chart_lines(chart, mark, paint=_is_coloured()):
            print(line)


def _tell_table(table: Table, mark: str) -> None:
    print()
    say(mark + table.title)
    for line in columns([table.head, *table.rows]):
        print(line)


def chart_lines(chart: Chart, mark: str, *, paint: bool) -> Iterator[str]:
    """A chart as lines for a terminal, `mark` before its title; with colours where `paint` says so."""
    drawn_as = painted if paint else str
    yield ""
    yield mark + visible(chart.title)
    for label, drawn in chart.rows:
        yield label + drawn_as(drawn)
    if chart.legend:
        yield "  ".join(f"{drawn_as(sign)} {what}" for sign, what in chart.legend)


def _room() -> int:
    """The columns for charts; 0 where they would not be seen, or not as they are."""
    encoding = (sys.stdout.encoding or "").lower().replace("-", "").replace("_", "")
    width = get_terminal_size().columns
    return width - 1 if sys.stdout.isatty() and encoding == "utf8" and width >= NARROWEST else 0


def _is_coloured() -> bool:
    return not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
