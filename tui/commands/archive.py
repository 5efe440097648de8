"""`restaura archive`: closed records that nobody changed for long, put away in a tar."""

import os
import re
import sys
from argparse import Namespace
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, time
from pathlib import Path
from typing import Any, Final
from zoneinfo import ZoneInfo

from runbooks.engine.moments import NotUnderstood, resolve_date
from runbooks.folders import Folders
from runbooks.language import _, ngettext
from runbooks.record.archive.moving import Moved, old_ones, put_away, usual_file
from runbooks.record.archive.reading import ENDING
from runbooks.record.errors import StoreError
from runbooks.record.listing import moments
from runbooks.record.verified import forget
from runbooks.record.wording import Wordings
from runbooks.settings import load_settings
from tui.commands.output import columns, complain, say
from tui.commands.progress import progress
from tui.ending import DONE, NOT_SO, USAGE, Ended

_DAYS: Final = re.compile(r"[0-9]{1,5}d")
_YES: Final = ("s", "sí", "si", "y", "yes")


def command(options: Namespace, places: Folders) -> int:
    """Name what is to be moved, ask, and move it: incidents, trainings, or both, an archive each."""
    modes = ("incident", "training") if options.mode == "all" else (options.mode,)
    if options.output and len(modes) > 1:
        told = _("An archive that --output names is of one kind: choose --mode incident or training.")
        raise Ended(USAGE, told)
    if options.output and not options.output.endswith(ENDING):
        told = _("The name of an archive ends in {ending}, as it is known by that: {path}")
        raise Ended(USAGE, told.format(ending=ENDING, path=options.output + ENDING))
    zone = ZoneInfo(load_settings(places.config_file, os.environ).portal_timezone)
    before = _before(options.older_than, datetime.now(UTC), zone)
    codes = [_of_a_kind(places.of(mode), before, options, places.verified) for mode in modes]
    return max(codes)


def _of_a_kind(places: Folders, before: datetime, options: Namespace, verified: Path) -> int:
    found = old_ones(places.sessions, before)
    if not found:
        told = _("No closed record in {folder} is that old.")
        say(told.format(folder=places.sessions))
        return DONE
    today = datetime.now(before.tzinfo).date().isoformat()
    target = Path(options.output).absolute() if options.output else usual_file(places, today)
    for line in _listed(found, str(places.sessions)):
        print(line)
    if options.dry_run:
        say(_intended(len(found), target))
        return DONE
    if not options.yes and not _agreed(_intended(len(found), target)):
        say(_("Nothing was moved."))
        return NOT_SO
    with progress(len(found)) as advance:
        moved = put_away(places, [str(one["id"]) for one in found], target, advance)
    if moved.archive and not os.path.samefile(os.path.dirname(moved.archive), places.archives):
        try:
            forget(verified, moved.ids)  # `verify` looks for them in the usual folder, and must not miss them
        except StoreError as error:
            complain(str(error))
    return _tell(moved)


def _listed(found: Sequence[Mapping[str, Any]], folder: str) -> list[str]:
    words = Wordings()
    head = (_("Id"), _("Outcome"), _("Last change"), _("Operator"))
    rows = [
        (
            str(one["id"]),
            words.place(one, f"{folder}/{one['id']}.json"),
            str(moments(one).get("updated_at"))[:16].replace("T", " "),
            str(one.get("operator", "")),
        )
        for one in found
    ]
    return columns([head, *rows])


def _intended(count: int, target: Path) -> str:
    told = ngettext(
        "{count} record goes from the folder into {path}.",
        "{count} records go from the folder into {path}.",
        count,
    )
    return told.format(count=count, path=target)


def _agreed(intended: str) -> bool:
    """Whether the person at the terminal says yes. Raises `Ended` where there is none to ask."""
    if not sys.stdin.isatty():
        raise Ended(USAGE, _("Nobody can be asked here: --yes moves them, --dry-run only lists them."))
    say(intended)
    print(_("Move them? [y/N]") + " ", end="", flush=True)
    return sys.stdin.readline().strip().casefold() in _YES


def _tell(moved: Moved) -> int:
    if moved.archive:
        say(_("Archive: {path}").format(path=moved.archive))
    told = ngettext("{count} record was put away.", "{count} records were put away.", len(moved.ids))
    say(told.format(count=len(moved.ids)))
    for left in moved.left:
        complain(_("{id} stays where it is. {reason}").format(id=left.id, reason=left.reason))
    return NOT_SO if moved.left else DONE


def _before(written: str, now: datetime, zone: ZoneInfo) -> datetime:
    """The moment before which a record was changed last; a day means its beginning. Raises `Ended`."""
    asked = f"today-{written}" if _DAYS.fullmatch(written) else written
    try:
        day = resolve_date(asked, now=now, zone=zone)
    except NotUnderstood as error:
        raise Ended(USAGE, str(error)) from None
    return datetime.combine(day, time(), zone)
