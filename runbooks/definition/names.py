"""The names that a runbook's expressions may use, and those that its own may not take.

The engine, the record and the answer files bring what stands behind them; tests hold them to it.
"""

from collections.abc import Mapping
from typing import Final

RUNBOOK_ID: Final = r"^[a-z][a-z0-9-]{0,39}$"
"""How a runbook may be called; `-` may stand in it, since no expression names it."""

OWN: Final = frozenset({"answers", "reasons", "settled", "computed", "facts"})
"""Roots whose attributes are the runbook's own: items, computed names, facts."""

PINNED: Final[Mapping[str, frozenset[str]]] = {
    "portal": frozenset({"name", "timezone"}),
    "settings": frozenset({"copy_hour", "support_lead_hours"}),
    "session": frozenset({"id", "operator", "mode", "started_at", "head", "events", "attempt"}),
}
"""Roots whose attributes are fixed, with them."""

MOMENTS: Final = frozenset({"now", "today"})
ANSWER: Final = "answer"
"""The new value, seen by an item's rules and by nothing else."""

ROOTS: Final = OWN | PINNED.keys() | MOMENTS

FUNCTIONS: Final[Mapping[str, tuple[str, ...]]] = {
    "copies": ("last_seen", "copy_hour", "kept_days"),
    "proposed": ("points",),
    "copy": ("points", "day"),
    "deadline": ("day", "copy_hour", "kept_days"),
    "hours_before": ("moment", "hours"),
    "exposure": ("day", "until", "copy_hour"),
    "between": ("earlier", "later"),
    "label": ("item", "value"),
    "missing": ("verified",),
}
"""The functions that an expression may call, with their parameters; none may be left out."""

TAKEN: Final = ROOTS | FUNCTIONS.keys() | {ANSWER}
"""What the variable of a loop may not be called."""

SUMMARY: Final = frozenset(
    {
        "id",
        "mode",
        "status",
        "outcome",
        "runbook",
        "version",
        "operator",
        "started_at",
        "updated_at",
        "closed_at",
        "step",
        "counts",
    }
)
"""What the summary of every record holds; a runbook's own keys stand beside these."""

ACTIONS: Final = frozenset(
    {
        "complete",
        "override",
        "defer",
        "note",
        "go_back",
        "hand_over",
        "close",
        "cancel",
        "at",
        "procedure",
        "wait",
        "ask",
        "hint",
        "assess",
    }
)
"""The actions of answer files (contract.md); an item of such a name could not be answered there."""
