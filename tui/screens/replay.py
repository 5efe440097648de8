"""A session gone through event by event, as its screen looked right after each; only to read."""

from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import Screen

from runbooks.folders import Folders
from runbooks.language import _
from runbooks.record.encoding import Record
from runbooks.record.errors import StoreError
from runbooks.training.again import NoDecision
from runbooks.training.messages import messages
from tui.acts import REPLAY, bindings
from tui.dialogs.ask import AskText, Read
from tui.keys_bar import KeysBar
from tui.lines import Lines, line
from tui.messages import Shown, Shows
from tui.replaying import replaying
from tui.screens.session_view import HEIGHTS, WIDTHS, SessionView
from tui.view.record_replay import Looked, answers_so_far, as_it_looked, moment, step_begins
from tui.view.side import overview
from tui.view.training import heard
from tui.view.why import why


class ReplayScreen(Screen[str | None]):
    """The session's own view of the shorter fold of a record, one event more or less at a key.

    Ends with the id of a training that was begun here, from one of the decisions of this one (T14).
    """

    CSS_PATH: ClassVar = ["session_view.tcss", "replay.tcss"]
    AUTO_FOCUS = ""
    ACTS = REPLAY
    HORIZONTAL_BREAKPOINTS = WIDTHS
    VERTICAL_BREAKPOINTS = HEIGHTS
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings(REPLAY),
        Binding("shift+tab", "earlier_step", show=False, priority=True),
        Binding("up", "scroll_by(-1)", show=False),
        Binding("down", "scroll_by(1)", show=False),
        Binding("pageup", "scroll_page(-1)", show=False),
        Binding("pagedown,space", "scroll_page(1)", show=False),
    ]

    def __init__(self, places: Folders, record: Record, path: str) -> None:
        super().__init__()
        self._places, self._record, self._path = places, record, path
        self._at = 1
        self._looked: Looked | None = None

    @property
    def framed_as(self) -> tuple[str, ...]:
        """What the frame of a box over this screen says: the mode, and of a training its clock then."""
        return (self._record.mode, *(self._looked.clock if self._looked else ()))

    def compose(self) -> ComposeResult:
        """The event, the session as it looked after it, keys."""
        yield Lines(id="moment")
        yield SessionView()
        yield Lines(id="fault")
        yield KeysBar(REPLAY)

    def on_mount(self) -> None:
        """Begin with the first event; what answers a session answers nothing here."""
        self._title = self.app.title
        keys = self.query_one(KeysBar)
        keys.tell(Content.styled(_("only to read"), "bold $accent"))
        keys.leave_out(frozenset() if self._record.mode == "training" else frozenset({"again", "heard"}))
        self._view.pane.disabled = True
        self._go_to(self._at)

    def on_unmount(self) -> None:
        """The terminal's title is no more that of a moment gone by."""
        self.app.title = self._title

    def on_resize(self, _event: events.Resize) -> None:
        """What is shown depends on the room there is."""
        self.call_after_refresh(self._draw)

    @property
    def _view(self) -> SessionView:
        return self.query_one(SessionView)

    # -- what is shown ------------------------------------------------------------------------

    async def _show(self) -> None:
        """The session as it looked; keys typed before that is seen are not meant for it."""
        self.post_message(Shows())
        fault = None
        try:
            with replaying(self._path):
                self._looked = as_it_looked(self._record, self._at)
                self._draw()
                await self._ask(self._looked)
        except StoreError as error:  # what was changed may make a session that cannot be told
            self._looked, fault = None, str(error)
        self.query_one("#fault", Lines).show([line(fault, "bold $error")] if fault else [])
        self._view.set_class(fault is not None, "faulty")
        self.call_after_refresh(self._view.bring_into_view)
        self.call_after_refresh(self.post_message, Shown())

    def _draw(self) -> None:
        if (looked := self._looked) is not None:
            self.query_one("#moment", Lines).show(moment(self._record, looked.situation))
            self._view.draw(
                looked.situation,
                looked.item,
                [],
                looked.at_hand,
                feedback=looked.feedback,
                clock=looked.clock,
            )

    async def _ask(self, looked: Looked) -> None:
        """What stood there to be answered; it takes no key."""
        if looked.item is None:
            await self._view.pane.finish([*looked.ways])
        else:
            await self._view.pane.ask(looked.situation, looked.item, None)

    # -- going through ------------------------------------------------------------------------

    def _go_to(self, event: int) -> None:
        self._at = min(max(event, 1), len(self._record.events))
        self.run_worker(self._show())

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

    def action_later_step(self) -> None:
        """To where the next step begins."""
        self._go_to(next((at for at in step_begins(self._record) if at > self._at), self._at))

    def action_earlier_step(self) -> None:
        """To where this step begins, or the one before."""
        self._go_to(max((at for at in step_begins(self._record) if at < self._at), default=1))

    def action_jump(self) -> None:
        """To an event by its number."""
        self.run_worker(self._jump())

    async def _jump(self) -> None:
        count, told, given = len(self._record.events), "", ""
        while True:
            asked = _("To which event? 1 to {count}").format(count=count)
            typed = await self.app.push_screen_wait(AskText(asked, [], given, told))
            if typed is None:
                return
            if typed.isascii() and typed.isdigit() and 1 <= int(typed[:9]) <= count:
                self._go_to(int(typed))
                return
            given, told = typed, _("A number from 1 to {count} is expected.").format(count=count)

    def action_scroll_by(self, rows: int) -> None:
        """Read on, where there is more than fits."""
        self._view.query_one("#main", VerticalScroll).scroll_relative(y=rows, animate=False)

    def action_scroll_page(self, pages: int) -> None:
        """The same by the page."""
        main = self._view.query_one("#main", VerticalScroll)
        main.scroll_relative(y=pages * max(main.size.height - 1, 1), animate=False)

    # -- what is read beside it ---------------------------------------------------------------

    def action_known(self) -> None:
        """What was answered until then."""
        if self._looked is not None:
            told = answers_so_far(self._looked.situation)
            self.app.push_screen(Read(_("What was answered until then"), told))

    def action_why(self) -> None:
        """Why the item that was current then is asked."""
        if self._looked is not None and self._looked.item is not None:
            situation, item = self._looked.situation, self._looked.item
            self.app.push_screen(Read(situation.say(item.label), why(situation, item)))

    def action_overview(self) -> None:
        """Where the session stood."""
        if self._looked is not None:
            self.app.push_screen(Read(_("Where it stood"), overview(self._looked.situation)))

    def action_heard(self) -> None:
        """All that the world of a training had said by then."""
        if self._looked is not None and self._record.mode == "training":
            said = messages(self._record.events[: self._at])
            self.app.push_screen(Read(_("Messages"), heard(self._looked.situation, said)))

    # -- away from here -----------------------------------------------------------------------

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
