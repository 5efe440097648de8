"""`restaura runbook list`: the runbooks to choose from, and those that cannot be used."""

from argparse import Namespace
from dataclasses import asdict
from typing import Any, Final

from runbooks.definition.faults import DefinitionError
from runbooks.folders import Folders
from runbooks.language import N_, _, current
from runbooks.library import Checked, each_checked
from tui.commands.output import as_json, columns, complain
from tui.ending import DONE

ORIGINS: Final = {
    "shipped": N_("shipped"),
    "own": N_("your own"),
    "both": N_("shipped, with texts of your own"),
}


def command(options: Namespace, places: Folders) -> int:
    """A line for each, with its code, title and where it is from; on the side why one cannot be used."""
    found = list(each_checked(places.runbooks, places.cache))
    if options.json:
        print(as_json([_as_json(one) for one in found]))
        return DONE
    for line in columns([_row(one) for one in found]):
        print(line)
    for _known, passed in found:
        if isinstance(passed, DefinitionError):
            complain(str(passed))
    return DONE


def _row(found: Checked) -> tuple[str, ...]:
    known, passed = found
    if isinstance(passed, DefinitionError):
        return known.id, "✘", _("cannot be used"), _(ORIGINS[known.origin])
    return known.id, passed.code, passed.title.in_language(current()), _(ORIGINS[known.origin])


def _as_json(found: Checked) -> dict[str, Any]:
    known, passed = found
    told: dict[str, Any] = {"id": known.id, "path": str(known.path), "origin": known.origin}
    told["own"] = None if known.own is None else str(known.own)
    if isinstance(passed, DefinitionError):
        return {**told, "code": None, "title": None, "faults": [asdict(fault) for fault in passed.faults]}
    return {**told, "code": passed.code, "title": passed.title.in_language(current()), "faults": []}
