"""`restaura runbook new`: a commented runbook that can be run, from a few questions."""

import shlex
from argparse import Namespace
from pathlib import Path

from runbooks.beginning.answers import NewRunbook
from runbooks.beginning.folder import refuse_what_is_there, write_new
from runbooks.definition.loader import shipped_runbooks
from runbooks.folders import Folders
from runbooks.language import _
from runbooks.record.errors import StoreError
from tui.commands.output import complain, say
from tui.ending import DONE, INTERRUPTED, NOT_SO, USAGE, Ended
from tui.plain.beginning import ask_new


def command(options: Namespace, places: Folders) -> int:
    """Ask, and write the folder that was named, else one among the user's runbooks."""
    named = Path(options.folder) if options.folder else None
    if named is not None:
        _refuse(named)

    def folder(new: NewRunbook) -> Path:
        return named or places.config / "runbooks" / new.id

    try:
        new = ask_new(folder, shipped_runbooks())
    except (EOFError, KeyboardInterrupt) as left:
        print()
        complain(_("Nothing was written."))
        return INTERRUPTED if isinstance(left, KeyboardInterrupt) else NOT_SO
    path = write_new(new, folder(new))
    say("\n" + _("Written: {path}, and its tests beside it. Now:").format(path=path))
    file = shlex.quote(str(named / path.name)) if named else new.id
    for one in ("runbook check", "runbook test", "runbook graph", "run"):
        say(f"  restaura {one} {file}")
    return DONE


def _refuse(folder: Path) -> None:
    if folder.suffix in (".yaml", ".yml"):
        raise Ended(USAGE, _("Name a folder: runbook.yaml and its tests are written into it."))
    try:
        refuse_what_is_there(folder)
    except StoreError as error:
        raise Ended(NOT_SO, str(error)) from None
