"""The rules that a runbook is held to as a checklist: each with its title, its reason and its source.

R-numbers are those of the design's checklist rules. Findings name a rule by its key here.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from runbooks.language import N_

CHECKLISTS: Final = N_(
    "Boeing's electronic checklists, NASA's study of flight-deck checklists, crisis checklists in surgery"
)
TOOLS: Final = N_("What users of runbook tools complain about")
HOUSE: Final = N_("The design of restaura: the document's clause gates, the vendor's page advises")


@dataclass(frozen=True, slots=True)
class ChecklistRule:
    """A rule: what it asks, why, and who says so. English sentences, to be said through `_`."""

    title: str
    reason: str
    source: str


RULES: Final[Mapping[str, ChecklistRule]] = {
    "R4": ChecklistRule(
        N_("a critical confirmation takes what was observed, never a bare tick"),
        N_("records that claimed full compliance hid that 4 of 13 items were really done"),
        CHECKLISTS,
    ),
    "R5": ChecklistRule(
        N_("any gate that the document does not forbid can be overridden, with a written reason"),
        N_("what cannot be passed over leads into a dead end, and then the list is dropped"),
        TOOLS,
    ),
    "R9": ChecklistRule(
        N_("what is critical comes first, and is shown again just before a point of no return"),
        N_("crisis checklists cut the critical steps that were missed from 23 % to 6 %"),
        CHECKLISTS,
    ),
    "R10": ChecklistRule(
        N_("a step has at most 7 items shown at once, 9 at the very most"),
        N_("a place in a long list is lost; place-keeping is what a checklist is for"),
        CHECKLISTS,
    ),
    "R11": ChecklistRule(
        N_("a choice with a lasting effect stays as a note in force until its end condition"),
        N_("what was decided is forgotten a few screens later, and by whoever takes over"),
        CHECKLISTS,
    ),
    "R14": ChecklistRule(
        N_("one imperative action an item; caution before action; what is expected, and what to do if not"),
        N_("a wrong list that looked authoritative was obeyed by five crews of eight"),
        CHECKLISTS,
    ),
    "languages": ChecklistRule(
        N_("every text stands in both languages"),
        N_("a text that was never translated is read by someone who does not understand it"),
        HOUSE,
    ),
    "sources": ChecklistRule(
        N_("what the procedure stands on has its source, and the date on which it was read"),
        N_("a vendor's page changes without notice; what it said long ago may no longer hold"),
        HOUSE,
    ),
    "unused": ChecklistRule(
        N_("what is written is used"),
        N_("a part that nothing leads to is an old one left behind, or one misspelled where it is meant"),
        TOOLS,
    ),
}
