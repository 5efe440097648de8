"""What the program does about trainings: which is begun, by whom, and what is read after it."""

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from textual import on

from runbooks.definition.faults import DefinitionError
from runbooks.folders import Folders
from runbooks.language import _
from runbooks.record.errors import StoreError
from runbooks.session import Session
from runbooks.settings import Settings
from tui.dialogs.ask import AskText
from tui.face import Face
from tui.goal import Goal
from tui.lines import Line, line
from tui.messages import ReadRecord
from tui.notices import TOAST
from tui.screens.home import HomeScreen

if TYPE_CHECKING:
    from tui.training_list import Beginning


class Practising(Face):
    """Trainings beside incidents; what a session is, and how it is left, is whose that derives from it."""

    def __init__(self, places: Folders, settings: Settings | None, goal: Goal) -> None:
        super().__init__(places, settings)
        self._goal = goal

    def _go_home(self, told: Iterable[Line] = ()) -> None:
        raise NotImplementedError

    def _open(self, asked: str | None, runbook: str | None = None) -> None:
        raise NotImplementedError

    def _enter(self, session: Session, *, resumed: bool) -> None:
        raise NotImplementedError

    def _knows_who(self) -> bool:
        raise NotImplementedError

    def _keep_name(self, name: str) -> str:
        raise NotImplementedError

    @on(HomeScreen.Trainings)
    def _trainings(self) -> None:
        """Show what can be trained; begin at once what was asked for from the start."""
        # Imported here: most starts do without any of it.
        from tui.screens.training import TrainingsScreen
        from tui.training_list import Beginning

        goal, self._goal = self._goal, Goal("home")
        if goal.scenario is not None:
            self._left_trainings(Beginning(goal.scenario, goal.exam, goal.seed))
        else:
            self.push_screen(TrainingsScreen(self._places), self._left_trainings)

    def _left_trainings(self, wish: "Beginning | str | None") -> None:
        if wish is None:
            self._go_home()
        elif isinstance(wish, str):
            self._open(wish)
        elif self._knows_who():
            self._begin_training(wish)
        else:
            told = line(_("The name goes into the history of trainings. The settings keep it."), "$quiet")
            ask = AskText(_("Who is practising?"), [told], self._settings.operator)
            self.push_screen(ask, lambda name: self._begin_training(wish, name))

    def _begin_training(self, wish: "Beginning", name: str | None = None) -> None:
        from tui.trainings import start_training

        not_kept = self._keep_name(name) if name else ""
        try:
            session = start_training(
                self._places, wish.scenario, exam=wish.exam, seed=wish.seed, operator=name
            )
        except (StoreError, DefinitionError) as error:
            self._go_home([line(str(error), "bold $error")])
            return
        self._enter(session, resumed=False)
        if not_kept:
            self.notify(not_kept, severity="warning", timeout=TOAST, markup=False)

    @on(ReadRecord)
    def _read_record(self, event: ReadRecord) -> None:
        """Show the record of a training that is closed, over its screen."""
        # Imported here: most starts do without.
        from tui.screens.record import RecordScreen
        from tui.view.records import row_of

        try:
            row = row_of(Path(self._places.training), event.id)
        except StoreError as error:
            self.notify(str(error), severity="error", timeout=TOAST, markup=False)
            return
        self.push_screen(RecordScreen(self._places, row), self._left_record)

    def _left_record(self, session: str | None) -> None:
        """Back to the session under it, or to the one that was begun from its record."""
        if session is not None:
            self.screen.dismiss(None)
            self.call_later(self._open, session)
