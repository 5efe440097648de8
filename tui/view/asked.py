"""One item as it is asked: caution before action, what to expect, what to do if not (R14)."""

from typing import Final

from textual.content import Content

from runbooks.advised import advisories, source_in_words
from runbooks.definition.items import Item
from runbooks.definition.parts import Fact
from runbooks.engine.situation import ItemState, Situation
from runbooks.language import _
from runbooks.told import answer_in_words, item_label, local_time, state_word, step_title
from tui.lines import Line, line, text
from tui.looks import ADVICE, CAUTION, HERE

FILLING: Final = ("computed", "deliveries", "document", "verification")
"""Kinds whose editor takes the room of the checklist where there is little."""


def asked(situation: Situation, item: Item, *, short: bool) -> list[Line]:
    """What a person reads before answering; `short` leaves the vendor's facts to the F1 key."""
    lines = [] if short and item.kind not in FILLING else [_label(situation, item)]
    if item.caution and (caution := situation.say(item.caution).strip()):
        lines.append(line(caution, "$warning", lead=f"{CAUTION} ", lead_style="bold $warning"))
    if item.expect:
        lines.append(_labelled(_("Expected"), situation.say(item.expect)))
    if item.otherwise:
        lines.append(_labelled(_("If not"), situation.say(item.otherwise)))
    facts = advisories(situation, item)
    if facts and short:
        told = _("The vendor says something newer about this ({count}): F1").format(count=len(facts))
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


def _label(situation: Situation, item: Item) -> Line:
    lead = Content.styled(f"{HERE} ", "bold $accent")
    return Line(text(situation.say(item.label), "bold $accent"), lead)


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
        lines.append(line(told.format(who=entry.by, at=at, answer=said), "$success"))
    elif entry.reopened_by and entry.reopened_by in situation.runbook.items:
        told = _("Open again, because “{item}” changed.")
        lines.append(line(told.format(item=item_label(situation, entry.reopened_by)), "$warning"))
    if entry.override is not None:
        lines.append(line(f"{state_word(ItemState.OVERRIDDEN)}: {entry.override}", "$error"))
    return lines
