"""The engine never raises: not for a rule that cannot be worked out, nor for any text."""

from typing import Any

import pytest
from desk import FULL, RUNBOOK, Desk, before
from hypothesis import given, settings
from hypothesis import strategies as st

from runbooks.definition.model import Runbook
from runbooks.engine.situation import ItemState
from runbooks.record.summary import summarise

BROKEN = "settings.there_is_none > 3"
ADDS_NOTHING = "answers.last_seen - 3"


def with_item(item: str, **changes: Any) -> Runbook:
    """The shipped runbook with one item changed, as its own checks would not let it be written."""
    plain = RUNBOOK.model_dump()
    for step in plain["steps"]:
        for one in step["items"]:
            if one["id"] == item:
                one.update(changes)
    return Runbook.model_validate(plain)


def rule(expression: str) -> dict[str, Any]:
    return {"refuse_when": expression, "code": "in_future", "reason": {"es": "no", "en": "no"}}


@pytest.mark.parametrize("expression", [BROKEN, ADDS_NOTHING, "answer < answers.last_seen"])
def test_a_rule_that_cannot_be_worked_out_opens_no_gate_and_can_be_passed_over(expression: str) -> None:
    desk = Desk(runbook=with_item("reported_by", rules=[rule(expression)]))
    refused = desk.do("reported_by", "ventas")
    assert refused is not None
    assert (refused.code, refused.item) == ("not_allowed", "reported_by")
    assert "worked out" in refused.sentences["en"]
    desk.go([("override", {"item": "reported_by", "reason": "la guía está mal"})])
    assert desk.item_state("reported_by") is ItemState.OVERRIDDEN


@pytest.mark.parametrize(
    ("changes", "state"),
    [
        ({"when": BROKEN, "cause": {"es": "x", "en": "x"}}, ItemState.OPEN),
        ({"optional": BROKEN}, ItemState.OPEN),
        ({"default": BROKEN}, ItemState.OPEN),
    ],
)
def test_where_it_cannot_be_worked_out_whether_an_item_applies_it_is_asked(
    changes: dict[str, Any], state: ItemState
) -> None:
    desk = Desk(before("reported_via"), runbook=with_item("reported_via", **changes))
    assert desk.item_state("reported_via") is state
    assert desk.asked()[0] == "reported_via"
    assert desk.situation.proposal(desk.item("reported_via")) is None
    assert desk.code("complete", "confirm_loss") == "missing"
    desk.go([("reported_via", "phone")])
    assert desk.item_state("reported_via") is ItemState.DONE


def test_where_it_cannot_be_worked_out_whether_an_answer_settles_its_item_it_stays_open() -> None:
    waits = {"done_when": BROKEN, "waiting": {"es": "x", "en": "x"}}
    desk = Desk(
        [*before("reported_via"), ("reported_via", "phone")], runbook=with_item("reported_via", **waits)
    )
    assert desk.item_state("reported_via") is ItemState.OPEN
    desk.go([("override", {"item": "reported_via", "reason": "la guía está mal"})])
    assert desk.item_state("reported_via") is ItemState.OVERRIDDEN


def test_where_it_cannot_be_worked_out_which_areas_to_verify_all_of_them_are() -> None:
    desk = Desk(before("verification"), runbook=with_item("verification", checks=BROKEN))
    assert len(desk.situation.checks(desk.item("verification"))) == 6  # type: ignore[arg-type]


def test_a_branch_that_cannot_be_worked_out_leads_nowhere() -> None:
    plain = RUNBOOK.model_dump()
    plain["steps"][0]["branches"][0]["when"] = BROKEN
    desk = Desk(before("complete"), runbook=Runbook.model_validate(plain))
    assert desk.code("complete", "confirm_loss") == "not_allowed"
    assert desk.state.step == "confirm_loss"
    desk.go([("cancel", "la guía está mal")])


def test_a_text_that_cannot_be_filled_is_said_as_it_is_written() -> None:
    label = {"es": "Anote {{ settings.nada }}", "en": "Write {{ settings.nothing }}"}
    desk = Desk(runbook=with_item("reported_by", label=label))
    assert desk.situation.say(desk.item("reported_by").label) == label["es"]


def test_a_summary_that_cannot_be_worked_out_is_empty_there_and_the_session_is_saved() -> None:
    plain = RUNBOOK.model_dump()
    plain["summary"]["deadline"] = BROKEN
    told = summarise(Desk(runbook=Runbook.model_validate(plain)).situation)
    assert told["deadline"] is None


TEXTS = st.text(
    alphabet=st.one_of(st.characters(), st.sampled_from("\ud800\udfff\x00\x1b{}%[]_")), max_size=40
)
VALUES = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), TEXTS),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(TEXTS, inner, max_size=3)),
    max_leaves=6,
)
SHAPES = st.one_of(
    VALUES,
    st.fixed_dictionaries({"text": VALUES}),
    st.fixed_dictionaries({"choice": VALUES, "reason": VALUES}),
    st.fixed_dictionaries({"crm": st.fixed_dictionaries({"state": VALUES, "seen": VALUES})}),
    st.lists(
        st.fixed_dictionaries({"channel": VALUES, "audience": VALUES, "at": VALUES, "result": VALUES}),
        min_size=1,
        max_size=1,
    ),
    st.fixed_dictionaries({"item": TEXTS, "reason": TEXTS, "until": TEXTS, "to": TEXTS}),
)
NAMES = [*RUNBOOK.items, "complete", "override", "defer", "note", "go_back", "hand_over", "close", "cancel"]


@settings(max_examples=400, deadline=None, derandomize=True)
@given(name=st.sampled_from(NAMES), value=SHAPES)
def test_whatever_is_answered_is_either_done_and_can_be_stored_or_refused_in_words(
    name: str, value: Any
) -> None:
    step = RUNBOOK.home.get(name, 0)
    desk = AT_STEP[step]
    refused = desk.do(name, value)
    if refused is not None:
        assert refused.sentences["es"].encode()
        assert refused.sentences["en"].encode()
    else:
        AT_STEP[step] = Desk(reach(step))


def reach(step: int) -> list[tuple[str, Any]]:
    """The actions up to the completion of so many steps."""
    ends = [place for place, (name, _value) in enumerate(FULL) if name == "complete"]
    return list(FULL[: ends[step - 1] + 1]) if step else []


AT_STEP = {step: Desk(reach(step)) for step in range(len(RUNBOOK.steps))}


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("note", "\ud800"),
        ("cancel", "\udfff"),
        ("override", {"item": "reported_by", "reason": "\ud800"}),
        ("hand_over", {"to": "x" * 20_001}),
        ("reported_by", "\ud800"),
        ("reported_via", {"choice": "phone", "reason": "\ud800"}),
    ],
)
def test_a_text_that_a_record_cannot_hold_is_refused(name: str, value: Any) -> None:
    assert Desk().code(name, value) == "bad_value"
