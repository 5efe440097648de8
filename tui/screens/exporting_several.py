"""Exporting all the records that are found: which format, what of the files that are there, how far it is."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from textual.screen import Screen

from runbooks.folders import Folders
from runbooks.language import _, ngettext
from runbooks.record.errors import StoreError
from runbooks.report.forms import FORMS
from tui.dialogs.ask import AskWhich
from tui.dialogs.progress import Exporting
from tui.editors.pick import Entry
from tui.exporting import Wish
from tui.lines import Line, line
from tui.several import Kept, make_folders, paths_of
from tui.view.records import Row

OVER, SKIP = "over", "skip"


async def export_several(screen: Screen[Any], places: Folders, found: Sequence[Row]) -> Line | None:
    """Write every one of `found` into the usual folder; what to tell, None where it was left.

    `places` are those of the mode that they are of.
    """
    title = ngettext("Export {count} record", "Export {count} records", len(found)).format(count=len(found))
    told = [line(_("A file each, in {folder}").format(folder=places.exports), "$quiet")]
    entries = [Entry(id, Wish(id).label, _(form.told)) for id, form in FORMS.items()]
    format = await screen.app.push_screen_wait(AskWhich(title, entries, told))
    if format is None:
        return None
    paths = paths_of((Kept(Path(row.path).parent, row.id, places.exports) for row in found), format)
    there = [kept for kept, path in paths.items() if path.exists()]
    overwrite = False
    if there:
        title = _("Files that exist already: {count}").format(count=len(there))
        choice = await screen.app.push_screen_wait(AskWhich(title, _when_there()))
        if choice is None:
            return None
        overwrite = choice == OVER
        if not overwrite:
            paths = {kept: path for kept, path in paths.items() if kept not in there}
    try:
        make_folders(paths)
    except StoreError as error:
        return line(str(error), "bold $error")
    left = 0 if overwrite else len(there)
    box = Exporting(paths, format, places.exports, overwrite=overwrite, left=left)
    await screen.app.push_screen_wait(box)
    return None


def _when_there() -> list[Entry]:
    return [
        Entry(SKIP, _("Leave those as they are"), _("the others are written")),
        Entry(OVER, _("Write over them")),
    ]
