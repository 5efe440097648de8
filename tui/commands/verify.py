"""`restaura verify`: whether records are what they were."""

from argparse import Namespace
from pathlib import Path

from runbooks.folders import Folders
from runbooks.language import _
from runbooks.record.listing import ids
from runbooks.record.store import Store
from runbooks.record.verify import Verdict, verify
from tui.commands.output import as_json, say
from tui.ending import DONE, NOT_SO
from tui.locating import located


def command(options: Namespace, places: Folders) -> int:
    """Check the records named, by id or as files, or every one."""
    verdicts = [verify(path) for path in _asked(options.records, places)]
    if options.json:
        found = [verdict.as_json() for verdict in verdicts]
        print(as_json(found[0] if len(options.records) == 1 else found))
    else:
        for verdict in verdicts:
            _tell(verdict)
    return NOT_SO if any(verdict.faults for verdict in verdicts) else DONE


def _asked(records: list[str], places: Folders) -> list[str]:
    if not records:
        stores = (Store(places.sessions), Store(places.training))
        return [store.path(id) for store in stores for id in ids(store.folder)]
    return [one if Path(one).is_file() else _path(places, one) for one in records]


def _path(places: Folders, asked: str) -> str:
    folder, id = located(places, asked)
    return Store(folder).path(id)


def _tell(verdict: Verdict) -> None:
    say(f"{verdict.path}: {_('CHANGED') if verdict.faults else _('unchanged')}")
    for fault in verdict.faults:
        say(f"  {fault.where}: {fault.what}")
