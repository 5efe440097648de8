"""The dialogs: a text to write, one of several things to choose, something to read."""

from collections.abc import Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.await_complete import AwaitComplete
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.screen import ModalScreen

from runbooks.language import _
from tui.acts import ASK_TEXT, ASK_WHICH, READ, Act
from tui.editors.field import Field
from tui.editors.pick import Entry, Pick
from tui.framed import frame
from tui.keys_bar import KeysHint
from tui.lines import BLANK, Line, Lines, line

LEAVE: list[BindingType] = [
    Binding("escape", "give_up", show=False),
    Binding("ctrl+q", "app.leave", show=False, priority=True, id="leave"),
    Binding("ctrl+c", "app.interrupt", show=False, priority=True),
    Binding("f12", "app.help", show=False, priority=True, id="help"),
]


class Dialog(ModalScreen[str | None]):
    """A box over the screen; Escape leaves it with nothing done."""

    CSS_PATH = "ask.tcss"
    AUTO_FOCUS = ""
    ACTS: ClassVar[Sequence[Act]] = READ
    BINDINGS: ClassVar[list[BindingType]] = LEAVE
    framed_as: tuple[str, ...] = ("incident",)
    """As the screen below: mode and clock. A box over a training is framed as one (T2)."""
    _is_left = False

    def on_mount(self) -> None:
        """Framed from the start."""
        frame(self.query_one(Vertical), *self.framed_as)

    def dismiss(self, result: str | None = None) -> AwaitComplete:
        """Once: a held Enter takes an entry again before the box is gone (R13)."""
        if self._is_left:
            return AwaitComplete()
        self._is_left = True
        return super().dismiss(result)

    def action_give_up(self) -> None:
        """Escape."""
        self.dismiss(None)

    def tell(self, sentence: str) -> None:
        """Say why a key did nothing."""
        self.query_one("#hint", Lines).show([line(sentence, "bold $warning")])


class AskText(Dialog):
    """Asks for a line of text; `told` says why the text given before was not taken.

    With `may_be_empty` an empty line is an answer too, and Enter on an untouched one leaves it.
    """

    ACTS = ASK_TEXT

    def __init__(
        self,
        title: str,
        explained: Sequence[Line],
        text: str = "",
        told: str = "",
        *,
        may_be_empty: bool = False,
    ) -> None:
        super().__init__()
        self._title, self._explained, self._text, self._told = title, explained, text, told
        self._may_be_empty = may_be_empty

    def compose(self) -> ComposeResult:
        """Title, explanation, line, hint."""
        with Vertical():
            yield Lines([line(self._title, "bold $accent"), *self._explained, BLANK])
            yield Field()
            yield Lines([line(self._told, "bold $error")] if self._told else [], id="hint")
            yield KeysHint(self._keys)

    @property
    def _keys(self) -> str:
        if self._is_proposed:
            return _("Typing replaces the text · Tab keeps it · Enter accepts · Esc leaves it")
        return _("Enter accepts · Esc leaves it")

    @property
    def _is_proposed(self) -> bool:
        """Whether the text stands there to be kept or replaced, not to be mended."""
        return bool(self._text) and not self._told

    def on_mount(self) -> None:
        """The text given before is kept."""
        field = self.query_one(Field)
        field.begin(self._text, selected=self._is_proposed)
        field.focus()

    @on(Field.Entered)
    def _entered(self, event: Field.Entered) -> None:
        if isinstance(event, Field.Untouched) and not self._told:
            if self._may_be_empty:
                self.dismiss(None)
            elif event.value:
                self.tell(_("Press Tab to take over the text that stands there."))
            else:
                self.tell(_("Write something first."))
        elif event.value or self._may_be_empty:
            self.dismiss(event.value)
        else:
            self.tell(_("Write something first."))


class AskWhich(Dialog):
    """Asks for one of `entries`; `explained` is read before."""

    ACTS = ASK_WHICH

    def __init__(self, title: str, entries: Sequence[Entry], explained: Sequence[Line] = ()) -> None:
        super().__init__()
        self._title, self._entries, self._explained = title, entries, explained

    def compose(self) -> ComposeResult:
        """Title, list, hint."""
        with Vertical():
            yield Lines([line(self._title, "bold $accent"), *self._explained, BLANK])
            yield Pick()
            yield Lines(id="hint")
            yield KeysHint(_("A number, then Enter · Esc leaves it"))

    def on_mount(self) -> None:
        """Nothing is moved to yet."""
        pick = self.query_one(Pick)
        pick.offer(self._entries)
        pick.focus()

    @on(Pick.Taken)
    def _taken(self, event: Pick.Taken) -> None:
        self.dismiss(event.id)

    @on(Pick.Refused)
    def _refused(self, event: Pick.Refused) -> None:
        self.tell(event.reason or _("Choose with a number or an arrow; Enter then takes it."))


class Read(Dialog):
    """Something to read."""

    def __init__(self, title: str, lines: Sequence[Line]) -> None:
        super().__init__()
        self._title, self._lines = title, lines

    def compose(self) -> ComposeResult:
        """Title, text, hint."""
        with Vertical():
            yield Lines([line(self._title, "bold $accent"), BLANK])
            with VerticalScroll():
                yield Lines(self._lines)
            yield Lines([BLANK], id="hint")
            yield KeysHint(_("Esc goes back"))

    def on_mount(self) -> None:
        """Arrows scroll."""
        self.query_one(VerticalScroll).focus()


class Help(Read):
    """The keys of the screen below; the key that opened it closes it too."""
