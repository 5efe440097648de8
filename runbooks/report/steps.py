"""Every step with its items: the state by its word, the answer, and why where there is none."""

from runbooks.definition.items import ComputedItem, Item
from runbooks.engine.situation import ItemState, Situation
from runbooks.language import _
from runbooks.report.blocks import Entry, Writing, entries
from runbooks.told import answer_in_words, local_time, state_word, step_title


def steps(writing: Writing) -> None:
    """A section a step."""
    situation = writing.situation
    for number, step in enumerate(situation.runbook.steps, start=1):
        clause = f" ({step.clause})" if step.clause else ""
        title = f"{number}. {situation.say(step.title)}{clause}"
        writing.section(title, entries([_item(situation, item) for item in step.items]))


def _item(situation: Situation, item: Item) -> Entry:
    state = situation.item_state(item)
    label, word = situation.say(item.label), state_word(state)
    if isinstance(item, ComputedItem) and state is ItemState.DONE:
        value = answer_in_words(situation, item, situation.evaluate(item.value))
        return Entry("", label, word, inner=tuple(value.split("\n")), state=state)
    said, is_of_a_person = told(situation, item, state)
    aside = _who(situation, item) if is_of_a_person else ""
    return Entry(said, label, word, aside=aside, state=state)


def told(situation: Situation, item: Item, state: ItemState) -> tuple[str, bool]:
    """What stands beside an item, and whether it is somebody's word."""
    entry = situation.state.entry(item.id)
    if state is ItemState.NOT_APPLICABLE:
        return situation.cause(item), False
    if state is ItemState.OVERRIDDEN:
        return entry.override or "", True
    if state is ItemState.DEFERRED:
        return _("until “{step}”").format(step=step_title(situation, entry.deferred_until or "")), True
    if entry.value is None:
        return "—", False
    said = answer_in_words(situation, item, entry.value)
    if entry.reason:
        said += " " + _("(reason: {reason})").format(reason=entry.reason)
    return said, True


def _who(situation: Situation, item: Item) -> str:
    entry = situation.state.entry(item.id)
    return f"{entry.by}, {local_time(situation, entry.at)}"
