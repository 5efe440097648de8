"""The runbooks to choose from, where there are several."""

from runbooks.checked import checked_runbook
from runbooks.definition.faults import DefinitionError
from runbooks.definition.loader import shipped_runbooks
from runbooks.folders import Folders
from runbooks.language import current
from tui.editors.pick import Entry


def known_runbooks(places: Folders) -> list[Entry]:
    """Each with its code and title; one that cannot be used says why."""
    entries = []
    for id, path in shipped_runbooks().items():
        try:
            runbook = checked_runbook(path, places.cache)
        except DefinitionError as error:
            entries.append(Entry(id, id, refused=str(error)))
        else:
            entries.append(Entry(id, runbook.code, runbook.title.in_language(current()), style="bold"))
    return entries
