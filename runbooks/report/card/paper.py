"""What a runbook says on paper, where there is no session: nothing is known but its facts."""

from collections.abc import Sequence

from runbooks.definition.dependencies import READER
from runbooks.definition.expressions import Names
from runbooks.definition.faults import ExpressionError
from runbooks.definition.items import DocumentItem
from runbooks.definition.model import Runbook
from runbooks.definition.parts import Text
from runbooks.engine.namespace import LANGUAGE
from runbooks.language import current


class Paper:
    """Says the texts of `runbook` in the current language, and numbers its items: `2.4`."""

    def __init__(self, runbook: Runbook) -> None:
        self.runbook = runbook
        self.numbers = {
            item.id: f"{s}.{i}"
            for s, step in enumerate(runbook.steps, start=1)
            for i, item in enumerate(step.items, start=1)
        }
        self._names = {"facts": Names(lambda name: runbook.facts[name].value)}

    def say(self, text: Text | None) -> str:
        """`text` on one line; empty where there is none, or where only a session could fill it in."""
        if text is None:
            return ""
        written = text.in_language(current())
        try:
            read = READER.read(written, text=True).references
            known = all(one.root == "facts" for one in read)
            return " ".join(LANGUAGE.render(written, self._names).split()) if known else ""
        except ExpressionError:
            return ""

    def first(self, texts: Sequence[Text | None]) -> str:
        """The first of `texts` that can be said."""
        return next(filter(None, map(self.say, texts)), "")

    def holds(self, item: DocumentItem) -> tuple[str, ...]:
        """The numbers of the items whose answers the document `item` tells, in their order."""
        template = self.runbook.templates[item.template]
        written = template.en if current() == "en" else template.es
        named = {one.name for one in READER.read(written, text=True).references if one.root == "answers"}
        places, here = self.runbook.home, self.runbook.home[item.id]
        return tuple(
            number
            for name, number in self.numbers.items()
            if name in named and places[name] <= here and name != item.id
        )
