"""`restaura runbook`: for those who write runbooks; a module for each of its own commands."""

from argparse import Namespace
from importlib import import_module

from runbooks.folders import Folders


def command(options: Namespace, places: Folders) -> int:
    """Carry out the one that was asked for; `options.what` names its module."""
    return int(import_module(f"tui.commands.runbook.{options.what}").command(options, places))
