"""The countdown: how long the copy is kept, until when, and what is to be done before (R15)."""

from datetime import datetime, timedelta

from textual.content import Content

from runbooks.engine.retention import time_between
from runbooks.engine.situation import Situation
from runbooks.language import _, words
from tui.lines import Line, line, text


def deadline(situation: Situation) -> datetime | None:
    """The moment that the countdown runs to; None where nothing runs out."""
    clock = situation.runbook.clock
    if clock is None or situation.state.status == "closed":
        return None
    found = situation.evaluate(clock.deadline)
    return found if isinstance(found, datetime) else None


def countdown(situation: Situation) -> Content:
    """How long is left, with a word beside the colour; empty where nothing runs out."""
    limit = deadline(situation)
    if limit is None:
        return Content("")
    left = time_between(situation.now, limit)
    if left == timedelta(0):
        return text(_("the time is over"), "bold $error")
    told = _("{duration} left").format(duration=words.duration(left))
    return text(told, "bold $warning" if _is_late(situation) else "bold $success")


def clock(situation: Situation) -> list[Line]:
    """The countdown in full, for the side; nothing where nothing runs out."""
    limit, shown = deadline(situation), situation.runbook.clock
    if limit is None or shown is None:
        return []
    left = countdown(situation)
    if _is_late(situation) and limit > situation.now:
        left = Content.assemble(left, text(_(", urgent"), "bold $warning"))
    return [Line(left), line(situation.say(shown.text), "$quiet")]


def _is_late(situation: Situation) -> bool:
    shown = situation.runbook.clock
    warn_at = situation.evaluate(shown.warn_at) if shown else None
    return isinstance(warn_at, datetime) and warn_at <= situation.now
