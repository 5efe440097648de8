"""Answers: what a person gives for an item becomes events, or a refusal that says why."""

from collections.abc import Mapping
from typing import Any

from runbooks.definition.items import ChoiceItem, ComputedItem, DeliveriesItem, DocumentItem, Item
from runbooks.engine.commands import Answer
from runbooks.engine.documents import draft, placeholders
from runbooks.engine.events import Happening
from runbooks.engine.marks import mark_in, marked, unmarked
from runbooks.engine.refusals import Decision, Refusal, in_each_language, refuse
from runbooks.engine.situation import ItemState, Situation
from runbooks.engine.values import read_text, read_value
from runbooks.language import N_


def answer(situation: Situation, command: Answer) -> Decision:
    """An answer, and what reopens because of it; nothing where an empty item is left empty.

    Raises `BadValue`, and `ExpressionError` for a rule that cannot be worked out.
    """
    item = item_to_act_on(situation, command.item)
    if isinstance(item, Refusal):
        return item
    if command.value is None:
        return _emptied(situation, item)
    if isinstance(item, DocumentItem):
        made = _document(situation, item, command.value)
    else:
        made = _value(situation, item, command)
    if isinstance(made, Refusal):
        return made
    # A delivery adds to those before it, so it always changes what was told to whom.
    told = made[-1].data
    return (*made, *reopened(situation, item.id, told.get("value", told), told.get("reason")))


def _emptied(situation: Situation, item: Item) -> Decision:
    """An optional answer is taken back: it stays in the log, and is offered no more."""
    if not situation.is_optional(item):
        return refuse("missing", item.id, N_("this cannot be left empty"))
    if situation.state.entry(item.id).value is None:
        return ()
    emptied = Happening("answered", {"item": item.id, "value": None})
    return (emptied, *reopened(situation, item.id))


def _value(situation: Situation, item: Item, command: Answer) -> Decision:
    value = read_value(item, command.value, situation)
    refusal = _against_rules(situation, item, value)
    if refusal is not None:
        return refusal
    if isinstance(item, DeliveriesItem):
        return tuple(Happening("delivered", {"item": item.id, "delivery": told}) for told in value)
    reason = read_text(command.reason or "")
    why: dict[str, Any] = {"reason": reason} if reason else {}
    if command.session is not None:
        why["session"] = dict(command.session)
    return (Happening("answered", {"item": item.id, "value": value, **why}),)


def _document(situation: Situation, item: DocumentItem, raw: Any) -> Decision:
    refusal = _against_rules(situation, item, None)
    if refusal is not None:
        return refusal
    drafted = draft(situation, item)
    if isinstance(raw, Mapping):
        accepted = str(raw.get("accept", "")).lower() == "true" and len(raw) == 1
        raw = drafted.text if accepted else raw.get("text")
    if not isinstance(raw, str):
        return refuse("bad_value", item.id, N_("take the draft (accept: true) or give a text"))
    if not read_text(unmarked(raw)):
        return refuse("missing", item.id, N_("the document is empty"))
    left = placeholders(raw)
    if left:
        unfilled = N_("the text still has something to fill in: {left}")
        return refuse("placeholder_left", item.id, unfilled, left=", ".join(left[:5]))
    state, mark = situation.state, mark_in(raw)
    if mark is not None and state.mode != "training":
        foreign = N_("the text has the mark of a training: {mark}")
        return refuse("placeholder_left", item.id, foreign, mark=mark)
    data = {"item": item.id, "value": marked(raw, state), "facts": drafted.facts}
    return (Happening("drafted", {**data, "language": state.language}),)


def _against_rules(situation: Situation, item: Item, value: Any) -> Refusal | None:
    seen = situation.as_python(item, value)
    for rule in item.rules:
        if situation.work_out(rule.refuse_when, answer=seen):
            said = in_each_language(lambda rule=rule: situation.say(rule.reason, answer=seen))  # type: ignore[misc]
            return Refusal(rule.code, item.id, said)
    if isinstance(item, ChoiceItem):
        option = next(option for option in item.options if option.id == value)
        if option.allowed is not None and not situation.work_out(option.allowed):
            assert option.not_allowed is not None
            text = option.not_allowed
            return Refusal("not_allowed", item.id, in_each_language(lambda: situation.say(text)))
    return None


def reopened(
    situation: Situation, changed: str, value: Any = None, reason: str | None = None
) -> tuple[Happening, ...]:
    """What depends on `changed` reopens, unless it had this `value` and `reason` already (R6)."""
    before = situation.state.entry(changed)
    if (before.value, before.reason) == (value, reason):
        return ()
    touched = (
        item
        for item in situation.dependencies.dependants(changed)
        if situation.state.entry(item).value is not None or situation.state.entry(item).override is not None
    )
    return tuple(Happening("reopened", {"item": item, "because": changed}) for item in touched)


def item_to_act_on(situation: Situation, name: str) -> Item | Refusal:
    """The item called `name` where it can be acted on now, or why it cannot."""
    item = situation.runbook.items.get(name)
    if item is None:
        return refuse("unknown_item", name, N_("this runbook has no item “{name}”"), name=name[:60])
    if situation.state.status == "finished":
        return refuse("closed", name, N_("an outcome is reached: close the session, or go back"))
    if item not in situation.items_of(situation.step):
        step = situation.runbook.steps[situation.runbook.home[name]]
        return refuse(
            "wrong_step",
            name,
            N_("this item belongs to the step “{home}”; the session is in “{here}”"),
            home=step.title,
            here=situation.step.title,
        )
    if isinstance(item, ComputedItem):
        return refuse("computed", name, N_("this is computed from other answers; change those"))
    if situation.item_state(item) is ItemState.NOT_APPLICABLE:
        return refuse("not_applicable", name, N_("this item does not apply here"))
    return item
