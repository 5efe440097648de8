"""Which record is meant. Imports little: lists and reports do without the engine."""

from contextlib import suppress
from pathlib import Path

from runbooks.folders import Folders
from runbooks.record.errors import NotFound
from runbooks.record.listing import find


def located(places: Folders, asked: str) -> tuple[Path, str]:
    """The place, as `store_at` takes it, and the id of the record that `asked`, a part of an id, names.

    Incidents come before trainings, and what lies in a folder before what lies in an archive.
    Raises `NotFound`, `AmbiguousId`, `StoreError`.
    """
    for folder in (places.sessions, places.training):
        with suppress(NotFound):
            return folder, find(folder, asked)
    for own in (places, places.of("training")):
        if own.archives.is_dir():
            from runbooks.record.archive.store import find_archived  # imported here: most have none

            with suppress(NotFound):
                archive, id = find_archived(own.archives, asked)
                return Path(archive), id
    raise NotFound(asked, places.sessions)


def is_training(id: str) -> bool:
    """Whether an id is that of a training (T2)."""
    return id.startswith("T-")
