"""A trainee before the screens: the program at a place of a real training, with its world."""

from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from functools import cache
from pathlib import Path

from practice import SCENARIOS

from runbooks.definition.loader import load_runbook, shipped_runbooks
from runbooks.engine.commands import Assess, Command
from runbooks.language import use
from runbooks.training.lesson import Lesson
from runbooks.training.library import read_guide
from runbooks.training.player import ideal, naive
from runbooks.training.session import TrainingSession
from tests.screen.sitting import WIDE, Sitting, places, shown
from tui.app import Restaura
from tui.opening import take_up
from tui.trainings import start_training

RUNBOOK = shipped_runbooks()["mpia-dti-140"]
SCENARIO = "deleted_today"


@cache
def ideal_path(scenario: str = SCENARIO, language: str = "es") -> tuple[Command, ...]:
    """What the ideal path does, with the trainee's judgement of himself before the end."""
    done = ideal(_lesson(scenario), language).done
    return (*done[:-1], Assess({one.id: "met" for one in read_guide(RUNBOOK).rubric}), done[-1])


@cache
def naive_path(scenario: str = SCENARIO) -> tuple[Command, ...]:
    """What someone does who looks nowhere."""
    return naive(_lesson(scenario)).done


def _lesson(scenario: str) -> Lesson:
    return Lesson(read_guide(RUNBOOK), load_runbook(RUNBOOK), SCENARIOS[scenario])


def before_item(item: str, path: Iterable[Command]) -> tuple[Command, ...]:
    """What was done before `item` is answered for the first time."""
    found: list[Command] = []
    for command in path:
        if getattr(command, "item", None) == item:
            return tuple(found)
        found.append(command)
    raise ValueError(f"there is no {item}")


def training_of(
    home: Path, done: Iterable[Command] = (), *, exam: bool = False, operator: str = "Nueva"
) -> TrainingSession:
    """A training under `home` in which `done` was carried out; none of it may be refused."""
    session = start_training(places(home), SCENARIOS[SCENARIO], exam=exam, operator=operator)
    for command in done:
        assert (refused := session.do(command)) is None, refused
    return session


@asynccontextmanager
async def trainee(
    home: Path,
    done: Iterable[Command] = (),
    *,
    exam: bool = False,
    size: tuple[int, int] = WIDE,
    language: str = "es",
    resumed: bool = False,
    reads: bool = True,
) -> AsyncIterator[Sitting]:
    """The program where `done` brings a new training; with `reads`, the first box is read and left."""
    use(language)
    session = training_of(home, done, exam=exam)
    if resumed:
        session.close()
        taken = take_up(places(home), session.state.id)
        assert isinstance(taken, TrainingSession)
        session = taken
    async with shown(Restaura(places(home), session, resumed=resumed), session, size) as desk:
        if reads and desk.is_in_dialog:
            await desk.press("enter")
        yield desk
