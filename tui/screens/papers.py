"""The clock of what was done on paper, while it is entered on the screen."""

from runbooks.language import _, words
from tui.dialogs.ask import AskText
from tui.keymap import key_of
from tui.lines import Line, line
from tui.screens.moving import Moving
from tui.view.paper import told_of_clock, told_of_papers


class Papers(Moving):
    """Its operator says when what follows was done on paper; nothing is saved by saying so."""

    def action_paper(self) -> None:
        """Set the clock of the paper, or go back to the real one."""
        if self._session.state.status == "closed":
            self._tell(self._nothing_asked())
        elif self._session.state.mode == "training":
            refused = self._session.set_clock("now")
            self._tell(refused.reason if refused else "")
        else:
            self._start(self._set_clock())

    async def _set_clock(self) -> None:
        """Ask until the clock is set, or its person leaves it."""
        given = told = ""
        while True:
            written = await self.app.push_screen_wait(
                AskText(_("When was it done on paper?"), self._explained(), given, told)
            )
            if written is None:
                return
            why_not = self._clock_set(written)
            if why_not is None:
                break
            given, told = written, why_not
        self._told = [line(told_of_clock(self._session.situation, key_of(self, "paper")), "bold $primary")]
        await self._turn()

    def _explained(self) -> list[Line]:
        written = _("As it stands there: 10:20, 22/11/2026 10:20, yesterday 18:05.")
        live = _("“{now}” goes back to the real clock.").format(now=_("now"))
        situation = self._session.situation
        shown = _("The clock of the paper shows {time}.").format(time=words.moment(situation.now))
        return [line(shown, "bold") if situation.on_paper else line(""), line(f"{written} {live}", "$quiet")]

    def _clock_set(self, written: str) -> str | None:
        """Set the clock; None when it is, else why not. What is being saved keeps the clock that it has."""
        if self._is_saving:
            return _("The last answer is still being saved.")
        refused = self._session.set_clock(written)
        return refused.reason if refused else None

    def _told_of_papers(self) -> list[Line]:
        """What is said first: by which clock is entered, where that can be mistaken."""
        session, key = self._session, key_of(self, "paper")
        if session.state.mode == "training" or session.state.status == "closed":
            return []
        if session.paper is not None:
            return [line(told_of_clock(session.situation, key), "bold $primary")]
        told = told_of_papers(session.record, key)
        return [line(told, "bold $primary")] if told else []
