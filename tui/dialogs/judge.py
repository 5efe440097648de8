"""The trainee judges himself before he sees the score: a row a criterion, a digit a judgement (T11)."""

from collections.abc import Callable, Mapping, Sequence
from typing import ClassVar, Final

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.geometry import Region
from textual.message import Message

from runbooks.engine.commands import LEVELS
from runbooks.engine.situation import ItemState
from runbooks.language import N_, _
from tui.acts import JUDGE
from tui.dialogs.ask import Dialog
from tui.keys_bar import KeysHint
from tui.lines import Line, Lines, line, text
from tui.looks import CHECKED, DOUBTFUL, GLYPHS, HERE, MISSING

WORDS: Final[Mapping[str, tuple[str, str, str]]] = {
    "met": (CHECKED, N_("met"), "$success"),
    "partly": (DOUBTFUL, N_("partly"), "$warning"),
    "not": (MISSING, N_("not met"), "$error"),
}
"""Of each judgement its glyph, its word and its colour."""


class Rows(Lines, can_focus=True):
    """The criteria, one of them marked."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "mark(-1)", show=False),
        Binding("down", "mark(1)", show=False),
        Binding("left", "change(-1)", show=False),
        Binding("right", "change(1)", show=False),
        Binding("enter", "accept", show=False),
        *(Binding(str(n), f"judge({n - 1})", show=False) for n in range(1, len(LEVELS) + 1)),
    ]

    class Done(Message):
        """The judgement is to be taken."""

    class Moved(Message):
        """Another row is marked."""

    def __init__(self, criteria: Sequence[tuple[str, str]], given: Mapping[str, str]) -> None:
        super().__init__()
        self._criteria = tuple(criteria)
        self.levels = {id: given[id] for id, _label in criteria if id in given}
        self.at = 0

    @property
    def left(self) -> int:
        """How many criteria have no judgement."""
        return len(self._criteria) - len(self.levels)

    def on_mount(self) -> None:
        """Nothing is judged yet."""
        self._draw()

    def _draw(self) -> None:
        self.show([self._row(place, *one) for place, one in enumerate(self._criteria)])

    def _row(self, place: int, id: str, label: str) -> Line:
        is_here = place == self.at
        level = self.levels.get(id)
        glyph, word, colour = WORDS[level] if level else (GLYPHS[ItemState.OPEN], "", "$quiet")
        told = Content.assemble((f"{glyph} ", colour), text(_(word) if word else "—", colour))
        lead = Content.styled(f"{HERE} " if is_here else "  ", "bold $accent")
        return Line(text(label, "bold $accent" if is_here else ""), lead, right=told)

    def action_mark(self, rows: int) -> None:
        """Go to another row."""
        self.at = min(max(self.at + rows, 0), len(self._criteria) - 1)
        self._draw()
        self.post_message(self.Moved())

    def action_judge(self, level: int) -> None:
        """Judge the criterion, and go on to the next."""
        self.levels[self._criteria[self.at][0]] = LEVELS[level]
        self.action_mark(1)

    def action_change(self, by: int) -> None:
        """Another judgement of the same criterion."""
        id = self._criteria[self.at][0]
        here = LEVELS.index(self.levels[id]) if id in self.levels else -1 if by > 0 else len(LEVELS)
        self.levels[id] = LEVELS[min(max(here + by, 0), len(LEVELS) - 1)]
        self.action_mark(0)

    def action_accept(self) -> None:
        """Take it."""
        self.post_message(self.Done())

    def on_click(self, event: events.Click) -> None:
        """A click marks the row."""
        self.action_mark(event.y - self.at)


class Judge(Dialog):
    """Asks for a judgement on each of `criteria`, each an id and its words.

    `take` gets the judgements by id, once there is one for each.
    """

    ACTS = JUDGE

    def __init__(
        self,
        criteria: Sequence[tuple[str, str]],
        given: Mapping[str, str],
        take: Callable[[Mapping[str, str]], None],
    ) -> None:
        super().__init__()
        self._rows, self._take = Rows(criteria, given), take

    def compose(self) -> ComposeResult:
        """Title, rows, hint."""
        with Vertical():
            yield Lines(
                [
                    line(_("Judge yourself, before you see the score"), "bold $accent"),
                    line(self._keys, "$quiet"),
                ]
            )
            with VerticalScroll(can_focus=False):
                yield self._rows
            yield Lines(id="hint")
            yield KeysHint(_("Enter accepts · Esc leaves it"))

    @property
    def _keys(self) -> str:
        return "   ".join(f"{n} {_(WORDS[level][1])}" for n, level in enumerate(LEVELS, start=1))

    def on_mount(self) -> None:
        """The first criterion is marked."""
        self._rows.focus()
        self._tell_left()

    @on(Rows.Moved)
    def _moved(self) -> None:
        row = Region(0, self._rows.at, self._rows.size.width, 1)
        self.query_one(VerticalScroll).scroll_to_region(row, animate=False, immediate=True)
        self._tell_left()

    def _tell_left(self) -> None:
        left = self._rows.left
        told = _("{count} still to judge").format(count=left) if left else _("All are judged: Enter accepts.")
        self.query_one("#hint", Lines).show([line(told, "$quiet" if left else "bold $success")])

    @on(Rows.Done)
    def _done(self) -> None:
        if self._rows.left:
            self.tell(_("First judge each criterion: 1, 2 or 3."))
            return
        self._take(dict(self._rows.levels))
        self.dismiss("")
