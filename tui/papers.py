"""What the program does about a session that was begun on paper: asks when, then enters it."""

from textual import on

from runbooks.definition.faults import DefinitionError
from runbooks.engine.refusals import Refusal
from runbooks.language import _
from runbooks.library import known
from runbooks.record.errors import StoreError
from tui.dialogs.ask import AskText, AskWhich
from tui.goal import Goal
from tui.known_runbooks import known_runbooks
from tui.lines import line
from tui.opening import begun_on_paper, start_incident
from tui.practising import Practising
from tui.screens.home import HomeScreen


class FromPaper(Practising):
    """Nothing is begun before it is known when; Escape leaves its person at home."""

    @on(HomeScreen.FromPaper)
    def _from_paper(self) -> None:
        """Ask when it was begun; before that of which procedure, where there are several.

        Where the program was opened for a paper, it is of the one that was named, or of the usual one.
        """
        goal, self._goal = self._goal, Goal("home")
        if goal.kind != "paper" and len(known(self._places.runbooks)) > 1:
            self.push_screen(AskWhich(_("Which procedure?"), known_runbooks(self._places)), self._of)
        else:
            self._ask_when(goal.runbook)

    def _of(self, runbook: str | None) -> None:
        if runbook is not None:
            self._ask_when(runbook)

    def _ask_when(self, runbook: str | None, given: str = "", why_not: str = "") -> None:
        told = line(_("As it stands there: 22/11/2026 10:20, yesterday 18:05."), "$quiet")
        ask = AskText(_("When was the paper begun?"), [told], given, why_not)
        self.push_screen(ask, lambda written: self._written(runbook, written))

    def _written(self, runbook: str | None, written: str | None) -> None:
        if written is None:
            return
        try:
            begun = begun_on_paper(self._places, written)
            if isinstance(begun, Refusal):
                self._ask_when(runbook, written, begun.reason)
            else:
                self._enter(start_incident(self._places, runbook, paper=begun), resumed=False)
        except (StoreError, DefinitionError) as error:
            self._go_home([line(str(error), "bold $error")])
