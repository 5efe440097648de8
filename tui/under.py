"""What the program does about a procedure inside another: one session over the other, and back."""

from textual import on

from runbooks.definition.faults import DefinitionError
from runbooks.engine.refusals import Refusal
from runbooks.procedures import begin
from runbooks.record.errors import StoreError
from runbooks.session import Session
from tui.messages import BeginProcedure
from tui.opening import found_by
from tui.papers import FromPaper
from tui.screens.procedures import Procedures


class OverAnother(FromPaper):
    """The sessions under the one that is on the screen stay open, each with its own screen."""

    _session: Session | None
    _under: list[Session]

    @on(BeginProcedure)
    def _begin_procedure(self, event: BeginProcedure) -> None:
        """Begin what was asked for, or go on with it."""
        under, screen = self._session, self.screen
        if under is None or not isinstance(screen, Procedures):
            return
        try:
            over = begin(under, event.item, found_by(self._places))
        except (StoreError, DefinitionError) as error:
            self.call_later(screen.came_back, str(error))
            return
        if isinstance(over, Refusal):
            self.call_later(screen.came_back, over.reason)
            return
        self._under.append(under)
        self._enter(over, resumed=over.state.seq > 1)

    def _came_back(self) -> bool:
        """Back to the session under the one that was left, where there is one."""
        if not self._under:
            return False
        self._session = self._under.pop()
        if isinstance(self.screen, Procedures):
            self.call_later(self.screen.came_back)
        return True
