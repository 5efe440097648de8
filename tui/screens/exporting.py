"""Exporting a record: which format, where to, and never over a file without being told."""

import asyncio
import errno
from pathlib import Path
from typing import Final

from textual.screen import Screen

from runbooks.folders import Folders
from runbooks.language import _
from runbooks.record.encoding import Record
from runbooks.record.errors import StoreError
from runbooks.record.files import make_private_folder, write_new_file
from runbooks.report.formats import exported, written
from runbooks.session import at_last_event, replay
from tui.dialogs.ask import AskText, AskWhich
from tui.editors.pick import Entry
from tui.exporting import usual_path
from tui.lines import Line, line
from tui.replaying import replaying

USUAL, ELSEWHERE, OVER = "usual", "elsewhere", "over"
AFTER_ACTION: Final = {"after_action": "md", "after_action_pdf": "pdf"}
"""What a training that is closed has beside the formats of every record (T13)."""


async def export(screen: Screen[str | None], places: Folders, record: Record, path: str) -> Line | None:
    """Ask for a format and a place and write the file; what to tell, or None where it was left.

    `record` was read from `path`.
    """
    format = await screen.app.push_screen_wait(AskWhich(_("Export"), _formats(record)))
    if format is None:
        return None
    try:
        data = await asyncio.to_thread(_exported, record, path, format)
    except StoreError as error:
        return line(str(error), "bold $error")
    usual = usual_path(places, record, format)
    where = await screen.app.push_screen_wait(AskWhich(_("Where to?"), _places(usual)))
    if where is None:
        return None
    to: Path | None = usual
    if where == USUAL:
        try:
            make_private_folder(usual.parent)
        except StoreError as error:
            return line(str(error), "bold $error")
    else:
        to = await _ask_path(screen, usual, "")
    return await _write(screen, to, data)


async def _write(screen: Screen[str | None], path: Path | None, data: bytes) -> Line | None:
    """Write to `path`, or to where its person says instead until that succeeds or is left."""
    overwrite = False
    while path is not None:
        try:
            await asyncio.to_thread(write_new_file, path, data, overwrite=overwrite)
        except StoreError as error:
            if error.errno != errno.EEXIST:
                path, overwrite = await _ask_path(screen, path, str(error)), False
                continue
            title = _("{path} exists already.").format(path=path)
            choice = await screen.app.push_screen_wait(AskWhich(title, _when_there()))
            overwrite = choice == OVER
            if choice == ELSEWHERE:
                path = await _ask_path(screen, path, "")
            elif choice is None:
                path = None
        else:
            return line(_("Written: {path}").format(path=path), "bold $success")
    return None


async def _ask_path(screen: Screen[str | None], path: Path, told: str) -> Path | None:
    explained = [line(_("The whole path of the file, in a folder that is there."), "$quiet")]
    given = await screen.app.push_screen_wait(AskText(_("Where to?"), explained, str(path), told))
    return None if given is None else _without_tilde(given).absolute()


def _without_tilde(given: str) -> Path:
    try:
        return Path(given).expanduser()
    except RuntimeError:  # ~somebody, where nobody of that name is known: a name like any other
        return Path(given)


def _exported(record: Record, path: str, format: str) -> bytes:
    with replaying(path):
        if format in AFTER_ACTION:
            from runbooks.report.after_action import after_action  # imported here: an incident has none

            return written(after_action(record), AFTER_ACTION[format])
        return exported(record, at_last_event(replay(record)), format)


def _formats(record: Record) -> list[Entry]:
    is_judged = record.mode == "training" and record.summary.get("status") == "closed"
    told = _("what was done, what was right, what to do better")
    judged = [
        Entry("after_action", _("After-action report"), told),
        Entry("after_action_pdf", _("After-action report, PDF"), _("the same, to print")),
    ]
    return [
        Entry("pdf", _("Report, PDF"), _("to print, to sign and to file")),
        Entry("html", _("Report, HTML"), _("one file for any browser")),
        Entry("md", _("Report, Markdown"), _("a text, to read and to hand on")),
        Entry("json", _("Record"), _("as it is kept, with everything that can be verified")),
        Entry("answers", _("Answers"), _("an answer file that `restaura run --answers` takes")),
        Entry("csv", _("Events, CSV"), _("a table for a spreadsheet")),
        *(judged if is_judged else []),
    ]


def _places(usual: Path) -> list[Entry]:
    return [Entry(USUAL, str(usual)), Entry(ELSEWHERE, _("Another path…"))]


def _when_there() -> list[Entry]:
    return [Entry(ELSEWHERE, _("Another path…")), Entry(OVER, _("Write over it"))]
