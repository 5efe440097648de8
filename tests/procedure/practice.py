"""Trainings for tests: shipped scenarios played by rule or by hand, with and without a record."""

from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from pathlib import Path

from desk import RUNBOOK

from runbooks.definition.loader import shipped_runbooks
from runbooks.engine.commands import Answer, Ask, Command
from runbooks.record.store import Store
from runbooks.training.lesson import Lesson
from runbooks.training.library import checked_guide, read_scenario, scenario_files
from runbooks.training.player import ideal
from runbooks.training.session import TrainingSession

PATH = shipped_runbooks()["mpia-dti-140"]
GUIDE = checked_guide(PATH, RUNBOOK)
SCENARIOS = {name: read_scenario(path) for name, path in scenario_files(PATH).items()}
WALL = datetime(2026, 11, 25, 10, 0, tzinfo=UTC)


def lesson(name: str = "deleted_today", *, exam: bool = False) -> Lesson:
    """A shipped scenario, to be taken."""
    return Lesson(GUIDE, RUNBOOK, SCENARIOS[name], exam)


def kept(
    folder: Path, taken: Lesson, commands: Iterable[Command] = (), *, operator: str = "Ana"
) -> TrainingSession:
    """A training with its record under `folder`, in which none of `commands` was refused."""
    session = TrainingSession.begin(Store(folder), taken, operator=operator, language="es", wall=lambda: WALL)
    for command in commands:
        refused = session.do(command)
        assert refused is None, (command, refused)
    return session


def best(taken: Lesson) -> list[Command]:
    """What is done on the ideal path."""
    return list(ideal(taken).done)


def changed(
    commands: Iterable[Command], item: str, change: Callable[[Answer], Iterable[Command]]
) -> list[Command]:
    """The commands with the answer to `item` replaced by what `change` makes of it."""
    found: list[Command] = []
    for command in commands:
        is_it = isinstance(command, Answer) and command.item == item
        found += change(command) if is_it and isinstance(command, Answer) else [command]
    return found


def without_asking(commands: Iterable[Command]) -> list[Command]:
    """The commands of someone who asks nobody, looks nowhere, and waits as long."""
    return [command for command in commands if not isinstance(command, Ask)]
