"""Records to be reported on: an answer file run at a fixed moment, in memory."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

from runbooks.answers import as_command, read_answers
from runbooks.definition.loader import load_runbook, shipped_runbooks
from runbooks.engine.decide import decide
from runbooks.engine.events import Happening
from runbooks.engine.refusals import Refusal
from runbooks.engine.situation import Situation
from runbooks.engine.state import blank, fold
from runbooks.record import chain
from runbooks.record.encoding import Record
from runbooks.record.summary import summarise
from runbooks.report.session_report import session_report
from runbooks.report.writers.markdown import markdown
from runbooks.session import at_last_event, embed, replay

DATA = Path(__file__).parents[2] / "runbooks" / "mpia_dti_140" / "tests"
RUNBOOK = load_runbook(shipped_runbooks()["mpia-dti-140"])
NOW = datetime.fromisoformat("2026-11-22T14:00:00-06:00")
OPENING: Mapping[str, Any] = {
    "runbook": RUNBOOK.id,
    "portal": {"name": "TAR", "timezone": "America/Mexico_City"},
    "settings": {"copy_hour": None, "support_lead_hours": 24},
    "language": "es",
}


def answers(name: str) -> list[tuple[str, Any]]:
    """The actions of one of the runbook's tests."""
    return list(read_answers((DATA / f"{name}.yaml").read_bytes(), name).actions)


def recorded(actions: list[tuple[str, Any]], *, by: str = "ana", mode: str = "incident") -> Record:
    """The record of a session in which `actions` happened, all of them at NOW."""
    id = "2026-11-22-a7f3" if mode == "incident" else "T-2026-11-22-a7f3"
    embedded = embed(RUNBOOK)
    first = chain.genesis(id, mode, embedded["sha256"])
    at = NOW.isoformat()
    events = chain.seal([Happening("session_started", OPENING)], after=first, at=at, by=by)
    state = fold(blank(id, mode, RUNBOOK), events)
    for name, value in actions:
        command = as_command(Situation(state, NOW), name, value)
        done = command if isinstance(command, Refusal) else decide(Situation(state, NOW), command)
        assert not isinstance(done, Refusal), (name, done)
        new = chain.seal(done, after=events[-1], at=at, by=state.operator)
        events, state = events + new, fold(state, new)
    record = Record(id, mode, {}, events, embedded)
    return replace(record, summary=summarise(at_last_event(state)))


def reported(record: Record) -> str:
    """The report of a record, at its last event."""
    return markdown(session_report(record, at_last_event(replay(record))))
