"""`restaura runbook test`: the answer files beside a runbook, each to the outcome that it must reach."""

from argparse import Namespace
from collections.abc import Sequence
from typing import Any

from runbooks.definition.graph import Edge
from runbooks.definition.model import Runbook
from runbooks.folders import Folders
from runbooks.language import _, ngettext
from runbooks.rehearsal.running import (
    Rehearsed,
    afternoon,
    answers_beside,
    folder_of_tests,
    rehearse,
    untaken,
)
from runbooks.report.graph.told import Told
from tui.commands.output import as_json, columns, say
from tui.ending import DONE, NOT_FOUND, NOT_SO, Ended
from tui.opening import found_by, now, runbook_named


def command(options: Namespace, places: Folders) -> int:
    """Run every test of one runbook and say which passed, and which branches none of them takes."""
    asked = runbook_named(places, options.runbook)
    path = asked.path
    runbook, files, moment = asked.load(), answers_beside(path), afternoon(now())
    if not files:
        told = _("There are no tests: no file that ends in .yaml in {folder}.")
        raise Ended(NOT_FOUND, told.format(folder=folder_of_tests(path)))
    find = found_by(places)
    done = [rehearse(runbook, file, moment, find) for file in files]
    branches, missed = untaken(runbook, done)
    if options.json:
        print(as_json(_document(runbook, done, branches, missed)))
    else:
        _tell(runbook, done, branches, missed)
    return DONE if all(test.passed for test in done) else NOT_SO


def _tell(
    runbook: Runbook, done: Sequence[Rehearsed], branches: Sequence[Edge], missed: Sequence[Edge]
) -> None:
    for line in columns([_line(test) for test in done]):
        print(line)
    failed = sum(not test.passed for test in done)
    counted = ngettext("{count} test", "{count} tests", len(done)).format(count=len(done))
    say("\n" + _("{tests}; failed: {failed}.").format(tests=counted, failed=failed))
    taken = len(branches) - len(missed)
    say(_("Branches taken: {taken} of {all}.").format(taken=taken, all=len(branches)))
    if missed:
        say(_("No test takes:"))
        told = Told(runbook)
        for edge in missed:
            why = " · ".join(filter(None, (told.why(edge), told.condition(edge))))
            say(f"  {edge.source.id} {edge.branch} → {edge.target.id}" + (f"  ({why})" if why else ""))


def _line(test: Rehearsed) -> tuple[str, str, str]:
    if test.wrong is None:
        return _("passes"), test.name, test.reached or ""
    return _("FAILS"), test.name, test.wrong


def _document(
    runbook: Runbook, done: Sequence[Rehearsed], branches: Sequence[Edge], missed: Sequence[Edge]
) -> dict[str, Any]:
    return {
        "runbook": runbook.id,
        "tests": [_as_json(test) for test in done],
        "branches": {
            "taken": len(branches) - len(missed),
            "all": len(branches),
            "untaken": [{"step": e.source.id, "branch": e.branch, "to": e.target.id} for e in missed],
        },
    }


def _as_json(test: Rehearsed) -> dict[str, Any]:
    told = {"name": test.name, "passed": test.passed, "outcome": test.reached, "expected": test.expected}
    refused = test.refused and {"action": test.refused.action, "code": test.refused.refusal.code}
    return told | {"refused": refused, "wrong": test.wrong}
