"""The program with screens from its start to its exit code, whatever happens to its terminal."""

import sys
from typing import Final

from runbooks.folders import Folders
from runbooks.settings import Settings
from tui.app import Restaura
from tui.goal import Goal
from tui.keymap import keymap
from tui.opening import start_incident, take_up
from tui.terminal import (
    GIVE_TITLE_BACK,
    KEEP_TITLE,
    forgive_broken_input,
    terminal_that_may_go,
    watch_terminal,
)

THREADS_TURN: Final = 0.0005
"""Seconds that a thread may have to wait for its turn: what saves, and what writes to the terminal."""


def run_app(places: Folders, settings: Settings, goal: Goal) -> int:
    """Run the screens until their person leaves; returns the exit code.

    A session that cannot be opened raises before any screen is shown: `DefinitionError`, `NotFound`,
    `AmbiguousId`, `SessionLocked`, `StoreError`. So does what stopped the screens unforeseen.
    """
    keymap(settings.keys, str(places.config_file))
    opened = None
    if goal.kind == "run":
        opened = start_incident(places, goal.runbook)
    elif goal.kind == "resume":
        opened = take_up(places, goal.session)
    forgive_broken_input()
    sys.setswitchinterval(THREADS_TURN)
    app = Restaura(places, opened, settings, resumed=goal.kind == "resume", asks_who=True, goal=goal)
    watch_terminal()
    with terminal_that_may_go():
        print(KEEP_TITLE, end="", flush=True)
        app.run()
        print(GIVE_TITLE_BACK, end="", flush=True)
    app.close_session()
    if app.fault is not None:
        raise app.fault
    return app.return_code or 0
