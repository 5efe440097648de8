"""`restaura export`: the report of a session, its record, or its answers."""

from argparse import Namespace

from runbooks.folders import Folders
from runbooks.record.store import Store
from runbooks.session import at_last_event, replay
from tui.commands.handing_out import hand_out
from tui.ending import DONE
from tui.exporting import FORMATS
from tui.locating import located
from tui.replaying import replaying


def command(options: Namespace, places: Folders) -> int:
    """Write a session in one of `FORMATS` to standard output, or wholly or not at all to a file."""
    folder, id = located(places, options.id)
    store = Store(folder)
    record = store.read(id)
    with replaying(store.path(id)):
        situation = at_last_event(replay(record))
        text = FORMATS[options.format](record, situation)
    hand_out(text, options)
    return DONE
