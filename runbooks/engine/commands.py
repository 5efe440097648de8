"""Commands: what an operator asks of the engine; each becomes events or a refusal.

The last four are those of a trainee; an incident refuses them.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final


@dataclass(frozen=True, slots=True)
class Answer:
    """Answer an item. `value` is text as typed, or JSON values; `reason` where an option asks one.

    None leaves an optional item empty, and takes its answer back where it has one. `session` is what
    another session found for it: its id, its last hash and its outcome.
    """

    item: str
    value: Any
    reason: str | None = None
    session: Mapping[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Complete:
    """End the current step: an act of its own (R8)."""

    step: str


@dataclass(frozen=True, slots=True)
class Override:
    """Pass over an item with a written reason (R5)."""

    item: str
    reason: str


@dataclass(frozen=True, slots=True)
class Defer:
    """Put an item off until the step `until`, where it returns (R7)."""

    item: str
    until: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class GoBack:
    """Return to an earlier step, with a reason."""

    to: str
    reason: str


@dataclass(frozen=True, slots=True)
class TakeNote:
    """Write something down."""

    text: str


@dataclass(frozen=True, slots=True)
class Begin:
    """Say that the session `session` of `runbook` was begun to find the answer to `item`."""

    item: str
    runbook: str
    session: str


@dataclass(frozen=True, slots=True)
class HandOver:
    """Give the session to another operator."""

    to: str


@dataclass(frozen=True, slots=True)
class Close:
    """End the session, once an outcome is reached."""


@dataclass(frozen=True, slots=True)
class Cancel:
    """End the session without its outcome, with a reason."""

    reason: str


@dataclass(frozen=True, slots=True)
class Wait:
    """Let the simulated clock go on: `4d`, `2h`, `30m`, a moment to come, or `next` for what happens next."""

    until: str


@dataclass(frozen=True, slots=True)
class Ask:
    """Ask somebody, look somewhere, or do something: one of the guide's sources."""

    source: str


@dataclass(frozen=True, slots=True)
class Hint:
    """The next of three hints for an item (T8)."""

    item: str


LEVELS: Final = ("met", "partly", "not")
"""How a trainee judges himself on a criterion."""


@dataclass(frozen=True, slots=True)
class Assess:
    """The trainee's own judgement: for each criterion one of `LEVELS` (T11)."""

    levels: Mapping[str, str]


TrainingCommand = Wait | Ask | Hint | Assess
IncidentCommand = Answer | Complete | Override | Defer | GoBack | TakeNote | Begin | HandOver | Close | Cancel
Command = IncidentCommand | TrainingCommand
