"""The figures as JSON: times in whole seconds, as the keys say (docs/reports.md, "Figures over time")."""

from collections.abc import Iterable
from typing import Any

from runbooks.figures.seen import Named, Passed, Wait
from runbooks.figures.stats import Ended, Measured, Month, PassedOver, Spread, Stats, Waited
from runbooks.record.errors import UnreadableRecord


def as_json(stats: Iterable[Stats]) -> dict[str, Any]:
    """One document; each mode has an object of its own under its name. All have the same period."""
    found: dict[str, Any] = {}
    for one in stats:
        found["since"] = one.since and one.since.isoformat()
        found["until"] = one.until.isoformat()
        found[one.mode] = _of_a_mode(one)
    return found


def _of_a_mode(stats: Stats) -> dict[str, Any]:
    return {
        "sessions": stats.sessions,
        "by_status": dict(stats.statuses),
        "by_outcome": [_ended(one) | {"label": one.outcome.label} for one in stats.outcomes],
        "not_ended": stats.not_ended,
        "by_month": [_month(one) for one in stats.months],
        "figures": [_measured(one) for one in stats.measured],
        "passed_over": [_passed_over(one) for one in stats.passed],
        "steps": [_waited(one) for one in stats.steps],
        "longest_waits": [_wait(one) for one in stats.longest],
        "unreadable": _left_out(stats.unreadable),
        "changed": _left_out(stats.changed),
    }


def _ended(one: Ended) -> dict[str, Any]:
    named = {"runbook": one.outcome.runbook, "outcome": one.outcome.id}
    return named | {"restores": one.restores, "sessions": one.count}


def _month(one: Month) -> dict[str, Any]:
    return {
        "month": f"{one.first:%Y-%m}",
        "sessions": one.sessions,
        "by_outcome": [_ended(ended) for ended in one.ended],
        "not_ended": one.not_ended,
    }


def _measured(one: Measured) -> dict[str, Any]:
    named = _named("figure", one.figure) | {"restores": one.restores, "sessions": one.spread.count}
    if one.best is None:
        return named | {"kind": "duration"} | _spread(one.spread)
    return named | {"kind": "exposure", "worst": _spread(one.spread), "best": _spread(one.best)}


def _passed_over(one: PassedOver) -> dict[str, Any]:
    return _named("item", one.item) | {
        "overridden": one.overridden,
        "deferred": one.deferred,
        "sessions": one.sessions,
        "each": [_passed(each) for each in one.each],
    }


def _passed(one: Passed) -> dict[str, Any]:
    return {"session": one.session, "kind": one.kind, "reason": one.reason}


def _waited(one: Waited) -> dict[str, Any]:
    total = {"total_seconds": int(one.spread.total.total_seconds())}
    return _named("step", one.step) | {"sessions": one.spread.count} | total | _spread(one.spread)


def _wait(one: Wait) -> dict[str, Any]:
    awaited = None if one.item is None else one.item.id
    told = {"session": one.session, "seconds": int(one.time.total_seconds())}
    return told | _named("step", one.step) | {"item": awaited, "item_label": one.item and one.item.label}


def _named(kind: str, one: Named) -> dict[str, Any]:
    return {"runbook": one.runbook, kind: one.id, "label": one.label}


def _spread(one: Spread) -> dict[str, Any]:
    times = {"median": one.median, "shortest": one.shortest, "longest": one.longest}
    return {f"{name}_seconds": int(time.total_seconds()) for name, time in times.items()}


def _left_out(errors: Iterable[UnreadableRecord]) -> list[dict[str, str]]:
    return [{"path": error.path, "reason": error.reason} for error in errors]
