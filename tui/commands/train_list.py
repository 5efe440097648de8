"""`restaura train list`: the scenarios to train on, without a word of what is hidden in them."""

from argparse import Namespace

from runbooks.definition.faults import DefinitionError
from runbooks.folders import Folders
from runbooks.language import _, current
from tui.commands.output import as_json, columns, complain
from tui.ending import DONE
from tui.trainings import scenarios


def command(options: Namespace, places: Folders) -> int:
    """Print id, difficulty and title of each, the easiest first."""
    found = []
    for one in scenarios(places):
        if isinstance(one, DefinitionError):
            complain(str(one))
        else:
            found.append((one.id, one.difficulty, one.title.in_language(current())))
    if options.json:
        told = [{"id": id, "title": title, "difficulty": difficulty} for id, difficulty, title in found]
        print(as_json(told))
        return DONE
    rows = [(id, _("{level} of 5").format(level=difficulty), title) for id, difficulty, title in found]
    for line in columns([(_("Scenario"), _("Difficulty"), _("Title")), *rows]):
        print(line)
    return DONE
