"""The runbooks to choose from, where there are several."""

from runbooks.definition.faults import DefinitionError
from runbooks.definition.model import Runbook
from runbooks.folders import Folders
from runbooks.language import current
from runbooks.language.visible import visible
from runbooks.library import each_checked
from tui.editors.pick import Entry


def known_runbooks(places: Folders) -> list[Entry]:
    """Each with its code and title; one that cannot be used says why."""
    return [_entry(known.id, found) for known, found in each_checked(places.runbooks, places.cache)]


def _entry(id: str, found: Runbook | DefinitionError) -> Entry:
    if isinstance(found, DefinitionError):
        return Entry(id, visible(id), refused=visible(str(found), multiline=True))
    return Entry(id, found.code, found.title.in_language(current()), style="bold")
