"""A line that arrows and clicks fill: what a day or a moment is typed into."""

from collections.abc import Callable
from typing import Any

from textual import events
from textual.message import Message
from textual.widgets.input import Selection

from tui.editors.base import Editor
from tui.editors.field import Field
from tui.lines import Lines


class LedField(Field):
    """A Field whose text may be put there by moving elsewhere; it is selected, so typing replaces it."""

    leads: Callable[[str], str | None]
    """What an arrow key puts into the line; None where it keeps its own meaning."""

    @property
    def is_led(self) -> bool:
        """Whether what stands there was put there, and not changed by hand since."""
        return bool(self.value) and abs(self.selection.end - self.selection.start) == len(self.value)

    def put(self, text: str) -> None:
        """Put `text` into the line, as its person asked for by moving to it."""
        self.value = text
        self.selection = Selection(0, len(text))
        self.touched = True

    def on_key(self, event: events.Key) -> None:
        """An arrow that leads somewhere; at once, so that Enter right behind it finds its text here."""
        found = self.leads(event.key) if event.key in ("up", "down", "left", "right") else None
        if found is not None:
            event.stop()
            event.prevent_default()
            self.put(found)

    def scroll_visible(self, *args: Any, **more: Any) -> None:
        """Into view comes what is moved among, too: it stands right under the line.

        Only once all is laid out: a scroll bar that comes makes what stands above take more rows.
        """
        editor = self.query_ancestor(Editor)
        later = {**more, "immediate": False}
        self.call_after_refresh(self.call_after_refresh, editor.scroll_visible, *args, **later)


class Clickable(Lines):
    """Rows of which each place stands for a text of the line."""

    class Clicked(Message):
        """A click on what stands for `text`."""

        def __init__(self, text: str) -> None:
            super().__init__()
            self.text = text

    def at(self, x: int, y: int) -> str | None:
        """What stands in column `x` of row `y`."""
        raise NotImplementedError

    def on_click(self, event: events.Click) -> None:
        """Say what was clicked."""
        found = self.at(event.x, event.y)
        if found is not None:
            self.post_message(self.Clicked(found))
