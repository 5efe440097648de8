"""`restaura export`: the report of a session, its record, or its answers."""

import errno
import os
import sys
from argparse import Namespace

from runbooks.folders import Folders
from runbooks.language import _
from runbooks.language.visible import visible
from runbooks.record.errors import StoreError
from runbooks.record.files import write_new_file
from runbooks.record.store import Store
from runbooks.session import at_last_event, replay
from tui.ending import DONE, NOT_FOUND, NOT_SO, Ended
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
    if options.output is not None:
        _write(options.output, text.encode(), overwrite=options.force)
    elif sys.stdout.isatty():
        print(visible(text, multiline=True), end="")
    else:
        print(text, end="")
    return DONE


def _write(path: str, data: bytes, *, overwrite: bool) -> None:
    folder = os.path.dirname(os.path.abspath(path))
    if not os.path.isdir(folder):
        told = _("There is no folder {folder}: make it first, or choose another.")
        raise Ended(NOT_FOUND, told.format(folder=folder))
    try:
        write_new_file(path, data, overwrite=overwrite)
    except StoreError as error:
        if error.errno != errno.EEXIST:
            raise
        told = _("{path} exists already, and is not written over; --force does so.")
        raise Ended(NOT_SO, told.format(path=path)) from None
