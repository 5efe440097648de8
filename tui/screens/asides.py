"""What can be done beside answering: a note, passing over, putting off, going back, handing over."""

import asyncio
from collections.abc import Callable

from runbooks.advised import briefing
from runbooks.engine.commands import Cancel, Command, Defer, GoBack, HandOver, Override, TakeNote
from runbooks.engine.marks import marked
from runbooks.engine.situation import Situation
from runbooks.language import _
from runbooks.report.handover import ended, handover, kept_at
from runbooks.report.writers.markdown import markdown
from runbooks.told import item_label, step_title
from tui.closing import write_text
from tui.dialogs.ask import AskText, AskWhich, Dialog, Read
from tui.editors.pick import Entry
from tui.keymap import key_of
from tui.lines import BLANK, line
from tui.screens.keeping import KeepingScreen
from tui.view.idle import later_steps
from tui.view.looked_at import first_to_see
from tui.view.page import sheet
from tui.view.side import overview
from tui.view.why import why


class Asides(KeepingScreen):
    """Each of these asks for what it needs in a dialog, until it is done or left."""

    def _look_at(self, item: str | None) -> None:
        """Ask for that item of the current step next; with None, follow the first open one again."""
        raise NotImplementedError

    def _nothing_asked(self) -> str:
        """Why an act about the current item can do nothing where none is asked."""
        if self._session.state.status == "closed":
            return _("The session is closed. It never changes again.")
        if self._session.state.status == "finished":
            told = _("The session is finished: close it, or go back with {back}.")
            return told.format(back=key_of(self, "go_back"))
        told = _("Nothing is open here. {previous} looks again at what is answered.")
        return told.format(previous=key_of(self, "previous"))

    def action_note(self) -> None:
        """Write a note."""
        if not self._is_allowed(TakeNote("?")):
            return
        told = line(_("It goes into the record with the time and your name."), "$quiet")
        self._start(self._ask_and_do(lambda given, why: AskText(_("Note"), [told], given, why), TakeNote))

    def action_override(self) -> None:
        """Pass over the current item."""
        item = self._item
        if item is None:
            self._tell(self._nothing_asked())
        elif self._is_allowed(Override(item.id, "?")):
            label = item_label(self._session.situation, item.id)
            told = [line(label, "bold"), line(_("Why is it passed over? The report shows the reason."))]
            self._start(
                self._ask_and_do(
                    lambda given, why: AskText(_("Pass over"), told, given, why),
                    lambda reason: Override(item.id, reason),
                )
            )

    def action_defer(self) -> None:
        """Put the current item off until a later step."""
        item, situation = self._item, self._session.situation
        later = later_steps(situation)
        if item is None:
            self._tell(self._nothing_asked())
        elif self._is_allowed(Defer(item.id, later[0] if later else "")):
            title = _("Put off “{item}” until").format(item=situation.say(item.label))
            self._start(self._ask_and_do(self._which(title, later), lambda until: Defer(item.id, until)))

    def action_go_back(self) -> None:
        """Go back to an earlier step: which one, then why."""
        situation = self._session.situation
        here = situation.runbook.places[situation.state.step]
        count = here + (situation.state.status == "finished")
        earlier = [step.id for step in situation.runbook.steps[:count]]
        if situation.state.status == "closed":
            self._tell(_("The session is closed. It never changes again."))
        elif not earlier:
            self._tell(_("This is the first step."))
        else:
            self._start(self._go_back(earlier))

    async def _go_back(self, earlier: list[str]) -> None:
        to = await self.app.push_screen_wait(self._which(_("Go back to"), earlier)("", ""))
        if to is None:
            return
        name = step_title(self._session.situation, to)
        told = line(_("Answers stay as they are; one that you change opens what followed from it."), "$quiet")
        await self._ask_and_do(
            lambda given, why: AskText(_("Go back to “{step}”: why?").format(step=name), [told], given, why),
            lambda reason: GoBack(to, reason),
            at=first_to_see,
        )

    def action_why(self) -> None:
        """Read why the current item is asked."""
        item, situation = self._item, self._session.situation
        if item is None:
            self._tell(self._nothing_asked())
        else:
            self.app.push_screen(Read(situation.say(item.label), why(situation, item)))

    def action_overview(self) -> None:
        """Read where the session is: what stands at the side where there is room for it."""
        self.app.push_screen(Read(_("Where it stands"), overview(self._session.situation)))

    def action_say_now(self) -> None:
        """Where things stand, to be read out or copied; also written as a file."""
        said = marked(briefing(self._session.live_situation), self._session.state)
        path = self._session.document("say_now")
        told = write_text(path, said)
        self.app.copy_to_clipboard(said)
        sent = line(_("Sent to the terminal's clipboard, which may not take it."), "$quiet")
        self.app.push_screen(Read(_("Say now"), [*map(line, said.split("\n")), BLANK, sent, told]))

    def action_handover_page(self) -> None:
        """What whoever takes over must know, to be read; also written as a file."""
        if self._session.state.status == "closed":
            self._tell(ended(self._session.situation))
        else:
            self._show_handover()

    def _show_handover(self) -> None:
        session = self._session
        page = handover(session.live_situation, kept_at(str(session.path), session.state.id))
        told = write_text(session.document("handover"), markdown(page))
        self.app.push_screen(Read(_("Hand-over page"), [told, *sheet(page).lines]))

    def action_hand_over(self) -> None:
        """Hand the session over; then the page that whoever takes over reads."""
        if self._is_allowed(HandOver("?")):
            self._start(self._hand_over())

    async def _hand_over(self) -> None:
        told = [
            line(_("Whoever takes over is written beside everything that follows."), "$quiet"),
            line(_("The hand-over page then shows where things stand, and is written as a file."), "$quiet"),
        ]
        before = self._session.state.seq
        await self._ask_and_do(
            lambda given, why: AskText(_("Hand over to whom?"), told, given, why), HandOver
        )
        if self._session.state.seq > before:
            self._show_handover()

    async def ask_who(self, keep_name: Callable[[str], str]) -> None:
        """Ask for the operator's name, once: until now it is that of the login, and documents carry it."""
        operator = self._session.state.operator
        told = line(_("The name goes into the request and the notices. The settings keep it."), "$quiet")
        name = await self.app.push_screen_wait(AskText(_("Who leads this recovery?"), [told], operator))
        if name is None:
            return
        why_not = await self._carry_out(HandOver(name)) if name != operator else None
        self._told = []
        if why_not := why_not or await asyncio.to_thread(keep_name, name):
            self._told = [line(why_not, "bold $warning")]
        self._draw()

    def action_cancel(self) -> None:
        """Cancel the session."""
        if self._session.state.status != "open":
            self._tell(_("There is nothing to cancel: an outcome is reached."))
            return
        told = line(_("The session ends as cancelled. Nothing that was written is lost."), "$warning")
        self._start(
            self._ask_and_do(
                lambda given, why: AskText(_("Cancel the session: why?"), [told], given, why), Cancel
            )
        )

    async def _ask_and_do(
        self,
        ask: Callable[[str, str], Dialog],
        make: Callable[[str], Command],
        *,
        given: str = "",
        at: Callable[[Situation], str | None] | None = None,
    ) -> None:
        """Ask until the command made of what was given is done, or the person leaves it.

        `given` is proposed first; `at` finds the item to be asked then, else it is the first open one.
        """
        told = ""
        before = self._standing
        while True:
            answer = await self.app.push_screen_wait(ask(given, told))
            if answer is None:
                return
            why_not = await self._carry_out(make(answer))
            if why_not is None:
                break
            given, told = answer, why_not
        self._told = []
        if self._standing == before:
            self._draw()  # nothing that is being typed is asked anew
            return
        self._look_at(at(self._session.situation) if at else None)
        await self._turn()

    @property
    def _standing(self) -> object:
        """What is asked, and what stands beside it: whether it must be asked anew."""
        state, item = self._session.state, self._item
        return state.step, state.status, item and (item.id, state.entry(item.id))

    def _which(self, title: str, steps: list[str]) -> Callable[[str, str], Dialog]:
        situation = self._session.situation
        entries = [Entry(step, step_title(situation, step)) for step in steps]
        return lambda _given, told: AskWhich(f"{title}. {told}" if told else title, entries)
