"""`restaura runbook list`: the runbooks to choose from."""

from argparse import Namespace

from runbooks.definition.loader import load_runbook, shipped_runbooks
from runbooks.folders import Folders
from runbooks.language import current
from tui.commands.output import columns
from tui.ending import DONE


def command(_options: Namespace, _places: Folders) -> int:
    """A line for each, with its code and title."""
    loaded = [(name, load_runbook(path)) for name, path in shipped_runbooks().items()]
    for line in columns([(name, one.code, one.title.in_language(current())) for name, one in loaded]):
        print(line)
    return DONE
