"""A record's summary: what lists show, derived from the events and nothing else."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any

from runbooks.engine.retention import Exposure, RestorePoint
from runbooks.engine.situation import Situation
from runbooks.engine.state import SessionState


def summarise(situation: Situation) -> dict[str, Any]:
    """The summary of a session; for the record, `situation` stands at its last event's moment."""
    state = situation.state
    trained = {} if state.training is None else _trained(state, state.training)
    own = {name: plain(situation.evaluate(e)) for name, e in state.runbook.summary.items()}
    parent = {} if state.parent is None else {"parent": state.parent["session"]}
    return (
        own
        | trained
        | parent
        | {
            "id": state.id,
            "mode": state.mode,
            "status": state.status,
            "outcome": state.outcome,
            "runbook": state.runbook.id,
            "version": state.runbook.revision,
            "operator": state.operator,
            "started_at": state.started_at,
            "updated_at": state.updated_at,
            "closed_at": state.closed_at,
            "step": state.step,
            "counts": situation.counts,
        }
    )


def _trained(state: SessionState, pinned: Mapping[str, Any]) -> dict[str, Any]:
    """What only a training has; its other moments are simulated, `wall` has the real ones."""
    score = state.score or {}
    return {
        "scenario": pinned["scenario"]["id"],
        "exam": pinned["exam"],
        "percent": score.get("percent"),
        "passed": score.get("passed"),
    } | ({"wall": {"started_at": state.begun, "updated_at": state.wall}} if state.begun else {})


def plain(value: Any) -> Any:
    """A value of an expression as JSON."""
    if isinstance(value, RestorePoint):
        return {
            "date": value.date.isoformat(),
            "state": str(value.state),
            "doubts": [str(doubt) for doubt in value.doubts],
            "deleted_from": plain(value.deleted_from),
            "deleted_by": plain(value.deleted_by),
        }
    if isinstance(value, Exposure):
        return {"worst": hours(value.worst), "best": hours(value.best)}
    if isinstance(value, datetime):
        return value.isoformat(timespec="seconds")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, list | tuple):
        return [plain(one) for one in value]
    return value if value is None or isinstance(value, str | int | bool | dict) else str(value)


def hours(value: timedelta) -> float:
    """A duration in hours, to the hundredth."""
    return round(value.total_seconds() / 3600, 2)
