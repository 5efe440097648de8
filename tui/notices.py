"""A notice where a person looks: when a deadline passes a threshold while the program is open."""

from collections.abc import Iterable
from enum import IntEnum
from typing import Final

from runbooks.advised import countdown
from runbooks.engine.situation import Situation
from runbooks.language import _

TOAST: Final = 15.0
"""Seconds that a notice stays; the clock says the same for as long as it is so."""


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


class Watches:
    """One watch for each session, so that none tells a threshold twice, whatever screen is shown."""

    def __init__(self) -> None:
        self._watches: dict[str, Watch] = {}

    def of(self, situation: Situation) -> Watch:
        """The watch of the session; one that begins with `situation` where it has none."""
        id = situation.state.id
        if id not in self._watches:
            self._watches[id] = Watch(situation)
        return self._watches[id]

    def look(self, situations: Iterable[Situation], besides: str | None) -> list[tuple[str, str]]:
        """What to say aloud of each session but the one of the id `besides`: its id, and the sentence."""
        others = (one for one in situations if one.state.id != besides)
        looked = ((one.state.id, self.of(one).look(one)) for one in others)
        return [(id, passed) for id, passed in looked if passed is not None]


def level(situation: Situation) -> Level:
    """How near the end is in `situation`."""
    running = countdown(situation)
    if running is None:
        return Level.CALM
    if not running.left:
        return Level.OVER
    return Level.URGENT if running.is_urgent else Level.CALM
