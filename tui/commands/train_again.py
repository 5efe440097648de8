"""`restaura train again`: from one of the decisions of a training, as a new one linked to it."""

import os
from argparse import Namespace

from runbooks.folders import Folders
from runbooks.language import _
from runbooks.settings import load_settings
from tui.commands.driving import answer_file, go_on
from tui.commands.opening import need_terminal, open_screens
from tui.ending import USAGE, Ended
from tui.goal import Goal
from tui.trainings import tried_again


def command(options: Namespace, places: Folders) -> int:
    """Begin it, and go on: on the screen, by prompts, or from an answer file."""
    if options.json and options.answers is None:
        raise Ended(USAGE, _("--json tells where answers led: add --answers FILE."))
    file = answer_file(options)
    settings = load_settings(places.config_file, os.environ)
    on_screen = file is None and not options.plain
    if on_screen:
        need_terminal()  # before there is a record of it
    session = tried_again(places, options.id, options.at)
    if not on_screen:
        return go_on(session, file, options, places)
    session.close()
    return open_screens(Goal("resume", session=session.state.id), places, settings)
