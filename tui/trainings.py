"""Trainings begun and taken up again, for every face. Imported only where there is one."""

import os

from runbooks.checked import checked_runbook
from runbooks.folders import Folders
from runbooks.language import _
from runbooks.record.store import Store
from runbooks.settings import load_settings
from runbooks.training.lesson import Lesson
from runbooks.training.library import read_guide
from runbooks.training.scenario import Scenario
from runbooks.training.session import TrainingSession
from tui.ending import NOT_SO, Ended
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


def invented(places: Folders, seed: int, difficulty: int) -> Scenario:
    """An incident invented from `seed`: the same seed and difficulty always give the same one."""
    raise Ended(NOT_SO, _("This version cannot invent incidents yet."))
