"""The documents of a record as files of their own, for other programs; the record has their texts anyway."""

import os
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from runbooks.definition.items import DocumentItem
from runbooks.record import strict_json
from runbooks.record.encoding import Record
from runbooks.record.errors import StoreError
from runbooks.record.files import make_private_folder, read_regular, remove_durably, write_whole
from runbooks.record.pinned import pinned


def write_documents(documents: Path, record: Record) -> None:
    """Write each that is not there, as it was accepted last; what cannot be written is done without."""
    folder = documents / record.id
    with suppress(StoreError):
        for item, text in dict(_texts(record)).items():
            if not os.path.lexists(file := folder / f"{item}.md"):
                make_private_folder(folder)
                write_whole(file, text.encode())


def remove_documents(documents: Path, record: Record) -> None:
    """Remove those that say what the record says; a file that somebody changed or put there stays."""
    folder = documents / record.id
    for item, text in set(_texts(record)):
        file = folder / f"{item}.md"
        with suppress(StoreError):
            if read_regular(file, strict_json.MAX_BYTES) == text.encode():
                remove_durably(file)
    with suppress(OSError):  # what is left in it is somebody's
        folder.rmdir()


def _texts(record: Record) -> Iterator[tuple[str, str]]:
    """Every document that was accepted, with its text, in order."""
    # Of the runbook's own items alone: what an event says of itself must not become a path.
    items = pinned(record.runbook).runbook.items
    for event in record.events:
        if event.type == "drafted" and isinstance(items.get(event.data["item"]), DocumentItem):
            yield event.data["item"], event.data["value"]
