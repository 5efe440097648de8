"""The figures as tables: all that there is to know, for those who cannot see a chart as well."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from runbooks.figures.seen import Wait
from runbooks.figures.stats import Measured, Month, PassedOver, Spread, Stats
from runbooks.language import _, ngettext, words

Row = tuple[str, ...]

STANDING: Final[Mapping[str, Callable[[int], str]]] = {
    "closed": lambda n: ngettext("{count} is closed", "{count} are closed", n),
    "finished": lambda n: ngettext("{count} has ended, not closed", "{count} have ended, not closed", n),
    "open": lambda n: ngettext("{count} is in progress", "{count} are in progress", n),
    "changed": lambda n: ngettext("{count} changed record", "{count} changed records", n),
    "unreadable": lambda n: ngettext("{count} unreadable record", "{count} unreadable records", n),
}
"""How many sessions are in each status, and how many records in no count."""


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under their heads; the last column is a text of any length, the others are short."""

    title: str
    head: Row
    rows: tuple[Row, ...]


def about(stats: Stats) -> str:
    """Which sessions are counted: `incidentes · del 01/09/2026 al 29/11/2026`."""
    kind = _("trainings") if stats.mode == "training" else _("incidents")
    if stats.since is None:
        return f"{kind} · " + _("all, until {until}").format(until=_day(stats.until))
    told = _("from {since} to {until}")
    return f"{kind} · " + told.format(since=_day(stats.since), until=_day(stats.until))


def overview(stats: Stats) -> str:
    """How many there are, how they stand, and what is in no count: `12 incidentes · 9 cerrados · …`."""
    if stats.mode == "training":
        told = ngettext("{count} training", "{count} trainings", stats.sessions)
    else:
        told = ngettext("{count} incident", "{count} incidents", stats.sessions)
    parts = [told.format(count=stats.sessions)]
    of = [*stats.statuses.items(), ("changed", len(stats.changed)), ("unreadable", len(stats.unreadable))]
    parts += [STANDING[name](count).format(count=count) for name, count in of if count]
    return " · ".join(parts)


def nothing_yet(stats: Stats) -> tuple[str, str]:
    """Where nothing is counted: that it is so, and what will be."""
    if stats.since is not None:
        told = _("Nothing began in this period.")
    elif stats.mode == "training":
        told = _("There is no training to count yet.")
    else:
        told = _("There is no incident to count yet.")
    will = _(
        "Counted are, by month: how sessions ended, the time to restore and the work lost, what was passed "
        "over or put off, and where they waited."
    )
    return told, will


def tables(stats: Stats) -> tuple[Table, ...]:
    """Everything, in its order; a table without rows is left out."""
    times = (*_spread_head(), _("Figure"))
    found = (
        Table(_("How they ended"), (_("Sessions"), _("Outcome")), tuple(_outcomes(stats))),
        Table(_("By month"), (_("Month"), _("Sessions"), _("Outcome")), tuple(_months(stats.months))),
        Table(
            _("Times of those with a restore"), times, tuple(_times(m for m in stats.measured if m.restores))
        ),
        Table(
            _("Times of those that ended otherwise"),
            times,
            tuple(_times(m for m in stats.measured if not m.restores)),
        ),
        Table(
            _("Passed over and put off"),
            (_("Passed over"), _("Put off"), _("Sessions"), _("Item")),
            tuple(_passed(stats.passed)),
        ),
        Table(_("Reasons given"), (_("Session"), _("What"), _("Item and reason")), tuple(_why(stats.passed))),
        Table(
            _("Time in each step"),
            (_("In all"), *_spread_head(), _("Step")),
            tuple((time_word(one.spread.total), *_spread(one.spread), one.step.label) for one in stats.steps),
        ),
        Table(
            _("The longest waits"),
            (_("Time"), _("Session"), _("Awaited")),
            tuple((time_word(wait.time), wait.session, _awaited(wait)) for wait in stats.longest),
        ),
        left_out(stats),
    )
    return tuple(_aligned(table) for table in found if table.rows)


def _outcomes(stats: Stats) -> Iterator[Row]:
    for one in stats.outcomes:
        yield str(one.count), one.outcome.label
    if stats.not_ended:
        yield str(stats.not_ended), _("Not ended yet")


def _months(months: Sequence[Month]) -> Iterator[Row]:
    """The newest month first; it is named in the first of its rows."""
    for month in reversed(months):
        rows = [(str(one.count), one.outcome.label) for one in month.ended]
        rows += [(str(month.not_ended), _("Not ended yet"))] if month.not_ended else []
        for number, row in enumerate(rows):
            yield ("" if number else month_word(month.first), *row)


def _spread_head() -> Row:
    return _("Sessions"), _("Median"), _("Shortest"), _("Longest")


def _times(measured: Iterable[Measured]) -> Iterator[Row]:
    for one in measured:
        label = one.figure.label
        if one.best is None:
            yield (*_spread(one.spread), label)
        else:
            yield (*_spread(one.spread), _("{figure}, at worst").format(figure=label))
            yield (*_spread(one.best), _("{figure}, at best").format(figure=label))


def _spread(spread: Spread) -> Row:
    times = (spread.median, spread.shortest, spread.longest)
    return (str(spread.count), *map(time_word, times))


def _passed(passed: Sequence[PassedOver]) -> Iterator[Row]:
    for one in passed:
        yield str(one.overridden), str(one.deferred), str(one.sessions), one.item.label


def _why(passed: Sequence[PassedOver]) -> Iterator[Row]:
    for item in passed:
        for one in item.each:
            what = _("passed over") if one.kind == "overridden" else _("put off")
            yield one.session, what, f"{item.item.label}: {one.reason or '—'}"


def _awaited(wait: Wait) -> str:
    awaited = _("“{item}”").format(item=wait.item.label) if wait.item else _("its end")
    return f"{wait.step.label}: {awaited}"


def left_out(stats: Stats) -> Table:
    """The records in no count, each by its name and with what is wrong with it."""
    rows = [(_("changed"), f"{one.path}: {one.reason}") for one in stats.changed]
    rows += [(_("unreadable"), f"{one.path}: {one.reason}") for one in stats.unreadable]
    return Table(_("In no count"), (_("Why"), _("Record")), tuple(rows))


def month_word(first: date) -> str:
    """`nov 2026`, for any day of it."""
    return f"{words.month_short(first)} {first.year}"


def _day(day: date) -> str:
    return f"{day:%d/%m/%Y}"


def time_word(time: timedelta) -> str:
    """`3 d 14 h`, `12 min`, `< 1 min`: short enough for a column."""
    minutes = int(time.total_seconds()) // 60
    return words.duration(time) if minutes else "< 1 min"


def _aligned(table: Table) -> Table:
    """The table with its numbers and times at the right of their columns."""
    columns = list(zip(table.head, *table.rows, strict=True))
    aligned = [_right(column) if _is_numeric(column) else column for column in columns]
    head, *rows = zip(*aligned, strict=True)
    return Table(table.title, head, tuple(rows))


def _is_numeric(column: Row) -> bool:
    return all(cell[:1] in "0123456789<" and "-" not in cell for cell in column[1:])


def _right(column: Row) -> Row:
    width = max(map(len, column))
    return tuple(cell.rjust(width) for cell in column)
