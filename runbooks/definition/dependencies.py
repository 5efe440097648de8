"""What an item depends on, read off its expressions and templates (design.md, "Rules are data")."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from runbooks.definition.expressions import WORD_FILTERS, Language
from runbooks.definition.items import (
    ChoiceItem,
    ChoicesItem,
    ComputedItem,
    ConfirmItem,
    DateItem,
    DocumentItem,
    Item,
    VerificationItem,
)
from runbooks.definition.model import Runbook
from runbooks.definition.reading import Reference
from runbooks.language import LANGUAGES

READER: Final = Language(dict.fromkeys(WORD_FILTERS, str))
"""Only reads references: of a filter only its name matters here."""


@dataclass(frozen=True, eq=False)  # a runbook holds its own, so comparing by value would never end
class Dependencies:
    """Who depends on whom in one runbook, by item id."""

    runbook: Runbook

    @cached_property
    def inputs(self) -> Mapping[str, frozenset[str]]:
        """What each item reads; every item is read once."""
        return {item.id: self._inputs(item) for item in self.runbook.items.values()}

    def know(self, inputs: Mapping[str, frozenset[str]]) -> None:
        """Take over what was read of this very runbook before."""
        self.__dict__["inputs"] = inputs

    @classmethod
    def of(cls, runbook: Runbook) -> "Dependencies":
        """The dependencies of `runbook`, read once and kept beside its other indexes."""
        known = runbook.__dict__.get("_dependencies")
        if known is None:
            known = runbook.__dict__["_dependencies"] = cls(runbook)
        return known

    def dependants(self, changed: str) -> tuple[str, ...]:
        """Every item that `changed` reaches, directly or through others, in procedure order."""
        reached = {changed}
        grown = True
        while grown:
            more = {i for i, inputs in self.inputs.items() if inputs & reached} - reached
            reached |= more
            grown = bool(more)
        return tuple(i for i in self.runbook.items if i in reached and i != changed)

    def items_of(self, expression: str) -> frozenset[str]:
        """The items that one expression reads, through the runbook's computed names too."""
        return self._expand(READER.read(expression).references)

    def _inputs(self, item: Item) -> frozenset[str]:
        found = set(item.depends_on)
        for expression in item_expressions(item):
            found |= self.items_of(expression)
        if isinstance(item, DocumentItem) and item.template in self.runbook.templates:
            template = self.runbook.templates[item.template]
            for language in LANGUAGES:
                text = template.es if language == "es" else template.en
                found |= self._expand(READER.read(text, text=True).references)
        return frozenset(found - {item.id})

    def _expand(self, references: frozenset[Reference]) -> frozenset[str]:
        found: set[str] = set()
        seen: set[Reference] = set()  # each name once: names that read each other twice over would never end
        left = [*references]
        while left:
            reference = left.pop()
            name = reference.name
            if name is None or reference in seen:
                continue
            seen.add(reference)
            if reference.root in ("answers", "reasons", "settled"):
                found.add(name)
                item = self.runbook.items.get(name)
                if isinstance(item, ComputedItem):
                    left += READER.read(item.value).references
            elif reference.root == "computed" and name in self.runbook.computed:
                left += READER.read(self.runbook.computed[name]).references
        return frozenset(found)


def item_expressions(item: Item) -> Iterator[str]:
    """Every expression that decides about an item, not those in its texts."""
    optional = item.optional if isinstance(item.optional, str) else None
    named = (item.when, item.done_when, item.default, optional)
    yield from (expression for expression in named if expression is not None)
    yield from (rule.refuse_when for rule in item.rules)
    if isinstance(item, ConfirmItem) and item.typed:
        yield item.typed
    if isinstance(item, DateItem) and item.points:
        yield item.points
    if isinstance(item, ComputedItem):
        yield item.value
    if isinstance(item, VerificationItem):
        yield item.checks
    if isinstance(item, ChoiceItem | ChoicesItem):
        for option in item.options:
            yield from (e for e in (option.allowed, option.recommended) if e is not None)
