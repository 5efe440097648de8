"""Documents: drafted from a template, each fact traceable to the item it comes from."""

import re
from dataclasses import dataclass
from typing import Any, Final

from runbooks.definition.expressions import Names
from runbooks.definition.items import DocumentItem
from runbooks.engine.namespace import LANGUAGE, Missing
from runbooks.engine.situation import Situation
from runbooks.language import current, using

PLACEHOLDER: Final = re.compile(r"\[\[[^\]\n]*\]\]|\{\{|\}\}|\{%|%\}|_{4,}")
"""What a text that is not finished still shows; such a text is refused, not sent."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A drafted text; `facts` gives, by item, the number of the event that each fact comes from."""

    text: str
    facts: dict[str, int]


def draft(situation: Situation, item: DocumentItem) -> Draft:
    """The document of `item` as the answers stand, in the session's document language.

    An answer that is missing shows as `[[what is missing]]`.
    """
    state = situation.state
    used: dict[str, int] = {}

    def answer(name: str) -> Any:
        value = situation.answer(name)
        if value is not None:
            used[name] = state.entry(name).seq
            return value
        asked = state.runbook.items[name]
        return None if situation.is_optional(asked) else Missing(asked.label.in_language(current()))

    with using(state.language):
        template = state.runbook.templates[item.template]
        source = template.en if state.language == "en" else template.es
        text = LANGUAGE.render(source, {**situation.names, "answers": Names(answer)})
    return Draft(text, {name: seq for name, seq in used.items() if seq})


def placeholders(text: str) -> tuple[str, ...]:
    """The placeholders that `text` still has."""
    return tuple(dict.fromkeys(PLACEHOLDER.findall(text)))
