"""A training that is kept: as `Session`, on a simulated clock, with a world that answers.

It is given no sender, and nothing in this package imports one: a training can reach nobody (T3).
"""

from collections.abc import Callable
from datetime import datetime
from functools import cached_property

from runbooks.engine.commands import Command
from runbooks.engine.events import Happening
from runbooks.engine.moments import as_text
from runbooks.engine.refusals import Refusal, refuse
from runbooks.engine.situation import Situation
from runbooks.engine.state import SessionState
from runbooks.language import N_
from runbooks.record.store import Store
from runbooks.record.writer import RecordWriter
from runbooks.session import Act as Kept
from runbooks.session import Session, create
from runbooks.training import lesson as lessons
from runbooks.training.acting import carry_out, opening
from runbooks.training.lesson import Lesson, Play, lesson_of
from runbooks.training.player import ideal
from runbooks.training.scene import Scene
from runbooks.training.score import Score, score

Wall = Callable[[], datetime]


class TrainingSession(Session):
    """One training with its record on disk. Its clock stands still but for what is done (T4)."""

    def __init__(self, state: SessionState, writer: RecordWriter, wall: Wall) -> None:
        super().__init__(state, writer, lambda: datetime.fromisoformat(self.state.updated_at))
        self._wall = wall

    @classmethod
    def begin(
        cls, store: Store, lesson: Lesson, *, operator: str, language: str, wall: Wall
    ) -> "TrainingSession":
        """Begin a training; `wall` is the real clock, which only its id and its `wall` fields follow.

        Raises `StoreError` when the record cannot be made.
        """
        play = lessons.begun(lesson, operator, language)
        acts = (lessons.Act(lesson.start, (lesson.started(language),)), *opening(play))
        kept = [_kept(act, operator, wall()) for act in acts]
        id = store.new_id(wall(), "training")
        return cls(*create(store, id, "training", lesson.runbook, kept), wall)

    @cached_property
    def lesson(self) -> Lesson:
        """What is pinned of the training."""
        return lesson_of(self.state)

    @cached_property
    def ideal(self) -> Play:
        """The ideal path, worked out from the truth."""
        return ideal(self.lesson).play

    @property
    def play(self) -> Play:
        """How far the training has come."""
        return Play(self.lesson, self.state, self.record.events)

    @property
    def scene(self) -> Scene:
        """The world as it is now."""
        return Scene(self.play)

    @property
    def situation(self) -> Situation:
        """The session as it stands, at the simulated moment."""
        return Situation(self.state, self.now())

    def score(self) -> Score:
        """How it was done, as far as it has come."""
        return score(self.play, self.ideal)

    def set_clock(self, _text: str) -> Refusal:
        """Refused: no training is done on paper, and its clock is moved by waiting."""
        return refuse("not_allowed", None, N_("a training is not entered from paper: its clock is simulated"))

    def do(self, command: Command) -> Refusal | None:
        """Carry `command` out and save it, with all that follows; None when done. Raises `StoreError`."""
        acts = carry_out(self.play, command)
        if isinstance(acts, Refusal):
            return acts
        if acts and acts[-1].happenings[-1].type == "session_closed":
            acts = (*acts[:-1], self._with_score(acts))
        if acts:
            wall = self._wall()
            self._save([_kept(act, self.state.operator, wall) for act in acts])
        return None

    def _with_score(self, acts: tuple[lessons.Act, ...]) -> lessons.Act:
        """The last act with the score that is then kept in the record."""
        last = acts[-1]
        judged = score(self.play.then(acts), self.ideal).as_json()
        closed = Happening("session_closed", {**last.happenings[-1].data, "score": judged})
        return lessons.Act(last.at, (*last.happenings[:-1], closed))


def _kept(act: lessons.Act, operator: str, wall: datetime) -> Kept:
    """An act as the record keeps it; `wall` says when it was really done."""
    return Kept(as_text(act.at), operator, [stamped(one, wall) for one in act.happenings])


def stamped(happening: Happening, wall: datetime) -> Happening:
    """What happened, with the real time at which it did."""
    return Happening(happening.type, {**happening.data, "wall": as_text(wall)})
