"""Where what is handed on of a record goes unless another place is named, and how its file is called."""

from collections.abc import Mapping
from pathlib import Path
from typing import Final

from runbooks.folders import Folders
from runbooks.record.encoding import Record

ENDINGS: Final[Mapping[str, str]] = {
    "md": ".md",
    "html": ".html",
    "pdf": ".pdf",
    "json": ".json",
    "answers": ".answers.yaml",
    "csv": ".csv",
    "after_action": ".after-action.md",
    "after_action_pdf": ".after-action.pdf",
}
"""How the name of a file in each format ends."""


def usual_path(places: Folders, record: Record, format: str) -> Path:
    """Where the export of a record goes when nobody names another place."""
    return places.of(record.mode).exports / f"{record.id}{ENDINGS[format]}"
