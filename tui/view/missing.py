"""What a document still lacks, and which item in which step gives it."""

from collections.abc import Sequence

from runbooks.engine.namespace import Missing
from runbooks.engine.situation import Situation
from runbooks.language import _
from runbooks.language.visible import visible
from runbooks.told import item_label, step_title
from tui.lines import Line, line
from tui.looks import MISSING


def placeholder_of(situation: Situation, item: str) -> str:
    """What stands in a draft where the answer to `item` is missing."""
    label = situation.runbook.items[item].label
    return visible(str(Missing(label.in_language(situation.state.language))))


def place_of(situation: Situation, item: str) -> str:
    """The step where `item` is answered: `2 · Check the plan`."""
    place = situation.runbook.home[item]
    return f"{place + 1} · {step_title(situation, situation.runbook.steps[place].id)}"


def missing_facts(situation: Situation, items: Sequence[str], *, most: int) -> list[Line]:
    """A paragraph for each missing answer, for the first `most` of them; the last counts the others."""
    told = _("Missing: “{item}”, answered in {step}.")
    lines = []
    for number, item in enumerate(items[:most], start=1):
        said = told.format(item=item_label(situation, item), step=place_of(situation, item))
        if number == most and items[most:]:
            said = f"(+{len(items) - most}) {said}"
        lines.append(line(said, "bold $warning", lead=f"{MISSING} ", lead_style="bold $warning"))
    return lines
