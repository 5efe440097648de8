"""What a record can be written as for others, how its file is called, and where that goes by itself."""

import os
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Final, NamedTuple

from runbooks.folders import Folders
from runbooks.language import N_, _
from runbooks.record.encoding import Record
from runbooks.report.blocks import Page
from runbooks.report.formats import exported, written
from runbooks.report.forms import FORMS
from runbooks.report.session_report import session_report
from runbooks.session import at_last_event, replay
from tui.replaying import replaying

REPORT, AFTER_ACTION, CERTIFICATE = "report", "after_action", "certificate"
PAGES: Final[Mapping[str, str]] = {
    REPORT: N_("Report"),
    AFTER_ACTION: N_("After-action report"),
    CERTIFICATE: N_("Certificate"),
}
"""The pages that are made of a record; the last two of a training alone (T13, T15)."""


People = Mapping[str, str]
"""What becomes of each name, as `runbooks.redaction` has it."""


class Wish(NamedTuple):
    """What is to be written of a record: one of its `PAGES` in a format, or one of its files."""

    format: str
    page: str = REPORT
    is_redacted: bool = False

    @property
    def label(self) -> str:
        """What it is called in a list of all."""
        form = FORMS[self.format]
        return f"{_(PAGES[self.page])}, {_(form.name)}" if form.is_page else _(form.name)

    @property
    def may_be_redacted(self) -> bool:
        """Whether it can be had without names and texts: a record could not be verified then."""
        return self.page == REPORT and self.format != "json"

    def file(self, id: str) -> str:
        """The name of its file, of the record `id`."""
        page = "" if self.page == REPORT else "." + self.page.replace("_", "-")
        page += ".redacted" if self.is_redacted else ""
        return f"{id}{page}{FORMS[self.format].ending}"


def usual_path(places: Folders, record: Record, wish: Wish) -> Path:
    """Where the export of a record goes when nobody names another place."""
    return places.of(record.mode).exports / wish.file(record.id)


def wishes(pages: Mapping[str, object]) -> list[Wish]:
    """All that can be written of a record that has these pages."""
    of_record = [Wish(format) for format in FORMS]
    return of_record + [Wish(format, page) for page in pages if page != REPORT for format in ("pdf", "md")]


def report_or_file(record: Record, path: str, format: str, people: People | None = None) -> bytes:
    """A record read from `path` in one of `FORMS`; with `people`, without its names and free texts.

    Raises `UnreadableRecord`.
    """
    with replaying(path):
        if people is not None:
            from runbooks.redaction import redacted

            record = redacted(record, people)
        return exported(record, at_last_event(replay(record)), format)


def redacted_bytes(record: Record, path: str, format: str) -> bytes:
    """The same without its names and free texts. Raises `UnreadableRecord`."""
    from runbooks.redaction import people_in  # imported here, as above: few exports are redacted

    with replaying(path):
        people = people_in([record])
    return report_or_file(record, path, format, people)


def pages_of(record: Record, path: str, places: Folders) -> dict[str, Page]:
    """Every page that can be handed on of a record read from `path`, in the order of `PAGES`.

    Raises `UnreadableRecord`, and `DefinitionError` where the settings cannot be read.
    """
    with replaying(path):
        found = {REPORT: session_report(record, at_last_event(replay(record)))}
        if record.mode == "training" and record.summary.get("status") == "closed":
            found |= _of_a_training(record, places)
    return found


def _of_a_training(record: Record, places: Folders) -> dict[str, Page]:
    # Imported here: an incident has none of it.
    from runbooks.report.after_action import after_action
    from runbooks.report.certificate import NoCertificate, certificate
    from runbooks.settings import load_settings

    found = {AFTER_ACTION: after_action(record)}
    months = load_settings(places.config_file, os.environ).training_months
    with suppress(NoCertificate):  # most trainings are for none
        found[CERTIFICATE] = certificate(record, months)
    return found


def bytes_of(record: Record, path: str, pages: Mapping[str, Page], wish: Wish) -> bytes:
    """What is written for `wish`; its page is taken from `pages`. Raises `UnreadableRecord`."""
    if FORMS[wish.format].is_page:
        return written(pages[wish.page], wish.format)
    return report_or_file(record, path, wish.format)
