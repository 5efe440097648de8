"""Checklist rules about items (checklist-rules.md): states, place, computed items."""

from collections import Counter

import pytest
from desk import DATA, RUNBOOK, Desk, actions_of, before, up_to_step

from runbooks.engine.situation import ItemState

FILES = sorted(file.stem for file in DATA.glob("*.yaml"))
DEFER = ("defer", {"item": "files_safe", "until": "confirm_restoration"})


# -- R1 -------------------------------------------------------------------------------------------


def test_R1_the_five_states_stand_side_by_side_and_each_is_counted_for_itself() -> None:
    over = ("override", {"item": "cause", "reason": "aún se investiga"})
    actions = [over if name == "cause" else (name, value) for name, value in before("files_safe")]
    desk = Desk([*actions, DEFER])
    assert desk.item_state("notice") is ItemState.DONE
    assert desk.item_state("support_reply") is ItemState.OPEN
    assert desk.item_state("plan_confirmed_by_vendor") is ItemState.NOT_APPLICABLE
    assert desk.item_state("cause") is ItemState.OVERRIDDEN
    assert desk.item_state("files_safe") is ItemState.DEFERRED
    # Of 32: one passed over, one put off, the last step's six open; one does not apply to this plan
    # and three were left empty.
    assert desk.situation.counts == {
        "done": 20,
        "open": 6,
        "not_applicable": 4,
        "overridden": 1,
        "deferred": 1,
    }


@pytest.mark.parametrize("name", FILES)
def test_R1_at_every_moment_of_a_session_the_counts_are_those_of_its_items(name: str) -> None:
    desk = Desk()
    for action in actions_of(name):
        desk.go([action])
        told = Counter(desk.situation.item_state(item) for item in RUNBOOK.items.values())
        assert {state: count for state, count in desk.situation.counts.items() if count} == told
        assert sum(told.values()) == len(RUNBOOK.items)


@pytest.mark.parametrize("act", ["override", "defer"])
def test_R1_what_was_done_and_is_then_passed_over_or_put_off_is_done_no_more(act: str) -> None:
    desk = Desk([*before("files_safe"), ("files_safe", True)])
    done = desk.situation.counts["done"]
    if act == "defer":
        desk.go([DEFER])
    else:
        desk.go([("override", {"item": "files_safe", "reason": "nadie contesta"})])
    expected = {"override": ItemState.OVERRIDDEN, "defer": ItemState.DEFERRED}[act]
    assert desk.item_state("files_safe") is expected
    assert desk.situation.counts["done"] == done - 1
    assert desk.situation.answer("files_safe") is None
    assert desk.state.entry("files_safe").proposal is True


# -- R2 -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", FILES)
def test_R2_the_place_is_the_first_open_item_of_the_step(name: str) -> None:
    desk = Desk()
    for action in actions_of(name):
        situation = desk.situation
        items = situation.items_of(situation.step)
        still = [item for item in items if situation.item_state(item) is ItemState.OPEN]
        expected = still[0] if still and desk.state.status == "open" else None
        assert situation.current_item == expected
        desk.go([action])
    assert desk.situation.current_item is None


def test_R2_an_item_that_waits_is_asked_before_those_that_depend_on_it() -> None:
    desk = Desk([*before("support_reply"), ("support_reply", "pending")])
    assert desk.asked()[:2] == ["support_reply", "restored_at"]
    assert desk.item_state("support_reply") is ItemState.OPEN
    desk.go([("support_reply", "needs_information"), ("support_reply", "done")])
    assert desk.asked()[0] == "restored_at"


def test_R2_an_item_that_waits_is_asked_after_those_that_go_on_without_it() -> None:
    desk = Desk([*before("contract_current"), ("contract_current", False)])
    assert desk.asked() == ["account_owner", "operator_is_owner", "copy_hour", "contract_current"]
    returned = [*before("files_safe"), DEFER, ("complete", "notify_users"), ("support_reply", "pending")]
    assert Desk(returned).asked()[:3] == ["files_safe", "support_reply", "restored_at"]


def test_R2_an_item_half_verified_is_still_the_one_that_is_asked() -> None:
    desk = Desk([*before("verification"), ("verification", {"crm": {"state": "ok", "seen": "412"}})])
    assert desk.asked()[0] == "verification"
    desk.go([("verification", {"drive": {"state": "ok", "seen": "310"}})])
    assert desk.asked()[0] == "result"


def test_R2_where_since_when_and_what_was_done_last_can_be_told() -> None:
    desk = Desk(before("plan"))
    desk.wait(hours=3)
    desk.go([("plan", "professional")])
    desk.wait(hours=9)
    assert desk.state.step == "check_plan"
    assert desk.state.updated_at == "2026-11-22T17:00:00-06:00"
    assert (desk.events[-1].type, desk.events[-1].data["item"]) == ("answered", "plan")


# -- R3 -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("retention_window", True),
        ("retention_window", "sí"),
        ("override", {"item": "retention_window", "reason": "lo sé yo"}),
        ("defer", {"item": "retention_window", "until": "choose_variant"}),
    ],
)
def test_R3_what_is_computed_can_be_neither_ticked_nor_passed_over(name: str, value: object) -> None:
    assert Desk(up_to_step("check_plan")).code(name, value) == "computed"


def test_R3_what_is_computed_follows_its_inputs_and_reopens_what_was_chosen_by_it() -> None:
    desk = Desk([*before("variant"), ("go_back", {"to": "check_plan", "reason": "Soporte dijo la hora"})])
    limits = desk.situation.answer("retention_window")[3]
    assert limits.made_from != limits.made_by
    desk.go([("copy_hour", "2")])
    assert desk.reopened() == ["restore_date"]
    limits = desk.situation.answer("retention_window")[3]
    assert (limits.made_from.hour, limits.made_from) == (2, limits.made_by)
