"""The runbooks that an incident can follow, as a list to choose from."""

from dataclasses import replace
from pathlib import Path
from typing import Final

from runbooks.definition.faults import DefinitionError, Fault
from runbooks.definition.model import Runbook
from runbooks.folders import Folders
from runbooks.language import _, current
from runbooks.language.visible import visible
from runbooks.library import each_checked
from tui.editors.pick import Entry

MOST_FAULTS: Final = 2
"""Faults that are told of one that cannot be used: the list is for choosing, the check tells all."""


def known_runbooks(places: Folders) -> list[Entry]:
    """Each with its code and title; behind them those that cannot be used, each with why."""
    found = [_entry(known.id, found, places) for known, found in each_checked(places.runbooks, places.cache)]
    return sorted(found, key=lambda entry: bool(entry.refused))


def _entry(id: str, found: Runbook | DefinitionError, places: Folders) -> Entry:
    if not isinstance(found, DefinitionError):
        return Entry(id, found.code, found.title.in_language(current()), style="bold")
    told = [str(_from_the_settings(fault, places.config)) for fault in found.faults[:MOST_FAULTS]]
    if found.faults[MOST_FAULTS:]:
        told.append(_("All of it: restaura runbook check {id}").format(id=id))
    return Entry(id, visible(id), refused=visible("\n".join(told), multiline=True))


def _from_the_settings(fault: Fault, folder: Path) -> Fault:
    # The whole path takes two rows of a list that has fourteen.
    file = Path(fault.file)
    return replace(fault, file=str(file.relative_to(folder))) if file.is_relative_to(folder) else fault
