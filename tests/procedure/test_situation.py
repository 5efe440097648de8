"""A session at a moment: what the expressions of the runbook see."""

from datetime import datetime

from runbooks.definition.loader import load_runbook, shipped_runbooks
from runbooks.engine.commands import Answer
from runbooks.engine.decide import decide
from runbooks.engine.refusals import Refusal
from runbooks.engine.situation import Situation
from runbooks.engine.state import SessionState


def test_R15_a_moment_in_the_hour_that_the_clocks_show_twice_is_not_taken_for_the_future() -> None:
    runbook = load_runbook(shipped_runbooks()["mpia-dti-140"])
    portal = {"name": "TAR", "timezone": "America/Tijuana"}
    state = SessionState(
        "2026-11-01-a7f3",
        "incident",
        runbook,
        step="confirm_loss",
        portal=portal,
        started_at="2026-11-01T00:00:00-07:00",
    )
    now = datetime.fromisoformat("2026-11-01T01:10:00-08:00")
    earlier = Answer("last_seen", "2026-11-01T01:30:00-07:00")
    later = Answer("last_seen", "2026-11-01T01:30:00-08:00")
    assert not isinstance(decide(Situation(state, now), earlier), Refusal)
    refused = decide(Situation(state, now), later)
    assert isinstance(refused, Refusal)
    assert refused.code == "in_future"
