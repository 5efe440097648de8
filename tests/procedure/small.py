"""The smallest procedure, and sessions of it: records that verify, made within milliseconds."""

from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

from runbooks.definition.model import Runbook
from runbooks.engine.commands import Answer, Close, Command, Complete, HandOver, TakeNote
from runbooks.record.store import Store
from runbooks.session import Session

_TEXT: Final = {"es": "Dígalo", "en": "Say it"}
SMALL: Final = {
    "format": "restaura.runbook/1",
    "id": "small",
    "code": "S-1",
    "revision": "1",
    "title": _TEXT,
    "purpose": _TEXT,
    "cancelled": "told",
    "facts": {},
    "outcomes": {"told": {"label": _TEXT}},
    "templates": {"notice": {"es": "Aviso", "en": "Notice"}},
    "steps": [
        {
            "id": "tell",
            "title": _TEXT,
            "items": [
                {"id": "reported_by", "kind": "text", "label": _TEXT},
                {"id": "notice", "kind": "document", "template": "notice", "label": _TEXT},
            ],
            "branches": [{"when": "true", "outcome": "told"}],
        }
    ],
}

ID: Final = "2025-03-04-sma2"
START: Final = datetime.fromisoformat("2025-03-04T09:00:00-06:00")
ACTS: Final[tuple[Command, ...]] = (
    Answer("reported_by", "Ana Ríos"),
    TakeNote("Llamó dos veces"),
    HandOver("Luis Peña"),
    Answer("notice", {"text": "Aviso."}),
    Complete("tell"),
    Close(),
)
"""What is done in a small session up to its closing."""


class _OneId(Store):
    def __init__(self, folder: Path, id: str) -> None:
        super().__init__(folder)
        self._id = id

    def new_id(self, now: datetime, mode: str) -> str:
        """The id, whatever the day."""
        return self._id


def small(sessions: Path, id: str = ID, acts: int = len(ACTS), operator: str = "Eva Núñez") -> Path:
    """The file of a session in which so many of `ACTS` were done, a minute after the other."""
    store, runbook = _OneId(sessions, id), Runbook.model_validate(SMALL)
    minutes = iter(range(100))
    with Session.start(
        store,
        runbook,
        operator=operator,
        portal={"name": "portal.example", "timezone": "America/Mexico_City"},
        settings={"copy_hour": None},
        language="es",
        now=lambda: START + timedelta(minutes=next(minutes)),
    ) as session:
        go_on(session, acts)
    return Path(store.path(id))


def go_on(session: Session, until: int, done: int = 0) -> None:
    """Do what comes in `ACTS` up to that number, from that many on."""
    for act in ACTS[done:until]:
        assert session.do(act) is None
