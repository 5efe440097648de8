"""The program with screens: which one is shown, and how it ends whatever happens to it."""

import asyncio
import os
import signal
import time
from collections.abc import Iterable
from typing import Any, Final

from textual import events, on
from textual.binding import Binding
from textual.screen import Screen

from runbooks.definition.faults import DefinitionError
from runbooks.definition.loader import shipped_runbooks
from runbooks.folders import Folders
from runbooks.language import _
from runbooks.language.visible import visible
from runbooks.record.errors import StoreError
from runbooks.session import Session
from runbooks.settings import Settings, sources
from runbooks.settings_file import write_setting
from tui.collecting import collect_as_usual
from tui.dialogs.ask import AskWhich, Dialog
from tui.goal import Goal
from tui.held_sessions import open_sessions
from tui.hush import Hush
from tui.keymap import keymap
from tui.known_runbooks import known_runbooks
from tui.lines import Line, line
from tui.messages import ReadReport, Shown, Shows
from tui.notices import TOAST, Watch, Watches
from tui.opening import start_incident, take_up
from tui.screens.home import HomeScreen
from tui.screens.session import TICK, SessionScreen
from tui.screens.settings import SettingsScreen
from tui.under import OverAnother

ENDINGS: Final = {number: 128 + number for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)}
"""The signals that end a program, and the exit codes that tell of them, as a shell does."""


