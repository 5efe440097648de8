"""What a session screen shows: heading, side, the step with its current item opened in its place."""

from collections.abc import Sequence
from typing import Final

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical, VerticalScroll

from runbooks.definition.items import Item
from runbooks.engine.situation import Situation
from tui.editors.base import Editor
from tui.editors.pane import EditorPane
from tui.framed import frame
from tui.keymap import key_of
from tui.lines import BLANK, Line, Lines
from tui.view.asked import asked, fills, needs_breadth
from tui.view.checklist import checklist, title
from tui.view.finish import computed_values, session_end, step_end
from tui.view.heading import heading
from tui.view.held import in_the_title
from tui.view.side import side, strip

WIDTHS: Final = [(0, "-narrow"), (100, "-wide")]
HEIGHTS: Final = [(0, "-short"), (34, "-tall")]
"""The classes of a screen by its columns and rows."""

BROAD: Final = 150
"""Columns from which what is read side by side leaves room for the panel beside it."""


SIDE: Final = 34
"""Columns that the panel beside the step takes, where it is shown."""


class Told(Lines):
    """What is said under the current item: in view as soon as it has its place."""

    def on_resize(self) -> None:
        """It has its place now."""
        if not self.has_class("empty"):
            self.scroll_visible(animate=False)


class SessionView(Vertical):
    """Drawn anew from a situation; the editor in it is asked by the screen."""

    def compose(self) -> ComposeResult:
        """Heading, the side or its strip, the step."""
        yield Lines(id="heading")
        yield Lines(id="strip")
        with Horizontal(id="body"):
            yield Lines(id="side")
            with VerticalScroll(id="main", can_focus=False):
                yield Lines(id="title")
                yield Lines(id="checklist")
                yield Lines(id="asked", classes="here")
                yield EditorPane(classes="here")
                yield Told(id="told", classes="here")
                yield Lines(id="rest")
                yield Lines(id="below")

    @property
    def pane(self) -> EditorPane:
        """Where the current item is answered."""
        return self.query_one(EditorPane)

    def draw(
        self,
        situation: Situation,
        item: Item | None,
        told: Sequence[Line],
        at_hand: Sequence[Line],
        *,
        feedback: Sequence[Line] = (),
        clock: Sequence[str] = (),
    ) -> None:
        """Show `situation` with `item` as the current one, what is `told` under it and what is `at_hand`.

        Of a training, `feedback` on the last answer under its row, and its `clock` in the frame: in full,
        then in short.
        """
        is_crowded = item is not None and needs_breadth(situation, item) and self.app.size.width < BROAD
        is_without_side = is_crowded or self.screen.has_class("-narrow")
        if is_without_side != self.has_class("-without-side"):
            self.set_class(is_without_side, "-without-side")
            self.call_after_refresh(self._measure_anew)
        self.app.title = in_the_title(situation)
        beside = 0 if self.screen.has_class("-narrow") else SIDE
        frame(self.query_one("#main"), situation.state.mode, *clock, width=self.app.size.width - beside)
        self._show("heading", heading(situation))
        key = key_of(self.screen, "overview")
        if self.has_class("-without-side"):
            self._show("strip", strip(situation, key, first_only=self.screen.has_class("-narrow")))
        else:
            height = self.query_one("#side", Lines).content_size.height
            self._show("side", side(situation, height=height, key=key))
        self._show("told", told)
        if situation.state.status != "open":
            for name in ("title", "checklist", "rest", "below"):
                self._show(name, [])
            self._show("asked", session_end(situation, key_of(self.screen, "go_back")))
        else:
            self._draw_step(situation, item, at_hand, feedback)

    def _draw_step(
        self, situation: Situation, item: Item | None, at_hand: Sequence[Line], feedback: Sequence[Line]
    ) -> None:
        is_short = self.screen.has_class("-short")
        is_tight = is_short and item is not None and (fills(item) or bool(at_hand))
        self._show("title", [title(situation, item), *([] if is_tight else [BLANK])])
        around = int(bool(feedback) or not is_tight) if is_short else None
        above, below = checklist(situation, item, around=around)
        done, here = (above, []) if item is None else (above[:-1], above[-1:])
        self._show("checklist", [*done, *feedback, *here])
        self._show("rest", [] if is_tight else below)
        if item is None:
            self._show("asked", self._end_of_step(situation))
        else:
            self._show("asked", [*self._read_before(situation, item), *at_hand])
        self._show("below", [] if item else computed_values(situation))

    def _end_of_step(self, situation: Situation) -> list[Line]:
        return step_end(situation, key_of(self.screen, "previous"), key_of(self.screen, "go_back"))

    def _read_before(self, situation: Situation, item: Item) -> list[Line]:
        shown = self.pane.shown
        return asked(
            situation,
            item,
            short=self.screen.has_class("-short"),
            unfolded=isinstance(shown, Editor) and shown.is_unfolded,
            key=key_of(self.screen, "why"),
        )

    def on_resize(self) -> None:
        """Other classes of the screen, other heights."""
        self.call_after_refresh(self._measure_anew)

    def _measure_anew(self) -> None:
        # A widget whose text and style change in one go keeps the height of the text before
        # (Textual 8.2.8: its box is kept by a count that goes up once for both).
        for lines in self.query(Lines):
            lines.refresh(layout=True)

    def _show(self, name: str, lines: Sequence[Line]) -> None:
        self.query_one(f"#{name}", Lines).show(lines)

    def bring_into_view(self) -> None:
        """What is asked from its first row, but the place where it is answered in any case."""
        self.query_one("#main", VerticalScroll).scroll_home(animate=False, immediate=True)
        focused = self.screen.focused
        if focused is not None:
            # A text with what is said under it.
            place = self.pane if self.pane.has_class("fills") else focused
            place.scroll_visible(animate=False, immediate=True)
        told = self.query_one("#told", Lines)
        if not told.has_class("empty"):
            told.scroll_visible(animate=False, immediate=True)
