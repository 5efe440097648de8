"""What is asked for a first runbook, and the ids that follow from it."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from runbooks.language import N_, using
from runbooks.language import _ as translated

MOST_STEPS: Final = 12
MOST_ITEMS: Final = 5
"""Items of a step that are asked for; what every new runbook has besides must fit beside them (R10)."""

LONGEST_ID: Final = 40
TITLE: Final = N_("My procedure")
DOER: Final = N_("IT director")
STEPS: Final = (N_("Prepare"), N_("Do it"), N_("Confirm"))
ITEM: Final = N_("Confirm that it is done")
OUTCOME: Final = N_("It was done.")


@dataclass(frozen=True, slots=True)
class Pair:
    """A text in both languages."""

    es: str
    en: str

    def in_language(self, language: str) -> str:
        """The text in `language`, "es" or "en"."""
        return self.en if language == "en" else self.es


def both(sentence: str) -> Pair:
    """A sentence of the catalogue in both languages."""
    said = {}
    for language in ("es", "en"):
        with using(language):
            said[language] = translated(sentence)
    return Pair(**said)


def same(text: str) -> Pair:
    """A text that was given once."""
    return Pair(text, text)


@dataclass(frozen=True, slots=True)
class NewStep:
    """A step: its title, and what is confirmed in it."""

    title: Pair
    items: tuple[Pair, ...]

    @classmethod
    def called(cls, title: Pair) -> "NewStep":
        """One whose items were not said yet."""
        return cls(title, (both(ITEM),))


@dataclass(frozen=True, slots=True)
class NewRunbook:
    """What was answered."""

    code: str
    title: Pair
    doer: Pair
    steps: tuple[NewStep, ...]
    outcome: Pair

    @classmethod
    def proposed(cls) -> "NewRunbook":
        """What Enter takes: it can be run and looked at as it is."""
        steps = tuple(NewStep.called(both(step)) for step in STEPS)
        return cls("PROC-1", both(TITLE), both(DOER), steps, both(OUTCOME))

    @property
    def id(self) -> str:
        """The id: the code in small letters, digits and `-`."""
        return _ids([self.code], "-", "runbook")[0]

    @property
    def step_ids(self) -> tuple[str, ...]:
        """An id for each step, from its title."""
        return _ids([step.title.en for step in self.steps], "_", "step")

    def item_ids(self, step: int) -> tuple[str, ...]:
        """The ids of what is confirmed in a step: that of the step, with a number behind."""
        stem = self.step_ids[step][: LONGEST_ID - 3]
        return tuple(f"{stem}_{number}" for number in range(1, len(self.steps[step].items) + 1))


def _ids(names: Sequence[str], between: str, otherwise: str) -> tuple[str, ...]:
    found: list[str] = []
    for name in names:
        id = _id(name, between, otherwise)
        found.append(next(one for one in _numbered(id, between) if one not in found))
    return tuple(found)


def _id(name: str, between: str, otherwise: str) -> str:
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    words = re.sub("[^a-z0-9]+", between, plain).strip(between)
    if not words[:1].isalpha():
        words = f"{otherwise}{between}{words}".strip(between)
    return words[: LONGEST_ID - 8].strip(between)


def _numbered(id: str, between: str) -> Iterable[str]:
    yield id
    yield from (f"{id}{between}{number}" for number in range(2, 1000))
