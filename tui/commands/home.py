"""`restaura` alone: the home screen."""

import os
from argparse import Namespace

from runbooks.folders import Folders
from runbooks.settings import load_settings
from tui.commands.opening import open_screens
from tui.goal import Goal


def command(_options: Namespace, places: Folders) -> int:
    """Open the home screen."""
    return open_screens(Goal("home"), places, load_settings(places.config_file, os.environ))
