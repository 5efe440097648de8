"""The countdown: of what, how long is left, until when, and what is to be done before (R15)."""

from typing import Final

from textual.content import Content

from runbooks.advised import Countdown, countdown
from runbooks.engine.situation import Situation
from runbooks.language import _, words
from tui.lines import EMPTY, Line, line, text
from tui.looks import BAR_GONE, BAR_LEFT

BAR: Final = 30
"""Cells of the bar, and of everything else in the side panel."""


def time_left(situation: Situation) -> Content:
    """How long is left, in words beside the colour; empty where nothing runs out."""
    running = countdown(situation)
    if running is None:
        return EMPTY
    told = _("{duration} left").format(duration=words.duration(running.left))
    if situation.on_paper:  # how long was left then: nothing to be warned of now
        return text(told if running.left else _("the time is over"), "bold")
    if not running.left:
        return text(_("the time is over"), "bold $error")
    if running.is_urgent:
        return text(told + _(", urgent"), "bold $warning")
    return text(told, "bold $success")


def clock(situation: Situation, *, width: int = BAR) -> list[Line]:
    """The countdown in full, for the side, with its title; nothing where nothing runs out."""
    running, shown = countdown(situation), situation.runbook.clock
    if running is None or shown is None:
        return []
    title = situation.say(shown.title) if shown.title else _("Clock")
    about = [line(situation.say(shown.about), "bold")] if shown.about else []
    bar = [Line(_bar(running, width, is_calm=situation.on_paper))] if running.whole else []
    return [
        line(title.upper(), "$quiet"),
        *([line(_("by the clock of the paper"), "$quiet")] if situation.on_paper else []),
        *about,
        Line(time_left(situation)),
        *bar,
        line(running.text, "$quiet"),
    ]


def _bar(running: Countdown, width: int, *, is_calm: bool) -> Content:
    """What is left of the whole time; the words above it say the same."""
    share = min(running.left / running.whole, 1.0) if running.whole else 0.0
    full = round(share * width)
    style = "$error" if not running.left else "$warning" if running.is_urgent else "$success"
    style = "$quiet" if is_calm else style
    return Content.assemble((BAR_LEFT * full, style), (BAR_GONE * (width - full), "$quiet"))
