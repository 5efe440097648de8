"""`restaura run`: a new incident."""

import os
from argparse import Namespace
from pathlib import Path

from runbooks.definition.faults import nearest
from runbooks.definition.loader import shipped_runbooks
from runbooks.folders import Folders
from runbooks.language import _
from runbooks.settings import load_settings
from tui.commands.opening import open_screens
from tui.ending import NOT_FOUND, Ended
from tui.goal import Goal
from tui.opening import start_incident


def command(options: Namespace, places: Folders) -> int:
    """Begin an incident: on the screen, by prompts, or from an answer file."""
    if options.answers is None and not options.plain:
        _refuse_unknown(options.runbook)
        settings = load_settings(places.config_file, os.environ)
        return open_screens(Goal("run", runbook=options.runbook), places, settings)
    from tui.commands.driving import answer_file, go_on  # imported here: the screens need none of it

    file = answer_file(options)
    name = options.runbook or (file.runbook if file else None)
    _refuse_unknown(name)
    session = start_incident(places, name, operator=file.operator if file else None)
    return go_on(session, file, options)


def _refuse_unknown(name: str | None) -> None:
    shipped = shipped_runbooks()
    if name and name not in shipped and not Path(name).is_file():
        told = _("There is no runbook “{name}”, neither shipped nor as a file.").format(name=name)
        raise Ended(NOT_FOUND, told + nearest(name, shipped))
