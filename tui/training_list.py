"""What can be trained and gone on with, for the screen that lists it."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from runbooks.engine.situation import Situation
from runbooks.folders import Folders
from runbooks.language import current
from runbooks.record.errors import BROKEN, StoreError, UnreadableRecord
from runbooks.record.listing import summaries
from runbooks.record.store import Store
from runbooks.session import at_last_event
from runbooks.settings import load_settings
from runbooks.training.lesson import lesson_of
from runbooks.training.scenario import Scenario
from tui.opening import look_at

MOST_UNFINISHED: Final = 4
"""Trainings that are listed to go on with, the newest first; the others are in Records."""


@dataclass(frozen=True, slots=True)
class Beginning:
    """A training to begin; `seed` where its scenario was invented from one."""

    scenario: Scenario
    exam: bool = False
    seed: int | None = None


@dataclass(frozen=True, slots=True)
class Unfinished:
    """A training to go on with: its scenario's title, how it is taken, and how it stands."""

    situation: Situation
    title: str
    exam: bool

    @property
    def id(self) -> str:
        """The session's id."""
        return self.situation.state.id


def unfinished(places: Folders) -> list[Unfinished]:
    """The newest trainings that are not closed; what cannot be read is told in Records."""
    found: list[Unfinished] = []
    store = Store(places.training)
    for summary in _summaries(places):
        if summary.get("status") != "closed" and len(found) < MOST_UNFINISHED:
            try:
                _record, state = look_at(store, str(summary["id"]))
                lesson = lesson_of(state)
            except (StoreError, *BROKEN):
                continue
            title = lesson.scenario.title.in_language(current())
            found.append(Unfinished(at_last_event(state), title, lesson.exam))
    return found


def last_results(places: Folders) -> Mapping[str, Mapping[str, Any]]:
    """The summary of the operator's last closed training on each scenario, by the scenario's id.

    Raises `DefinitionError` for settings that cannot be used.
    """
    operator = load_settings(places.config_file, os.environ).operator
    found: dict[str, Mapping[str, Any]] = {}
    for summary in _summaries(places):
        if summary.get("percent") is not None and summary.get("operator") == operator:
            found.setdefault(str(summary.get("scenario")), summary)
    return found


def _summaries(places: Folders) -> list[Mapping[str, Any]]:
    try:
        listed = list(summaries(places.training))
    except StoreError:  # the folder itself
        return []
    return [one for one in listed if not isinstance(one, UnreadableRecord)]
