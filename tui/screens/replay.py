"""A session gone through event by event: at each, what was known then. Nothing can be changed here."""

from typing import ClassVar, Final

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.screen import Screen

from runbooks.folders import Folders
from runbooks.language import _
from runbooks.record.encoding import Record
from runbooks.record.errors import StoreError
from runbooks.session import at_last_event, replay
from runbooks.training.again import NoDecision
from tui.acts import REPLAY, bindings
from tui.framed import frame
from tui.keys_bar import KeysBar
from tui.lines import Line, Lines, line
from tui.messages import Shown, Shows
from tui.replaying import replaying
from tui.rows import Paper
from tui.view.heading import heading
from tui.view.record_replay import known, moment
from tui.view.side import side, strip

WIDTHS: Final = [(0, "-narrow"), (100, "-wide")]


class ReplayScreen(Screen[str | None]):
    """The shorter fold of a record, one event more or less at a key.

    Ends with the id of a training that was begun here, from one of the decisions of this one (T14).
    """

    CSS_PATH = "replay.tcss"
    AUTO_FOCUS = ""
    ACTS = REPLAY
    HORIZONTAL_BREAKPOINTS = WIDTHS
    BINDINGS: ClassVar[list[BindingType]] = bindings(REPLAY)

    def __init__(self, places: Folders, record: Record, path: str) -> None:
        super().__init__()
        self._places, self._record, self._path = places, record, path
        self._at = 1

    def compose(self) -> ComposeResult:
        """Heading, the event, side and step, keys."""
        yield Lines(id="heading")
        yield Lines(id="moment")
        yield Lines(id="strip")
        with Horizontal(id="body"):
            yield Lines(id="side")
            yield Paper()
        yield KeysBar(REPLAY)

    def on_mount(self) -> None:
        """Begin with the first event."""
        self.post_message(Shows())
        keys = self.query_one(KeysBar)
        keys.tell(Content.styled(_("only to read"), "bold $accent"))
        keys.leave_out(frozenset() if self._record.mode == "training" else frozenset({"again"}))
        self.query_one(Paper).focus()
        frame(self.query_one(Paper), self._record.mode)
        self._show()
        self.call_after_refresh(self.post_message, Shown())

    def on_resize(self, _event: events.Resize) -> None:
        """What is shown depends on the room there is."""
        self.call_after_refresh(self._show)

    def _show(self) -> None:
        shown: dict[str, list[Line]] = {}
        try:
            with replaying(self._path):
                situation = at_last_event(replay(self._record, self._at))
                shown["heading"] = heading(situation)
                shown["moment"] = moment(self._record, situation)
                shown["strip"], shown["side"] = strip(situation), side(situation)
                told = known(situation)
        except StoreError as error:  # what was changed may make a session that cannot be told
            told = [line(str(error), "bold $error")]
        for name in ("heading", "moment", "strip", "side"):
            self.query_one(f"#{name}", Lines).show(shown.get(name, []))
        self.query_one(Paper).show(told)

    def _go_to(self, event: int) -> None:
        self._at = min(max(event, 1), len(self._record.events))
        self._show()

    def action_later(self) -> None:
        """The next event."""
        self._go_to(self._at + 1)

    def action_earlier(self) -> None:
        """The event before."""
        self._go_to(self._at - 1)

    def action_first(self) -> None:
        """The first event."""
        self._go_to(1)

    def action_last(self) -> None:
        """The last event."""
        self._go_to(len(self._record.events))

    def action_again(self) -> None:
        """Begin a new training from the last decision up to here, which is open again in it."""
        from tui.trainings import try_again_from  # imported here: an incident has none

        if self._record.mode != "training":
            told = _("Only a training can be tried again.")
        else:
            try:
                self.dismiss(try_again_from(self._places, self._record, self._at))
                return
            except (NoDecision, StoreError) as error:
                told = str(error)
        self.query_one("#moment", Lines).show([line(told, "bold $warning")])

    def action_back(self) -> None:
        """Back to the record."""
        self.dismiss(None)
