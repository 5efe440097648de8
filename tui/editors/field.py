"""A line of text that knows whether its person has touched it."""

from typing import ClassVar, Final

from textual import events
from textual.actions import SkipAction
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.widgets import Input
from textual.widgets.input import Selection

from runbooks.language.visible import visible

MOST_CHARACTERS: Final = 1000
"""Pasted text beyond this is cut: an Input without a limit is quadratic (reliability.md)."""


class Field(Input):
    """An Input whose `offer` is taken over by Tab, and whose Enter is told apart from a held one."""

    DEFAULT_CSS = """
    Field { background: $surface; border: round $panel; }
    Field:focus { border: round $accent; }
    Field.-textual-compact, Field.-textual-compact:focus { border: none; }
    Field.-textual-compact { background: $panel; }
    Field.-textual-compact:focus { background: $boost; text-style: bold; }
    Field > .input--selection { background: $lit; color: $foreground; text-style: bold underline; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [Binding("tab", "take", show=False)]

    class Entered(Message):
        """Enter on text that was touched."""

        def __init__(self, field: "Field") -> None:
            super().__init__()
            self.field = field
            self.value = field.value.strip()  # what is typed behind it is no part of it

        @property
        def control(self) -> "Field":
            """The field, for handlers that want one of several."""
            return self.field

    class Untouched(Entered):
        """Enter, and nothing else since the field was shown."""

    def __init__(self, *, id: str | None = None, compact: bool = False) -> None:
        super().__init__(id=id, compact=compact, max_length=MOST_CHARACTERS, select_on_focus=False)
        self.cursor_blink = False
        self.offer = ""
        self.touched = False

    def begin(self, value: str = "", *, offer: str = "", hint: str = "", selected: bool = False) -> None:
        """Show `value`, or an empty line that offers `offer`; nothing of it is touched yet.

        A `selected` value is replaced by what is typed; an arrow or Tab keeps it.
        """
        value, self.offer = visible(value), visible(offer)
        self.touched = False
        self.placeholder = hint
        with self.prevent(Input.Changed):
            self.value = value
        self.selection = Selection(0 if selected else len(value), len(value))

    def stand(self, value: str) -> None:
        """Show `value` as what stands: untouched, and selected, so that typing replaces it."""
        self.begin(value, offer=self.offer, hint=self.placeholder)
        self.selection = Selection(0, len(self.value))

    def on_key(self, event: events.Key) -> None:
        """Any key but Enter shows that a person is there.

        Enter is answered here: as a binding it would come behind the letters that follow it.
        """
        if event.key == "enter":
            event.stop()
            self.post_message(self.Entered(self) if self.touched else self.Untouched(self))
        elif event.key not in ("tab", "shift+tab"):
            self.touched = True

    def on_paste(self, event: events.Paste) -> None:
        """So does a paste; of one that is too long, as much as there is room for."""
        self.touched = True
        event.text = event.text[: MOST_CHARACTERS - len(self.value) + len(self.selected_text)]
        if not self.value:  # Textual follows the cursor from the second change on
            self.call_after_refresh(lambda: self.scroll_to(self.max_scroll_x, animate=False, force=True))

    def action_take(self) -> None:
        """Tab: take over what is offered, or the text that stands there; else move on."""
        if self.offer and not self.value:
            self.value = self.offer
        elif not self.value or self.touched:
            raise SkipAction
        self.cursor_position = len(self.value)
        self.touched = True
