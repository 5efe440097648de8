"""The session: where it is held, the current step, the item that is asked, what was saved."""

import asyncio
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from runbooks.definition.items import ChoiceItem, DeliveriesItem, Item
from runbooks.definition.parts import Option
from runbooks.engine.commands import Answer, Close, Complete
from runbooks.engine.situation import Situation
from runbooks.language import _
from runbooks.session import Session
from tui.acts import SESSION, Act, bindings, of_closed, of_papers
from tui.closing import write_report
from tui.dialogs.ask import AskText
from tui.drafts import Drafts
from tui.editors.base import Editor
from tui.editors.finish import Finish
from tui.editors.pane import EditorPane
from tui.keys_bar import KeysBar
from tui.lines import Line, line
from tui.messages import ReadReport, Shown, Shows
from tui.notices import TOAST, Watch
from tui.screens.procedures import Procedures
from tui.screens.session_view import HEIGHTS, WIDTHS, SessionView
from tui.view.held import held
from tui.view.idle import idle
from tui.view.paper import can_go_on

TICK = 20.0
"""Seconds between two looks at the clock."""


class SessionScreen(Procedures):
    """One session from where it is held to its closing."""

    CSS_PATH: ClassVar = ["session_view.tcss", "session.tcss"]
    AUTO_FOCUS = ""
    ACTS: Sequence[Act] = SESSION
    HORIZONTAL_BREAKPOINTS = WIDTHS
    VERTICAL_BREAKPOINTS = HEIGHTS
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(SESSION), Binding("escape", "stay", show=False)]

    def __init__(
        self,
        session: Session,
        drafts_folder: Path,
        watch: Watch,
        *,
        resumed: bool,
        keep_name: Callable[[str], str] | None = None,
    ) -> None:
        """With `keep_name` the operator's name is asked for; it keeps the name, or says why it cannot."""
        super().__init__(session)
        self._keep_name = keep_name
        self._drafts = Drafts(drafts_folder, session.state.id)
        self._is_answering = False
        self._watch = watch
        self._told = held(session.situation, session.record) if resumed else []

    def compose(self) -> ComposeResult:
        """The session, and the keys under it."""
        yield SessionView()
        yield KeysBar(self.ACTS)

    async def on_mount(self) -> None:
        """Show where the session is held."""
        self._say_saved(self._saved_at)
        self.set_interval(TICK, self._tick)
        self._told += [*self._told_of_papers(), *self._told_of_the_other()]
        await self._turn()
        if self._keep_name is not None:
            self._start(self.ask_who(self._keep_name))

    def on_resize(self) -> None:
        """What is shown depends on the room there is."""
        self.call_after_refresh(self._fit)

    def _fit(self) -> None:
        self._draw()
        self.call_after_refresh(self._view.bring_into_view)

    def on_unmount(self) -> None:
        """Nothing typed is lost with the screen."""
        self._drafts.keep()

    # -- what is shown ------------------------------------------------------------------------

    @property
    def _view(self) -> SessionView:
        return self.query_one(SessionView)

    async def _turn(self) -> None:
        """Show and ask what is current now; keys typed before it is shown are not meant for it."""
        self.post_message(Shows())
        situation = self._session.situation
        item, view = self._asked_in(situation), self._view
        with self.app.batch_update():  # what is asked is not seen before it can be answered
            self._draw_as(situation, item)
            if item is None:
                await view.pane.finish(self._ways(situation))
            else:
                await view.pane.ask(situation, item, self._drafts.read(item.id))
        self.call_after_refresh(view.bring_into_view)
        self._is_seen()

    def _is_seen(self) -> None:
        self.call_after_refresh(self.post_message, Shown())

    def _draw(self) -> None:
        situation = self._session.situation
        self._draw_as(situation, self._asked_in(situation))

    def _draw_as(self, situation: Situation, item: Item | None) -> None:
        told, at_hand = self._told, self._at_hand(situation, item)
        feedback, clock = self._feedback_on(item), self._clock(situation)
        self._view.draw(situation, item, told, at_hand, feedback=feedback, clock=clock)
        if (acts := self._offered(situation)) != self.ACTS:
            self.ACTS = acts
            self.query_one(KeysBar).offer(acts)
        self.query_one(KeysBar).leave_out(self._idle(situation, item))

    def _offered(self, situation: Situation) -> Sequence[Act]:
        acts = type(self).ACTS
        if situation.state.status == "closed":
            return of_closed(acts)
        is_paper = situation.on_paper or can_go_on(self._session.record)
        return of_papers(acts) if is_paper else acts

    def _idle(self, situation: Situation, item: Item | None) -> frozenset[str]:
        return idle(situation, item)

    def _feedback_on(self, _item: Item | None) -> list[Line]:
        """A word on the last answer, while `_item` is asked: of a training alone."""
        return []

    def _tick(self) -> None:
        situation, shown = self._session.situation, self._view.pane.shown
        passed = None if situation.on_paper else self._watch.look(situation)  # then, not now
        if passed is not None:
            self.app.bell()
            told = passed + "\n" + _("Esc or a click takes this away.")
            self.notify(told, severity="warning", timeout=TOAST, markup=False)
        if isinstance(shown, Editor):
            shown.passed(situation)
        self._draw()

    # -- what is done -------------------------------------------------------------------------

    async def _answer(self, command: Answer) -> None:
        """Carry an answer out; the editor keeps what was typed until it is saved."""
        try:
            why_not = await self._carry_out(command)
            if why_not is not None:
                self._tell(_("Not done: {reason}").format(reason=why_not), "bold $error")
                if isinstance(shown := self._view.pane.shown, Editor):
                    shown.refused()
                return
            await self._answered(command)
        finally:
            self._is_answering = False

    async def _answered(self, command: Answer) -> None:
        self._drafts.forget(command.item)
        if command.value is None:
            self._left_empty.add(command.item)
        item = self._session.state.runbook.items[command.item]
        self._looked_at = command.item if isinstance(item, DeliveriesItem) else None
        self._told = []
        await self._turn()

    @on(Editor.Sent)
    def _sent(self, event: Editor.Sent) -> None:
        item = event.item
        if self._is_answering or item is not self._item:
            return  # one answer for what is asked; what a held key sends behind it is not meant
        option = _option(item, event.value)
        if option is not None and option.asks_reason and self._is_allowed(Answer(item.id, event.value)):
            question = self._session.situation.say(option.why) if option.why else _("Say why.")
            title = self._session.situation.say(option.label)
            self._start(
                self._ask_and_do(
                    lambda given, told: AskText(title, [line(question)], given, told),
                    lambda reason: Answer(item.id, event.value, reason),
                )
            )
        else:
            self._is_answering = True
            self._start(self._answer(Answer(item.id, event.value)))

    @on(Editor.Typed)
    def _typed(self, event: Editor.Typed) -> None:
        if self._drafts.note(event.item.id, event.text):
            self.set_timer(Drafts.PATIENCE, self._keep_draft)

    def _keep_draft(self) -> None:
        self._start(asyncio.to_thread(self._drafts.keep))

    @on(Editor.Unfolded)
    def _unfolded(self) -> None:
        self._told = []
        self._draw()

    @on(Editor.Hint)
    def _hint(self, event: Editor.Hint) -> None:
        self._tell(event.sentence)

    @on(Editor.LeftEmpty)
    async def _empty(self) -> None:
        await self.action_following()

    @on(Finish.Act)
    async def _act(self, event: Finish.Act) -> None:
        if event.id == "home":
            self.action_home()
        elif event.id == "report":
            self.action_preview()
        elif event.id == "leave":
            await self.run_action("app.leave")
        elif not self._is_answering:
            self._is_answering = True
            self._start(self._end(event.id))

    async def _end(self, act: str) -> None:
        command = Close() if act == "close" else Complete(self._session.state.step)
        why_not = await self._carry_out(command)
        self._left_empty.clear()
        self._looked_at = None
        self._told = []
        if why_not is not None:
            self._told = [line(_("Not done: {reason}").format(reason=why_not), "bold $error")]
        elif act == "close":
            self._told = write_report(self._session)
        await self._turn()
        self._is_answering = False

    # -- the keys -----------------------------------------------------------------------------

    def action_send(self) -> None:
        """Send what stands in the editor."""
        shown = self.query_one(EditorPane).shown
        if shown is not None:
            # Behind the letters that are still on their way to where the cursor is.
            (self.focused or shown).call_later(shown.send)

    def action_preview(self) -> None:
        """The document as its reader will see it; of a session that is closed, its report."""
        if self._session.state.status == "closed":
            self.post_message(ReadReport(self._session.record, str(self._session.path)))
        else:
            super().action_preview()

    def action_home(self) -> None:
        """Leave the session as it is, once the last answer is saved."""
        if self._is_saving:
            self._tell(_("The last answer is still being saved."))
        else:
            self.dismiss(None)


def _option(item: Item, value: object) -> Option | None:
    if not isinstance(item, ChoiceItem):
        return None
    return next((option for option in item.options if option.id == value), None)
