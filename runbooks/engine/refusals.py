"""Refusals: why the engine does not do what it was asked, as data that a person can read."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from runbooks.definition.parts import Text
from runbooks.engine.events import Happening
from runbooks.language import LANGUAGES, _, current, using

Code = Literal[
    "wrong_step",
    "unknown_item",
    "bad_value",
    "missing",
    "in_future",
    "before_other",
    "out_of_window",
    "not_allowed",
    "needs_confirmation",
    "confirmation_mismatch",
    "computed",
    "not_applicable",
    "placeholder_left",
    "closed",
    "locked",
    "reason_required",
    "deferred_open",
]


@dataclass(frozen=True, slots=True)
class Refusal:
    """A refused command. `sentences` holds the reason by language; `code` is of the contract."""

    code: Code
    item: str | None
    sentences: Mapping[str, str]

    @property
    def reason(self) -> str:
        """The sentence in the reader's language."""
        return self.sentences[current()]


Decision = tuple[Happening, ...] | Refusal
"""What becomes of a command: the events that follow from it, none where nothing changes, or why not."""


def refuse(code: Code, item: str | None, msgid: str, **values: Any) -> Refusal:
    """A refusal whose sentence is `msgid` of the catalogue, filled with `values`.

    A value that is a runbook's `Text` is put in the sentence's own language; what cannot be written
    in UTF-8 is put as its escape.
    """

    def sentence() -> str:
        shown = {k: v.in_language(current()) if isinstance(v, Text) else v for k, v in values.items()}
        return _(msgid).format(**shown).encode(errors="backslashreplace").decode()

    return Refusal(code, item, in_each_language(sentence))


def in_each_language(make: Callable[[], str]) -> dict[str, str]:
    """What `make` says in each language, by language."""
    said: dict[str, str] = {}
    for language in LANGUAGES:
        with using(language):
            said[language] = make()
    return said
