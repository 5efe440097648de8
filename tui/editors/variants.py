"""The editor of a choice with consequences: the options side by side, what each would do on it.

Where the terminal is narrow they stand one under the other, and only the one moved to is open.
"""

from collections.abc import Sequence
from typing import ClassVar, Final

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container
from textual.message import Message

from runbooks.advised import Weighed, weigh
from runbooks.definition.items import ChoiceItem, Item
from runbooks.engine.situation import Situation
from runbooks.language import N_, _
from tui.editors.base import Editor
from tui.lines import Lines, line, text
from tui.looks import HERE
from tui.view.options import card, folded

HOW: Final = N_("Choose with a number or an arrow; Enter then takes it.")


class Cards(Container, can_focus=True):
    """The cards; moved among by number and arrow."""

    DEFAULT_CSS = """
    Cards { layout: horizontal; height: auto; }
    Cards > Lines { width: 3fr; border: round $panel; border-title-color: $foreground; padding: 0 1; }
    Cards > Lines.refused { width: 1fr; min-width: 20; border-title-color: $quiet; }
    Cards > Lines.at { border: round $accent; border-title-color: $accent; background: $surface; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left,up", "move(-1)", show=False),
        Binding("right,down", "move(1)", show=False),
    ]

    class Taken(Message):
        """The option `id` was taken."""

        def __init__(self, id: str) -> None:
            super().__init__()
            self.id = id

    def __init__(self) -> None:
        super().__init__()
        self._options: tuple[Weighed, ...] = ()
        self._before: str | None = None
        self._at: int | None = None
        self._refusal = ""

    async def offer(self, options: Sequence[Weighed], before: str | None) -> None:
        """Show these options, `before` as the one chosen before; none of them is moved to yet."""
        self._options, self._before = tuple(options), before
        self._at, self._refusal = None, ""
        await self.mount(*(Lines() for _more in range(len(self.children), len(options))))
        self._draw()

    @property
    def is_open(self) -> bool:
        """Whether an option is moved to."""
        return self._at is not None

    def renew(self, options: Sequence[Weighed]) -> None:
        """Show what the same options mean by now."""
        self._options = tuple(options)
        self._draw()

    def on_resize(self) -> None:
        """Another width may fold or unfold the cards."""
        self._draw()

    def on_key(self, event: events.Key) -> None:
        """A number moves to its card; Enter takes, before a key behind it moves on."""
        if event.key == "enter":
            event.stop()
            self.action_send()
            return
        number = int(event.character) if event.character and event.character.isdecimal() else 0
        if 1 <= number <= len(self._options):
            event.stop()
            self._go(number - 1)
        elif event.is_printable:
            event.stop()
            self.post_message(Editor.Hint(_(HOW)))

    def on_click(self, event: events.Click) -> None:
        """A click moves; it never takes."""
        for place, child in enumerate(self.children):
            if child.region.contains(event.screen_x, event.screen_y):
                self._go(place)

    def action_move(self, by: int) -> None:
        """To the next card that can be chosen."""
        count = len(self._options)
        start = self._at if self._at is not None else (-1 if by > 0 else count)
        for step in range(1, count + 1):
            place = (start + by * step) % count
            if self._options[place].refused is None:
                self._go(place)
                return

    def action_send(self) -> None:
        """Enter."""
        if self._at is None:
            self.post_message(Editor.Hint(self._refusal or _(HOW)))
        else:
            self.post_message(self.Taken(self._options[self._at].id))

    def _go(self, place: int) -> None:
        option = self._options[place]
        if option.refused is not None:
            # What was moved to before is not what was asked for last: Enter must not take it (R13).
            self._at, self._refusal = None, option.refused
            self._draw()
            self.post_message(Editor.Unfolded())
            self.post_message(Editor.Hint(option.refused))
            return
        self._at = place
        self._draw()
        self.post_message(Editor.Unfolded())
        self.call_after_refresh(self.children[place].scroll_visible, animate=False)

    def _draw(self) -> None:
        is_list = self.screen.has_class("-narrow")
        for place, (child, option) in enumerate(zip(self.children, self._options, strict=False)):
            assert isinstance(child, Lines)
            here = place == self._at
            child.set_class(here, "at")
            child.set_class(option.refused is not None, "refused")
            was = _("(before)") if option.id == self._before else ""
            if is_list:
                child.border_title = None
                child.show(folded(option, place + 1, was=was, is_open=here))
            else:
                mark = f"{HERE} " if here else ""
                child.border_title = text(f"{mark}{place + 1} {option.label}")
                above = " ".join(part for part in ("" if option.refused else option.word, was) if part)
                style = "bold $accent" if here or option.recommended else "bold"
                child.show([*([line(above, style)] if above else []), *card(option)])
            child.display = place < len(self._options)


class VariantEditor(Editor):
    """One of the options, with the consequences of each in this incident."""

    def compose(self) -> ComposeResult:
        """The cards alone."""
        yield Cards()

    async def ask(self, situation: Situation, item: Item, draft: str | None) -> None:
        """As `Editor.ask`."""
        assert isinstance(item, ChoiceItem)
        self.item = item
        await self.query_one(Cards).offer(self._weighed(situation), situation.proposal(item))

    def passed(self, situation: Situation) -> None:
        """As `Editor.passed`: what would be lost has grown."""
        self.query_one(Cards).renew(self._weighed(situation))

    def _weighed(self, situation: Situation) -> list[Weighed]:
        assert isinstance(self.item, ChoiceItem)
        return [weigh(situation, option) for option in self.item.options]

    def take_focus(self) -> None:
        """As `Editor.take_focus`."""
        self.query_one(Cards).focus()

    @property
    def is_unfolded(self) -> bool:
        """As `Editor.is_unfolded`: an option is moved to, and shows all that it would do."""
        return self.query_one(Cards).is_open

    def send(self) -> None:
        """As `Editor.send`."""
        self.query_one(Cards).action_send()

    @on(Cards.Taken)
    def _taken(self, event: Cards.Taken) -> None:
        event.stop()
        self.answer(event.id)
