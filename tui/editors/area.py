"""The row of one area in a verification: its name, whether it is there, what was seen."""

from collections.abc import Mapping
from typing import ClassVar, Final

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.message import Message
from textual.widget import Widget

from runbooks.engine.situation import ItemState
from runbooks.language import _
from runbooks.told import found_word
from tui.editors.cell import Cell
from tui.lines import Lines, text
from tui.looks import CHECKED, GLYPHS, MISSING

STATES: Final[Mapping[str, tuple[str, str]]] = {
    "ok": (CHECKED, "$success"),
    "missing": (MISSING, "bold $error"),
}
KEYS: Final[Mapping[str, str]] = {"1": "ok", "2": "missing"}
WIDTH: Final = 18
"""Cells for whether it is there."""


class Found(Widget, can_focus=True):
    """Whether an area is there: 1, or missing: 2; the space bar and the arrows change it."""

    DEFAULT_CSS = """
    Found { height: 1; background: $panel; }
    Found:focus { text-style: bold reverse; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [Binding("space,left,right", "turn", show=False)]

    class Changed(Message):
        """It was judged, or judged otherwise."""

    class Settled(Message):
        """It is judged; what was seen comes next."""

        def __init__(self, found: "Found") -> None:
            super().__init__()
            self.found = found

    def __init__(self) -> None:
        super().__init__()
        self.state: str | None = None
        """"ok", "missing", or None while nobody has looked."""

    def show(self, state: str | None) -> None:
        """Show `state`."""
        self.state = state
        self.refresh()

    def render(self) -> Content:
        """Glyph and word."""
        if self.state is None:
            return text(f"{GLYPHS[ItemState.OPEN]} " + _("1 or 2"), "$quiet")
        glyph, style = STATES[self.state]
        return text(f"{glyph} {found_word(self.state)}", style)

    def on_key(self, event: events.Key) -> None:
        """A number judges, and goes on; so does Enter once it is judged, before the keys behind it."""
        if event.key == "enter":
            event.stop()
            self.post_message(self.Settled(self))
        elif event.character is not None and event.character in KEYS:
            event.stop()
            self._judge(KEYS[event.character])
            self.post_message(self.Settled(self))

    def on_click(self) -> None:
        """A click changes it."""
        self.action_turn()

    def action_turn(self) -> None:
        """There, missing, there again."""
        self._judge("missing" if self.state == "ok" else "ok")

    def _judge(self, state: str) -> None:
        self.show(state)
        self.post_message(self.Changed())


class Area(Horizontal):
    """One row."""

    DEFAULT_CSS = """
    Area { height: 1; }
    Area Found { width: 18; margin-right: 2; }
    Area Field { width: 1fr; }
    """

    def __init__(self, area: str) -> None:
        super().__init__(id=f"area-{area}")
        self.area = area

    def compose(self) -> ComposeResult:
        """Its name, whether it is there, what was seen."""
        yield Lines()
        yield Found()
        yield Cell()

    @property
    def name_shown(self) -> Lines:
        """Its name."""
        return self.query_one(Lines)

    @property
    def seen(self) -> Cell:
        """What was seen."""
        return self.query_one(Cell)

    @property
    def found(self) -> Found:
        """Whether it is there."""
        return self.query_one(Found)

    @property
    def answer(self) -> dict[str, str]:
        """Its part of an answer; empty until both are given."""
        seen = self.seen.value.strip()
        return {"state": self.found.state, "seen": seen} if self.found.state and seen else {}
