"""The acts of a session that could do nothing now: the footer does not offer them."""

from collections.abc import Iterator

from runbooks.definition.items import ComputedItem, DocumentItem, Item, TextItem
from runbooks.engine.commands import Cancel, Command, Defer, GoBack, HandOver, Override, TakeNote
from runbooks.engine.decide import decide
from runbooks.engine.refusals import Refusal
from runbooks.engine.situation import ItemState, Situation
from runbooks.procedures import procedure_of
from tui.view.at_hand import accepted_text

OF_A_DOCUMENT = ("preview", "go_to", "other_text")
OF_A_PAPER = ("edit", "save_draft")
OF_A_TEXT = (*OF_A_PAPER, "copy")


def idle(situation: Situation, item: Item | None) -> frozenset[str]:
    """The acts that can do nothing while `item` is looked at, None where nothing is asked."""
    tried = {act for act, command in _tries(situation, item) if _is_refused(situation, command)}
    return frozenset(tried | set(_about(situation, item)))


def _tries(situation: Situation, item: Item | None) -> Iterator[tuple[str, Command]]:
    """Acts as the engine would be asked for them, with some reason."""
    yield "note", TakeNote("?")
    yield "hand_over", HandOver("?")
    yield "cancel", Cancel("?")
    yield "go_back", GoBack(situation.runbook.steps[0].id, "?")
    if item is not None:
        yield "override", Override(item.id, "?")
        yield "defer", Defer(item.id, next(iter(later_steps(situation)), ""))


def _is_refused(situation: Situation, command: Command) -> bool:
    return isinstance(decide(situation, command), Refusal)


def _about(situation: Situation, item: Item | None) -> Iterator[str]:
    """Acts about the current item, or about the text that stands in its place."""
    is_document = isinstance(item, DocumentItem)
    if not is_document:
        is_closed = situation.state.status == "closed"  # whose report is seen by the key of a preview
        yield from (act for act in OF_A_DOCUMENT if act != "preview" or not is_closed)
        if not (isinstance(item, TextItem) and item.multiline):
            yield from OF_A_TEXT if accepted_text(situation, item) is None else OF_A_PAPER
    if procedure_of(item) is None:
        yield "procedure"
    if item is None:
        yield from ("send", "following", "override", "defer", "why")
    elif isinstance(item, ComputedItem) or situation.item_state(item) is ItemState.NOT_APPLICABLE:
        yield "send"
    if situation.state.status == "closed":
        yield "paper"
        yield "handover_page"
    if situation.state.status != "open" or item is situation.items_of(situation.step)[0]:
        yield "previous"


def later_steps(situation: Situation) -> list[str]:
    """The steps behind the current one."""
    place = situation.runbook.places[situation.state.step]
    return [step.id for step in situation.runbook.steps[place + 1 :]]
