"""Trainings begun and taken up again, for every face. Imported only where there is one."""

import os
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

from runbooks.checked import checked_runbook
from runbooks.definition.faults import DefinitionError, nearest
from runbooks.definition.loader import shipped_runbooks
from runbooks.folders import Folders
from runbooks.language import _
from runbooks.record.encoding import Record
from runbooks.record.errors import UnreadableRecord
from runbooks.record.listing import find
from runbooks.record.store import Store
from runbooks.settings import load_settings
from runbooks.training.again import NoDecision, is_decision, try_again
from runbooks.training.generator import invent
from runbooks.training.lesson import Lesson
from runbooks.training.library import (
    checked_scenario,
    read_guide,
    read_invented,
    read_scenario,
    scenario_files,
)
from runbooks.training.scenario import Scenario
from runbooks.training.session import TrainingSession
from tui.ending import NOT_FOUND, NOT_SO, Ended
from tui.opening import now, runbook_file
from tui.replaying import replaying


def start_training(
    places: Folders,
    scenario: Scenario,
    *,
    exam: bool = False,
    seed: int | None = None,
    operator: str | None = None,
) -> TrainingSession:
    """Begin a training on `scenario`; `seed` where it was invented from one.

    Raises `DefinitionError` for a runbook, guide or settings that cannot be used, `StoreError` when the
    record cannot be made.
    """
    settings = load_settings(places.config_file, os.environ)
    path = runbook_file(scenario.runbook)
    lesson = Lesson(read_guide(path), checked_runbook(path, places.cache), scenario, exam, seed)
    return TrainingSession.begin(
        Store(places.training),
        lesson,
        operator=operator or settings.operator,
        language=settings.document_language,
        wall=now,
    )


def take_up_training(store: Store, id: str) -> TrainingSession:
    """Go on with a training. Raises `SessionLocked`, `StoreError`."""
    with replaying(store.path(id)):
        session = TrainingSession.resume(store, id, now)
        with ExitStack() as on_failure:
            on_failure.callback(session.close)
            _ = session.scene.truth  # what is pinned in the record may be no lesson
            on_failure.pop_all()
        return session


# -- which incident --------------------------------------------------------------------------------


def shipped_scenarios() -> dict[str, Path]:
    """The scenarios of every runbook that is shipped, by id."""
    runbooks = shipped_runbooks().values()
    return {id: path for runbook in runbooks for id, path in scenario_files(runbook).items()}


def scenarios() -> Iterator[Scenario | DefinitionError]:
    """Each scenario that is shipped, the easiest first; behind them the faults of one that cannot be used."""
    found: list[Scenario] = []
    broken: list[DefinitionError] = []
    for path in shipped_scenarios().values():
        try:
            found.append(read_scenario(path))
        except DefinitionError as error:
            broken.append(error)
    yield from sorted(found, key=lambda one: (one.difficulty, one.id))
    yield from broken


def scenario_named(places: Folders, name: str) -> Scenario:
    """The scenario called `name`, shipped or a file; a file is checked before anybody trains on it.

    Raises `Ended` where there is none, `DefinitionError` for one that cannot be used.
    """
    shipped = shipped_scenarios()
    if name in shipped:
        return read_scenario(shipped[name])
    path = Path(name)
    if not path.is_file():
        told = _("There is no scenario “{name}”, neither shipped nor as a file.").format(name=name)
        raise Ended(NOT_FOUND, told + nearest(name, shipped))
    runbook = runbook_file(read_scenario(path).runbook)
    return checked_scenario(path, read_guide(runbook), checked_runbook(runbook, places.cache))


def invented(places: Folders, seed: int, difficulty: int) -> Scenario:
    """An incident invented from `seed`: the same seed and difficulty always give the same one.

    Raises `DefinitionError` where there is nothing to invent from.
    """
    runbook = next(iter(shipped_runbooks().values()))
    return invent(checked_runbook(runbook, places.cache), read_invented(runbook), seed, difficulty)


# -- what is kept ------------------------------------------------------------------------------------


def training_named(places: Folders, asked: str | None) -> Record:
    """The record of the training that `asked`, a part of an id, names; without it the newest closed one.

    Raises `NotFound`, `AmbiguousId`, `StoreError`.
    """
    store = Store(places.training)
    return store.read(find(places.training, asked) if asked else _newest_closed(store))


def _newest_closed(store: Store) -> str:
    for summary in store.summaries():
        if not isinstance(summary, UnreadableRecord) and summary.get("status") == "closed":
            return str(summary["id"])
    raise Ended(NOT_FOUND, _("No training is closed yet. `restaura train` begins one."))


def try_again_from(places: Folders, record: Record, at: int) -> str:
    """The id of a new training from the last decision of `record` up to event `at` (T14).

    Raises `NoDecision` where there is none, and `StoreError` when the record cannot be made.
    """
    decisions = [event.seq for event in record.events[:at] if is_decision(event)]
    with try_again(Store(places.training), record, decisions[-1] if decisions else at, now) as begun:
        return begun.state.id


def tried_again(places: Folders, asked: str, seq: int) -> TrainingSession:
    """A new training that goes on from before event `seq` of the one that `asked` names (T14).

    Raises `NotFound`, `AmbiguousId`, `StoreError`, and `Ended` where nothing was decided there.
    """
    store = Store(places.training)
    record = training_named(places, asked)
    with replaying(store.path(record.id)):
        try:
            return try_again(store, record, seq, now)
        except NoDecision as error:
            raise Ended(NOT_SO, str(error)) from None
