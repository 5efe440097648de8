"""The program with screens: which one is shown, and how it ends whatever happens to it."""

import asyncio
import signal
import time
from collections.abc import Iterable
from typing import Final

from textual import events, on
from textual.app import App, SystemCommand
from textual.binding import Binding
from textual.command import CommandPalette
from textual.screen import Screen

from runbooks.definition.faults import DefinitionError
from runbooks.engine.situation import Situation
from runbooks.folders import Folders
from runbooks.language import _
from runbooks.language.visible import visible
from runbooks.record.errors import StoreError, UnreadableRecord
from runbooks.record.listing import summaries
from runbooks.record.store import Store
from runbooks.session import Session
from runbooks.settings import Settings
from tui.acts import HOME, SESSION
from tui.goal import Goal
from tui.hush import Hush
from tui.lines import Line, line
from tui.looks import THEME
from tui.messages import Shown, Shows
from tui.opening import look_at, now, start_incident, take_up
from tui.screens.home import HomeScreen, OpenSession
from tui.screens.session import SessionScreen
from tui.terminal import forgive_broken_input, watch_terminal
from tui.view.held import held_in_short

MOST_OPEN: Final = 8
ENDINGS: Final = {number: 128 + number for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)}
"""The signals that end a program, and the exit codes that tell of them, as a shell does."""


def run_app(places: Folders, settings: Settings, goal: Goal) -> int:
    """Run the screens until their person leaves; returns the exit code.

    A session that cannot be opened raises before any screen is shown: `DefinitionError`, `NotFound`,
    `AmbiguousId`, `SessionLocked`, `StoreError`. So does what stopped the screens unforeseen.
    """
    opened = None
    if goal.kind == "run":
        opened = start_incident(places, goal.runbook)
    elif goal.kind == "resume":
        opened = take_up(places, goal.session)
    forgive_broken_input()
    app = Restaura(places, opened, resumed=goal.kind == "resume")
    watch_terminal()
    app.run()
    app.close_session()
    if app.fault is not None:
        raise app.fault
    return app.return_code or 0


class Restaura(App[None]):
    """Home, and one session at a time."""

    TITLE = "restaura"
    CSS_PATH = "screens/home.tcss"  # that of the screen which is there from the start
    ENABLE_COMMAND_PALETTE = True
    BINDINGS = [  # noqa: RUF012 (as Textual declares it)
        Binding("ctrl+q", "leave", show=False, priority=True),
        Binding("ctrl+c", "interrupt", show=False, priority=True),
    ]

    def __init__(self, places: Folders, opened: Session | None = None, *, resumed: bool = False) -> None:
        super().__init__()
        self.register_theme(THEME)
        self.theme = THEME.name
        self._places = places
        self._session = opened
        self._resumed = resumed
        self._hush = Hush()
        self.fault: BaseException | None = None

    def get_default_screen(self) -> Screen[None]:
        """Home."""
        return HomeScreen()

    def on_mount(self) -> None:
        """Watch for the signals that end a program, and show what was asked for."""
        loop = asyncio.get_running_loop()
        for number, code in ENDINGS.items():
            loop.add_signal_handler(number, self._end, code)
        if self._session is not None:
            self._enter(self._session, resumed=self._resumed)
        else:
            self._go_home()

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

    # -- sessions -----------------------------------------------------------------------------

    @on(HomeScreen.Chosen)
    def _chosen(self, event: HomeScreen.Chosen) -> None:
        try:
            if event.session is None:
                session = start_incident(self._places)
            else:
                session = take_up(self._places, event.session)
        except (StoreError, DefinitionError) as error:
            self._go_home([line(str(error), "bold $error")])
            return
        self._enter(session, resumed=event.session is not None)

    def _enter(self, session: Session, *, resumed: bool) -> None:
        self._session = session
        self._hush.begin()
        screen = SessionScreen(session, self._places.drafts, resumed=resumed)
        self.push_screen(screen, lambda _result: self._left())

    def _left(self) -> None:
        self.close_session()
        self._go_home()

    def _go_home(self, told: Iterable[Line] = ()) -> None:
        home = self.screen_stack[0]
        assert isinstance(home, HomeScreen)
        open_sessions, unreadable = self._open_sessions()
        lines = [*told, *(line(str(error), "bold $warning") for error in unreadable)]
        self.call_after_refresh(home.show, open_sessions, str(self._places.sessions), lines)

    def _open_sessions(self) -> tuple[list[OpenSession], list[StoreError]]:
        """The newest sessions that are not closed, and the records that cannot be read."""
        store, found, broken = Store(self._places.sessions), list[OpenSession](), list[StoreError]()
        for summary in summaries(self._places.sessions):
            if isinstance(summary, UnreadableRecord):
                broken.append(summary)
            elif summary.get("status") != "closed" and len(found) < MOST_OPEN:
                try:
                    record, state = look_at(store, str(summary["id"]))
                except StoreError as error:
                    broken.append(error)
                    continue
                situation = Situation(state, now())
                finished = situation.state.status == "finished"
                found.append(OpenSession(record.id, held_in_short(situation, record), finished))
        return found, broken

    def close_session(self) -> None:
        """Let go of the session that is open, if one is."""
        if self._session is not None:
            self._session.close()
            self._session = None

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

    # -- the palette --------------------------------------------------------------------------

    def action_command_palette(self) -> None:
        """Find an act by its words."""
        if not isinstance(self.screen, CommandPalette):
            self.push_screen(CommandPalette(placeholder=_("Find a command…"), id="--command-palette"))

    def get_system_commands(self, screen: Screen[None]) -> Iterable[SystemCommand]:
        """The acts of the screen that is shown."""
        for act in SESSION if isinstance(screen, SessionScreen) else HOME:
            if act.id != "app.command_palette":
                where = self if "." in act.id else screen
                action = getattr(where, f"action_{act.id.removeprefix('app.')}")
                yield SystemCommand(f"{_(act.word)}  {act.shown}", _(act.help), action)
