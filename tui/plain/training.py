"""What the plain way has more in a training: a world that answers, a clock that is moved, hints, a score."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any, Final

from runbooks.engine.commands import LEVELS, Ask, Assess, Command, Hint, Wait
from runbooks.engine.events import Event
from runbooks.language import _, words
from runbooks.session import Session
from runbooks.told import local_time
from runbooks.training.debrief import LEVELS as WORDS
from runbooks.training.debrief import Debrief
from runbooks.training.guidance import feedback, hint_in_words
from runbooks.training.lesson import Play
from runbooks.training.messages import Message, messages
from runbooks.training.scene import Scene
from runbooks.training.session import TrainingSession
from tui.plain.asides import ASIDES
from tui.plain.talk import Talk, numbered
from tui.score_lines import score_lines


class TrainingTalk(Talk):
    """A conversation about a training: whatever is said in it is told, each answer gets its word."""

    def __init__(self, session: Session) -> None:
        assert isinstance(session, TrainingSession)
        super().__init__(session, {**ASIDES, **TRAINING_ASIDES})
        self.training = session

    def begin(self) -> None:
        """What was said so far, and where one is in simulated time."""
        exam = self.training.lesson.exam
        self.say(
            _("Exam: no hints; what was right is told at the end.")
            if exam
            else _("Guided: /s gives a hint, and each answer gets a word."),
            _("Here answering is doing it: nothing that is sent or told leaves this machine."),
            _("/p asks, looks or does something; /e lets time go by; no time goes by otherwise."),
        )
        reread(self)

    def tell_clock(self) -> None:
        """The simulated moment (T4)."""
        self.say(simulated(self.training))

    def carry_out(self, command: Command) -> bool:
        """As `Talk`; then the word on the answer, and what was said meanwhile."""
        before = self.training.play
        done = super().carry_out(command)
        if done:
            new = self.training.record.events[len(before.events) :]
            self._tell_feedback(before, new)
            self.say(*(_told(self.training, one) for one in messages(new)))
            if isinstance(command, Ask) and not any(event.type == "clock_moved" for event in new):
                self.tell_clock()  # where time was moved, what waits is shown anew, and the clock with it
        return done

    def before_closing(self) -> None:
        """The trainee judges himself before the score is shown (T11); once."""
        if any(event.type == "self_assessed" for event in self.training.state.lived):
            return
        self.say(_("Before the score: how did you do? 1 met, 2 partly, 3 not met; Enter: not said"))
        options = [(level, _(WORDS[level])) for level in LEVELS]
        debrief = Debrief(self.training.play)
        asked = ((one.id, one.label) for one in debrief.judged())
        levels = {id: self.choose(f"{label} > ", options) for id, label in asked}
        given = {id: level for id, level in levels.items() if level is not None}
        if given:
            self.carry_out(Assess(given))

    def tell_score(self) -> None:
        """How it was judged, line by line."""
        told = _("What was done beside what was right: restaura train report {id}")
        id = self.training.state.id
        self.say("", *score_lines(Debrief(self.training.play)), "", told.format(id=id))

    def _tell_feedback(self, before: Play, new: Sequence[Event]) -> None:
        for event in new:
            if event.type != "answered":
                continue
            scene = Scene(before, datetime.fromisoformat(event.at))
            word = feedback(scene, before.state.runbook.items[event.data["item"]], event.data["value"])
            if word is not None:
                self.say(f"{'✔' if word.is_right else '✘'} {word.text}" + _in_brackets(word.clause))

    def _place(self) -> Any:
        # What waits is asked anew once time has gone by: what it may be answered with has changed.
        moved = sum(event.type == "clock_moved" for event in self.training.state.lived)
        return super()._place(), moved


def simulated(session: Session) -> str:
    """The simulated moment of a training, in words (T4)."""
    return _("Simulated clock: {at}").format(at=words.moment(session.situation.now))


def _told(session: Session, said: Message) -> str:
    return f"[{local_time(session.situation, said.at)}] {said.who}: {said.says}"


def _in_brackets(clause: str) -> str:
    return f" ({clause})" if clause else ""


# -- what every prompt takes more -------------------------------------------------------------------


def reread(talk: Talk) -> None:
    """Everything that was said so far."""
    said = messages(talk.session.record.events)
    talk.say(*(_told(talk.session, one) for one in said))


def go_and_see(talk: Talk) -> None:
    """Ask somebody, look somewhere, do something: the world answers."""
    scene = _training(talk).scene
    options = [
        (source.id, f"{scene.say(source.label)} ({_('{count} min').format(count=source.minutes)})")
        for source in scene.sources()
    ]
    talk.say(*numbered(options))
    source = talk.choose(_("what to ask, look at or do, a number; Enter: nothing") + " > ", options)
    if source is None:
        talk.say(_("Nothing was changed."))
    else:
        talk.carry_out(Ask(source))


def let_time_go_by(talk: Talk) -> None:
    """Move the simulated clock."""
    following = _("next")
    prompt = _("how long: 30m, 2h, 4d, a moment to come, or {word} for what happens next")
    until = talk.ask(prompt.format(word=following) + " > ")
    if not until:
        talk.say(_("Nothing was changed."))
    else:
        talk.carry_out(Wait("next" if until.lower() == following else until))


def hint(talk: Talk) -> None:
    """The next of three hints for what is asked, each with what it costs (T8)."""
    if talk.item is None:
        talk.say(_("Nothing is asked here that a hint could help with."))
        return
    item, session = talk.item, _training(talk)
    if talk.carry_out(Hint(item.id)):
        given = session.state.lived[-1].data
        told = _("Hint {step} of 3, which takes {cost} from the points: {text}")
        text = hint_in_words(session.scene, item, given["step"])
        talk.say(told.format(step=given["step"], cost=given["cost"], text=text))


def _training(talk: Talk) -> TrainingSession:
    assert isinstance(talk.session, TrainingSession)
    return talk.session


TRAINING_ASIDES: Final[Mapping[str, Callable[[Talk], None]]] = {
    "/p": go_and_see,
    "/e": let_time_go_by,
    "/s": hint,
    "/m": reread,
}
