"""What must hold in a runbook beyond its shape: every name known, every place reachable."""

from collections.abc import Iterator
from typing import Any

from runbooks.definition.dependencies import READER, item_expressions
from runbooks.definition.expressions import FUNCTIONS, ExpressionError, Reference
from runbooks.definition.faults import Fault, nearest
from runbooks.definition.model import Runbook
from runbooks.definition.yaml_source import Place, Source
from runbooks.language import _

PLAIN_NAMES = frozenset({"now", "today", "answer"})


def check(runbook: Runbook, source: Source) -> tuple[Fault, ...]:
    """Every fault of a runbook that has the right shape; empty when it may be run."""
    return (*_expressions(runbook, source), *_places(runbook, source))


def _expressions(runbook: Runbook, source: Source) -> Iterator[Fault]:
    read = [(place, e, False) for place, e in _all_expressions(runbook)]
    read += [(place, text, True) for place, text in _all_texts(source.tree, ())]
    for name, template in runbook.templates.items():
        read += [(("templates", name), text, True) for text in (template.es, template.en)]
    for place, expression, is_text in read:
        try:
            references = READER.references(expression, text=is_text)
        except ExpressionError as error:
            yield source.fault(place, str(error))
            continue
        for reference in references:
            yield from _unknown(runbook, source, place, reference)


def _all_expressions(runbook: Runbook) -> Iterator[tuple[Place, str]]:
    for name, expression in (runbook.computed | runbook.summary).items():
        group = "computed" if name in runbook.computed else "summary"
        yield (group, name), expression
    for s, step in enumerate(runbook.steps):
        for i, item in enumerate(step.items):
            for expression in item_expressions(item):
                yield ("steps", s, "items", i), expression
        for b, branch in enumerate(step.branches):
            yield ("steps", s, "branches", b, "when"), branch.when
    for n, note in enumerate(runbook.notes):
        yield ("notes", n, "in_force"), note.in_force


def _all_texts(tree: Any, place: Place) -> Iterator[tuple[Place, str]]:
    if isinstance(tree, dict):
        if tree.keys() == {"es", "en"}:
            yield from (((*place, language), str(text)) for language, text in tree.items())
            return
        for key, inner in tree.items():
            yield from _all_texts(inner, (*place, key))
    elif isinstance(tree, list):
        for index, inner in enumerate(tree):
            yield from _all_texts(inner, (*place, index))


def _unknown(runbook: Runbook, source: Source, place: Place, found: Reference) -> Iterator[Fault]:
    known = {
        "answers": runbook.items.keys(),
        "reasons": runbook.items.keys(),
        "computed": runbook.computed.keys(),
        "facts": runbook.facts.keys(),
        "()": FUNCTIONS,
    }
    if found.root in known:
        words = known[found.root]
        if found.name is None or found.name in words:
            return
        unknown = _('"{field}" is not known here.').format(field=found.name)
        yield source.fault(place, unknown + nearest(found.name, words))
    elif found.root not in PLAIN_NAMES | {"portal", "settings", "session"}:
        unknown = _('"{field}" is not known here.').format(field=found.root)
        yield source.fault(place, unknown + nearest(found.root, known))


def _places(runbook: Runbook, source: Source) -> Iterator[Fault]:
    if len(runbook.items) != sum(len(step.items) for step in runbook.steps):
        yield source.fault(("steps",), _("two items have the same id"))
    for s, step in enumerate(runbook.steps):
        for b, branch in enumerate(step.branches):
            place: Place = ("steps", s, "branches", b)
            if branch.outcome is not None and branch.outcome not in runbook.outcomes:
                what = _('no outcome is called "{name}".').format(name=branch.outcome)
                yield source.fault((*place, "outcome"), what + nearest(branch.outcome, runbook.outcomes))
            if branch.step is not None and runbook.places.get(branch.step, -1) <= s:
                what = _('no later step is called "{name}".').format(name=branch.step)
                yield source.fault((*place, "step"), what + nearest(branch.step, runbook.places))
    last = runbook.steps[-1].branches
    if not last or last[-1].when != "true" or last[-1].outcome is None:
        place = ("steps", len(runbook.steps) - 1, "branches")
        yield source.fault(place, _('the last step ends with a branch `when: "true"` to an outcome'))
