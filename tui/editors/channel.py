"""The channel of a delivery: a cell of its table, and below the table the channels by number."""

from collections.abc import Sequence
from typing import Final

from textual import events
from textual.content import Content
from textual.message import Message
from textual.style import Style
from textual.widget import Widget

from runbooks.language import _
from tui.cells import Packed
from tui.lines import Lines, text

STEPS: Final = {"left": -1, "up": -1, "right": 1, "down": 1}


class Channels(Lines):
    """All of them in one line, or in as many as they need; a click chooses one."""

    DEFAULT_CSS = """
    Channels {
        link-style: none; link-color: $foreground; link-background: $background;
        link-style-hover: bold; link-background-hover: $boost; link-color-hover: $accent;
    }
    """

    class Clicked(Message):
        """The channel at `place` was clicked."""

        def __init__(self, place: int) -> None:
            super().__init__()
            self.place = place

    def offer(self, labels: Sequence[str], chosen: int | None) -> None:
        """Show them, the chosen one standing out."""
        pieces = tuple(_piece(place, label, place == chosen) for place, label in enumerate(labels))
        self.show([Packed(lead=Content("  "), pieces=pieces)])

    def action_choose(self, place: int) -> None:
        """A click on one of them."""
        self.post_message(self.Clicked(place))


def _piece(place: int, label: str, is_chosen: bool) -> Content:
    click = Style.from_meta({"@click": f"choose({place})"})
    name = text(label, "bold $accent underline" if is_chosen else "")
    return Content.assemble((f"{place + 1} ", "bold $accent"), name).stylize(click)


class ChannelCell(Widget, can_focus=True):
    """The channel chosen, by number or arrow; Enter goes on to the next cell."""

    DEFAULT_CSS = """
    ChannelCell { height: 1; background: $panel; }
    ChannelCell:focus { text-style: bold reverse; }
    """

    class Chosen(Message):
        """Another channel was chosen."""

    class Entered(Message):
        """Enter."""

    def __init__(self) -> None:
        super().__init__()
        self._labels: tuple[str, ...] = ()
        self.place: int | None = None
        """The number of the channel chosen, from 0."""

    def offer(self, labels: Sequence[str], place: int | None) -> None:
        """Let one of `labels` be chosen; `place` is the one that stands there."""
        self._labels, self.place = tuple(labels), place
        self.refresh()

    def choose(self, place: int) -> None:
        """Choose the channel at `place`."""
        self.place = place
        self.refresh()
        self.post_message(self.Chosen())

    def render(self) -> Content:
        """The channel, or the numbers to choose from."""
        if self.place is None:
            told = text(_("{least} to {most}").format(least=1, most=len(self._labels)), "$quiet")
        else:
            told = text(self._labels[self.place])
        return told.truncate(max(self.content_size.width, 1), ellipsis=True)

    def on_key(self, event: events.Key) -> None:
        """A number or an arrow chooses; Enter is answered here, before the keys behind it."""
        number = int(event.character) if event.character and event.character.isdecimal() else 0
        if event.key == "enter":
            event.stop()
            self.post_message(self.Entered())
        elif event.key in STEPS:
            event.stop()
            first = 0 if STEPS[event.key] > 0 else len(self._labels) - 1
            self.choose(first if self.place is None else (self.place + STEPS[event.key]) % len(self._labels))
        elif 1 <= number <= len(self._labels):
            event.stop()
            self.choose(number - 1)
