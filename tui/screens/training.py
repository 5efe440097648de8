"""What can be trained: trainings to go on with, the shipped scenarios, an invented incident."""

import asyncio
from collections.abc import Coroutine, Mapping
from secrets import randbelow
from typing import Any, ClassVar, Final

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.screen import Screen

from runbooks.definition.faults import DefinitionError
from runbooks.folders import Folders
from runbooks.language import _
from runbooks.training.scenario import Scenario
from tui.acts import TRAININGS, bindings
from tui.dialogs.ask import AskText, AskWhich
from tui.editors.pick import Entry, Pick
from tui.ending import Ended
from tui.framed import frame
from tui.keymap import key_of
from tui.keys_bar import KeysBar
from tui.lines import Lines, line
from tui.messages import Shown, Shows
from tui.screens.session_view import WIDTHS
from tui.training_list import Beginning, last_results, unfinished
from tui.trainings import invented, scenarios
from tui.view.heading import training_heading
from tui.view.training import (
    DIFFICULTIES,
    difficulty,
    go_on_entry,
    invent_entry,
    levels,
    scenario_entry,
)

SEEDS: Final = 10_000
"""How many seeds are drawn from: few enough to be said aloud and written down."""


class TrainingsScreen(Screen[Beginning | str | None]):
    """Ends with a training to begin, with the id of one to go on with, or with nothing."""

    CSS_PATH = "training.tcss"
    AUTO_FOCUS = ""
    HORIZONTAL_BREAKPOINTS = WIDTHS
    ACTS = TRAININGS
    BINDINGS: ClassVar[list[BindingType]] = bindings(TRAININGS)
    framed_as = ("training",)

    def __init__(self, places: Folders) -> None:
        super().__init__()
        self._places = places
        self._scenarios: dict[str, Scenario] = {}
        self._waiting: set[str] = set()
        self._is_asking = False

    def compose(self) -> ComposeResult:
        """Heading, what this is, the list, keys."""
        yield Lines(training_heading(), id="heading")
        with Vertical(id="main"):
            yield Lines(
                [line(_("Invented incidents, answered as a real one. Nobody is reached."))], id="about"
            )
            yield Pick()
            yield Lines(id="told")
        yield KeysBar(TRAININGS)

    def on_mount(self) -> None:
        """Show what there is."""
        self.post_message(Shows())
        frame(self.query_one("#main"), "training")
        self.app.title = f"restaura · {_('TRAINING')}"
        results: Mapping[str, Mapping[str, Any]] = {}
        for one in scenarios(self._places):
            if isinstance(one, DefinitionError):
                self._tell(str(one))
            else:
                self._scenarios[one.id] = one
        try:
            results = last_results(self._places)
        except DefinitionError as error:
            self._tell(str(error))
        open_ones = unfinished(self._places)
        self._waiting = {held.id for held in open_ones}
        shipped = [scenario_entry(told, results.get(told.id)) for told in self._scenarios.values()]
        pick = self.query_one(Pick)
        pick.offer(
            [
                *map(go_on_entry, open_ones),
                *([None] if open_ones else []),
                *shipped,
                *([None] if shipped else []),
                invent_entry(key_of(self, "invent")),
            ]
        )
        pick.focus()
        self.call_after_refresh(self.post_message, Shown())

    def _tell(self, sentence: str) -> None:
        self.query_one("#told", Lines).show([line(sentence, "bold $warning")])

    # -- what is chosen -----------------------------------------------------------------------

    @on(Pick.Taken)
    def _taken(self, event: Pick.Taken) -> None:
        if event.id in self._waiting and not self._is_asking:
            self._is_asking = True
            self.dismiss(event.id)
        elif event.id in self._scenarios:
            self._ask(self._begin(self._scenarios[event.id]))
        else:
            self.action_invent()

    def _ask(self, asking: Coroutine[Any, Any, None]) -> None:
        """Ask what a training needs; what a held key asks for behind it is not meant (R13)."""
        if self._is_asking:
            asking.close()
            return
        self._is_asking = True
        self._tell("")
        self.run_worker(self._until_asked(asking))

    async def _until_asked(self, asking: Coroutine[Any, Any, None]) -> None:
        try:
            await asking
        finally:
            self._is_asking = False

    @on(Pick.Refused)
    def _refused(self) -> None:
        self._tell(_("Choose with a number or an arrow; Enter then takes it."))

    async def _begin(self, scenario: Scenario, seed: int | None = None) -> None:
        """Ask how it is taken, then begin (T7)."""
        how = await self.app.push_screen_wait(AskWhich(_("How do you take it?"), levels()))
        if how is not None:
            self.dismiss(Beginning(scenario, how == "exam", seed))

    def action_invent(self) -> None:
        """Ask how hard an incident is to be, and from which seed it is made."""
        self._ask(self._invent())

    async def _invent(self) -> None:
        entries = [Entry(str(level), difficulty(level)) for level in range(1, len(DIFFICULTIES) + 1)]
        level = await self.app.push_screen_wait(AskWhich(_("How hard is it to be?"), entries))
        if level is not None and (seed := await self._seed()) is not None:
            try:
                scenario = await asyncio.to_thread(invented, self._places, seed, int(level))
            except (DefinitionError, Ended) as error:
                self._tell(str(error))
                return
            await self._begin(scenario, seed)

    async def _seed(self) -> int | None:
        """The number that an incident is made from: the same one makes the same incident (T17)."""
        told = [line(_("The same number and difficulty make the same incident again."), "$quiet")]
        given, why = str(randbelow(SEEDS)), ""
        while True:
            answer = await self.app.push_screen_wait(AskText(_("From which number?"), told, given, why))
            if answer is None:
                return None
            if answer.strip().isdecimal() and len(answer.strip()) < len(str(SEEDS)) + 5:
                return int(answer)
            given, why = answer, _("A whole number is expected, such as {seed}.").format(seed=4711)

    def action_home(self) -> None:
        """Back to home."""
        self.dismiss(None)
