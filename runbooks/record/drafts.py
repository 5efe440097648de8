"""Typed text that was not sent yet, kept beside the records and out of them."""

import errno
import os
import re
from contextlib import suppress
from typing import Final

from runbooks.record.errors import FilePath, StoreError
from runbooks.record.files import make_private_folder, read_regular, write_whole
from runbooks.record.listing import is_id

MAX_BYTES: Final = 1024 * 1024
_ITEM: Final = re.compile(r"[A-Za-z0-9_]{1,64}")


def save_draft(folder: FilePath, id: str, item: str, text: str) -> None:
    """Keep the text typed for an item so far, in `<folder>/<id>/<item>.txt`, mode 0600.

    Half a surrogate pair, which a terminal can send, becomes a question mark.
    Raises `StoreError`, and `ValueError` for what is no id or no item.
    """
    path = _path(folder, id, item)
    make_private_folder(os.path.dirname(path))
    write_whole(path, text.encode("utf-8", "replace"))


def read_draft(folder: FilePath, id: str, item: str) -> str | None:
    """The text kept for an item, None when there is none. Raises as `save_draft` does."""
    try:
        data = read_regular(_path(folder, id, item), MAX_BYTES)
    except StoreError as error:
        if error.errno == errno.ENOENT:
            return None
        raise
    return data.decode("utf-8", "replace")


def delete_draft(folder: FilePath, id: str, item: str) -> None:
    """Forget the text kept for an item, once it is saved as an answer. Raises `ValueError`."""
    with suppress(OSError):  # a draft that stays is offered again, and harms nobody
        os.unlink(_path(folder, id, item))


def _path(folder: FilePath, id: str, item: str) -> str:
    if not is_id(id) or not _ITEM.fullmatch(item):
        raise ValueError("not the id of a session and of an item")
    return os.path.join(folder, id, f"{item}.txt")
