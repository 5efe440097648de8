"""Exporting a record: which format, where to, and never over a file without being told."""

import asyncio
import errno
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from textual.screen import Screen

from runbooks.definition.faults import DefinitionError
from runbooks.folders import Folders
from runbooks.language import _
from runbooks.record.encoding import Record
from runbooks.record.errors import StoreError
from runbooks.record.files import make_private_folder, write_new_file
from runbooks.report.blocks import Page
from runbooks.report.forms import FORMS
from tui.dialogs.ask import AskText, AskWhich
from tui.editors.pick import Entry
from tui.exporting import Wish, bytes_of, pages_of, redacted_bytes, usual_path, wishes
from tui.lines import Line, line

USUAL, ELSEWHERE, REDACTED, OVER = "usual", "elsewhere", "redacted", "over"


async def export(screen: Screen[Any], places: Folders, record: Record, path: str) -> Line | None:
    """Ask for a format and a place and write the file; what to tell, or None where it was left.

    `record` was read from `path`.
    """
    try:
        pages = await asyncio.to_thread(pages_of, record, path, places)
    except (StoreError, DefinitionError) as error:
        return line(str(error), "bold $error")
    offered = {str(number): wish for number, wish in enumerate(wishes(pages))}
    entries = [Entry(id, wish.label, _(FORMS[wish.format].told)) for id, wish in offered.items()]
    chosen = await screen.app.push_screen_wait(AskWhich(_("Export"), entries))
    if chosen is None:
        return None
    wish = offered[chosen]
    usual = usual_path(places, record, wish)
    where = await screen.app.push_screen_wait(AskWhich(_("Where to?"), _places(usual, wish)))
    if where is None:
        return None
    if where == REDACTED:
        redacted = usual_path(places, record, wish._replace(is_redacted=True))
        return await write_usual(screen, redacted, lambda: redacted_bytes(record, path, wish.format))
    to_write = making(record, path, pages, wish)
    return await (write_usual if where == USUAL else write_elsewhere)(screen, usual, to_write)


def making(record: Record, path: str, pages: Mapping[str, Page], wish: Wish) -> Callable[[], bytes]:
    """What makes the bytes of `wish`, in a thread."""
    return lambda: bytes_of(record, path, pages, wish)


async def write_usual(screen: Screen[Any], usual: Path, make: Callable[[], bytes]) -> Line | None:
    """Write what `make` gives to its usual place, whose folder is made; what to tell."""
    try:
        make_private_folder(usual.parent)
        data = await asyncio.to_thread(make)
    except StoreError as error:
        return line(str(error), "bold $error")
    return await _write(screen, usual, data)


async def write_elsewhere(screen: Screen[Any], usual: Path, make: Callable[[], bytes]) -> Line | None:
    """Ask for another place than the usual one, and write there; what to tell."""
    try:
        data = await asyncio.to_thread(make)
    except StoreError as error:
        return line(str(error), "bold $error")
    return await _write(screen, await _ask_path(screen, usual, ""), data)


async def _write(screen: Screen[Any], path: Path | None, data: bytes) -> Line | None:
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


async def _ask_path(screen: Screen[Any], path: Path, told: str) -> Path | None:
    explained = [line(_("The whole path of the file, in a folder that is there."), "$quiet")]
    given = await screen.app.push_screen_wait(AskText(_("Where to?"), explained, str(path), told))
    return None if given is None else _without_tilde(given).absolute()


def _without_tilde(given: str) -> Path:
    try:
        return Path(given).expanduser()
    except RuntimeError:  # ~somebody, where nobody of that name is known: a name like any other
        return Path(given)


def _places(usual: Path, wish: Wish) -> list[Entry]:
    places = [Entry(USUAL, str(usual)), Entry(ELSEWHERE, _("Another path…"))]
    if wish.may_be_redacted:
        places.append(Entry(REDACTED, _("Without names and free texts"), _("to show to others")))
    return places


def _when_there() -> list[Entry]:
    return [Entry(ELSEWHERE, _("Another path…")), Entry(OVER, _("Write over it"))]
