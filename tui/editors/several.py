"""The editor of several choices: a number or the space bar marks, Enter sends the marked ones."""

from typing import ClassVar, Final

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from runbooks.definition.items import ChoicesItem, Item
from runbooks.engine.situation import Situation
from runbooks.language import N_, _
from tui.editors.base import Editor
from tui.lines import Lines, line, text

MARKED, UNMARKED = "[x]", "[ ]"
HOW: Final = N_("Mark with numbers or the space bar; Enter then sends them.")


class Marks(OptionList):
    """A list whose entries are marked: by glyph, which a SelectionList does by colour alone (R1)."""

    DEFAULT_CSS = """
    Marks { border: none; background: transparent; padding: 0; height: auto; }
    Marks:focus { border: none; background: transparent; background-tint: transparent; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space", "select", show=False),
    ]

    class Done(Message):
        """Enter."""

    class Changed(Message):
        """It was touched: perhaps one more is marked, or one less."""

    def __init__(self) -> None:
        super().__init__(compact=True, markup=False)
        self._labels: tuple[str, ...] = ()
        self.marked: set[int] = set()
        self.touched = False

    def offer(self, labels: tuple[str, ...], marked: set[int]) -> None:
        """Show `labels`, those at the places of `marked` marked; nothing is touched yet."""
        self._labels, self.marked, self.touched = labels, set(marked), False
        self.clear_options()
        self.add_options(Option(self._prompt(place)) for place in range(len(labels)))

    def on_key(self, event: events.Key) -> None:
        """A number marks or unmarks; any key but Enter shows that a person is there."""
        if event.key == "enter":
            event.stop()
            self.post_message(self.Done())
            return
        number = int(event.character) if event.character and event.character.isdecimal() else 0
        if 1 <= number <= len(self._labels):
            event.stop()
            self.highlighted = number - 1
            self.action_select()
        elif event.is_printable and event.key != "space":
            event.stop()
            self.post_message(Editor.Hint(_(HOW)))
        else:
            self._touch()

    def action_select(self) -> None:
        """Mark or unmark where the cursor is: the space bar, or a click."""
        if self.highlighted is not None:
            self.marked ^= {self.highlighted}
            self.replace_option_prompt_at_index(self.highlighted, self._prompt(self.highlighted))
            self._touch()

    def _touch(self) -> None:
        self.touched = True
        self.post_message(self.Changed())

    def _prompt(self, place: int) -> Content:
        glyph, style = (MARKED, "bold $success") if place in self.marked else (UNMARKED, "$quiet")
        return Content.assemble(
            (f"{place + 1}  ", "bold $accent"), (f"{glyph} ", style), text(self._labels[place])
        )


class SeveralEditor(Editor):
    """Any of the options, at least one."""

    def compose(self) -> ComposeResult:
        """The list, and under it how many are marked."""
        yield Marks()
        yield Lines(id="count")

    async def ask(self, situation: Situation, item: Item, draft: str | None) -> None:
        """As `Editor.ask`: what was marked before is marked, and not yet touched."""
        assert isinstance(item, ChoicesItem)
        self.item = item
        self._ids = tuple(option.id for option in item.options)
        before = situation.state.entry(item.id).value or situation.proposal(item) or ()
        labels = tuple(situation.say(option.label) for option in item.options)
        marked = {place for place, id in enumerate(self._ids) if id in before}
        self.query_one(Marks).offer(labels, marked)
        self._count()

    def take_focus(self) -> None:
        """As `Editor.take_focus`."""
        self.query_one(Marks).focus()

    @on(Marks.Changed)
    def _count(self) -> None:
        """How many are marked, and what that leads to."""
        marks = self.query_one(Marks)
        style = "bold $success" if marks.marked and marks.touched else "$quiet"
        self.query_one("#count", Lines).show([line(_counted(len(marks.marked), marks.touched), style)])

    @on(Marks.Done)
    def send(self) -> None:
        """As `Editor.send`."""
        marks = self.query_one(Marks)
        if not marks.touched:
            self.post_message(self.Hint(_(HOW)))
        else:
            self.answer([self._ids[place] for place in sorted(marks.marked)])


def _counted(count: int, is_touched: bool) -> str:
    if not count:
        return _("None is marked; a number or the space bar marks one.")
    if not is_touched:
        return _("Marked before: {count}; a number or the space bar changes them.").format(count=count)
    if count == 1:
        return _("1 is marked; Enter sends it.")
    return _("{count} are marked; Enter sends them.").format(count=count)
