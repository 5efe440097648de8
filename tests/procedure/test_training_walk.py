"""Arbitrary actions in trainings: no exception, a clock that only goes on, always the same score."""

from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule
from practice import GUIDE, SCENARIOS, lesson
from test_engine_walk import ITEMS, STEPS, VALUES

from runbooks.answers import as_command
from runbooks.engine.commands import LEVELS, Answer, Ask, Assess, Close, Command, Complete, GoBack, Hint, Wait
from runbooks.engine.refusals import Refusal
from runbooks.engine.situation import Situation
from runbooks.training.acting import carry_out, opening
from runbooks.training.lesson import Play, begun
from runbooks.training.player import ideal
from runbooks.training.scene import Scene
from runbooks.training.score import score

SOURCES = [source.id for source in GUIDE.sources]
CRITERIA = [criterion.id for criterion in GUIDE.rubric]
ODD = ["", "nobody", "\x1b[2J", "{{ truth.areas }}"]


class TrainingWalk(RuleBasedStateMachine):
    @initialize(name=st.sampled_from(sorted(SCENARIOS)), exam=st.booleans())
    def begin(self, name: str, exam: bool) -> None:
        self.lesson = lesson(name, exam=exam)
        play = begun(self.lesson, "Ana")
        self.play: Play = play.then(opening(play))
        self.done: list[Command] = []

    def do(self, command: Command | Refusal) -> None:
        before = self.play
        acts = command if isinstance(command, Refusal) else carry_out(before, command)
        if isinstance(acts, Refusal):
            assert acts.sentences["es"]
            assert acts.sentences["en"]
            return
        assert before.state.status != "closed" or not acts
        moments = [before.now, *(act.at for act in acts)]
        assert moments == sorted(moments)
        self.play = before.then(acts)
        assert not isinstance(command, Refusal)
        self.done.append(command)

    @rule(name=st.sampled_from(ITEMS), value=VALUES)
    def answer(self, name: str, value: Any) -> None:
        self.do(as_command(Situation(self.play.state, self.play.now), name, value))

    @rule()
    def answer_right(self) -> None:
        """What is asked, as it should be: so that the walk comes further than the first step."""
        scene = Scene(self.play)
        item = next(iter(scene.situation.asked), None)
        if item is None:
            self.do(Complete(self.play.state.step))
        elif item.kind == "document":
            self.do(Answer(item.id, {"accept": True}))
        elif item.id in GUIDE.right and scene.right(item) is not None:
            self.do(Answer(item.id, scene.right(item), "porque así lo dicen los hechos"))

    @rule(source=st.sampled_from([*SOURCES, *ODD]))
    def ask(self, source: str) -> None:
        self.do(Ask(source))

    @rule(until=st.sampled_from(["next", "30m", "4d", "0m", "9999d", "today+1d 08:00", "now-1h", *ODD]))
    def wait(self, until: str) -> None:
        self.do(Wait(until))

    @rule(item=st.sampled_from([*ITEMS, *ODD]))
    def hint(self, item: str) -> None:
        self.do(Hint(item))

    @rule(name=st.sampled_from([*CRITERIA, *ODD]), level=st.sampled_from([*LEVELS, "", "best"]))
    def judge(self, name: str, level: str) -> None:
        self.do(Assess({name: level}))

    @rule(step=st.sampled_from(STEPS))
    def complete(self, step: str) -> None:
        self.do(Complete(step))

    @rule(step=st.sampled_from(STEPS))
    def go_back(self, step: str) -> None:
        self.do(GoBack(step, "otra vez"))

    @rule()
    def close(self) -> None:
        self.do(Close())

    @invariant()
    def what_can_be_asked_can_be_asked(self) -> None:
        if self.play.state.status != "closed":
            for source in Scene(self.play).sources():
                assert not isinstance(carry_out(self.play, Ask(source.id)), Refusal), source.id
                break

    def teardown(self) -> None:
        if not hasattr(self, "lesson"):
            return
        best = ideal(self.lesson).play
        found = score(self.play, best)
        assert 0 <= found.points <= found.of
        assert not (found.failures and found.passed)
        again = begun(self.lesson, "Ana")
        again = again.then(opening(again))
        for command in self.done:
            acts = carry_out(again, command)
            assert not isinstance(acts, Refusal)
            again = again.then(acts)
        assert again.events == self.play.events  # T17
        assert score(again, best).as_json() == found.as_json()


TestTrainingWalk = TrainingWalk.TestCase
TestTrainingWalk.settings = settings(
    max_examples=60, stateful_step_count=40, deadline=None, suppress_health_check=list(HealthCheck)
)
