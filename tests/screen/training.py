"""A training before the screens: as an incident is begun, with what is pinned of a training."""

from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from runbooks.answers import AnswerFile, run_answers
from runbooks.definition.loader import load_runbook, shipped_runbooks
from runbooks.engine.events import Happening
from runbooks.language import use
from runbooks.record.store import Store
from runbooks.session import Act, Session, create
from runbooks.settings import Settings
from tests.screen.sitting import WIDE, Action, Sitting, places, shown
from tui.app import Restaura
from tui.opening import now

RUNBOOK = load_runbook(shipped_runbooks()["mpia-dti-140"])


def training(home: Path, actions: Iterable[Action] = (), *, language: str = "es") -> Session:
    """A training under `home` that `actions` were done in; none of them may be refused."""
    store, moment = Store(places(home).training), now()
    data: dict[str, Any] = {
        "runbook": RUNBOOK.id,
        "portal": {"name": "TAR", "timezone": "America/Mexico_City"},
        "settings": {"copy_hour": None, "support_lead_hours": 24},
        "language": language,
        "training": {"scenario": {"id": "deleted_today"}, "exam": False},
    }
    started = Act(moment.isoformat(timespec="seconds"), "Nueva", [Happening("session_started", data)])
    id = store.new_id(moment, "training")
    session = Session(*create(store, id, "training", RUNBOOK, [started]), now)
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
        yield desk
