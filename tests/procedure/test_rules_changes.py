"""Checklist rules about what changes (checklist-rules.md): R6 reopening, R7 putting off."""

import pytest
from desk import CRM, FULL, RUNBOOK, Desk, before, up_to_step

from runbooks.definition.model import Runbook
from runbooks.engine.situation import ItemState

DEFER = ("defer", {"item": "files_safe", "until": "confirm_restoration"})


# -- R6 -------------------------------------------------------------------------------------------


def test_R6_a_changed_answer_reopens_what_depends_on_it_and_keeps_the_old_as_proposals() -> None:
    desk = Desk([*up_to_step("draft_ticket", CRM), ("go_back", {"to": "confirm_loss", "reason": "faltaba"})])
    desk.go([("lost_areas", ["crm", "drive"])])
    assert {"variant", "consequences_accepted"} <= set(desk.reopened())
    assert desk.state.entry("variant").value is None
    assert desk.state.entry("variant").proposal == "csv"
    assert desk.state.entry("variant").reopened_by == "lost_areas"
    assert any(event.data.get("value") == "csv" for event in desk.events)


@pytest.mark.parametrize(
    ("actions", "again"),
    [
        (before("complete"), ("lost_areas", ["drive", "crm"])),
        ([*before("consequences_accepted"), ("consequences_accepted", "today-3d")], ("variant", "full")),
        ([*before("support_reply"), ("support_reply", "pending")], ("support_reply", "pending")),
        (before("result"), ("support_reply", "done")),
    ],
)
def test_R6_the_same_answer_once_more_reopens_nothing(
    actions: list[tuple[str, object]], again: tuple[str, object]
) -> None:
    desk = Desk(actions)
    kept = {item: entry.value for item, entry in desk.state.entries.items()}
    desk.go([again])
    assert desk.reopened() == []
    assert desk.events[-1].type == "answered"
    assert {item: entry.value for item, entry in desk.state.entries.items()} == kept


def test_R6_another_reason_for_the_same_choice_is_a_change() -> None:
    chosen = [*before("variant", CRM), ("variant", {"choice": "crm", "reason": "hay 40 GB"})]
    desk = Desk([*chosen, ("consequences_accepted", "today-3d")])
    desk.go([("variant", {"choice": "crm", "reason": "hay 40 GB"})])
    assert desk.reopened() == []
    desk.go([("variant", {"choice": "crm", "reason": "el CSV no trae comentarios"})])
    assert "consequences_accepted" in desk.reopened()


def test_R6_another_delivery_changes_who_was_told_and_reopens_what_depends_on_that() -> None:
    items = tuple(
        item.model_copy(update={"depends_on": ("deliveries",)}) if item.id == "files_safe" else item
        for item in RUNBOOK.steps[4].items
    )
    steps = list(RUNBOOK.steps)
    steps[4] = steps[4].model_copy(update={"items": items})
    runbook = RUNBOOK.model_copy(update={"steps": tuple(steps)})
    for index in ("items", "_dependencies"):
        runbook.__dict__.pop(index, None)
    told = {"channel": "email", "audience": "compras", "at": "now", "result": "enviado"}
    desk = Desk([*before("files_safe"), ("files_safe", True)], runbook=runbook)
    desk.go([("deliveries", [told])])
    assert desk.reopened() == ["files_safe"]
    assert len(desk.situation.answer("deliveries")) == 2


def test_R6_passing_over_an_open_item_again_and_again_reopens_nothing() -> None:
    desk = Desk(before("complete"))
    desk.go([("override", {"item": "lost_areas", "reason": "no se sabe"})])
    desk.go([("override", {"item": "lost_areas", "reason": "sigue sin saberse"})])
    assert desk.reopened() == []


def test_R6_two_variants_ruled_out_do_not_choose_the_third() -> None:
    desk = Desk(before("variant"))
    allowed = [o.id for o in desk.item("variant").options if not o.allowed]  # type: ignore[union-attr]
    assert allowed == ["full"]
    assert desk.item_state("variant") is ItemState.OPEN
    assert desk.code("complete", "choose_variant") == "missing"


def test_R6_what_no_longer_applies_stays_with_its_cause() -> None:
    desk = Desk([*before("support_reply"), ("support_reply", "rejected")])
    restored_at = desk.item("restored_at")
    assert restored_at in desk.situation.items_of(desk.situation.step)
    assert desk.item_state("restored_at") is ItemState.NOT_APPLICABLE
    assert desk.situation.cause(restored_at) == "Soporte rechazó la solicitud."
    assert desk.code("restored_at", "now") == "not_applicable"


