"""A notice where a person looks: when a deadline passes a threshold while the program is open."""

from enum import IntEnum

from runbooks.advised import countdown
from runbooks.engine.situation import Situation
from runbooks.language import _


class Level(IntEnum):
    """How near the end of the countdown is."""

    CALM = 0
    URGENT = 1
    OVER = 2


class Watch:
    """Remembers how near the end was; tells what passed since the last look."""

    def __init__(self, situation: Situation) -> None:
        self._level = level(situation)

    def look(self, situation: Situation) -> str | None:
        """The sentence to say aloud, once for each threshold that is passed."""
        before, self._level = self._level, level(situation)
        if self._level <= before:
            return None
        running = countdown(situation)
        head = _("The time is over.") if self._level is Level.OVER else _("It is urgent now.")
        return f"{head} {running.text}" if running else head


def level(situation: Situation) -> Level:
    """How near the end is in `situation`."""
    running = countdown(situation)
    if running is None:
        return Level.CALM
    if not running.left:
        return Level.OVER
    return Level.URGENT if running.is_urgent else Level.CALM
