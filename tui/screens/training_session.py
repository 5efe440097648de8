"""A training: the screen of an incident, on a simulated clock, with a world that answers in boxes."""

import asyncio
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

from textual.content import Content

from runbooks.definition.items import Item
from runbooks.engine.commands import Answer, Assess, Command
from runbooks.engine.events import Event
from runbooks.engine.situation import Situation
from runbooks.language import _, current
from runbooks.training.debrief import Debrief
from runbooks.training.guidance import Feedback, feedback
from runbooks.training.lesson import Play
from runbooks.training.messages import messages
from runbooks.training.scene import Scene
from runbooks.training.score import JUDGED
from runbooks.training.session import TrainingSession
from tui.dialogs.heard import Heard
from tui.dialogs.judge import Judge
from tui.editors.pick import Entry
from tui.lines import BLANK, Line, line, text
from tui.looks import SAVED
from tui.messages import ReadRecord
from tui.notices import Watch
from tui.screens.training_acts import TrainingActs
from tui.view.debrief import judgement
from tui.view.training import clock, feedback_beside, heard, held
from tui.view.ways import training_ways

BY_ITSELF = ("injected", "clock_moved")
FIRST = 2
"""The event of the opening: behind that with which a session starts."""


class TrainingScreen(TrainingActs):
    """One training from its opening to its score."""

    def __init__(self, session: TrainingSession, drafts_folder: Path, watch: Watch, *, resumed: bool) -> None:
        super().__init__(session, drafts_folder, watch, resumed=False)
        self._told = held(session.situation, session.record) if resumed else []
        self._heard = _last_act(session.record.events)
        self._feedback: tuple[Item, Feedback] | None = None
        self._beside: Item | None = None
        self._is_new = False

    # -- what is shown ------------------------------------------------------------------------

    def _is_seen(self) -> None:
        self.call_after_refresh(self._tell_before)

    def _tell_before(self) -> None:
        """What the world says is read first, and what is asked then (T6)."""
        if not self._tell_news():
            super()._is_seen()

    def _draw(self) -> None:
        super()._draw()
        self._tell_news()

    def _tell_news(self) -> bool:
        """Show what was said since the last box, all of it in its order; whether there was anything."""
        new = [one for one in messages(self._session.record.events) if one.seq > self._heard]
        self._heard = self._session.state.seq
        if new:
            told = heard(self._session.situation, new)
            if new[0].seq == FIRST:
                doing = _("Here answering is doing it: nothing that is sent or told leaves this machine.")
                told += [BLANK, line(doing, "$quiet")]
            self.app.push_screen(Heard("", told))
        return bool(new)

    def _clock(self, situation: Situation) -> tuple[str, ...]:
        return clock(situation, exam=self._session.lesson.exam)

    def _feedback_on(self, item: Item | None) -> list[Line]:
        """While what was asked next is asked; named where its row is not the one above."""
        if self._is_new:
            self._beside, self._is_new = item, False
        if self._feedback is None or item is not self._beside:
            return []
        answered, told = self._feedback
        return feedback_beside(self._session.situation, item, answered, told)

    def _say_saved(self, _at: str) -> None:
        # Without its hour: the only clock in a training is the simulated one.
        self._say(Content.assemble((f"{SAVED} ", "$success"), text(_("saved"))))

    # -- feedback -----------------------------------------------------------------------------

    async def _carry_out(self, command: Command) -> str | None:
        before = self._session.play
        why_not = await super()._carry_out(command)
        if why_not is None:
            self._feedback, self._is_new = None, True
            if isinstance(command, Answer):
                self._feedback = self._on_answer(before, command.item)
        return why_not

    def _on_answer(self, before: Play, item: str) -> tuple[Item, Feedback] | None:
        """A word on the answer just given, by what was so when it was given; none in an exam (T7)."""
        given = [one for one in self._session.record.events[len(before.events) :] if _is_answer_to(one, item)]
        if not given:
            return None
        scene = Scene(before, datetime.fromisoformat(given[-1].at))
        asked = self._session.state.runbook.items[item]
        told = feedback(scene, asked, given[-1].data.get("value"))
        return (asked, told) if told else None

    # -- the end ------------------------------------------------------------------------------

    def _ways(self, situation: Situation) -> list[Entry]:
        return training_ways(situation)

    @property
    def _own(self) -> Mapping[str, str]:
        return Debrief(self._session.play).own

    async def _end(self, act: str) -> None:
        try:
            if act == "ask":
                await self._ask()
            elif act == "score":
                await self._show_score()
            elif act == "debrief":
                self.post_message(ReadRecord(self._session.state.id))
            elif act == "judge":
                await self._judge()
            elif act != "close" or self._own or await self._judge():
                await super()._end(act)
                if act == "close" and self._session.state.status == "closed":
                    await self._show_score()
        finally:
            self._is_answering = False

    async def _judge(self) -> bool:
        """Ask for the trainee's own judgement, and keep it; whether it is kept (T11)."""
        criteria = _criteria(self._session)
        judged: list[Mapping[str, str]] = []
        await self.app.push_screen_wait(Judge(criteria, self._own, judged.append))
        if not judged:
            return False
        why_not = await self._carry_out(Assess(judged[0]))
        self._told = []
        await self._turn()
        if why_not is not None:
            self._tell(_("Not done: {reason}").format(reason=why_not), "bold $error")
        return why_not is None

    async def _show_score(self) -> None:
        told = await asyncio.to_thread(judgement, Debrief(self._session.play))
        await self.app.push_screen_wait(Heard(_("How it was done"), told))


def _last_act(events: tuple[Event, ...]) -> int:
    """The last event that did not come by itself: what the world said since is told (again)."""
    return max(one.seq for one in events if one.type not in BY_ITSELF)


def _is_answer_to(event: Event, item: str) -> bool:
    return event.type in JUDGED and event.data["item"] == item


def _criteria(session: TrainingSession) -> list[tuple[str, str]]:
    """Every criterion with its words: which of them apply would give away how it should have ended."""
    return [(one.id, one.label.in_language(current())) for one in session.lesson.guide.rubric]
