"""The last row: the keys in their order of use, and whether everything is saved; keys named in a box."""

import re
from collections.abc import Collection, Sequence
from typing import Final

from textual.content import Content
from textual.style import Style
from textual.widget import Widget

from runbooks.language import _
from tui.acts import Act
from tui.keymap import as_bound
from tui.lines import Line, Lines, text

GAP = "  "
PARTS: Final = " · "
NAMED: Final = re.compile(r"\b(Enter|Esc|Tab)\b")
KEYS: Final = {"Enter": "enter", "Esc": "escape", "Tab": "tab"}


class KeysBar(Widget):
    """Keys that can be clicked; what does not fit is in the palette. `told` stands at the right."""

    DEFAULT_CSS = """
    KeysBar {
        height: 1; padding: 0 1; background: $panel;
        link-style: none; link-color: $foreground; link-background: $panel;
        link-style-hover: bold; link-background-hover: $boost; link-color-hover: $accent;
    }
    """

    def __init__(self, acts: Sequence[Act]) -> None:
        super().__init__()
        self._acts = tuple(acts)
        self._idle: frozenset[str] = frozenset()
        self._told = Content("")

    def tell(self, told: Content) -> None:
        """Show `told` at the right."""
        self._told = told
        self.refresh()

    def offer(self, acts: Sequence[Act]) -> None:
        """Offer other acts from now on."""
        self._acts = tuple(acts)
        self.refresh()

    def leave_out(self, idle: Collection[str]) -> None:
        """Do not offer the acts named `idle`: they can do nothing now. Their keys still say why."""
        if self._idle != frozenset(idle):
            self._idle = frozenset(idle)
            self.refresh()

    def render(self) -> Content:
        """One row: the last two keys always, the others as far as there is room."""
        room = self.content_size.width - self._told.cell_length + (0 if self._told else len(GAP))
        acts = [act for act in self._acts if act.name not in self._idle]
        keys = [_key(act) for act in as_bound(acts, self.screen)]
        last = keys[-2:]
        used = sum(key.cell_length + len(GAP) for key in last)
        shown: list[Content] = []
        for key in keys[:-2]:
            used += key.cell_length + len(GAP)
            if used > room:
                break
            shown.append(key)
        row = Content(GAP).join([*shown, *last])
        gap = max(self.content_size.width - row.cell_length - self._told.cell_length, 1)
        return Content.assemble(row, " " * gap, self._told)


def _key(act: Act) -> Content:
    where = act.id if "." in act.id else f"screen.{act.id}"
    click = Style.from_meta({"@click": where})
    return Content.assemble((act.shown, "bold $accent"), " ", _(act.word)).stylize(click)


class KeysHint(Lines):
    """A row such as `Enter accepts · Esc leaves it`: a click on a part presses the key named in it."""

    DEFAULT_CSS = """
    KeysHint {
        link-style: none; link-color: $quiet; link-background: $surface;
        link-style-hover: bold; link-background-hover: $boost; link-color-hover: $accent;
    }
    """

    def __init__(self, sentence: str) -> None:
        super().__init__([_hint(sentence)])

    def say(self, sentence: str) -> None:
        """Show another sentence."""
        self.show([_hint(sentence)])


def _hint(sentence: str) -> Line:
    parts = [_pressing(part) for part in sentence.split(PARTS)]
    return Line(Content(PARTS).join(parts).stylize_before("$quiet"))


def _pressing(part: str) -> Content:
    named = NAMED.search(part)
    shown = text(part)
    if named is None:
        return shown
    return shown.stylize(Style.from_meta({"@click": f"app.simulate_key('{KEYS[named[1]]}')"}))
