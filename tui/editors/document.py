"""The editor of a document: its draft beside the preview, and where what is missing comes from."""

import json
from typing import Final

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.widgets import TextArea

from runbooks.definition.items import DocumentItem, Item
from runbooks.engine.documents import draft as drafted
from runbooks.engine.documents import placeholders
from runbooks.engine.marks import mark_in, marked
from runbooks.engine.situation import Situation
from runbooks.language import _
from tui.editors.form import as_draft, from_draft
from tui.editors.long import LongEditor, Paper
from tui.editors.preview import Preview
from tui.keymap import key_of
from tui.lines import Lines, line
from tui.view.missing import missing_facts, placeholder_of

BESIDE: Final = 110
"""Columns of the terminal from which paper and preview stand side by side."""

MOST_FACTS: Final = 3
"""Missing facts that are named under the text; it needs the room itself."""


class DocumentEditor(LongEditor):
    """The draft as the answers stand; a text typed while they were other ones comes second."""

    DEFAULT_CSS = """
    DocumentEditor Horizontal { height: 1fr; }
    DocumentEditor Preview { width: 1fr; border-title-color: $foreground; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._is_wanted = True  # beside the paper, where there is room for both
        self._is_turned = False  # in its place, where there is not
        self._is_stale = False
        self._texts: list[str] = []
        self._situation: Situation | None = None

    def compose(self) -> ComposeResult:
        """The paper, its preview, and the lines under them."""
        paper = Paper()
        with Horizontal():
            yield paper
            yield Preview(paper, self._as_sent)
        yield Lines(id="under")

    async def ask(self, situation: Situation, item: Item, draft: str | None) -> None:
        """As `Editor.ask`: the draft as the answers stand, or what was typed into that very one."""
        assert isinstance(item, DocumentItem)
        self.item, self._situation = item, situation
        made = drafted(situation, item)
        self._facts = json.dumps(made.facts, sort_keys=True)
        self._sources = {placeholder_of(situation, name): name for name in made.missing}
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
        if mark_in(first.partition("\n")[0]):
            self._paper.move_cursor((2, 0))  # what is typed first is of the text, not of its mark
        self._is_turned = False
        self._fit()

    def take_focus(self) -> None:
        """As `Editor.take_focus`."""
        (self._paper if self._paper.display else self._preview).focus()

    def as_draft(self, text: str) -> str:
        """The text with the answers that it was drafted from: with others it would not be true."""
        return as_draft({"facts": self._facts, "text": text})

    # -- the preview --------------------------------------------------------------------------

    def turn(self) -> None:
        """Show or hide the preview; where there is no room for both, in the place of the paper."""
        if self._is_roomy:
            self._is_wanted = not self._is_wanted
        else:
            self._is_turned = not self._is_turned
        self._fit()
        self.take_focus()

    def on_resize(self) -> None:
        """Whether there is room for both may have changed."""
        had_focus = self.has_focus_within
        self._fit()
        if had_focus:
            self.take_focus()

    def on_key(self, event: events.Key) -> None:
        """Letters typed on the preview go nowhere: say so."""
        if event.is_printable and self._preview.has_focus:
            told = _("This is the preview; {key} turns back to the text.")
            self.post_message(self.Hint(told.format(key=key_of(self.screen, "preview"))))

    def _as_sent(self, written: str) -> str:
        return marked(written, self._situation.state) if self._situation else written

    @property
    def _is_roomy(self) -> bool:
        return self.app.size.width >= BESIDE

    def _fit(self) -> None:
        self._preview.display = self._is_wanted if self._is_roomy else self._is_turned
        self._preview.can_focus = not self._is_roomy
        self._paper.display = self._is_roomy or not self._is_turned
        self._preview.now()
        self.told(self._paper.text)

    @property
    def _preview(self) -> Preview:
        return self.query_one(Preview)

    @on(TextArea.Changed)
    @on(TextArea.SelectionChanged)
    def _edited(self) -> None:
        self._preview.soon()

    # -- its texts, and what they lack --------------------------------------------------------

    def other_text(self) -> bool:
        """Turn to the next text of this document; what was typed is kept as well. Whether there is one."""
        now = self._paper.text
        if now not in self._texts:
            self._texts.append(now)
        following = self._texts[(self._texts.index(now) + 1) % len(self._texts)]
        if following != now:
            self.put(following)
        return following != now

    @property
    def missing(self) -> list[str]:
        """The items whose answers the text on the paper lacks."""
        return [self._sources[one] for one in placeholders(self._paper.text) if one in self._sources]

    def told(self, written: str) -> None:
        """Say what sends the text, and what is missing."""
        if self._situation is None:
            return  # laid out, and not asked yet
        left = placeholders(written)
        facts = [self._sources[one] for one in left if one in self._sources]
        more = []
        if self._is_stale:
            told = _("Answers changed since you wrote your text; this is the new draft, {key} shows yours.")
            more.append(line(told.format(key=key_of(self.screen, "other_text")), "bold $warning"))
        if here := [one for one in left if one not in self._sources]:
            told = _("To be filled in: {left}").format(left=", ".join(here))
            more.append(line(told, "bold $warning"))
        more += missing_facts(self._situation, facts, most=1 if self.is_low else MOST_FACTS)
        sends = _("{key} accepts the text as it stands here.")
        acts = ["go_to"] * bool(facts) + ["preview"] + ["other_text"] * (len(self._texts) > 1)
        if self._is_turned and not self._is_roomy:
            sends = _("So its reader sees it. {back} turns back to the text, {key} accepts it.")
            acts.remove("preview")
        keys = {"key": key_of(self.screen, "send"), "back": key_of(self.screen, "preview")}
        self.show_under(sends.format(**keys), acts, more)
