"""Keys that a person cannot have meant for what is on the screen are dropped (R13)."""

from math import inf
from typing import Final

BURST: Final = 0.05
"""Seconds between keys below which they are a burst: a paste without marks, a key held down."""


class Hush:
    """Tells which keys were typed after what is on the screen was shown.

    Moments are those of the events: seconds of one monotonic clock.
    """

    def __init__(self) -> None:
        self._shown_at = inf
        self._dropped_at = -inf

    def begin(self) -> None:
        """Something else is about to be shown; until it is, no key is meant for it."""
        self._shown_at = inf

    def end(self, now: float) -> None:
        """It is on the screen since `now`."""
        self._shown_at = now

    def drops(self, at: float) -> bool:
        """Whether a key of the moment `at` came too early, or in one burst with one that did."""
        early = at < self._shown_at or at - self._dropped_at < BURST
        if early:
            self._dropped_at = at
        return early
