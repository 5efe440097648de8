"""A training before the screens, and the records that trainings leave."""

from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from pathlib import Path

from practice import kept, lesson

from runbooks.answers import AnswerFile, run_answers
from runbooks.engine.commands import Command
from runbooks.language import use
from runbooks.record.store import Store
from runbooks.settings import Settings
from runbooks.training.lesson import Lesson
from runbooks.training.session import TrainingSession
from tests.screen.kept import STANDARD, marked_on
from tests.screen.sitting import WIDE, Action, Sitting, places, shown, sitting
from tui.app import Restaura
from tui.opening import now


def training(home: Path, actions: Iterable[Action] = (), *, language: str = "es") -> TrainingSession:
    """A training under `home` that `actions` were done in; none of them may be refused."""
    store = Store(places(home).training)
    session = TrainingSession.begin(store, lesson(), operator="Nueva", language=language, wall=now)
    refused = run_answers(session, AnswerFile(None, None, tuple(actions)))
    assert refused is None, refused
    return session


@asynccontextmanager
async def training_sitting(
    home: Path,
    actions: Iterable[Action] = (),
    *,
    size: tuple[int, int] = WIDE,
    language: str = "es",
    settings: Settings | None = None,
) -> AsyncIterator[Sitting]:
    """The program at the place where `actions` bring a new training."""
    use(language)
    session = training(home, actions, language=language)
    async with shown(Restaura(places(home), session, settings), session, size) as desk:
        await desk.settle()
        if desk.is_in_dialog:  # what was said is read
            await desk.press("enter")
        yield desk


def keep_training(home: Path, taken: Lesson, commands: Iterable[Command]) -> Path:
    """The record of a training in which `commands` were done."""
    with kept(places(home).training, taken, commands) as session:
        return session.path


@asynccontextmanager
async def at_training(
    home: Path, record: Path, *, size: tuple[int, int] = STANDARD, language: str = "es"
) -> AsyncIterator[Sitting]:
    """The record of a training, opened from the list."""
    async with sitting(home, None, size=size, language=language) as desk:
        await desk.press("ctrl+r")
        await desk.until(lambda: bool(desk.app.screen.query("Table")))
        await desk.press("f6")
        await desk.settle()
        await marked_on(desk, record)
        await desk.press("enter")
        await desk.until(lambda: bool(desk.app.screen.query("Paper")))
        await desk.settle()
        yield desk
