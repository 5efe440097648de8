"""`restaura run`: a new incident."""

import os
from argparse import Namespace
from pathlib import Path

from runbooks.definition.faults import nearest
from runbooks.folders import Folders
from runbooks.language import _
from runbooks.library import known
from runbooks.settings import load_settings
from tui.commands.opening import open_screens
from tui.ending import DONE, NOT_FOUND, USAGE, Ended
from tui.goal import Goal
from tui.opening import start_incident


def command(options: Namespace, places: Folders) -> int:
    """Begin an incident: on the screen, by prompts, or from an answer file."""
    if options.paper and options.answers is not None:
        raise Ended(USAGE, _("An answer file says itself when that was: begin it with `- at: MOMENT`."))
    if options.answers is None and not options.plain:
        _refuse_unknown(options.runbook, places)
        settings = load_settings(places.config_file, os.environ)
        goal = Goal("paper" if options.paper else "run", runbook=options.runbook)
        return open_screens(goal, places, settings)
    from tui.commands.driving import answer_file, begun_in, go_on  # the screens need none of it

    file = answer_file(options)
    name = options.runbook or (file.runbook if file else None)
    _refuse_unknown(name, places)
    paper, operator = None, None
    if file is not None:
        operator = file.operator
        file, paper = begun_in(file, places)
    elif options.paper:
        from tui.plain.paper import ask_begun
        from tui.plain.talk import Leave

        try:
            paper = ask_begun(places)
        except (Leave, EOFError):
            print()
            return DONE
    return go_on(start_incident(places, name, operator, paper), file, options, places)


def _refuse_unknown(name: str | None, places: Folders) -> None:
    if name and not Path(name).is_file() and name not in (ids := [one.id for one in known(places.runbooks)]):
        told = _("There is no runbook “{name}”, neither shipped nor your own nor as a file.")
        raise Ended(NOT_FOUND, told.format(name=name) + nearest(name, ids))
