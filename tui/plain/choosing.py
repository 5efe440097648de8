"""Which incident to train on, asked by prompts before there is a session."""

import sys

from runbooks.definition.faults import DefinitionError
from runbooks.folders import Folders
from runbooks.language import _, current
from runbooks.language.visible import visible
from runbooks.training.scenario import Scenario
from tui.plain.talk import QUIT, among, numbered
from tui.trainings import scenarios


def choose_training(places: Folders, exam: bool) -> tuple[Scenario, bool] | None:
    """The scenario, and whether it is an exam; None where their person leaves."""
    known = [one for one in scenarios(places) if not isinstance(one, DefinitionError)]
    named = {one.id: one for one in known}
    chosen = _chosen(
        _("Which incident? A number; /q leaves"),
        [
            (one.id, f"{one.title.in_language(current())} ({_('{level} of 5').format(level=one.difficulty)})")
            for one in known
        ],
    )
    if chosen is None:
        return None
    if exam:
        return named[chosen], True
    ways = [
        ("guided", _("guided: hints, and a word on each answer")),
        ("exam", _("exam: no hints; what was right is told at the end")),
    ]
    how = _chosen(_("How? A number; /q leaves"), ways)
    return None if how is None else (named[chosen], how == "exam")


def _chosen(prompt: str, options: list[tuple[str, str]]) -> str | None:
    for line in numbered(options):
        print(visible(line))
    while True:
        print(visible(prompt), end=" > ", flush=True)
        line = sys.stdin.readline()
        typed = line.strip()
        if not line or typed == QUIT:
            return None
        if typed and (found := among(typed, options)) is not None:
            return found
        print(_("Not done: type a number from 1 to {most}.").format(most=len(options)))
