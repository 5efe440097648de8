"""The editor of a document: its draft, what is still missing and where that comes from."""

import json
from typing import ClassVar

from textual.binding import Binding, BindingType

from runbooks.definition.items import DocumentItem, Item
from runbooks.engine.documents import Draft, placeholders
from runbooks.engine.documents import draft as drafted
from runbooks.engine.situation import Situation
from runbooks.language import _
from runbooks.told import step_title
from tui.editors.form import as_draft, from_draft
from tui.editors.long import LongEditor
from tui.lines import Line, Lines, line


class DocumentEditor(LongEditor):
    """The draft as the answers stand; a text typed while they were other ones comes second (F6)."""

    # Before the paper, where this key would mark a line.
    BINDINGS: ClassVar[list[BindingType]] = [Binding("f6", "other_text", show=False, priority=True)]

    async def ask(self, situation: Situation, item: Item, draft: str | None) -> None:
        """As `Editor.ask`: the draft as the answers stand, or what was typed into that very one."""
        assert isinstance(item, DocumentItem)
        self.item = item
        made = drafted(situation, item)
        self._facts = json.dumps(made.facts, sort_keys=True)
        self._missing = _missing(situation, made)
        kept = from_draft(draft)
        if draft and "text" not in kept:
            kept = {"text": draft}  # nobody knows from which answers it was written
        self._is_stale = "text" in kept and kept.get("facts") != self._facts
        sent = situation.state.entry(item.id).value
        first = sent or made.text
        if "text" in kept and not self._is_stale:
            first = kept["text"]
        others = (made.text, kept.get("text"), sent, situation.proposal(item))
        self._texts = list(dict.fromkeys(text for text in (first, *others) if text))
        self._paper.begin(first)
        self.told(self._paper.text)

    def as_draft(self, text: str) -> str:
        """The text with the answers that it was drafted from: with others it would not be true."""
        return as_draft({"facts": self._facts, "text": text})

    def action_other_text(self) -> None:
        """F6: the other texts of this document in turn; what was typed is kept as well."""
        now = self._paper.text
        if now not in self._texts:
            self._texts.append(now)
        self.put(self._texts[(self._texts.index(now) + 1) % len(self._texts)])

    def told(self, text: str) -> None:
        """Say what is missing, and what sends the text."""
        keys = _("Ctrl+S accepts the text as it stands here.")
        if len(self._texts) > 1:
            keys += " " + _("F6 shows the other text of this document.")
        lines = [line(keys, "$quiet")]
        if self._is_stale:
            told = _("Answers changed since you wrote your text; this is the new draft, F6 shows yours.")
            lines.insert(0, line(told, "bold $warning"))
        if left := placeholders(text):
            told = _("To be filled in: {left}").format(left=", ".join(left))
            lines = [line(told, "bold $warning"), *self._missing, *lines]
        self.query_one("#under", Lines).show(lines)


def _missing(situation: Situation, made: Draft) -> list[Line]:
    """Where each answer that is missing is given."""
    told = _("“{item}” is answered in {number} · {step}; ^B goes back there.")
    lines = []
    for name in made.missing:
        place = situation.runbook.home[name]
        step = situation.runbook.steps[place].id
        label = situation.say(situation.runbook.items[name].label)
        said = told.format(item=label, number=place + 1, step=step_title(situation, step))
        lines.append(line(said, "$warning"))
    return lines
