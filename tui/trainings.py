"""Trainings begun and taken up again, for every face. Imported only where there is one."""

import os
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

from runbooks.definition.faults import DefinitionError, Fault, nearest
from runbooks.definition.files import RUNBOOK
from runbooks.folders import Folders
from runbooks.language import _
from runbooks.library import Known, known
from runbooks.record.encoding import Record
from runbooks.record.errors import UnreadableRecord
from runbooks.record.listing import find
from runbooks.record.store import Store
from runbooks.settings import load_settings
from runbooks.sources import sources_of
from runbooks.training.again import NoDecision, is_decision, try_again
from runbooks.training.generator import invent
from runbooks.training.lesson import Lesson
from runbooks.training.library import (
    checked_guide,
    checked_scenario,
    invented_file,
    read_guide,
    read_invented,
    read_scenario,
    scenario_files,
)
from runbooks.training.scenario import Scenario
from runbooks.training.session import TrainingSession
from tui.ending import NOT_FOUND, NOT_SO, Ended
from tui.opening import now, runbook_named
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
    home = runbook_named(places, scenario.runbook)
    runbook = home.checked(places.cache)
    guide = read_guide(home.path) if home.is_shipped else checked_guide(home.path, runbook)
    beside, file = known_scenarios(places).get(scenario.id, (None, Path()))
    if beside is not None and not beside.is_shipped and seed is None:
        scenario = _checked(places, beside, file)
    sources = sources_of(home, runbook)
    lesson = Lesson(guide, runbook, scenario, exam, seed, sources=sources)
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


def known_scenarios(places: Folders) -> dict[str, tuple[Known, Path]]:
    """The scenarios of every known runbook by id, with their runbook; a shipped one goes before another."""
    found: dict[str, tuple[Known, Path]] = {}
    for home in known(places.runbooks):
        for id, path in scenario_files(home.path).items() if home.path.name == RUNBOOK else ():
            found.setdefault(id, (home, path))
    return found


def scenarios(places: Folders) -> Iterator[Scenario | DefinitionError]:
    """Each scenario that is known, the easiest first; behind them the faults of one that cannot be used.

    Only read: one of a user's own runbook is checked when a training on it begins.
    """
    found: list[Scenario] = []
    broken: list[DefinitionError] = []
    for _home, path in known_scenarios(places).values():
        try:
            found.append(read_scenario(path))
        except DefinitionError as error:
            broken.append(error)
    yield from sorted(found, key=lambda one: (one.difficulty, one.id))
    yield from broken


def scenario_named(places: Folders, name: str) -> Scenario:
    """The scenario called `name`, of a known runbook or a file; checked if it was not shipped.

    Raises `Ended` where there is none, `DefinitionError` for one that cannot be used.
    """
    there = known_scenarios(places)
    if name in there:
        home, path = there[name]
        return read_scenario(path) if home.is_shipped else _checked(places, home, path)
    path = Path(name)
    if not path.is_file():
        told = _("There is no scenario “{name}”, neither shipped nor your own nor as a file.")
        raise Ended(NOT_FOUND, told.format(name=name) + nearest(name, there))
    home = runbook_named(places, read_scenario(path).runbook)
    return checked_scenario(path, read_guide(home.path), home.checked(places.cache))


def _checked(places: Folders, home: Known, path: Path) -> Scenario:
    """A scenario that was not shipped; those that are were checked before."""
    runbook = home.checked(places.cache)
    scenario = checked_scenario(path, checked_guide(home.path, runbook), runbook)
    if scenario.runbook != home.id:
        told = _('this stands beside "{id}", and is of another runbook').format(id=home.id)
        raise DefinitionError([Fault(str(path), 0, 0, "runbook", told)])
    return scenario


def invented(places: Folders, seed: int, difficulty: int) -> Scenario:
    """An incident invented from `seed`: the same seed and difficulty always give the same one.

    Of the usual runbook; where none can be invented for that, of the first for which they can be.
    Raises `DefinitionError` where there is nothing to invent from.
    """
    usual = runbook_named(places)
    able = (one for one in (usual, *known(places.runbooks)) if invented_file(one.path).is_file())
    home = next(able, usual)
    return invent(home.checked(places.cache), read_invented(home.path), seed, difficulty)


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
