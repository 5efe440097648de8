"""Every step with its items: the state by its word, the answer, and why where there is none."""

from runbooks.definition.items import ComputedItem, Item
from runbooks.engine.situation import ItemState, Situation
from runbooks.language import _
from runbooks.report.inert import plain
from runbooks.report.page import Page
from runbooks.told import answer_in_words, local_time, state_word, step_title


def steps(page: Page) -> None:
    """A section a step."""
    situation = page.situation
    for number, step in enumerate(situation.runbook.steps, start=1):
        clause = f" ({plain(step.clause)})" if step.clause else ""
        lines: list[str] = []
        for item in step.items:
            lines += _item(situation, item)
        page.section(f"{number}. {plain(situation.say(step.title))}{clause}", lines)


def _item(situation: Situation, item: Item) -> list[str]:
    state = situation.item_state(item)
    label = f"- **{state_word(state)}** · {plain(situation.say(item.label))}"
    if isinstance(item, ComputedItem) and state is ItemState.DONE:
        value = answer_in_words(situation, item, situation.evaluate(item.value))
        return [label + ":", *(f"  - {plain(line)}" for line in value.split("\n"))]
    return [f"{label}: {_told(situation, item, state)}"]


def _told(situation: Situation, item: Item, state: ItemState) -> str:
    entry = situation.state.entry(item.id)
    if state is ItemState.NOT_APPLICABLE:
        return plain(situation.cause(item))
    if state is ItemState.OVERRIDDEN:
        return plain(entry.override or "") + _who(situation, item)
    if state is ItemState.DEFERRED:
        until = _("until “{step}”").format(step=step_title(situation, entry.deferred_until or ""))
        return plain(until) + _who(situation, item)
    if entry.value is None:
        return "—"
    said = plain(answer_in_words(situation, item, entry.value))
    if entry.reason:
        said += " " + _("(reason: {reason})").format(reason=plain(entry.reason))
    return said + _who(situation, item)


def _who(situation: Situation, item: Item) -> str:
    entry = situation.state.entry(item.id)
    return f" — {plain(entry.by)}, {local_time(situation, entry.at)}"
