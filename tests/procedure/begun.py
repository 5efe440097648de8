"""A session of its own in a store, begun on a clock that only the test moves."""

from collections.abc import Callable
from datetime import datetime

from desk import RUNBOOK, SUNDAY

from runbooks.definition.model import Runbook
from runbooks.record.store import Store
from runbooks.session import Session


class Clock:
    """A moment that stands still until it is moved."""

    def __init__(self, now: datetime = SUNDAY) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now


def begin(
    store: Store,
    now: Callable[[], datetime],
    runbook: Runbook = RUNBOOK,
    paper: datetime | None = None,
    zone: str = "America/Mexico_City",
) -> Session:
    """An incident of Ana's, begun at `now` or, on `paper`, before."""
    return Session.start(
        store,
        runbook,
        operator="Ana",
        portal={"name": "TAR", "timezone": zone},
        settings={"copy_hour": None, "support_lead_hours": 24},
        language="es",
        now=now,
        paper=paper,
    )
