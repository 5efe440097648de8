"""What writes a record, and any page made of one, in each of the formats that `forms` names."""

from collections.abc import Callable, Mapping
from typing import Final

from runbooks.engine.situation import Situation
from runbooks.record.encoding import Encoded, Record
from runbooks.report.answer_file import answers_of
from runbooks.report.blocks import Page
from runbooks.report.forms import FORMS
from runbooks.report.session_report import session_report
from runbooks.report.writers.markdown import markdown
from runbooks.report.writers.table_file import table_of


def _html(page: Page) -> bytes:
    from runbooks.report.writers.html import html  # imported here and below: most formats do without

    return html(page).encode()


def _pdf(page: Page) -> bytes:
    from runbooks.report.writers.pdf import pdf

    return pdf(page)


PAGES: Final[Mapping[str, Callable[[Page], bytes]]] = {
    "pdf": _pdf,
    "html": _html,
    "md": lambda page: markdown(page).encode(),
}
"""What writes a page in each of `PAGE_FORMATS`."""

FILES: Final[Mapping[str, Callable[[Record, Situation], bytes]]] = {
    "json": lambda record, _situation: Encoded.of(record).data,
    "answers": lambda record, _situation: answers_of(record).encode(),
    "csv": lambda record, situation: table_of([(record, situation)]).encode(),
}
"""What writes the others of `FORMS`: the record itself, its answers, its events."""


def written(page: Page, format: str) -> bytes:
    """A page in one of `PAGE_FORMATS`."""
    return PAGES[format](page)


def exported(record: Record, situation: Situation, format: str) -> bytes:
    """A record in one of `FORMS`; `situation` stands at its last event."""
    if FORMS[format].is_page:
        return written(session_report(record, situation), format)
    return FILES[format](record, situation)
