"""Records as rows of a table: read from their summaries, searched, sorted, shown."""

import os
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any, Final

from textual.content import Content

from runbooks.engine.situation import ItemState
from runbooks.language import _, words
from runbooks.language.visible import visible
from runbooks.record.errors import UnreadableRecord
from runbooks.record.listing import read_summary, summaries
from runbooks.record.wording import Wordings
from runbooks.told import STATUSES, status_word
from tui.lines import Line, line, text
from tui.looks import CAUTION, COLOURS, GLYPHS
from tui.table import Column

UNREADABLE: Final = "unreadable"
MARKS: Final[Mapping[str, tuple[str, str]]] = {
    "open": (GLYPHS[ItemState.OPEN], "$accent"),
    "finished": (CAUTION, "bold $warning"),
    "closed": (GLYPHS[ItemState.DONE], COLOURS[ItemState.DONE]),
    UNREADABLE: (GLYPHS[ItemState.OVERRIDDEN], "bold $error"),
}
"""The glyph before each status."""


@dataclass(frozen=True, slots=True)
class Row:
    """One record of the list. `started` is ISO 8601, `copy` the day of the chosen copy, ISO as well;
    `place` the outcome or the step where it is held; `fault` why it cannot be read, None where it can;
    `found_by` what a search looks at."""

    id: str
    path: str
    status: str
    started: str
    operator: str
    place: str
    copy: str
    variant: str
    areas: str
    fault: str | None
    found_by: str


def rows(folder: Path) -> Iterator[Row]:
    """The records of `folder`, newest first, read as they are asked for; none is left out.

    Raises `StoreError` when the folder cannot be read.
    """
    wordings = Wordings()
    for listed in summaries(folder):
        if isinstance(listed, UnreadableRecord):
            yield _unreadable(listed)
        else:
            yield _row(listed, str(folder), wordings)


def row_of(folder: Path, id: str) -> Row:
    """The row of one record. Raises `UnreadableRecord`."""
    return _row(read_summary(folder / f"{id}.json"), str(folder), Wordings())


def _unreadable(error: UnreadableRecord) -> Row:
    name = os.path.basename(error.path)
    id, told = os.path.splitext(name)[0], _("cannot be read")
    found = searched(f"{name} {word_of(UNREADABLE)} {told} {error.reason}")
    place = f"{told}: {error.reason}"
    return Row(id, error.path, UNREADABLE, "", "", place, "", "", "", str(error), found)


def _row(summary: Mapping[str, Any], folder: str, wordings: Wordings) -> Row:
    id, path = str(summary["id"]), os.path.join(folder, f"{summary['id']}.json")
    options = wordings.of(summary, path).options
    status, variant = str(summary.get("status")), str(summary.get("variant") or "")
    lost, copy = summary.get("lost_areas"), str(summary.get("restore_date") or "")
    named = options.get("lost_areas", {})
    areas = ", ".join(named.get(str(one), str(one)) for one in lost) if isinstance(lost, list) else ""
    variant = options.get("variant", {}).get(variant, variant)
    place, operator = wordings.place(summary, path), str(summary.get("operator") or "")
    if summary.get("percent") is not None:  # of a training how it was done counts more than how it ended
        result = _("passed") if summary.get("passed") else _("not passed")
        place = f"{summary['percent']} % {result} · {place}"
    step = wordings.of(summary, path).steps.get(str(summary.get("step")), "")
    shown = (id, operator, place, step, word_of(status), areas, variant, copy, short_day(copy))
    started = str(summary.get("started_at") or "")
    return Row(
        id, path, status, started, operator, place, copy, variant, areas, None, searched(" ".join(shown))
    )


# -- searching and sorting ------------------------------------------------------------------------


def searched(value: str) -> str:
    """`value` without capitals and accents, as it is searched."""
    apart = unicodedata.normalize("NFKD", value.casefold())
    return "".join(one for one in apart if not unicodedata.combining(one))


