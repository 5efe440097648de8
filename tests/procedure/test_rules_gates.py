"""R5: what the document forbids cannot be passed over, all else can, and no state is a dead end."""

from typing import Any, Final

import pytest
from desk import FULL, RUNBOOK, Desk, before, up_to_step
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from runbooks.definition.dependencies import item_expressions
from runbooks.definition.items import ChoiceItem, ComputedItem, Item
from runbooks.engine.situation import ItemState, Situation

HARD: Final = {"plan", "plan_confirmed_by_vendor", "restore_date", "variant", "ticket"}
"""The document's own gates: the plan (§8), one week (§8.4), date and variant in the request (§8)."""

ANSWERS: Final[dict[str, list[Any]]] = {
    name: [value for given, value in FULL if given == name] for name in RUNBOOK.items
}
TICKET: Final = {"text": "Restaure la copia, por favor."}
MORE: Final[dict[str, list[Any]]] = {
    "plan_confirmed_by_vendor": [True],
    "restore_date": ["today-2d", "today-3d", "today-5d"],
    "consequences_accepted": [True, "today-2d", "today-3d", "today-5d"],
    "ticket": [TICKET],
    "notice": [TICKET],
    "all_clear": [TICKET],
    "result": ["partial", "failed"],
}


def brought_to(item: Item) -> Desk:
    """A session in which `item` is asked."""
    if item.id == "plan_confirmed_by_vendor":
        return Desk([*before("plan"), ("plan", "enterprise")])
    return Desk(up_to_step(RUNBOOK.steps[RUNBOOK.home[item.id]].id))


@pytest.mark.parametrize("item", RUNBOOK.items.values(), ids=RUNBOOK.items)
def test_R5_every_item_but_the_gates_of_the_document_is_passed_over_with_a_reason(item: Item) -> None:
    desk = brought_to(item)
    assert desk.code("override", {"item": item.id, "reason": " "}) in {
        "reason_required",
        "not_allowed",
        "computed",
    }
    refused = desk.do("override", {"item": item.id, "reason": "sin acceso"})
    if isinstance(item, ComputedItem):
        assert refused is not None
        assert refused.code == "computed"
    elif item.id in HARD:
        assert refused is not None
        assert refused.code == "not_allowed"
        assert "§8" in refused.reason
    else:
        assert refused is None
        assert desk.item_state(item.id) is ItemState.OVERRIDDEN
        assert desk.events[-1].data == {"item": item.id, "reason": "sin acceso"}


def test_R5_the_gates_that_the_runbook_marks_are_those_of_the_document() -> None:
    assert {item.id for item in RUNBOOK.items.values() if item.hard} == HARD


def broken(situation: Situation) -> list[str]:
    """The expressions of the runbook that cannot be worked out in a situation."""
    items = situation.items_of(situation.step)
    found = [expression for item in items for expression in item_expressions(item)]
    found += [f"computed.{name}" for name in RUNBOOK.computed]
    found += [note.in_force for note in RUNBOOK.notes]
    found += [branch.when for branch in situation.step.branches]
    found += RUNBOOK.summary.values()
    found += [a.when for item in items for a in item.advisories if a.when]
    options = [o for item in items if isinstance(item, ChoiceItem) for o in item.options]
    found += [e for o in options for e in (o.allowed, o.recommended, o.exposure) if e]
    refuse = {rule.refuse_when for item in items for rule in item.rules}
    if RUNBOOK.clock:
        found += [RUNBOOK.clock.deadline, RUNBOOK.clock.warn_at]
    return [e for e in found if e not in refuse and fails(situation, e)]


def fails(situation: Situation, expression: str) -> bool:
    """Whether it has no value: `holds` says then what it is told to say."""
    return situation.holds(expression, unknown=True) != situation.holds(expression, unknown=False)


def unfilled(situation: Situation) -> list[str]:
    """The texts of the step that are shown with a placeholder still in them."""
    items = [i for i in situation.items_of(situation.step) if situation.item_state(i) is ItemState.OPEN]
    texts = [t for i in items for t in (i.label, i.caution, i.expect, i.otherwise, i.why, i.waiting) if t]
    texts += [note.text for note in RUNBOOK.notes if situation.evaluate(note.in_force)]
    said = [situation.say(text) for text in texts]
    return [text for text in said if "{{" in text or "{%" in text]


