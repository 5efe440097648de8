"""Events: what happened in a session, never changed and never removed.

The names of `EVENT_TYPES` are part of the contract (contract.md, "Event types").
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

EVENT_TYPES: Final = (
    "session_started",
    "answered",
    "step_completed",
    "overridden",
    "deferred",
    "returned",
    "went_back",
    "reopened",
    "noted",
    "handed_over",
    "drafted",
    "delivered",
    "outcome_reached",
    "session_closed",
    "cancelled",
)

TRAINING_EVENTS: Final = ("clock_moved", "injected", "hinted", "self_assessed")
"""What happens in a training only."""


@dataclass(frozen=True, slots=True)
class Happening:
    """What the engine decided: an event that has no place in a record yet.

    `data` holds JSON values only, so that it can be hashed and written as it stands.
    """

    type: str
    data: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Event:
    """One event of a record.

    `seq` counts from 1; `at` is ISO 8601 with its offset; `by` is the operator;
    `hash` is the lower-case hex SHA-256 that covers the event before it (contract.md, "The record").
    """

    seq: int
    at: str
    by: str
    type: str
    data: Mapping[str, Any]
    hash: str
