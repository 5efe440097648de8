"""What is written and never used: most often misspelled where it is meant. Warnings only."""

from collections.abc import Iterator

from runbooks.definition.check.subject import Subject, marked, texts
from runbooks.definition.dependencies import READER
from runbooks.definition.faults import Fault
from runbooks.definition.items import DocumentItem
from runbooks.definition.parts import Expression, FactName
from runbooks.definition.templates import ENDING
from runbooks.definition.yaml_source import Place
from runbooks.language import LANGUAGES, _


def unused(subject: Subject) -> Iterator[Fault]:
    """Every outcome, name, fact and template that nothing leads to.

    A fact with a clause is the document's own word and may stand for itself.
    """
    runbook = subject.runbook
    read = _read(subject)
    cited = {fact for _place, fact in marked(runbook, FactName)}
    ends = {branch.outcome for step in runbook.steps for branch in step.branches} | {runbook.cancelled}
    for outcome in runbook.outcomes.keys() - ends:
        cure = _("Add a branch that leads to it, or delete it.")
        yield _warning(subject, ("outcomes", outcome), _("no branch leads to this outcome"), cure)
    for name in runbook.computed:
        if ("computed", name) not in read:
            what = _("nothing reads this")
            yield _warning(subject, ("computed", name), what, _("Use it where it is meant, or delete it."))
    for name, fact in runbook.facts.items():
        if fact.vendor is not None and name not in cited and ("facts", name) not in read:
            cure = _('Show it under the "advisories" of an item, or delete it.')
            yield _warning(subject, ("facts", name), _("no item shows what the vendor says here"), cure)
    yield from _templates(subject)


def _read(subject: Subject) -> set[tuple[str, str | None]]:
    """Root and name of all that expressions and texts read."""
    found = [READER.read(written) for _place, written in marked(subject.runbook, Expression)]
    for _place, text in texts(subject.runbook):
        found += (READER.read(written, text=True) for written in (text.es, text.en))
    return {(one.root, one.name) for reading in found for one in reading.references}


def _templates(subject: Subject) -> Iterator[Fault]:
    what = _("no document is drafted from this template")
    cure = _("Name it in an item of kind document, or delete it.")
    drafted = {item.template for _place, item in subject.items() if isinstance(item, DocumentItem)}
    for name in subject.runbook.templates.keys() - drafted:
        yield _warning(subject, ("templates", name), what, cure)
    for folder in subject.templates[-1:]:  # in what stands in front of it, such a file is an error
        for file in sorted(file for language in LANGUAGES for file in (folder / language).glob(f"*{ENDING}")):
            if file.name.removesuffix(ENDING) not in drafted:
                yield Fault(str(file), 1, 1, "", what, cure, "unused", warning=True)


def _warning(subject: Subject, place: Place, what: str, cure: str) -> Fault:
    return subject.fault(place, what, cure, rule="unused", warning=True)
