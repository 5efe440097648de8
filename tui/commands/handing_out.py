"""A text that was asked for: to a file, wholly or not at all, or to standard output."""

import errno
import os
import sys
from argparse import Namespace

from runbooks.language import _
from runbooks.language.visible import visible
from runbooks.record.errors import StoreError
from runbooks.record.files import write_new_file
from tui.ending import NOT_FOUND, NOT_SO, Ended


def hand_out(text: str, options: Namespace) -> None:
    """Write `text` where `--output` says; a file that is there only with `--force`. Raises `Ended`."""
    if options.output is not None:
        _write(options.output, text.encode(), overwrite=options.force)
    elif sys.stdout.isatty():
        print(visible(text, multiline=True), end="")
    else:
        print(text, end="")


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
