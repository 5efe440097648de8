"""One item as it is asked: caution before action, what to expect, what to do if not (R14)."""

from collections.abc import Iterator
from typing import Final

from textual.content import Content

from runbooks.advised import advisories, is_allowed, source_in_words
from runbooks.definition.items import ChoiceItem, Item
from runbooks.definition.parts import Fact
from runbooks.engine.situation import ItemState, Situation
from runbooks.language import _
from runbooks.told import answer_in_words, caution_in_words, item_label, local_time, state_word, step_title
from tui.lines import Line, line, text
from tui.looks import ADVICE, CAUTION

FILLING: Final = ("computed", "deliveries", "document", "verification")
"""Kinds whose editor takes the room of the neighbours where there is little."""


def fills(item: Item) -> bool:
    """Whether the editor of `item` takes the room of its neighbours where there is little."""
    return item.kind in FILLING or (isinstance(item, ChoiceItem) and item.has_consequences)


def needs_breadth(situation: Situation, item: Item) -> bool:
    """Whether `item` is answered from what stands side by side: a text and its preview, several cards."""
    if not isinstance(item, ChoiceItem) or not item.has_consequences:
        return item.kind == "document"
    return len([one for one in item.options if is_allowed(situation, one)]) > 1


def asked(situation: Situation, item: Item, *, short: bool, unfolded: bool, key: str) -> list[Line]:
    """What a person reads before answering.

    With `short` the vendor's facts are left to the `key` for why where there are several or the editor
    needs the room, and where that is `unfolded` so is what is expected.
    """
    lines: list[Line] = []
    if caution := caution_in_words(situation, item):
        lines.append(line(caution, "$warning", lead=f"{CAUTION} ", lead_style="bold $warning"))
    if not (short and unfolded):
        lines += expected(situation, item)
    said_below = list(_on_cards(situation, item))
    facts = [fact for fact in advisories(situation, item) if fact not in said_below]
    if facts and short and (fills(item) or facts[1:]):
        told = _("The vendor says something newer about this ({count}): {key}")
        told = told.format(count=len(facts), key=key)
        lines.append(line(told, "$quiet", lead=f"{ADVICE} ", lead_style="bold $primary"))
    elif facts:
        lines += [advice(situation, fact) for fact in facts]
    return lines + _before(situation, item)


def advice(situation: Situation, fact: Fact, *, pages: bool = False) -> Line:
    """A fact with its source; with `pages`, the vendor's pages too."""
    source = source_in_words(fact)
    if pages and fact.vendor and fact.vendor.pages:
        source += ": " + ", ".join(fact.vendor.pages)
    body = Content.assemble(text(situation.say(fact.text)), text(f" ({source})", "$quiet"))
    return Line(body, Content.styled(f"{ADVICE} ", "bold $primary"))


def expected(situation: Situation, item: Item) -> list[Line]:
    """What is to be seen, and what to do if it is not."""
    told = ((_("Expected"), item.expect), (_("If not"), item.otherwise))
    return [_labelled(label, situation.say(said)) for label, said in told if said]


def _on_cards(situation: Situation, item: Item) -> Iterator[Fact]:
    """The facts that the options of `item` show themselves, with what they mean there."""
    for option in item.options if isinstance(item, ChoiceItem) else ():
        if is_allowed(situation, option):
            yield from (situation.runbook.facts[one.fact] for one in option.consequences if one.fact)


def _labelled(label: str, words: str) -> Line:
    return Line(text(words), text(f"{label}: ", "$quiet"))


def _before(situation: Situation, item: Item) -> list[Line]:
    """What stands in the way or stood here before: a wait, an override, an earlier answer."""
    entry, state = situation.state.entry(item.id), situation.item_state(item)
    lines: list[Line] = []
    if state is ItemState.NOT_APPLICABLE:
        return [line(f"{state_word(state)}: {situation.cause(item)}", "$warning")]
    if state is ItemState.DEFERRED:
        return [line(f"{state_word(state)}: {step_title(situation, entry.deferred_until or '')}", "$primary")]
    if state is ItemState.OPEN and entry.value is not None and item.waiting:
        lines.append(line(situation.say(item.waiting), "bold $warning"))
    elif entry.value is not None and item.kind not in ("document", "deliveries", "verification"):
        said = answer_in_words(situation, item, entry.value)
        at = local_time(situation, entry.at)
        told = _("Answered by {who}, {at}: {answer}. A new answer takes its place.")
        lines.append(Line(text(told.format(who=entry.by, at=at, answer=said), "$success"), most=2))
    elif entry.reopened_by and entry.reopened_by in situation.runbook.items:
        told = _("Open again, because “{item}” changed.")
        lines.append(line(told.format(item=item_label(situation, entry.reopened_by)), "$warning"))
    if entry.override is not None:
        lines.append(line(f"{state_word(ItemState.OVERRIDDEN)}: {entry.override}", "$error"))
    return lines
