"""What the expressions of a guide and its scenarios can name beside what a runbook's can."""

from typing import Final

OF_ITEMS: Final = frozenset({"ever", "first", "last", "ideal"})
"""By item: when it was answered first at all, and first and last since it was reopened; what it holds on the
ideal path."""

TALLY: Final = frozenset(
    {
        "critical_left",
        "overridden",
        "critical_overridden",
        "unreasoned",
        "deferred",
        "notes",
        "hints",
        "attempts",
    }
)
"""What is counted, as `tally.NAME`."""

PLAIN: Final = frozenset({"started", "outcome", "outcome_words", "ideal_outcome", "ideal_words"})
"""Without attributes: when the training began, how it ended and should have, each as an id and in words."""

AREA: Final = "area"
"""The area that a check looks at, seen by `checks` alone."""