def matching(all_rows: Sequence[Row], asked: str) -> list[Row]:
    """The rows that hold every word that is asked for, in their order."""
    wanted = searched(asked).split()
    return [row for row in all_rows if all(word in row.found_by for word in wanted)]


def ordered(some: list[Row], column: str, *, turned: bool) -> list[Row]:
    """The rows sorted by a column; those of one value stay newest first, those of none come last.

    `some` is newest first, which is how the column `started` is sorted where it is not `turned`.
    """
    if column == "started":
        return some[::-1] if turned else some
    given = [row for row in some if _value(row, column)]
    given.sort(key=lambda row: searched(_value(row, column)), reverse=turned)
    return given + [row for row in some if not _value(row, column)]


def _value(row: Row, column: str) -> str:
    if column == "status":
        return word_of(row.status)
    return str(getattr(row, column))


# -- what is shown --------------------------------------------------------------------------------


def columns(rows: Iterable[Row] = (), *, training: bool) -> list[Column]:
    """The columns in their order; the id, the status and the place are there at 80 cells.

    The status has the room that those of `rows` need: what is left tells how a session ended.
    """
    words_of = (_("Status"), *map(word_of, {row.status for row in rows}))
    status = max(map(len, words_of)) + 2  # a mark before it, or the arrow of the order behind its title
    return [
        Column("id", _("Id"), 17 if training else 15, 0),
        Column("started", _("Started"), 11, 4),
        Column("status", _("Status"), status, 1),
        Column("place", _("Outcome or step"), 19, 2, grows=True),
        Column("operator", _("Operator"), 14, 3),
        Column("copy", _("Copy"), 15, 5),
    ]


def cell(row: Row, column: str) -> Content:
    """What stands in a column for a record."""
    if column == "status":
        glyph, style = MARKS.get(row.status, ("?", ""))
        return Content.assemble((f"{glyph} ", style), _one_line(word_of(row.status)))
    if column == "started":
        return Content(short_moment(row.started))
    if column == "copy":
        return _one_line(" · ".join(part for part in (short_day(row.copy)[:5], row.variant) if part))
    if column == "place":
        return _one_line(row.place, "$error" if row.fault else "")
    return _one_line(_value(row, column), "$quiet" if column == "id" and row.status == "closed" else "")


def in_full(row: Row) -> list[Line]:
    """All that the table knows of one record, whatever its columns had to cut."""
    if row.fault is not None:
        return [line(row.fault, "$error")]
    head = [_one_line(row.id, "bold"), _one_line(word_of(row.status)), _one_line(row.operator)]
    head += [text(_("started {at}").format(at=_long_moment(row.started)), "$quiet")] if row.started else []
    told = [row.place, row.areas]
    if row.copy:
        told.append(_("copy of {day}").format(day=_long_day(row.copy)))
    told.append(row.variant)
    rest = " · ".join(visible(part) for part in told if part)
    return [Line(Content(" · ").join(head)), line(rest)]


def word_of(status: str) -> str:
    """The status of a record in words."""
    if status == UNREADABLE:
        return _("unreadable")
    return status_word(status) if status in STATUSES else status


def short_moment(at: str) -> str:
    """`23/11 08:43`; the year stands in the id. What is no moment is shown as it is."""
    moment = _moment(at)
    return f"{moment:%d/%m %H:%M}" if moment else visible(at)


def short_day(day: str) -> str:
    """`23/11/2026`. What is no day is shown as it is."""
    known = _day(day)
    return f"{known:%d/%m/%Y}" if known else visible(day)


def _long_moment(at: str) -> str:
    moment = _moment(at)
    return words.moment(moment) if moment and moment.tzinfo else visible(at)


def _long_day(day: str) -> str:
    known = _day(day)
    return words.day(known) if known else visible(day)


def _moment(at: str) -> datetime | None:
    try:
        return datetime.fromisoformat(at)
    except ValueError:
        return None


def _day(day: str) -> date | None:
    try:
        return date.fromisoformat(day)
    except ValueError:
        return None


def _one_line(value: str, style: str = "") -> Content:
    return Content.styled(visible(value), style)
