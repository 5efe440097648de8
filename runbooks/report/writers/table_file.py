"""The events of a record as a table for a spreadsheet (CSV, RFC 4180)."""

import csv
import io
import json
from collections.abc import Iterable
from typing import Final

from runbooks.engine.events import Event
from runbooks.engine.situation import Situation
from runbooks.happened import event_in_words
from runbooks.language import _
from runbooks.language.visible import visible
from runbooks.paper import ENTERED
from runbooks.record.encoding import Record
from runbooks.told import mode_word

FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")
"""What begins a formula in a spreadsheet (OWASP, CSV Injection)."""


def table_of(records: Iterable[tuple[Record, Situation]]) -> str:
    """The events of the records in time order, a row each, under one row of titles."""
    written = io.StringIO()
    writer = csv.writer(written, lineterminator="\r\n")
    writer.writerow(cell(one) for one in _columns())
    for record, situation in records:
        mode = _("TRAINING") if record.mode == "training" else mode_word(record.mode)
        for event in record.events:
            writer.writerow(cell(one) for one in (record.id, mode, *_row(situation, event)))
    return written.getvalue()


def _columns() -> tuple[str, ...]:
    when = ("#", _("When"), _("Entered"), _("Who"))
    return (_("Session"), _("Mode"), *when, _("Event"), _("Item"), _("What"), _("Value"))


def _row(situation: Situation, event: Event) -> tuple[str, ...]:
    when = (str(event.seq), event.at, str(event.data.get(ENTERED, "")), event.by)
    item = str(event.data.get("item", ""))
    return (*when, event.type, item, event_in_words(situation, event), _value(event))


def _value(event: Event) -> str:
    value = event.data.get("value")
    if value is None or isinstance(value, str):
        return value or ""
    return json.dumps(value, ensure_ascii=False, sort_keys=True)


def cell(text: str) -> str:
    """`text` as a cell that no spreadsheet takes for a formula (S10)."""
    shown = visible(text, multiline=True)
    return f"'{shown}" if text.lstrip().startswith(FORMULA) or shown.startswith(FORMULA) else shown
