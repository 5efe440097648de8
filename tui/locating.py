"""Which record is meant. Imports little: lists and reports do without the engine."""

from pathlib import Path

from runbooks.folders import Folders
from runbooks.record.errors import NotFound
from runbooks.record.listing import find


def located(places: Folders, asked: str) -> tuple[Path, str]:
    """The folder and the id of the record that `asked`, a part of an id, names.

    Incidents come before trainings. Raises `NotFound`, `AmbiguousId`, `StoreError`.
    """
    try:
        return places.sessions, find(places.sessions, asked)
    except NotFound as error:
        try:
            return places.training, find(places.training, asked)
        except NotFound:
            raise error from None


def is_training(id: str) -> bool:
    """Whether an id is that of a training (T2)."""
    return id.startswith("T-")
