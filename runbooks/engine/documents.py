"""Documents: drafted from a template, each fact traceable to the item it comes from."""

import re
from dataclasses import dataclass
from typing import Any, Final

from runbooks.definition.expressions import Names
from runbooks.definition.items import DocumentItem
from runbooks.engine.marks import marked
from runbooks.engine.namespace import LANGUAGE, Missing
from runbooks.engine.situation import Situation
from runbooks.language import current, using

PLACEHOLDER: Final = re.compile(r"\[\[(?:(?!\[\[)[^\]\n])*\]\]|\{\{|\}\}|\{%|%\}|_{4,}")
"""What a text that is not finished still shows; such a text is refused, not sent.

Of brackets within brackets the inner ones count: so no row of them is looked through again and again.
"""


@dataclass(frozen=True, slots=True)
class Draft:
    """A drafted text; `facts` gives, by item, the number of the event that answered it.

    `missing` are the items that it needs and that have no answer.
    """

    text: str
    facts: dict[str, int]
    missing: tuple[str, ...]


def draft(situation: Situation, item: DocumentItem) -> Draft:
    """The document of `item` as the answers stand, in the session's document language.

    An answer that is missing shows as `[[what is missing]]`; the document of a training is marked (T2).
    Raises `ExpressionError` for a template that cannot be filled.
    """
    state, computed = situation.state, situation.names["computed"]
    used: set[str] = set()
    missing: dict[str, None] = {}

    def answer(name: str) -> Any:
        value = situation.answer(name)
        if value is not None:
            used.add(name)
            return value
        asked = state.runbook.items[name]
        if situation.is_optional(asked):
            return None
        missing[name] = None
        return Missing(asked.label.in_language(current()))

    def worked_out(name: str) -> Any:
        used.update(situation.dependencies.items_of(f"computed.{name}"))
        return computed.of(name)

    with using(state.language):
        template = state.runbook.templates[item.template]
        source = template.en if state.language == "en" else template.es
        text = LANGUAGE.render(
            source, {**situation.names, "answers": Names(answer), "computed": Names(worked_out)}
        )
    entries = {item: state.entry(item) for item in state.runbook.items if item in used}
    facts = {item: entry.seq for item, entry in entries.items() if entry.value is not None}
    return Draft(marked(text, state), facts, tuple(name for name in missing if PLACEHOLDER.search(text)))


def placeholders(text: str) -> tuple[str, ...]:
    """The placeholders that `text` still has."""
    return tuple(dict.fromkeys(PLACEHOLDER.findall(text)))
