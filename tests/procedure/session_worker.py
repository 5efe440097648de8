"""A program that takes a session through an answer file and can be killed at any moment.

    python session_worker.py FOLDER RUNBOOK ANSWERS ACKNOWLEDGEMENTS

RUNBOOK is a runbook as JSON, as records embed it. It starts a session in FOLDER, or goes on with the
one that is there from where its record stands, and notes each saved action in a file outside.
"""

import json
import os
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from runbooks.answers import as_command, read_answers
from runbooks.definition.model import Runbook
from runbooks.engine.events import Event
from runbooks.record.encoding import Record
from runbooks.record.store import Store
from runbooks.session import Session

PORTAL = {"name": "TAR", "timezone": "America/Mexico_City"}
SETTINGS = {"copy_hour": None, "support_lead_hours": 24}
ACTS = {
    "step_completed": "complete",
    "overridden": "override",
    "deferred": "defer",
    "went_back": "go_back",
    "noted": "note",
    "handed_over": "hand_over",
    "session_closed": "close",
    "cancelled": "cancel",
}
FOLLOWING = {"session_started", "reopened", "returned", "outcome_reached"}
"""Events that no action of an answer file is named after: they follow from one."""


def acts(record: Record) -> list[str]:
    """What was done in a session, each as an answer file names it."""
    return [_act(event) for event in record.events if event.type not in FOLLOWING]


def _act(event: Event) -> str:
    return ACTS.get(event.type) or str(event.data["item"])


def go_on(store: Store, runbook: Runbook, actions: tuple[tuple[str, Any], ...], said: int) -> None:
    """Start or resume, and acknowledge past every buffer, so that a kill takes back nothing said."""
    ids = store.ids()
    session = (
        Session.resume(store, ids[0], _now)
        if ids
        else Session.start(
            store, runbook, operator="Ana", portal=PORTAL, settings=SETTINGS, language="es", now=_now
        )
    )
    with session:
        done = len(acts(store.read(session.state.id)))
        os.write(said, b"%d\n" % done)
        for number, (name, value) in enumerate(actions[done:], start=done + 1):
            command = as_command(session.situation, name, value)
            refused = session.do(command)  # type: ignore[arg-type]
            if refused is not None:
                raise SystemExit(f"{name}: {refused}")
            os.write(said, b"%d\n" % number)


def _now() -> datetime:
    return datetime.now(UTC)


def main(folder: str, runbook: str, answers: str, acknowledgements: str) -> None:
    """Read the files, and go on."""
    said = os.open(acknowledgements, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    actions = read_answers(Path(answers).read_bytes(), answers).actions
    go_on(Store(folder), Runbook.model_validate(json.loads(Path(runbook).read_bytes())), actions, said)


if __name__ == "__main__":
    main(*sys.argv[1:])