def finish(desk: Desk, passed_over: frozenset[str] = frozenset()) -> None:
    """Take a session to its closing, passing over the items named, and any that cannot be answered.

    The way is the one a person has: answer, pass over, complete, and where a gate of the document is
    shut, back to choose another copy, or to end the check of the plan when none is left.
    """
    backs = 0
    for _turn in range(200):
        situation = desk.situation
        assert broken(situation) == []
        assert unfilled(situation) == []
        if desk.state.status == "finished":
            desk.go([("close", "true")])
            return
        item = next((i for i in situation.asked if not situation.is_optional(i)), None)
        if item is None:
            desk.go([("complete", desk.state.step)])
        elif item.id in passed_over or not answered(desk, item):
            refused = desk.do("override", {"item": item.id, "reason": "sin acceso"})
            if refused is not None:
                assert refused.code == "not_allowed"
                assert item.id in HARD
                backs += 1
                assert backs < 4, f"{item.id} is a dead end"
                shut_gate(desk)
    raise AssertionError(f"no end is reached from {desk.state.step}")


def shut_gate(desk: Desk) -> None:
    """Go back for another copy."""
    left = desk.situation.computed("proposed")
    if left is None or desk.state.step == "choose_variant":
        desk.go([("go_back", {"to": "check_plan", "reason": "ya no hay copia"})])
    else:
        desk.go([("go_back", {"to": "choose_variant", "reason": "esa copia ya se borró"})])
        desk.go([("restore_date", left.isoformat())])


def answered(desk: Desk, item: Item) -> bool:
    """Whether one of the sample answers settles `item`; each refusal is one of the runbook's own."""
    proposal = desk.situation.proposal(item)
    for value in [*([proposal] if proposal is not None else []), *ANSWERS[item.id], *MORE.get(item.id, [])]:
        refused = desk.do(item.id, value)
        assert refused is None or "worked out" not in refused.sentences["en"]
        if refused is None and desk.item_state(item.id) is not ItemState.OPEN:
            return True
    return False


SOFT = sorted(item for item in RUNBOOK.items if item not in HARD and item != "retention_window")


@pytest.mark.parametrize("item", SOFT)
def test_R5_with_any_one_item_passed_over_the_session_goes_on_to_its_closing(item: str) -> None:
    desk = Desk()
    finish(desk, frozenset({item}))
    assert desk.state.status == "closed"


def test_R5_with_everything_passed_over_that_can_be_the_session_goes_on_to_its_closing() -> None:
    desk = Desk()
    finish(desk, frozenset(SOFT))
    assert (desk.state.status, desk.state.outcome) == ("closed", "not_restored")


@settings(max_examples=60, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(
    passed_over=st.sets(st.sampled_from(SOFT)),
    done=st.integers(0, len(FULL) - 1),
    days=st.integers(0, 9),
    later=st.sampled_from(["csv", "crm", "full", None]),
)
def test_R5_from_any_state_with_anything_passed_over_there_is_a_way_to_an_end(
    passed_over: set[str], done: int, days: int, later: str | None
) -> None:
    desk = Desk()
    for name, value in FULL[:done]:
        if name in passed_over:
            desk.do("override", {"item": name, "reason": "sin acceso"})
        else:
            desk.do(name, value)
    desk.wait(days=days)
    if later is not None and desk.state.status == "open":
        desk.do("variant", later)
    finish(desk, frozenset(passed_over))
    assert desk.state.status == "closed"


@pytest.mark.parametrize("days", [1, 4, 6, 8])
def test_R5_a_copy_that_is_deleted_while_one_waits_leaves_a_way_out(days: int) -> None:
    for name in ("restore_date", "consequences_accepted", "ticket"):
        desk = Desk(before(name))
        desk.wait(days=days)
        finish(desk)
        assert desk.state.outcome == ("out_of_window" if days == 8 else "restored")
