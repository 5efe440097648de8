"""Arbitrary actions against the engine: no exception, no dead end, and the events tell it all."""

from datetime import UTC, datetime, timedelta
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from runbooks.answers import as_command
from runbooks.definition.loader import load_runbook, shipped_runbooks
from runbooks.engine.commands import Answer, Cancel, Close, Command, Complete, Defer, GoBack, Override
from runbooks.engine.decide import decide
from runbooks.engine.events import Event, Happening
from runbooks.engine.refusals import Refusal
from runbooks.engine.situation import Situation
from runbooks.engine.state import SessionState, blank, fold
from runbooks.record import chain

RUNBOOK = load_runbook(shipped_runbooks()["mpia-dti-140"])
STEPS = [step.id for step in RUNBOOK.steps]
ITEMS = list(RUNBOOK.items)
VALUES = st.sampled_from(
    [
        True,
        False,
        "yes",
        "ventas",
        "now",
        "now-30h",
        "now-20d",
        "now+1h",
        "today-3d",
        "full",
        "csv",
        "crm",
        "professional",
        "enterprise",
        "basic",
        "done",
        "rejected",
        "pending",
        "complete",
        "failed",
        "phone",
        "not_found",
        "recovered",
        "unknown",
        ["crm"],
        ["crm", "drive"],
        {"accept": "true"},
        {"text": "[[falta]]"},
        [{"channel": "phone", "audience": "todos", "at": "now", "result": "ok"}],
        {"crm": {"state": "ok", "seen": "412"}},
        {"drive": {"state": "missing", "seen": "nada"}},
        "",
        "\x1b[2J",
    ]
)


class Walk(RuleBasedStateMachine):
    @initialize()
    def begin(self) -> None:
        self.now = datetime(2026, 11, 22, 20, tzinfo=UTC)
        self.events: tuple[Event, ...] = ()
        self.blank = blank("2026-11-22-a7f3", "incident", RUNBOOK)
        self.state: SessionState = self.blank
        data: dict[str, Any] = {
            "runbook": RUNBOOK.id,
            "portal": {"name": "TAR", "timezone": "America/Mexico_City"},
            "settings": {"copy_hour": None, "support_lead_hours": 24},
            "language": "es",
        }
        self.keep((Happening("session_started", data),))

    def keep(self, happenings: tuple[Happening, ...]) -> None:
        after = self.events[-1] if self.events else "0" * 64
        new = chain.seal(happenings, after=after, at=self.now.isoformat(), by="ana")
        self.events += new
        self.state = fold(self.state, new)

    def do(self, command: Command | Refusal) -> None:
        before = self.state
        situation = Situation(before, self.now)
        decided = command if isinstance(command, Refusal) else decide(situation, command)
        if isinstance(decided, Refusal):
            assert decided.sentences["es"]
            assert decided.sentences["en"]
        else:
            assert before.status != "closed"
            self.keep(decided)

    @rule(value=VALUES)
    def answer_the_current_item(self, value: Any) -> None:
        situation = Situation(self.state, self.now)
        if situation.current_item is not None:
            self.do(as_command(situation, situation.current_item.id, value))

    @rule(item=st.sampled_from(ITEMS), value=VALUES)
    def answer_any_item(self, item: str, value: Any) -> None:
        self.do(as_command(Situation(self.state, self.now), item, value))

    @rule(item=st.sampled_from(ITEMS))
    def leave_empty(self, item: str) -> None:
        situation = Situation(self.state, self.now)
        asked, before = RUNBOOK.items[item], self.state.entry(item)
        decided = decide(situation, Answer(item, None))
        if not isinstance(decided, Refusal):
            assert situation.is_optional(asked)
            assert bool(decided) is (before.value is not None)
            self.keep(decided)
            kept = self.state.entry(item)
            assert kept.value is None
            assert not decided or kept.proposal is None

    @rule()
    def override_the_current_item(self) -> None:
        item = Situation(self.state, self.now).current_item
        if item is not None:
            self.do(Override(item.id, "sin acceso"))

    @rule(item=st.sampled_from(ITEMS), step=st.sampled_from(STEPS))
    def defer(self, item: str, step: str) -> None:
        self.do(Defer(item, step))

    @rule()
    def complete(self) -> None:
        self.do(Complete(self.state.step))

    @rule(step=st.sampled_from(STEPS), reason=st.sampled_from(["", "me equivoqué"]))
    def go_back(self, step: str, reason: str) -> None:
        self.do(GoBack(step, reason))

    @rule()
    def close(self) -> None:
        self.do(Close())

    @rule(hours=st.integers(1, 60))
    def wait(self, hours: int) -> None:
        self.now += timedelta(hours=hours)

    @invariant()
    def the_state_is_what_the_events_say(self) -> None:
        assert fold(self.blank, self.events) == self.state

    @invariant()
    def the_counts_add_up(self) -> None:
        assert sum(Situation(self.state, self.now).counts.values()) == len(RUNBOOK.items)

    @invariant()
    def there_is_a_way_out(self) -> None:
        ways: dict[str, Command | None] = {
            "open": Cancel("falsa alarma"),
            "finished": Close(),
            "closed": None,
        }
        way = ways[self.state.status]
        if way is not None:
            assert not isinstance(decide(Situation(self.state, self.now), way), Refusal)


TestWalk = Walk.TestCase
TestWalk.settings = settings(
    max_examples=60,
    stateful_step_count=40,
    deadline=None,
    derandomize=True,
    suppress_health_check=list(HealthCheck),
)