# -- R7 -------------------------------------------------------------------------------------------


def test_R7_what_is_put_off_returns_at_its_checkpoint_and_comes_first_there() -> None:
    desk = Desk([*before("files_safe"), DEFER])
    assert desk.last("deferred").data["until"] == "confirm_restoration"
    desk.go([("complete", "notify_users")])
    assert (desk.events[-1].type, desk.events[-1].data["item"]) == ("returned", "files_safe")
    assert desk.asked()[0] == "files_safe"
    assert desk.code("defer", {"item": "files_safe", "until": "confirm_restoration"}) == "not_allowed"


def test_R7_an_optional_item_that_was_put_off_returns_and_can_be_answered_there() -> None:
    off = ("defer", {"item": "ticket_reference", "until": "notify_users"})
    desk = Desk([*before("notice")[:-1], off, ("complete", "draft_ticket")])
    assert desk.item_state("ticket_reference") is ItemState.OPEN
    assert desk.asked()[0] == "ticket_reference"
    desk.go([("ticket_reference", "#4711")])
    assert desk.item_state("ticket_reference") is ItemState.DONE


def test_R7_a_session_is_not_ended_as_restored_while_something_put_off_is_open() -> None:
    rest = FULL[len(before("support_reply")) : -2]
    desk = Desk([*before("files_safe"), DEFER, ("complete", "notify_users"), *rest])
    assert desk.code("complete", "confirm_restoration") == "deferred_open"
    assert desk.state.outcome is None
    desk.go([("files_safe", True), ("complete", "confirm_restoration")])
    assert desk.state.outcome == "restored"


@pytest.mark.parametrize(
    ("item", "until", "code"),
    [
        ("files_safe", "notify_users", "bad_value"),
        ("files_safe", "confirm_loss", "bad_value"),
        ("files_safe", "nowhere", "bad_value"),
        ("notice", "confirm_restoration", "not_allowed"),
    ],
)
def test_R7_only_what_may_wait_is_put_off_and_only_until_a_later_step(
    item: str, until: str, code: str
) -> None:
    assert Desk(up_to_step("notify_users")).code("defer", {"item": item, "until": until}) == code


def test_R7_going_back_before_its_own_step_asks_it_there_again() -> None:
    desk = Desk([*before("files_safe"), DEFER, ("complete", "notify_users")])
    desk.go([("go_back", {"to": "draft_ticket", "reason": "falta el número"})])
    assert desk.item_state("files_safe") is ItemState.OPEN
    assert "files_safe" not in [item.id for item in desk.situation.items_of(desk.situation.step)]


def test_R7_going_back_between_its_step_and_its_checkpoint_leaves_it_put_off() -> None:
    off = ("defer", {"item": "ticket_reference", "until": "confirm_restoration"})
    actions = [*before("notice")[:-1], off, *FULL[len(before("notice")) - 1 : len(before("support_reply"))]]
    desk = Desk(actions)
    assert desk.asked()[0] == "ticket_reference"
    desk.go([("go_back", {"to": "notify_users", "reason": "falta un área"})])
    assert desk.item_state("ticket_reference") is ItemState.DEFERRED
    desk.go([("complete", "notify_users")])
    assert desk.asked()[0] == "ticket_reference"


def branching(to: dict[str, str]) -> Runbook:
    """The shipped runbook with a branch that leads away from the draft of the request."""
    plain = RUNBOOK.model_dump()
    plain["steps"][3]["branches"] = [{"when": "true", **to}]
    return Runbook.model_validate(plain)


def test_R7_where_a_branch_leads_past_its_checkpoint_it_returns_at_the_next_step() -> None:
    off = ("defer", {"item": "ticket_reference", "until": "notify_users"})
    past = branching({"step": "confirm_restoration"})
    desk = Desk([*before("notice")[:-1], off, ("complete", "draft_ticket")], runbook=past)
    assert desk.state.step == "confirm_restoration"
    assert desk.asked()[0] == "ticket_reference"
    assert desk.code("ticket_reference", "#4711") is None


def test_R7_no_step_ends_a_session_as_restored_while_something_is_put_off() -> None:
    off = ("defer", {"item": "ticket_reference", "until": "notify_users"})
    desk = Desk([*before("notice")[:-1], off], runbook=branching({"outcome": "restored"}))
    assert desk.code("complete", "draft_ticket") == "deferred_open"
    unhappy = Desk([*before("notice")[:-1], off], runbook=branching({"outcome": "not_restored"}))
    assert unhappy.code("complete", "draft_ticket") is None
