"""What can be handed on of a record, in which formats, and where it goes unless another place is named."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final

from runbooks.engine.situation import Situation
from runbooks.folders import Folders
from runbooks.record.encoding import Encoded, Record
from runbooks.report import answers_of, markdown

FORMATS: Final[Mapping[str, Callable[[Record, Situation], str]]] = {
    "md": markdown,
    "json": lambda record, _situation: Encoded.of(record).data.decode(),
    "answers": lambda record, _situation: answers_of(record),
}


def _after_action(record: Record, _situation: Situation) -> str:
    from runbooks.report.after_action import after_action  # imported here: an incident has none

    return after_action(record)


OF_A_TRAINING: Final[Mapping[str, Callable[[Record, Situation], str]]] = {"after_action": _after_action}
"""What a training that is closed has beside `FORMATS` (T13)."""

ENDINGS: Final[Mapping[str, str]] = {
    "md": ".md",
    "json": ".json",
    "answers": ".answers.yaml",
    "after_action": ".after-action.md",
}
"""How the name of a file in each format ends."""


def usual_path(places: Folders, record: Record, format: str) -> Path:
    """Where the export of a record goes when nobody names another place."""
    return places.of(record.mode).exports / f"{record.id}{ENDINGS[format]}"