class Restaura(OverAnother):
    """Home, and one session at a time."""

    TITLE = "restaura"
    CSS_PATH = ["looks.tcss", "screens/home.tcss"]  # noqa: RUF012 (that of the screen there from the start)
    BINDINGS = [  # noqa: RUF012 (as Textual declares it)
        Binding("ctrl+q", "leave", show=False, priority=True, id="leave"),
        Binding("ctrl+p", "command_palette", show=False, priority=True, id="command_palette"),
        Binding("f12", "help", show=False, priority=True, id="help"),
        Binding("ctrl+c", "interrupt", show=False, priority=True),
    ]

    def __init__(
        self,
        places: Folders,
        opened: Session | None = None,
        settings: Settings | None = None,
        *,
        resumed: bool = False,
        asks_who: bool = False,
        goal: Goal | None = None,
    ) -> None:
        """`asks_who`: a new session asks for the operator's name where no setting gives it.

        `goal` "train" shows the trainings, or begins one, where no session is there from the start;
        "paper" asks when one was begun on paper.
        """
        super().__init__(places, settings, goal or Goal("home"))
        self._session = opened
        self._under = []
        self._resumed = resumed
        self._asks_who = asks_who
        self._watches = Watches()
        self._hush = Hush()
        self._is_started = False
        self.fault: BaseException | None = None

    def get_default_screen(self) -> Screen[None]:
        """Home, or nothing under a session that is there from the start: home is made when it is gone to."""
        return HomeScreen() if self._session is None else Screen()

    def on_mount(self) -> None:
        """Watch for the signals that end a program, and show what was asked for."""
        loop = asyncio.get_running_loop()
        for number, code in ENDINGS.items():
            loop.add_signal_handler(number, self._end, code)
        self.set_keymap(keymap(self._settings.keys, str(self._places.config_file)))
        self.set_interval(TICK, self._tick)
        if self._session is not None:
            self._enter(self._session, resumed=self._resumed)
        else:
            self._go_home()
            if self._goal.kind == "train":
                self._trainings()
            elif self._goal.kind == "paper":
                self.call_after_refresh(self._from_paper)

    async def on_event(self, event: events.Event) -> None:
        """Drop the keys that are not meant for what is on the screen (R13)."""
        if isinstance(event, events.Key | events.Paste) and not event.is_forwarded:
            urgent = isinstance(event, events.Key) and event.key in ("ctrl+q", "ctrl+c")
            if not urgent and self._hush.drops(event.time):
                return
            if isinstance(event, events.Paste):
                event.text = visible(event.text, multiline=True)  # S1: no widget of Textual's does it
        await super().on_event(event)

    @on(Shows)
    def _shows(self) -> None:
        self._hush.begin()

    @on(Shown)
    def _shown(self) -> None:
        self._hush.end(time.monotonic())
        if not self._is_started:
            self._is_started = True
            collect_as_usual()

    @on(HomeScreen.SettingsAsked)
    def _show_settings(self) -> None:
        self.push_screen(SettingsScreen(self._places, os.environ), lambda _result: self._go_home())

    @on(ReadReport)
    def _read_report(self, event: ReadReport) -> None:
        from tui.screens.report import ReportScreen  # imported here: most starts do without

        self.push_screen(ReportScreen(self._places, event.record, event.path))

    # -- sessions -----------------------------------------------------------------------------

    @on(HomeScreen.Chosen)
    def _chosen(self, event: HomeScreen.Chosen) -> None:
        if event.session is None and len(shipped_runbooks()) > 1:
            self.push_screen(AskWhich(_("Which procedure?"), known_runbooks(self._places)), self._begin)
        else:
            self._open(event.session)

    def _begin(self, runbook: str | None) -> None:
        if runbook is not None:
            self._open(None, runbook)

    @on(HomeScreen.Records)
    def _records(self) -> None:
        from tui.screens.records import RecordsScreen  # imported here: most starts do without it

        self.push_screen(RecordsScreen(self._places), self._left_records)

    @on(HomeScreen.Stats)
    def _stats(self) -> None:
        from tui.screens.stats import StatsScreen  # imported here: most starts do without it

        self.push_screen(StatsScreen(self._places), lambda _result: self._go_home())

    def _left_records(self, session: str | None) -> None:
        if session is None:
            self._go_home()
        else:
            self._open(session)

    def _open(self, asked: str | None, runbook: str | None = None) -> None:
        """Go on with the session `asked`, or begin a new one of `runbook` where it is None."""
        try:
            places = self._places
            session = start_incident(places, runbook) if asked is None else take_up(places, asked)
        except (StoreError, DefinitionError) as error:
            self._go_home([line(str(error), "bold $error")])
            return
        self._enter(session, resumed=asked is not None)

    def _enter(self, session: Session, *, resumed: bool) -> None:
        self._session = session
        self._hush.begin()
        watch = self._watches.of(session.situation)
        screen = self._screen_of(session, watch, resumed=resumed)
        self.push_screen(screen, lambda _result: self._left())

    def _screen_of(self, session: Session, watch: Watch, *, resumed: bool) -> SessionScreen:
        if session.state.mode == "training":
            from runbooks.training.session import TrainingSession
            from tui.screens.training_session import TrainingScreen

            if isinstance(session, TrainingSession):
                return TrainingScreen(session, self._places.drafts, watch, resumed=resumed)
        keep_name = None if resumed or self._under or self._knows_who() else self._keep_name
        screen = SessionScreen(session, self._places.drafts, watch, resumed=resumed, keep_name=keep_name)
        screen.back_to = self._under[-1].state.id if self._under else None
        return screen

    def _knows_who(self) -> bool:
        return not self._asks_who or sources(self._places.config_file, os.environ)["operator"] != "shipped"

    def _keep_name(self, name: str) -> str:
        """Keep the operator's name; empty when it is kept, else why it is not."""
        try:
            write_setting(self._places.config_file, "operator", name)
        except (DefinitionError, StoreError) as error:
            return str(error)
        return ""

    def _left(self) -> None:
        if self._session is not None:
            self._session.close()
        self._session = None
        if not self._came_back():
            self._go_home()

    def _go_home(self, told: Iterable[Line] = ()) -> None:
        home = self._home
        if home is None:
            home = HomeScreen()
            self.push_screen(home)
        listed = open_sessions(self._places)
        for one in listed.sessions:
            self._watches.of(one.situation)
        home.call_after_refresh(home.show, listed, str(self._places.sessions), told)

    @property
    def _home(self) -> HomeScreen | None:
        return next((screen for screen in self.screen_stack if isinstance(screen, HomeScreen)), None)

    def _tick(self) -> None:
        self.run_worker(self._look_around(), group="look_around", exclusive=True)

    async def _look_around(self) -> None:
        """How the other sessions stand now: told at home, and aloud where time runs out (R15)."""
        home = self._home if self._session is None else None
        kept = home.sessions if home else None
        listed = await asyncio.to_thread(open_sessions, self._places, kept)
        if home is not None and self._session is None and home.sessions == kept:
            home.renew(listed)
        shown = self._session.state.id if self._session else None  # its own screen tells of it
        for id, passed in self._watches.look([one.situation for one in listed.sessions], besides=shown):
            self.bell()
            self.notify(passed, title=id, severity="warning", timeout=TOAST, markup=False)

    def close_session(self) -> None:
        """Let go of the session that is open, if one is, and of those under it."""
        for session in (self._session, *self._under):
            if session is not None:
                session.close()
        self._session, self._under = None, []

    # -- the end ------------------------------------------------------------------------------

    def action_leave(self) -> None:
        """Leave; everything answered is saved."""
        self._end(0)

    def action_interrupt(self) -> None:
        """Ctrl-C leaves as well, and the exit code tells it."""
        self._end(ENDINGS[signal.SIGINT])

    def _end(self, code: int) -> None:
        self.exit(return_code=code, message=self._how_to_go_on())

    def _how_to_go_on(self) -> str | None:
        session = self._session
        if session is None or session.state.status == "closed":
            return None
        told = _("Saved. To go on: restaura resume {id}")
        return told.format(id=session.state.id)

    def _fatal_error(self) -> None:
        # Textual's own prints the local variables of every frame, answers and names among them.
        self.fault = self._exception
        self.panic()

    def push_screen(self, *given: Any, **more: Any) -> Any:
        """What was typed before a screen appears, or goes away, is not meant for what is seen then."""
        if given and isinstance(given[0], Dialog):
            given[0].framed_as = getattr(self.screen, "framed_as", ("incident",))
        self._hush.begin()
        self.call_after_refresh(self._shown)
        return super().push_screen(*given, **more)

    def pop_screen(self) -> Any:
        """As `push_screen`."""
        self._hush.begin()
        self.call_after_refresh(self._shown)
        return super().pop_screen()
