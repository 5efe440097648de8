"""The editor of what is one line: a text, a number, a word to be typed."""

from typing import Any

from textual import on
from textual.app import ComposeResult
from textual.widgets import Input

from runbooks.definition.items import ConfirmItem, Item, TextItem
from runbooks.engine.situation import Situation
from runbooks.language import _
from runbooks.told import answer_in_words
from tui.editors.base import Editor
from tui.editors.field import Field
from tui.lines import Line, Lines, line


class LineEditor(Editor):
    """A prompt and the line."""

    DEFAULT_CSS = "LineEditor Field { width: 64; max-width: 100%; }"

    def compose(self) -> ComposeResult:
        """Prompt and field."""
        yield Lines(id="prompt")
        yield Field()

    async def ask(self, situation: Situation, item: Item, draft: str | None) -> None:
        """As `Editor.ask`."""
        self.asked_in, self.item = situation, item
        offer = self.offer(situation, item)
        prompt = self.prompt(situation, item, offer)
        self.query_one("#prompt", Lines).show([*prompt, *self.prompt_to_empty()])
        self.field.begin(draft or "", offer=offer, hint=self.hint(item))
        if self.can_be_emptied and not draft:
            self.field.stand(self.written(situation.state.entry(item.id).value))
        self.understand(self.field.value)

    def refused(self) -> None:
        """As `Editor.refused`: the next letter takes its place, an arrow keeps it."""
        self.field.select_all()

    def take_focus(self) -> None:
        """As `Editor.take_focus`."""
        self.field.focus()

    def send(self) -> None:
        """As `Editor.send`."""
        self.send_text(self.field.value.strip())

    def send_text(self, value: str) -> None:
        """Send `value`, or leave an optional item empty: one that is answered, only where it was cleared."""
        if value or (self.can_be_emptied and self.field.touched):
            self.answer(value or None)
        elif self.asked_in.is_optional(self.item):
            self.post_message(self.LeftEmpty())
        else:
            self.post_message(self.Hint(self.nothing_touched()))

    @property
    def field(self) -> Field:
        """The line."""
        return self.query_one(Field)

    @property
    def can_be_emptied(self) -> bool:
        """Whether there is an answer that may be taken back."""
        is_answered = self.asked_in.state.entry(self.item.id).value is not None
        return is_answered and self.asked_in.is_optional(self.item)

    # -- what kinds of lines differ in ------------------------------------------------------------

    def offer(self, situation: Situation, item: Item) -> str:
        """What Tab puts into the line; never the word that is to be typed by hand."""
        proposal = None if isinstance(item, ConfirmItem) else situation.proposal(item)
        return "" if proposal is None else self.written(proposal)

    def written(self, value: Any) -> str:
        """The answer `value`, as it is typed."""
        return str(value)

    def prompt(self, situation: Situation, item: Item, offer: str) -> list[Line]:
        """What stands above the line."""
        typed = situation.evaluate(item.typed) if isinstance(item, ConfirmItem) and item.typed else None
        if typed is not None:
            return [line(_("Type {asked} to accept it.").format(asked=typed), "bold")]
        if not offer:
            return []
        said = answer_in_words(situation, item, situation.proposal(item))
        return [line(_("Before: {answer}. Tab takes it over.").format(answer=said), "$primary")]

    def prompt_to_empty(self) -> list[Line]:
        """How an answer that stands is taken back, where it may be."""
        told = _("Clear the line and press Enter to leave it empty.")
        return [line(told, "$quiet")] if self.can_be_emptied else []

    def hint(self, item: Item) -> str:
        """What stands in the empty line."""
        if isinstance(item, TextItem) and item.number:
            return _("{least} to {most}").format(least=item.number.minimum, most=item.number.maximum)
        return _("Write, then Enter") if isinstance(item, TextItem) else ""

    def nothing_touched(self) -> str:
        """What to do, where Enter found an empty line."""
        return _("Write something first.")

    def untouched(self) -> str:
        """What to do, where Enter found what stood there before."""
        if self.can_be_emptied:
            return _("This answer stands. Type another one, or clear the line to leave it empty.")
        return _("Press Tab to take over the text that stands there.")

    def understand(self, value: str) -> None:
        """Show how `value` is understood while it is typed."""

    # -- what is typed ----------------------------------------------------------------------------

    @on(Field.Entered)
    def _entered(self, event: Field.Entered) -> None:
        event.stop()
        if isinstance(event, Field.Untouched) and event.value:
            self.post_message(self.Hint(self.untouched()))
        else:
            self.send_text(event.value)

    @on(Input.Changed)
    def _changed(self, event: Input.Changed) -> None:
        event.stop()
        self.understand(self.field.value)
        self.post_message(self.Typed(self.item, self.field.value))
