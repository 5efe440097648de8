"""A text that was asked for: to a file, wholly or not at all, or to standard output."""

import errno
import os
import sys
from argparse import Namespace
from shutil import get_terminal_size
from typing import Final

from runbooks.language import _
from runbooks.language.visible import visible
from runbooks.record.errors import StoreError
from runbooks.record.files import write_new_file
from runbooks.report.blocks import Page
from tui.ending import NOT_FOUND, NOT_SO, USAGE, Ended

PDF: Final = b"%PDF"


def hand_out(data: bytes, options: Namespace) -> None:
    """Write `data` where `--output` says; a file that is there only with `--force`. Raises `Ended`.

    What is no text goes to no terminal.
    """
    if options.output is not None:
        write_file(options.output, data, overwrite=options.force)
    elif not sys.stdout.isatty():
        sys.stdout.buffer.write(data)
        sys.stdout.flush()
    elif data.startswith(PDF):
        raise Ended(USAGE, _("A PDF is for a file: name one by --output, or send it into a pipe."))
    else:
        print(visible(data.decode(), multiline=True), end="")


def as_asked(page: Page, options: Namespace) -> bytes:
    """The page in the format that `--format` says; without one a text, as wide as the terminal."""
    if options.format:
        from runbooks.report.formats import written  # imported here, as it makes every kind of page

        return written(page, options.format)
    from runbooks.report.writers.text import WIDTH, text

    return text(page, min(get_terminal_size().columns, WIDTH)).encode()


def write_file(path: str, data: bytes, *, overwrite: bool) -> None:
    """Write a whole file or none; over another only with `overwrite`. Raises `Ended`, `StoreError`."""
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
