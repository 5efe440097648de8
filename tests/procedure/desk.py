"""A session in memory for the tests of the engine: actions as answer files write them, and a clock."""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from runbooks.answers import as_command, read_answers
from runbooks.definition.items import Item
from runbooks.definition.loader import load_runbook, shipped_runbooks
from runbooks.definition.model import Runbook
from runbooks.engine.decide import decide
from runbooks.engine.events import Event, Happening
from runbooks.engine.refusals import Refusal
from runbooks.engine.situation import ItemState, Situation
from runbooks.engine.state import SessionState, blank, fold
from runbooks.record import chain

DATA = Path(__file__).parents[2] / "runbooks" / "mpia_dti_140" / "tests"
RUNBOOK = load_runbook(shipped_runbooks()["mpia-dti-140"])
SUNDAY = datetime.fromisoformat("2026-11-22T14:00:00-06:00")
"""A Sunday afternoon in Mexico City: the day on which the vendor's pages were read."""

Action = tuple[str, Any]


def actions_of(name: str) -> tuple[Action, ...]:
    """The actions of one of the runbook's tests."""
    return read_answers((DATA / f"{name}.yaml").read_bytes(), name).actions


FULL, CRM = actions_of("restored"), actions_of("restored_by_csv")


def before(name: str, actions: Iterable[Action] = FULL) -> tuple[Action, ...]:
    """The actions before the first one called `name`."""
    found: list[Action] = []
    for action in actions:
        if action[0] == name:
            return tuple(found)
        found.append(action)
    raise ValueError(f"there is no {name}")


def up_to_step(step: str, actions: Iterable[Action] = FULL) -> tuple[Action, ...]:
    """The actions that bring a session to `step`."""
    places = RUNBOOK.places
    found: list[Action] = []
    here = 0
    for action in actions:
        if here == places[step]:
            break
        found.append(action)
        here += action[0] == "complete"
    return tuple(found)


class Desk:
    """One session, its events and the clock beside it; nothing is kept on disk."""

    def __init__(
        self,
        actions: Iterable[Action] = (),
        *,
        now: datetime = SUNDAY,
        runbook: Runbook = RUNBOOK,
        timezone: str = "America/Mexico_City",
        language: str = "es",
        settings: Mapping[str, Any] | None = None,
        mode: str = "incident",
        id: str | None = None,
    ) -> None:
        self.now = now
        id = id or ("2026-11-22-a7f3" if mode == "incident" else "T-2026-11-22-a7f3")
        self.blank = blank(id, mode, runbook)
        self.state: SessionState = self.blank
        self.events: tuple[Event, ...] = ()
        data = {
            "runbook": runbook.id,
            "portal": {"name": "TAR", "timezone": timezone},
            "settings": settings or {"copy_hour": None, "support_lead_hours": 24},
            "language": language,
        }
        self._keep((Happening("session_started", data),))
        self.go(actions)

    @property
    def situation(self) -> Situation:
        return Situation(self.state, self.now)

    def wait(self, **passed: int) -> None:
        self.now += timedelta(**passed)

    def do(self, name: str, value: Any) -> Refusal | None:
        """Carry one action out; its refusal, or None when it is done."""
        command = as_command(self.situation, name, value)
        decided = command if isinstance(command, Refusal) else decide(self.situation, command)
        if isinstance(decided, Refusal):
            return decided
        self._keep(decided)
        return None

    def go(self, actions: Iterable[Action]) -> "Desk":
        """Carry out actions of which none may be refused."""
        for name, value in actions:
            refused = self.do(name, value)
            assert refused is None, (name, value, refused)
        return self

    def code(self, name: str, value: Any) -> str | None:
        """The code with which an action is refused."""
        refused = self.do(name, value)
        return refused.code if refused else None

    def item(self, name: str) -> Item:
        return self.state.runbook.items[name]

    def item_state(self, name: str) -> ItemState:
        return self.situation.item_state(self.item(name))

    def asked(self) -> list[str]:
        return [item.id for item in self.situation.asked]

    def last(self, kind: str) -> Event:
        return next(event for event in reversed(self.events) if event.type == kind)

    def reopened(self) -> list[str]:
        """The items that the last action reopened."""
        found: list[str] = []
        for event in reversed(self.events):
            if event.type != "reopened":
                break
            found.append(event.data["item"])
        return found[::-1]

    def _keep(self, happenings: tuple[Happening, ...]) -> None:
        after = self.events[-1] if self.events else "0" * 64
        at = self.now.isoformat(timespec="seconds")
        new = chain.seal(happenings, after=after, at=at, by=self.state.operator or "Ana")
        self.events += new
        self.state = fold(self.state, new)
