"""What the editors of days and moments share: a line that what stands under it can fill."""

from datetime import UTC, datetime

from textual import on
from textual.app import ComposeResult

from runbooks.definition.items import Item
from runbooks.engine.retention import time_between
from runbooks.engine.situation import Situation
from runbooks.language import _
from runbooks.tried import why_not
from tui.editors.led import Clickable, LedField
from tui.editors.line import LineEditor
from tui.lines import Line, Lines, line
from tui.looks import CAUTION, MISSING


class WhenEditor(LineEditor):
    """A day or a moment: what is typed or moved to is judged by the engine before it is sent."""

    _clicked = ""

    def compose(self) -> ComposeResult:
        """The line, and what it is understood as; what can be moved to comes under it."""
        yield Lines(id="prompt")
        field = LedField()
        field.leads = self._led
        yield field

    def on_resize(self) -> None:
        """What takes more rows now is still seen whole."""
        if self.field.has_focus:
            self.scroll_visible(animate=False, immediate=True)

    def passed(self, situation: Situation) -> None:
        """As `Editor.passed`: what is typed may mean another moment now."""
        self.asked_in, self._asked_at = situation, datetime.now(UTC)
        self.understand(self.field.value)

    async def ask(self, situation: Situation, item: Item, draft: str | None) -> None:
        """As `Editor.ask`."""
        self._asked_at, self._clicked = datetime.now(UTC), ""
        await super().ask(situation, item, draft)

    @property
    def situation(self) -> Situation:
        """Things as they stand now, not when the item was asked; no clock runs in a training or on paper."""
        if self.asked_in.state.training is not None or self.asked_in.on_paper:
            return self.asked_in
        passed = time_between(self._asked_at, datetime.now(UTC))
        return Situation(self.asked_in.state, self.asked_in.now + passed)

    @property
    def field(self) -> LedField:
        """The line."""
        return self.query_one(LedField)

    def lead(self, key: str) -> str | None:
        """What the arrow `key` puts into the line; None where it leads nowhere."""
        raise NotImplementedError

    def _led(self, key: str) -> str | None:
        self._clicked = ""
        return self.lead(key)

    @on(Clickable.Clicked)
    def _moved_by_click(self, event: Clickable.Clicked) -> None:
        event.stop()
        again = event.text == self._clicked
        self._clicked = event.text
        self.field.put(event.text)
        self.field.focus()
        if again:
            self.send()

    def send_text(self, value: str) -> None:
        """As `LineEditor.send_text`; what the engine would refuse is refused here, where it stands."""
        reason = why_not(self.situation, self.item, value) if value else None
        if reason is None:
            super().send_text(value)
        else:
            told = _("Not done: {reason}").format(reason=reason)
            self.say_refused(line(told, "bold $error", lead=f"{MISSING} ", lead_style="bold $error"))

    def show_understood(self, told: list[Line]) -> None:
        """Show what the line is understood as."""
        self.query_one("#understood", Lines).show(told)

    def say_refused(self, told: Line) -> None:
        """Say that what stands in the line was not taken."""
        raise NotImplementedError

    def objection(self, value: str) -> list[Line]:
        """What the engine has against `value`, while it is typed."""
        reason = why_not(self.situation, self.item, value)
        return [] if reason is None else [line(reason, "$warning", lead=f"{CAUTION} ", lead_style="$warning")]
