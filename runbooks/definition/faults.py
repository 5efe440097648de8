"""Faults in a file that a person wrote: what, where, and what would be right."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Final

from runbooks.language import _

MOST_TOLD: Final = 50
"""Faults that are told of one file at once; whoever wrote more has more than enough to begin with."""

MOST_APART: Final = 6
MOST_COMPARED: Final = 300
"""Which names are held against one that is not known, so that a file full of them is told at once too."""

MOST_NAMED: Final = 8
"""Names that are listed where none of them is near to what was written."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault. `line` and `column` count from 1, 0 where there is none; `field` is a dotted path.

    `cure` is what would be right, a sentence. `rule` names the checklist rule that is broken, a key of
    `rules.RULES`. A `warning` refuses nothing.
    """

    file: str
    line: int
    column: int
    field: str
    what: str
    cure: str = ""
    rule: str = ""
    warning: bool = False

    @property
    def sentence(self) -> str:
        """What is wrong, and what would be right."""
        return f"{self.what.removesuffix('.')}. {self.cure}" if self.cure else self.what

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}:{self.column}" if self.line else self.file
        return f"{place}: {self.field}: {self.sentence}" if self.field else f"{place}: {self.sentence}"


class DefinitionError(Exception):
    """A file that does not pass; `faults` says everything that is wrong with it, in file order."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = in_order(faults)
        super().__init__("\n".join(str(fault) for fault in self.faults))


class ExpressionError(ValueError):
    """An expression or text that a runbook may not hold, or that cannot be worked out.

    `args[0]` is the sentence that says why, `cure` what would be right, `line` the line of a text, from 1.
    """

    def __init__(self, why: str, line: int = 1, cure: str = "") -> None:
        super().__init__(why)
        self.line = line
        self.cure = cure


class Unfit(ValueError):
    """A value that its model does not take: `args[0]` says why, `cure` what would be right."""

    def __init__(self, why: str, cure: str) -> None:
        super().__init__(why)
        self.cure = cure


def in_order(faults: Iterable[Fault]) -> tuple[Fault, ...]:
    """The faults as one meets them in their file; where there are too many, the last says so."""
    found = sorted(faults, key=lambda fault: (fault.line, fault.column))
    if len(found) <= MOST_TOLD:
        return tuple(found)
    last = found[MOST_TOLD]
    cure = _("Put these right first, then check again.")
    more = Fault(last.file, last.line, last.column, "", _("there are more faults than these"), cure)
    return (*found[:MOST_TOLD], more)


def nearest(word: str, known: Iterable[str]) -> str:
    """` Did you mean "plan"?` for the known word nearest to `word`, or nothing."""
    alike = [one for one in known if abs(len(one) - len(word)) <= MOST_APART]
    found = get_close_matches(word, alike[:MOST_COMPARED], n=1, cutoff=0.6)
    return " " + _('Did you mean "{word}"?').format(word=found[0]) if found else ""


def one_of(word: str, known: Collection[str]) -> str:
    """The cure of an unknown word: the known one nearest to it, or those that there are."""
    names = sorted(known)
    if not names:
        return _("There is none here yet; write it first, or leave this out.")
    listed = ", ".join(names[:MOST_NAMED]) + (", …" if len(names) > MOST_NAMED else "")
    return nearest(word, names).strip() or _("These are known: {names}.").format(names=listed)


def unknown(word: str, known: Iterable[str]) -> str:
    """That `word` is not known here, and the known word nearest to it."""
    return unknown_here(word) + nearest(word, known)


def unknown_here(word: str) -> str:
    """That `word` is not known here."""
    return _('"{field}" is not known here.').format(field=word if len(word) <= 60 else f"{word[:59]}…")
