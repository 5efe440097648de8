"""The end of a step, and of the session: an act of its own that shows the five counts (R8)."""

from runbooks.definition.items import ComputedItem, DatetimeItem, Item
from runbooks.engine.retention import RestorePoint
from runbooks.engine.situation import ItemState, Situation
from runbooks.language import _
from runbooks.told import answer_in_words, caution_in_words, counts_in_words, local_time, outcome_label
from tui.lines import BLANK, Line, line
from tui.looks import CAUTION, FOLLOWS_FROM
from tui.view.copies import copies


def step_end(situation: Situation, previous: str, back: str) -> list[Line]:
    """What is to be seen before the current step is completed; the keys that lead elsewhere."""
    lines = [line(_("Everything in this step is answered."), "bold $success"), *_cautions(situation)]
    left = [item for item in situation.asked if situation.is_optional(item)]
    for item in left:
        told = _("“{item}” is optional and still empty; completing the step leaves it so.")
        lines.append(line(told.format(item=situation.say(item.label)), "$quiet"))
    ways = [_("{previous} looks at an item again, to change its answer.").format(previous=previous)]
    if situation.runbook.places[situation.state.step] > 0:
        ways.append(_("{back} goes back to an earlier step.").format(back=back))
    return [*lines, line(" ".join(ways), "$quiet"), line(counts_in_words(situation.counts))]


def _cautions(situation: Situation) -> list[Line]:
    """What is to be minded about the computed values: they are not asked, so nothing else says it."""
    said = (caution_in_words(situation, item) for item in situation.step.items if item.kind == "computed")
    lead, style = f"{CAUTION} ", "bold $warning"
    return [line(told, "$warning", lead=lead, lead_style=style) for told in said if told]


def computed_values(situation: Situation) -> list[Line]:
    """What the program computed in this step, each value with the inputs it follows from (R3)."""
    lines: list[Line] = []
    for item in situation.step.items:
        if isinstance(item, ComputedItem):
            between = [BLANK] if lines else []
            lines += [*between, line(situation.say(item.label), "bold"), *computed(situation, item)]
    return lines


def computed(situation: Situation, item: ComputedItem) -> list[Line]:
    """One computed value, a row a part, and under it the inputs it follows from."""
    if situation.item_state(item) is not ItemState.DONE:
        return [line(_("Known as soon as what it follows from is answered."), "$quiet")]
    value = situation.answer(item.id)
    if isinstance(value, list | tuple) and all(isinstance(one, RestorePoint) for one in value):
        lines = copies(value)
    else:
        said = answer_in_words(situation, item, value)
        lines = [line(row, lead="  ") for row in said.splitlines()]
    return [*lines, *(_input(situation, situation.runbook.items[name]) for name in item.inputs)]


def _input(situation: Situation, given: Item) -> Line:
    value = situation.state.entry(given.id).value
    is_moment = isinstance(given, DatetimeItem) and value is not None
    said = local_time(situation, value) if is_moment else answer_in_words(situation, given, value)
    return line(f"{situation.say(given.label)}: {said}", "$quiet", lead=f"{FOLLOWS_FROM} ")


def session_end(situation: Situation, back: str = "") -> list[Line]:
    """What is to be seen before the session is closed, and once it is.

    `back` is the key that goes back; none where all this is only read.
    """
    state = situation.state
    lines = [line(outcome_label(situation, state.outcome), "bold $accent")]
    if state.cancelled is not None:
        lines.append(line(_("Reason: {reason}").format(reason=state.cancelled)))
    lines += [BLANK, line(counts_in_words(situation.counts)), BLANK]
    if state.status == "closed":
        return [*lines, line(_("The session is closed. It never changes again."), "$success")]
    told = _("The session is finished and not closed.")
    if back:
        told += " " + _("Close it, or go back to an earlier step with {back}.").format(back=back)
    return [*lines, line(told, "$warning")]
