"""Records of real sessions, and the hands that lead to them from home."""

from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from pathlib import Path

from desk import actions_of

from runbooks.answers import AnswerFile, run_answers
from tests.screen.sitting import Action, Sitting, places, sitting
from tui.opening import start_incident

STANDARD = (120, 40)


def keep(home: Path, name: str, until: int | None = None, *, operator: str = "Directora") -> Path:
    """The record of a session that the actions of one of the runbook's tests made, up to `until`."""
    return keep_actions(home, actions_of(name)[:until], operator=operator)


def keep_actions(home: Path, actions: Iterable[Action], *, operator: str = "Directora") -> Path:
    """The record of a session that `actions` made."""
    with start_incident(places(home), operator=operator) as session:
        refused = run_answers(session, AnswerFile(None, None, tuple(actions)))
        assert refused is None, refused
        return session.path


@asynccontextmanager
async def among_records(
    home: Path, *, size: tuple[int, int] = STANDARD, language: str = "es"
) -> AsyncIterator[Sitting]:
    """The list of records, gone to from home and read to its end."""
    async with sitting(home, None, size=size, language=language) as desk:
        await desk.press("ctrl+r")
        await desk.until(lambda: bool(desk.app.screen.query("Table")))
        await desk.settle()
        yield desk


async def marked_on(desk: Sitting, record: Path) -> Sitting:
    """The list with the mark on that record."""
    for _row in range(40):
        if any(f"▶ {record.stem}" in row for row in desk.rows("Table")):
            return desk
        await desk.press("down")
    raise AssertionError(desk.text())


@asynccontextmanager
async def at_record(
    home: Path, record: Path, *, size: tuple[int, int] = STANDARD, language: str = "es"
) -> AsyncIterator[Sitting]:
    """One record, opened from the list and verified."""
    async with among_records(home, size=size, language=language) as desk:
        await marked_on(desk, record)
        await desk.press("enter")
        await desk.until(lambda: bool(desk.app.screen.query("Paper")))
        await desk.settle()
        yield desk
