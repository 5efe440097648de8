"""What a record, and any page made of one, can be written as."""

from collections.abc import Callable, Mapping
from typing import Final

from runbooks.engine.situation import Situation
from runbooks.record.encoding import Encoded, Record
from runbooks.report.answer_file import answers_of
from runbooks.report.blocks import Page
from runbooks.report.markdown import markdown
from runbooks.report.session_report import session_report
from runbooks.report.table_file import table_of


def _html(page: Page) -> bytes:
    from runbooks.report.html import html  # imported here and below: most formats do without

    return html(page).encode()


def _pdf(page: Page) -> bytes:
    from runbooks.report.pdf import pdf

    return pdf(page)


PAGES: Final[Mapping[str, Callable[[Page], bytes]]] = {
    "md": lambda page: markdown(page).encode(),
    "html": _html,
    "pdf": _pdf,
}
"""The formats of a page."""

FILES: Final[Mapping[str, Callable[[Record, Situation], bytes]]] = {
    "json": lambda record, _situation: Encoded.of(record).data,
    "answers": lambda record, _situation: answers_of(record).encode(),
    "csv": lambda record, situation: table_of([(record, situation)]).encode(),
}
"""What a record can be handed on as beside its report: itself, its answers, its events."""

FORMATS: Final = (*PAGES, *FILES)


def written(page: Page, format: str) -> bytes:
    """A page in one of `PAGES`."""
    return PAGES[format](page)


def exported(record: Record, situation: Situation, format: str) -> bytes:
    """A record in one of `FORMATS`; `situation` stands at its last event."""
    if format in FILES:
        return FILES[format](record, situation)
    return written(session_report(record, situation), format)
