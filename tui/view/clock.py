"""The countdown: how long the copy is kept, until when, and what is to be done before (R15)."""

from textual.content import Content

from runbooks.advised import countdown
from runbooks.engine.situation import Situation
from runbooks.language import _, words
from tui.lines import EMPTY, Line, line, text


def time_left(situation: Situation) -> Content:
    """How long is left, in words beside the colour; empty where nothing runs out."""
    running = countdown(situation)
    if running is None:
        return EMPTY
    if not running.left:
        return text(_("the time is over"), "bold $error")
    told = _("{duration} left").format(duration=words.duration(running.left))
    if running.is_urgent:
        return text(told + _(", urgent"), "bold $warning")
    return text(told, "bold $success")


def clock(situation: Situation) -> list[Line]:
    """The countdown in full, for the side; nothing where nothing runs out."""
    running = countdown(situation)
    return [Line(time_left(situation)), line(running.text, "$quiet")] if running else []
