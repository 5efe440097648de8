"""What several commands begin with: finding a record, reading it, and choosing how to go on."""

import os
import sys
from typing import TYPE_CHECKING, Any

from runbooks.folders import Folders
from runbooks.language import _
from tui.ending import USAGE, Ended
from tui.goal import Goal

if TYPE_CHECKING:
    from runbooks.settings import Settings


def open_screens(goal: Goal, places: Folders, settings: "Settings") -> int:
    """Open the screens for `goal`; returns the exit code.

    Raises `Ended` where there is no terminal to draw on.
    """
    need_terminal()
    # Textual paints what has changed at the next tick of this clock; at its own 60 Hz that wait is
    # half of what an answer takes. Nothing is painted, at any rate, where nothing changed.
    os.environ.setdefault("TEXTUAL_FPS", "240")
    from tui.running import run_app

    return run_app(places, settings, goal)


def need_terminal() -> None:
    """Raises `Ended` where there is no terminal to draw on."""
    if not (_is_terminal(sys.stdin) and _is_terminal(sys.stdout)) or os.environ.get("TERM") == "dumb":
        told = _(
            "The screens need a terminal, and there is none here, or one that cannot draw. "
            "`--plain` takes the session by prompts, `--answers FILE` without a person."
        )
        raise Ended(USAGE, told)


def _is_terminal(stream: Any) -> bool:
    return stream is not None and bool(stream.isatty())
