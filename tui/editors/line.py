"""The editor of what is one line: a text, a number, a day, a moment, a word to be typed."""

from datetime import date, datetime

from textual import on
from textual.app import ComposeResult
from textual.widgets import Input

from runbooks.definition.items import ConfirmItem, DateItem, DatetimeItem, Item, TextItem
from runbooks.engine import moments
from runbooks.engine.retention import time_between
from runbooks.engine.situation import Situation
from runbooks.language import _, words
from runbooks.told import answer_in_words
from tui.editors.base import Editor
from tui.editors.field import Field
from tui.lines import Line, Lines, line


class LineEditor(Editor):
    """A prompt, the line, and how a day or a moment is understood while it is typed."""

    DEFAULT_CSS = "LineEditor Field { width: 64; max-width: 100%; }"

    def compose(self) -> ComposeResult:
        """Prompt, field, and what it is understood as."""
        yield Lines(id="prompt")
        yield Field()
        yield Lines(id="understood")

    async def ask(self, situation: Situation, item: Item, draft: str | None) -> None:
        """As `Editor.ask`."""
        self._situation, self.item = situation, item
        offer = _offer(situation, item)
        self.query_one("#prompt", Lines).show(_prompt(situation, item, offer))
        self._field.begin(draft or "", offer=offer, hint=_hint(item))
        self._understand(draft or "")

    def take_focus(self) -> None:
        """As `Editor.take_focus`."""
        self._field.focus()

    def send(self) -> None:
        """As `Editor.send`."""
        self._send(self._field.value.strip())

    def _send(self, value: str) -> None:
        if value:
            self.answer(value)
        elif self._situation.is_optional(self.item):
            self.post_message(self.LeftEmpty())
        else:
            self.post_message(self.Hint(_("Write something first.")))

    @property
    def _field(self) -> Field:
        return self.query_one(Field)

    @on(Field.Entered)
    def _entered(self, event: Field.Entered) -> None:
        event.stop()
        if isinstance(event, Field.Untouched) and event.value:
            self.post_message(self.Hint(_("Press Tab to take over the text that stands there.")))
        else:
            self._send(event.value)

    @on(Input.Changed)
    def _changed(self, event: Input.Changed) -> None:
        event.stop()
        self._understand(event.value)
        self.post_message(self.Typed(self.item, event.value))

    def _understand(self, value: str) -> None:
        self.query_one("#understood", Lines).show(_understood(self._situation, self.item, value))


def _prompt(situation: Situation, item: Item, offer: str) -> list[Line]:
    typed = situation.evaluate(item.typed) if isinstance(item, ConfirmItem) and item.typed else None
    if typed is not None:
        return [line(_("Type {asked} to accept it.").format(asked=typed), "bold")]
    if not offer:
        return []
    said = answer_in_words(situation, item, situation.proposal(item))
    return [line(_("Before: {answer}. Tab takes it over.").format(answer=said), "$primary")]


def _offer(situation: Situation, item: Item) -> str:
    """What Tab puts into the line; never the word that is to be typed by hand."""
    proposal = None if isinstance(item, ConfirmItem) else situation.proposal(item)
    if isinstance(proposal, str) and isinstance(item, DatetimeItem):
        return datetime.fromisoformat(proposal).astimezone(situation.zone).strftime("%Y-%m-%d %H:%M")
    return "" if proposal is None else str(proposal)


def _hint(item: Item) -> str:
    if isinstance(item, DatetimeItem):
        return _("now, 2 h ago, 14:30, yesterday 09:15, 19/11/2026 14:30")
    if isinstance(item, DateItem):
        return _("19/11/2026, today, today-3d")
    if isinstance(item, TextItem) and item.number:
        return _("{least} to {most}").format(least=item.number.minimum, most=item.number.maximum)
    return ""


def _understood(situation: Situation, item: Item, value: str) -> list[Line]:
    if not value.strip() or not isinstance(item, DateItem | DatetimeItem):
        return []
    try:
        if isinstance(item, DateItem):
            said = words.day(moments.resolve_date(value, now=situation.now, zone=situation.zone))
        else:
            said = _moment(situation, value)
    except ValueError:
        return []
    return [line(said, "$success", lead="= ")]


def _moment(situation: Situation, value: str) -> str:
    meant = moments.resolve_datetime(value, now=situation.now, zone=situation.zone)
    told = words.moment(meant)
    if meant < situation.now:
        told += f" ({words.ago(time_between(meant, situation.now))})"
    return told


def day_in_words(day: date) -> str:
    """A day as the lists name it."""
    return words.day(day)
