"""The screens held still: one clock, one id after another, so that a picture of them can be kept."""

import asyncio
import os
import sys
import time
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final
from unittest.mock import patch

from runbooks.answers import AnswerFile, read_answers, run_answers
from runbooks.definition.loader import shipped_runbooks
from runbooks.folders import Folders, folders
from runbooks.language import use
from runbooks.record.store import Store
from runbooks.session import Session
from runbooks.training.player import ideal, naive
from runbooks.training.scenario import Scenario
from tests.screen.sitting import Action, Sitting, shown
from tui import opening
from tui.app import Restaura
from tui.opening import start_incident
from tui.trainings import scenarios, start_training

DATA: Final = Path(__file__).parent / "data"
ANSWERS: Final = shipped_runbooks()["mpia-dti-140"].parent / "tests"
SUNDAY: Final = datetime.fromisoformat("2026-11-22T14:32:07-06:00")
"""A Sunday afternoon in Mexico City."""

IDS: Final = ("2026-11-22-a7f3", "2026-11-22-k2m9")
OPERATOR: Final = "Director de TI"
NOWHERE: Final = Path("/home/director/restaura")
"""The folder of an installation that is only named, never made."""


@dataclass(frozen=True, slots=True)
class View:
    """One screen: what was done before, then the keys that lead there.

    `until` is the item that is asked, or None for all actions of `file`; without a `file` it is home.
    `hours` pass before the screen is seen; `nowhere`, where no record is made. With a `scenario` it is a
    training on that, by the ideal path, or by that of someone who does not look.
    """

    name: str
    file: str | None = "restored"
    until: str | None = None
    keys: tuple[str, ...] = ()
    hours: int = 0
    at_home: bool = False
    nowhere: bool = False
    scenario: str | None = None
    looks: bool = True


VIEWS: Final = (
    View("home", until="variant", hours=3, at_home=True),
    View("home-first", None, at_home=True, nowhere=True),
    View("1-areas", until="lost_areas", keys=("1", "2")),
    View("1-moment", until="last_seen", keys=("down", "down")),
    View("1-end", until="complete"),
    View("2-plan", until="plan", keys=("3",)),
    View("3-date", until="restore_date", keys=("tab",)),
    View("3-variants", until="variant", keys=("3",)),
    View("3-variants-crm", "restored_by_csv", until="variant", keys=("1",)),
    View("3-accept", until="consequences_accepted", keys=(*"2026-11-",)),
    View("4-ticket", until="ticket"),
    View("5-deliveries", until="deliveries", keys=("4", "enter", *"ventas")),
    View("6-verification", until="verification", keys=("1", "enter", *"412", "enter", "2")),
    View("6-end", until="close"),
    View("records", at_home=True, hours=3, keys=("ctrl+r", "down")),
    View("settings", None, at_home=True, nowhere=True, keys=("f3", "2")),
    View("trainings", None, at_home=True, nowhere=True, keys=("f6",)),
    View("training-told", scenario="sure_director", until="recycle_bin"),
    View("training-variant", scenario="deleted_today", until="variant", keys=("1",)),
    View("training-result", scenario="sure_director", looks=False, keys=("2", "enter")),
    View("training-paths", scenario="sure_director", looks=False, keys=("2", "enter", "2")),
)
"""Home, each of the six steps, the variants, the ticket, records, settings; trainings and their debrief."""


class Clock:
    """The moment, which stands still until it is moved."""

    def __init__(self) -> None:
        self.now = SUNDAY

    def __call__(self) -> datetime:
        return self.now


@contextmanager
def stillness() -> Iterator[Clock]:
    """No clock runs and no id is left to chance; the person and the portal are those of the settings."""
    clock, ids = Clock(), iter(IDS)
    real = opening.now
    with patch.dict(os.environ, {"RESTAURA_OPERATOR": OPERATOR}) as environment:
        for name in ("LANG", "LC_ALL", "NO_COLOR", "RESTAURA_LANG"):
            environment.pop(name, None)
        environment["TZ"] = "America/Mexico_City"
        time.tzset()
        ours = [module for name, module in sys.modules.items() if name.startswith("tui")]
        modules = [module for module in ours if getattr(module, "now", None) is real]
        with patch.object(
            Store, "new_id", lambda _store, _now, mode: f"{'T-' if mode == 'training' else ''}{next(ids)}"
        ):
            for module in modules:
                module.now = clock  # type: ignore[attr-defined]
            try:
                yield clock
            finally:
                for module in modules:
                    module.now = real  # type: ignore[attr-defined]
    time.tzset()


def actions_of(view: View) -> Sequence[Action]:
    """What was done before `view` is seen."""
    if view.file is None:
        return ()
    path = ANSWERS / f"{view.file}.yaml"
    actions = read_answers(path.read_bytes(), path.name).actions
    if view.until == "complete":
        return actions[: [name for name, _value in actions].index("complete")]
    names = [name for name, _value in actions]
    return actions[: names.index(view.until)] if view.until else actions


@asynccontextmanager
async def seen(
    view: View, *, size: tuple[int, int], language: str, without_colour: bool = False
) -> AsyncIterator[Sitting]:
    """The program where `view` is seen, on a screen of `size`."""
    with TemporaryDirectory() as home, stillness() as clock:
        os.environ["HOME"] = home
        if without_colour:
            os.environ["NO_COLOR"] = "1"
        places = folders({"RESTAURA_HOME": str(NOWHERE if view.nowhere else home)})
        use(language)
        session = None if view.nowhere else _begun(places, view)
        clock.now += timedelta(hours=view.hours)
        if view.at_home and session is not None:
            session.close()
            session = None
        async with shown(Restaura(places, session), session, size) as desk:
            await desk.press(*view.keys)
            yield desk


def _begun(places: Folders, view: View) -> Session:
    return _begun_training(places, view) if view.scenario else _begun_incident(places, view)


def _begun_training(places: Folders, view: View) -> Session:
    scenario = next(one for one in scenarios(places) if isinstance(one, Scenario) and one.id == view.scenario)
    session = start_training(places, scenario)
    path = (ideal if view.looks else naive)(session.lesson)
    for command in path.done:
        if view.until is not None and getattr(command, "item", None) == view.until:
            break
        assert session.do(command) is None, command
    return session


def _begun_incident(places: Folders, view: View) -> Session:
    session = start_incident(places)
    refused = run_answers(session, AnswerFile(None, None, tuple(actions_of(view))))
    assert refused is None, refused
    return session


def drawn(view: View, size: tuple[int, int], take: Callable[[Sitting], Any]) -> Any:
    """What `take` takes of the Spanish screen of `view`."""

    async def draw() -> Any:
        async with seen(view, size=size, language="es") as desk:
            return take(desk)

    return asyncio.run(draw())
