"""Where the words come from: the document's clauses, the vendor's pages, a translator. Warnings only."""

import re
from collections.abc import Iterator
from datetime import date
from typing import Final

from runbooks.definition.check.subject import Subject, texts
from runbooks.definition.faults import Fault
from runbooks.language import _

OLD_DAYS: Final = 365
"""Days after which a vendor's page is to be read again."""

LONG_TEXT: Final = 20
"""Characters from which a text that is the same in both languages was hardly meant so; names are shorter."""

FILLED: Final = re.compile(r"\{\{.*?\}\}|\{%.*?%\}", re.DOTALL)


def source_advice(subject: Subject, today: date) -> Iterator[Fault]:
    """Every step without a clause, page read long ago, and text without its translation."""
    for s, step in enumerate(subject.runbook.steps):
        if step.clause is None and not any(item.clause or item.advisories for item in step.items):
            what = _("neither a clause nor a fact stands behind this step")
            cure = _('Write its "clause", or show the fact that asks for it under "advisories".')
            yield subject.fault(("steps", s, "id"), what, cure, rule="sources", warning=True)
    yield from _pages(subject, today)
    for place, text in texts(subject.runbook):
        said = FILLED.sub("", text.es).strip()
        if text.es == text.en and len(said) > LONG_TEXT and " " in said:
            what = _("the text is the same in both languages")
            yield subject.fault((*place, "en"), what, _("Translate it."), rule="languages", warning=True)


def _pages(subject: Subject, today: date) -> Iterator[Fault]:
    for name, fact in subject.runbook.facts.items():
        if fact.vendor is None:
            continue
        days = (today - fact.vendor.read).days
        if days > OLD_DAYS:
            what = _("this was read {days} days ago").format(days=days)
            cure = _('Read it again, and write the day under "read".')
        elif days < 0:
            what = _("this was read on a day that is still to come")
            cure = _("Write the day on which it was read.")
        else:
            continue
        yield subject.fault(("facts", name, "vendor", "read"), what, cure, rule="sources", warning=True)
