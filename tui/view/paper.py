"""What says that something was done on paper: the clock while it is entered, and the words about it."""

from datetime import datetime, timedelta

from runbooks.engine.retention import time_between
from runbooks.engine.situation import Situation
from runbooks.language import _, words
from runbooks.paper import ENTERED
from runbooks.record.encoding import Record


def clock(situation: Situation) -> tuple[str, ...]:
    """When what is entered was done, in full and in short; nothing while it is done live."""
    if not situation.on_paper:
        return ()
    now = situation.now
    return _("done at {time}").format(time=f"{words.day(now)} {now:%H:%M}"), words.short(now)


def told_of_clock(situation: Situation, key: str) -> str:
    """By which clock is entered what follows, and how to set it."""
    if situation.on_paper:
        told = _("What follows was done on paper at {time}. {key} sets another time, or the real clock.")
        return " ".join([told.format(time=words.moment(situation.now), key=key), *told_of_gap(situation)])
    return _("By the real clock again: what follows is done now.")


def told_of_gap(situation: Situation) -> tuple[str, ...]:
    """How far the paper's clock was moved on: one that was mistyped is seen before it cannot go back."""
    gap = time_between(datetime.fromisoformat(situation.state.updated_at), situation.now)
    if gap < timedelta(minutes=1):
        return ()
    told = _("That is {duration} after the last entry; once you answer, it cannot be set back.")
    return (told.format(duration=words.duration(gap)),)


def can_go_on(record: Record) -> bool:
    """Whether the last event was entered from paper, so that more of it can follow with its times."""
    return ENTERED in record.events[-1].data


def told_of_papers(record: Record, key: str) -> str:
    """For a session that is taken up again after something was entered from paper; else empty."""
    if not can_go_on(record):
        return ""
    told = _(
        "The last entry was from paper. The clock is the real one now; {key} enters more from paper. "
        "Do so before you answer: behind an answer of now, the paper cannot be entered with its times."
    )
    return told.format(key=key)
