"""The figures as charts, in characters of which each says what it is without any colour.

Plotext draws them: its one figure is taken clear and left clear. It gets numbers, months and days; texts
of runbooks stand beside what it drew.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

from runbooks.figures.stats import Month, Spread, Stats
from runbooks.language import _, words
from runbooks.language.cells import fitted
from runbooks.language.visible import visible
from tui.figures.tables import month_word, time_word

RESTORED, OTHERWISE, NOT_ENDED = "█", "▒", "░"
AT_WORST, AT_BEST = "●", "○"
MONTHS: Final = 12
FEWEST_MONTHS: Final = 6
"""A bar of a single month would be as wide as the chart."""

ROWS: Final = 9
WIDEST: Final = 110
"""Wider, a chart is no clearer."""

EACH_NAMED: Final = 4
"""Up to so many sessions, each number stands at the axis."""

MOST_BARS: Final = 12
"""More than any runbook has outcomes or steps, unless there are several: the tables have all."""

LEAST_ROOM: Final = 40
"""Cells without which nothing can be drawn."""


@dataclass(frozen=True, slots=True)
class Chart:
    """Rows, each a label and what is drawn beside it; `legend` says what each character stands for."""

    title: str
    rows: tuple[tuple[str, str], ...]
    legend: tuple[tuple[str, str], ...] = ()


def charts(stats: Stats, width: int) -> tuple[Chart, ...]:
    """All charts, in at most `width` cells; one that would say nothing is left out.

    None at all where the library's compiled part does not load on this machine: the tables say the same.
    """
    room = min(width, WIDEST)
    if not stats.sessions or room < LEAST_ROOM:
        return ()
    try:
        return tuple(_all(stats, room))
    except ImportError:
        return ()


def _all(stats: Stats, room: int) -> Iterator[Chart]:
    yield _by_month(stats, room)
    yield _outcomes(stats, room)
    yield from _times(stats, room)
    if stats.steps:
        told = [(time_word(one.spread.total), one.step.label) for one in stats.steps[:MOST_BARS]]
        lengths = [one.spread.total.total_seconds() for one in stats.steps[:MOST_BARS]]
        yield _bars(_("Time in each step, in all sessions"), told, lengths, room)


def _by_month(stats: Stats, room: int) -> Chart:
    months = _last_months(stats.months)
    restored = [month.restored for month in months]
    otherwise = [month.sessions - month.restored - month.not_ended for month in months]
    most = max(month.sessions for month in months)
    legend = ((RESTORED, _("restored")), (OTHERWISE, _("ended otherwise")), (NOT_ENDED, _("not ended yet")))
    figure = _figure(room, (ROWS // most or 1) * most + 2 if most <= ROWS else ROWS + 2)
    places = list(range(1, len(months) + 1))
    tops = [restored, [sum(two) for two in zip(restored, otherwise, strict=True)]]
    tops.append([month.sessions for month in months])
    # The lowest part comes last: of the row in which two meet, the library gives each all.
    for (sign, _what), top in reversed(list(zip(legend, tops, strict=True))):
        figure.draw(figure.bar(places, top, marker=sign, width=0.5))
    figure.ruler("x").lim(0.5, len(months) + 0.5)
    figure.ruler("x").ticks(places, [words.month_short(month.first) for month in months])
    named = range(most + 1) if most <= EACH_NAMED else (0, most // 2, most)
    _scaled(figure, most, [(number, str(number)) for number in named])
    first, last = months[0].first, months[-1].first
    title = _("By month of their beginning, {first} to {last}")
    title = title.format(first=month_word(first), last=month_word(last))
    return Chart(title, _drawn(figure), legend)


def _last_months(months: Sequence[Month]) -> list[Month]:
    """The last months up to the newest, with those in which nothing began."""
    known = {month.first: month for month in months}
    last = months[-1].first
    since_first = (last.year - months[0].first.year) * 12 + last.month - months[0].first.month + 1
    wanted = min(max(since_first, FEWEST_MONTHS), MONTHS)
    firsts = [_months_before(last, number) for number in reversed(range(wanted))]
    return [known.get(first, Month(first, (), 0)) for first in firsts]


def _months_before(first: date, number: int) -> date:
    year, month = divmod(first.year * 12 + first.month - 1 - number, 12)
    return date(year, month + 1, 1)


def _outcomes(stats: Stats, room: int) -> Chart:
    told = [(str(one.count), one.outcome.label) for one in stats.outcomes[:MOST_BARS]]
    counts: list[float] = [one.count for one in stats.outcomes[:MOST_BARS]]
    signs = [RESTORED if one.restores else OTHERWISE for one in stats.outcomes[:MOST_BARS]]
    if stats.not_ended:
        told.append((str(stats.not_ended), _("Not ended yet")))
        counts.append(stats.not_ended)
        signs.append(NOT_ENDED)
    return _bars(_("How they ended"), told, counts, room, signs)


def _bars(
    title: str,
    told: Sequence[tuple[str, str]],
    lengths: Sequence[float],
    room: int,
    signs: Sequence[str] = (RESTORED,),
) -> Chart:
    """Bars from left to right, one a row, each behind its number and its label."""
    numbers = max(len(number) for number, _label in told)
    half = room // 2 - numbers - 4
    labels = [visible(label) for _number, label in told]
    widest = min(half, max(map(len, labels)))
    beside = [
        f"{number:>{numbers}}  {fitted(label, widest)}  "
        for (number, _label), label in zip(told, labels, strict=True)
    ]
    count = len(lengths)
    figure = _figure(room - numbers - widest - 4, count)
    figure.axes(False)
    places = list(range(count, 0, -1))
    marks = [signs[number % len(signs)] for number in range(count)]
    figure.draw(figure.bar(places, list(lengths), orientation="horizontal", marker=marks, width=0.1))
    figure.ruler("x").lim(0, max(lengths) or 1).ticks([])
    figure.ruler("y").lim(1, max(count, 2)).ticks([])
    drawn = [row for _label, row in _drawn(figure)]
    return Chart(title, tuple(zip(beside, drawn, strict=True)))


def _times(stats: Stats, room: int) -> Iterator[Chart]:
    """The figures of restores over the days on which their sessions began; one alone shows no course."""
    for one in stats.measured:
        if one.restores and one.spread.count > 1:
            points = [(AT_WORST, one.spread)] + ([(AT_BEST, one.best)] if one.best else [])
            legend = ((AT_WORST, _("at worst")), (AT_BEST, _("at best"))) if one.best else ()
            yield _points(one.figure.label, points, legend, room)


def _points(
    title: str, points: Sequence[tuple[str, Spread]], legend: tuple[tuple[str, str], ...], room: int
) -> Chart:
    spreads = [spread for _sign, spread in points]
    days = [day for spread in spreads for day, _time in spread.each]
    first, last = min(days), max(days)
    most = max(spread.longest for spread in spreads) or timedelta(hours=1)
    figure = _figure(room, ROWS + 2)
    for sign, spread in points:
        x = [day.toordinal() for day, _time in spread.each]
        figure.draw(figure.signal(x, [time.total_seconds() for _day, time in spread.each], marker=sign))
    margin = 0.5 + (last - first).days / 50  # what is drawn must not stand on the very edge
    figure.ruler("x").lim(first.toordinal() - margin, last.toordinal() + margin)
    ends = {first.toordinal(): first, last.toordinal(): last}
    figure.ruler("x").ticks(list(ends), [f"{day:%d/%m/%Y}" for day in ends.values()])
    half = most / 2
    ticks = [(0.0, "0"), (half.total_seconds(), time_word(half))]
    _scaled(figure, most.total_seconds(), [*ticks, (most.total_seconds(), time_word(most))])
    return Chart(title, _drawn(figure), legend)


# -- the library ------------------------------------------------------------------------------------


def _figure(width: int, height: int) -> Any:
    """Plotext's figure with nothing on it; importing that takes longer than most commands."""
    import plotext  # type: ignore[import-untyped]

    plotext.terminal.limit(False, False)
    plotext.figure.clear()
    plotext.figure.plot_size(width, height)
    plotext.figure.axes(False, side=1)
    return plotext.figure


def _scaled(figure: Any, most: float, ticks: Sequence[tuple[float, str]]) -> None:
    """The axis of values from 0 to `most`, named at `ticks`."""
    named = dict(ticks)
    figure.ruler("y").lim(0, most).alignment(lim="edge").ticks(list(named), list(named.values()))


def _drawn(figure: Any) -> tuple[tuple[str, str], ...]:
    """What was drawn, row by row without colours, and the figure clear again."""
    rows = figure.build().string(True).splitlines()
    figure.clear()
    return tuple(("", row.rstrip()) for row in rows)
