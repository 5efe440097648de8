"""What only a trainee does: ask, look or do something, wait, take a hint, read what was said."""

from typing import ClassVar, Final

from textual.binding import BindingType

from runbooks.definition.items import Item
from runbooks.engine.commands import Ask, Command, Hint, Wait
from runbooks.engine.situation import Situation
from runbooks.language import N_, _, words
from runbooks.told import item_label
from runbooks.training.acting import HINTS
from runbooks.training.guidance import hint_in_words
from runbooks.training.messages import messages
from runbooks.training.session import TrainingSession
from tui.acts import TRAINEE, TRAINING, bindings
from tui.dialogs.ask import AskText, AskWhich
from tui.dialogs.heard import Heard
from tui.editors.pick import Entry
from tui.lines import Line, line
from tui.screens.session import SessionScreen
from tui.view.training import heard, points

WAITS: Final = (
    ("next", N_("Until something happens")),
    ("30m", N_("Half an hour")),
    ("2h", N_("Two hours")),
    ("today+1d 08:00", N_("Until tomorrow at 08:00")),
    ("1d", N_("One day")),
    ("4d", N_("Four days")),
)
"""What is offered to wait for, as a record keeps it, and its words."""
OTHER: Final = "other"


class TrainingActs(SessionScreen):
    """Each of these lets simulated time pass, or tells something; the world answers in a box."""

    ACTS = TRAINING
    BINDINGS: ClassVar[list[BindingType]] = bindings(TRAINEE)

    _session: TrainingSession

    # -- the world ----------------------------------------------------------------------------

    def action_ask(self) -> None:
        """Ask somebody, look somewhere, or do something."""
        if self._session.state.status == "closed":
            self._tell(self._nothing_asked())
        else:
            self._start(self._ask())

    async def _ask(self) -> None:
        scene = self._session.scene
        entries = [
            Entry(one.id, scene.say(one.label), self._cost_of(one.id, one.minutes)) for one in scene.sources()
        ]
        told = line(_("Each takes its time by the simulated clock. The answer comes at once."), "$quiet")
        source = await self.app.push_screen_wait(AskWhich(_("Ask, look or do something"), entries, [told]))
        if source is not None:
            await self._live(Ask(source))

    def _cost_of(self, source: str, minutes: int) -> str:
        """How long it takes, and when it was done last."""
        told = _("{count} min").format(count=minutes)
        if (before := self._session.scene.asked_last.get(source)) is not None:
            now = self._session.situation.now
            at = f"{before:%H:%M}" if before.date() == now.date() else words.short(before)
            told += " · " + _("done {time}").format(time=at)
        return told

    def action_wait(self) -> None:
        """Let the simulated clock go on."""
        if self._session.state.status == "closed":
            self._tell(self._nothing_asked())
        else:
            self._start(self._wait())

    async def _wait(self) -> None:
        entries = [Entry(until, _(word)) for until, word in WAITS]
        entries.append(Entry(OTHER, _("Another time"), _("45m, 6h, 3d, or a moment to come")))
        told = line(
            _("Nothing passes by itself here: time goes on by what you do, and by waiting."), "$quiet"
        )
        until = await self.app.push_screen_wait(AskWhich(_("Wait"), entries, [told]))
        if until == OTHER:
            await self._wait_as_written()
        elif until is not None:
            await self._live(Wait(until))

    async def _wait_as_written(self) -> None:
        told = line(_("45m, 6h, 3d, or a moment to come"), "$quiet")
        before = self._session.state.seq
        await self._ask_and_do(lambda given, why: AskText(_("Wait until when?"), [told], given, why), Wait)
        if self._session.state.seq != before:
            self._tick()

    async def _live(self, command: Command) -> None:
        """Do what lets time pass, and show what that changes; what is being typed stays."""
        before = self._standing
        why_not = await self._carry_out(command)
        if why_not is not None:
            self._tell(_("Not done: {reason}").format(reason=why_not), "bold $error")
            return
        self._told = []
        if self._standing != before:
            await self._turn()
        self._tick()

    # -- hints --------------------------------------------------------------------------------

    def action_hint(self) -> None:
        """The next hint for the current item, once its cost is said (T8)."""
        item = self._item
        if self._session.lesson.exam:
            self._tell(_("An exam gives no hints."))
        elif item is None:
            self._tell(self._nothing_asked())
        else:
            self._start(self._take_hint(item))

    async def _take_hint(self, item: Item) -> None:
        label = item_label(self._session.situation, item.id)
        given = self._hints_on(item)
        if given < HINTS:
            cost = points(self._session.lesson.guide.hint_costs[given])
            take = Entry("take", _("Take hint {step} of {count}").format(step=given + 1, count=HINTS), cost)
            told = [line(label, "bold"), *self._hints(item, given)]
            if await self.app.push_screen_wait(AskWhich(_("Hint"), [take], told)) is None:
                return
            if (why_not := await self._carry_out(Hint(item.id))) is not None:
                self._tell(_("Not done: {reason}").format(reason=why_not), "bold $error")
                return
            self._draw()
        await self.app.push_screen_wait(
            Heard(_("Hint"), [line(label, "bold"), *self._hints(item, self._hints_on(item))])
        )

    def _hints_on(self, item: Item) -> int:
        lived = self._session.state.lived
        return sum(one.type == "hinted" and one.data["item"] == item.id for one in lived)

    def _hints(self, item: Item, count: int) -> list[Line]:
        scene = self._session.scene
        return [line(hint_in_words(scene, item, n), lead=f"{n}  ") for n in range(1, count + 1)]

    # -- what was said ------------------------------------------------------------------------

    def action_heard(self) -> None:
        """All that was said, newest last."""
        session = self._session
        told = heard(session.situation, messages(session.record.events))
        self.app.push_screen(Heard(_("Messages"), told, is_newest_last=True))

    def _idle(self, situation: Situation, item: Item | None) -> frozenset[str]:
        idle = super()._idle(situation, item)
        if situation.state.status == "closed":
            idle |= {"ask", "wait"}
        return idle | {"hint"} if item is None or self._session.lesson.exam else idle
