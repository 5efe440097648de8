"""The runbooks to choose from, where there are several."""

from runbooks.definition.faults import DefinitionError
from runbooks.definition.loader import load_runbook, shipped_runbooks
from runbooks.language import current
from tui.editors.pick import Entry


def known_runbooks() -> list[Entry]:
    """Each with its code and title; one that cannot be used says why."""
    entries = []
    for id, path in shipped_runbooks().items():
        try:
            runbook = load_runbook(path)
        except DefinitionError as error:
            entries.append(Entry(id, id, refused=str(error)))
        else:
            entries.append(Entry(id, runbook.code, runbook.title.in_language(current()), style="bold"))
    return entries
