"""Invented incidents played by rule: what the ideal and a naive path come to, for tests and the bench."""

from dataclasses import dataclass

from runbooks.definition.model import Runbook
from runbooks.training.generator import invent
from runbooks.training.guide import Guide
from runbooks.training.invented import Invented
from runbooks.training.lesson import Lesson
from runbooks.training.player import Path, Stuck, ideal, naive
from runbooks.training.score import Score, score


@dataclass(frozen=True, slots=True)
class Played:
    """One incident: the ideal path, and the score of the naive one.

    A naive path that finds no way on counts as what it scored by then.
    """

    ideal: Path
    naive: Score

    @property
    def hours(self) -> float:
        """The simulated time of the ideal path."""
        play = self.ideal.play
        return (play.now - play.lesson.start).total_seconds() / 3600


def played(guide: Guide, runbook: Runbook, parts: Invented, seed: int, difficulty: int) -> Played:
    """The incident of `seed`, played both ways."""
    lesson = Lesson(guide, runbook, invent(runbook, parts, seed, difficulty))
    best = ideal(lesson)
    try:
        reached = naive(lesson).play
    except Stuck as stuck:
        assert stuck.play is not None
        reached = stuck.play
    return Played(best, score(reached, best.play))
