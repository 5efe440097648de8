"""Trainings begun and taken up again, for every face. Imported only where there is one."""

import os

from runbooks.checked import checked_runbook
from runbooks.folders import Folders
from runbooks.record.encoding import Record
from runbooks.record.store import Store
from runbooks.settings import load_settings
from runbooks.training import again
from runbooks.training.again import is_decision
from runbooks.training.lesson import Lesson
from runbooks.training.library import read_guide
from runbooks.training.scenario import Scenario
from runbooks.training.session import TrainingSession
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
        return TrainingSession.resume(store, id, now)


def try_again(places: Folders, record: Record, at: int) -> str:
    """The id of a new training from the last decision of `record` up to event `at` (T14).

    Raises `NoDecision` where there is none, and `StoreError` when the record cannot be made.
    """
    decisions = [event.seq for event in record.events[:at] if is_decision(event)]
    with again.try_again(Store(places.training), record, decisions[-1] if decisions else at, now) as begun:
        return begun.state.id
