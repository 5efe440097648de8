"""Faults in a file that a person wrote: what, where, and what would be right."""

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches

from runbooks.language import _


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault. `line` and `column` count from 1, 0 where there is none; `field` is a dotted path."""

    file: str
    line: int
    column: int
    field: str
    what: str

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}:{self.column}" if self.line else self.file
        return f"{place}: {self.field}: {self.what}" if self.field else f"{place}: {self.what}"


class DefinitionError(Exception):
    """A file that does not pass; `faults` says everything that is wrong with it, in file order."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(sorted(faults, key=lambda fault: (fault.line, fault.column)))
        super().__init__("\n".join(str(fault) for fault in self.faults))


class ExpressionError(ValueError):
    """An expression or text that a runbook may not hold, or that cannot be worked out.

    `args[0]` is the sentence that says why, `line` the line of a text, from 1.
    """

    def __init__(self, why: str, line: int = 1) -> None:
        super().__init__(why)
        self.line = line


def nearest(word: str, known: Iterable[str]) -> str:
    """` Did you mean "plan"?` for the known word nearest to `word`, or nothing."""
    found = get_close_matches(word, list(known), n=1, cutoff=0.6)
    return " " + _('Did you mean "{word}"?').format(word=found[0]) if found else ""


def unknown(word: str, known: Iterable[str]) -> str:
    """That `word` is not known here, and the known word nearest to it."""
    return _('"{field}" is not known here.').format(field=word) + nearest(word, known)
