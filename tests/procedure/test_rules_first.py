"""No text counts as sent before it is accepted, no start is late for its copy; what is raised again."""

from datetime import timedelta

import pytest
from desk import FULL, RUNBOOK, Action, Desk, before, up_to_step

from runbooks.definition.model import Runbook
from runbooks.engine.retention import CopyState
from runbooks.engine.situation import ItemState

PASSED_OVER = "sin acceso"
AGAIN = ("do_not_start_before", "now+4h")

FIRST = {
    "ticket_sent_at": ("ticket", "Acepte primero la solicitud"),
    "deliveries": ("notice", "Acepte primero el aviso"),
    "all_clear": ("result", "Elija primero el resultado"),
    "all_clear_deliveries": ("all_clear", "Acepte primero el aviso de término"),
}
"""Each item, what it waits for, and how that is said."""


def value_of(item: str) -> object:
    return next(value for name, value in FULL if name == item)


@pytest.mark.parametrize("item", FIRST)
def test_what_follows_from_a_text_is_refused_until_that_is_settled(item: str) -> None:
    first, sentence = FIRST[item]
    desk = Desk(before(first))
    refused = desk.do(item, value_of(item))
    assert refused is not None
    assert (refused.code, refused.item) == ("missing", item)
    assert sentence in refused.sentences["es"]
    assert "first" in refused.sentences["en"]
    desk.go([(first, value_of(first)), (item, value_of(item))])


@pytest.mark.parametrize("item", ["deliveries", "all_clear", "all_clear_deliveries"])
def test_R5_what_was_passed_over_holds_nothing_up(item: str) -> None:
    first, _sentence = FIRST[item]
    desk = Desk(before(first))
    desk.go([("override", {"item": first, "reason": PASSED_OVER}), (item, value_of(item))])
    assert desk.item_state(item) is ItemState.DONE


def test_a_request_that_opened_again_is_accepted_before_it_counts_as_sent() -> None:
    desk = Desk([*before("ticket_sent_at"), AGAIN])
    assert desk.item_state("ticket") is ItemState.OPEN
    assert desk.code("ticket_sent_at", "now") == "missing"
    assert desk.asked()[0] == "ticket"
    desk.go([("ticket", {"accept": "true"}), ("ticket_sent_at", "now")])


@pytest.mark.parametrize("item", FIRST)
def test_what_comes_first_is_said_before_the_action_and_only_then(item: str) -> None:
    first, sentence = FIRST[item]
    caution = RUNBOOK.items[item].caution
    assert caution is not None
    desk = Desk(before(first))
    assert sentence in desk.situation.say(caution)
    desk.go([(first, value_of(first))])
    assert sentence not in desk.situation.say(caution)


@pytest.mark.parametrize("item", FIRST)
def test_R6_it_opens_again_with_what_it_waits_for(item: str) -> None:
    assert item in RUNBOOK.items
    first, _sentence = FIRST[item]
    desk = Desk([*before(first), (first, value_of(first)), (item, value_of(item))])
    changed: dict[str, Action] = {
        "ticket": ("ticket", {"text": "Restaure la copia."}),
        "notice": ("notice", {"text": "Se va a restaurar."}),
        "all_clear": ("all_clear", {"text": "Terminó."}),
        "result": ("result", "partial"),
    }
    desk.go([changed[first]])
    assert desk.item_state(item) is ItemState.OPEN


# -- settled -----------------------------------------------------------------------------------------


def settled(desk: Desk, item: str) -> object:
    return desk.situation.work_out(f"settled.{item}")


def test_settled_is_what_nothing_is_awaited_of() -> None:
    desk = Desk(before("files_safe"))
    assert settled(desk, "notice") is True  # done
    assert settled(desk, "files_safe") is False  # open
    assert settled(desk, "copy_hour") is True  # left empty
    assert settled(desk, "plan_confirmed_by_vendor") is True  # not applicable
    desk.go([("defer", {"item": "files_safe", "until": "confirm_restoration"})])
    assert settled(desk, "files_safe") is True  # put off
    desk.go([("complete", "notify_users")])
    assert settled(desk, "files_safe") is False  # it returned
    desk.go([("support_reply", "pending")])
    assert settled(desk, "support_reply") is False  # answered, and waited for
    desk.go([("override", {"item": "support_reply", "reason": PASSED_OVER})])
    assert settled(desk, "support_reply") is True


def test_what_is_settled_by_itself_has_no_value_and_no_end_of_its_own() -> None:
    steps = RUNBOOK.model_dump(mode="json")
    item = steps["steps"][0]["items"][0]
    item["done_when"], item["waiting"] = f"settled.{item['id']}", item["label"]
    desk = Desk(runbook=Runbook.model_validate(steps))
    desk.go([(item["id"], "ventas")])
    assert desk.item_state(item["id"]) is ItemState.OPEN


# -- a start that comes too late -----------------------------------------------------------------------


def on_day_six() -> Desk:
    """A request for a copy of which the deadline is tomorrow at midnight."""
    desk = Desk(before("restore_date"))
    points = desk.situation.computed("restore_points")
    day = min(point.date for point in points if point.state is CopyState.SURE)
    actions = [(n, day.isoformat() if v == "today-3d" else v) for n, v in up_to_step("notify_users")]
    return Desk(before("ticket_sent_at", actions))


def test_no_start_from_the_moment_at_which_the_copy_may_be_gone() -> None:
    desk = on_day_six()
    deadline = desk.situation.computed("deadline")
    gone = desk.situation.computed("chosen_point").deleted_by
    assert desk.now < deadline < gone
    for moment in (deadline, deadline + timedelta(hours=8), gone - timedelta(minutes=1)):
        refused = desk.do("do_not_start_before", moment.isoformat())
        assert refused is not None
        assert refused.code == "out_of_window"
        assert "puede haberse borrado (§8.4). Dé un momento antes del " in refused.sentences["es"]
        assert "may be deleted (§8.4). Give a moment before " in refused.sentences["en"]
    after = desk.do("do_not_start_before", gone.isoformat())
    assert after is not None
    assert "ya se habrá borrado" in after.sentences["es"]
    desk.go([("do_not_start_before", (deadline - timedelta(minutes=1)).isoformat())])


def test_past_the_deadline_a_start_may_be_set_until_the_copy_is_surely_gone() -> None:
    desk = on_day_six()
    deadline = desk.situation.computed("deadline")
    desk.wait(seconds=int((deadline - desk.now).total_seconds()) + 3600)
    gone = desk.situation.computed("chosen_point").deleted_by
    assert desk.situation.computed("doubtful")
    refused = desk.do("do_not_start_before", gone.isoformat())
    assert refused is not None
    assert refused.code == "out_of_window"
    assert "Déjelo vacío." in refused.sentences["es"]
    desk.go([("do_not_start_before", (gone - timedelta(minutes=1)).isoformat())])


def test_with_the_hour_of_the_copies_the_limit_is_that_hour() -> None:
    planned = up_to_step("choose_variant")
    desk = Desk([*planned[:-1], ("copy_hour", "3"), planned[-1], *before("ticket")[len(planned) :]])
    deadline = desk.situation.computed("deadline")
    assert deadline.hour == 3
    assert desk.code("do_not_start_before", deadline.isoformat()) == "out_of_window"
    desk.go([("do_not_start_before", (deadline - timedelta(minutes=1)).isoformat())])


# -- what is raised again ------------------------------------------------------------------------------


def caution(desk: Desk, item: str) -> str:
    text = RUNBOOK.items[item].caution
    assert text is not None
    return desk.situation.say(text).strip()


def unsafe(until: str) -> Desk:
    return Desk([(name, False if name == "files_safe" else value) for name, value in before(until)])


def test_R9_files_that_are_not_safe_are_raised_again_in_the_last_step() -> None:
    desk = unsafe("support_reply")
    assert "Hay archivos nuevos solo en Bitrix24." in caution(desk, "support_reply")
    desk.go([("support_reply", "pending")])
    assert "Insista en que los guarden fuera" in caution(desk, "support_reply")
    desk.go([("support_reply", "done")])
    assert caution(desk, "support_reply") == ""
    assert "No todos guardaron fuera sus archivos." in caution(desk, "restored_at")
    assert desk.do("restored_at", "now") is None  # no gate


def test_R9_files_that_are_safe_are_not_mentioned() -> None:
    desk = Desk(before("support_reply"))
    assert caution(desk, "support_reply") == caution(desk, "restored_at") == ""


@pytest.mark.parametrize(
    ("last_seen", "said"),
    [
        ("now-30h", ""),
        (
            "now-6d",
            "Ninguna copia es segura. La del lun 16/11/2026 es dudosa; antes de pedirla, pregunte a Soporte",
        ),
        (
            "now-20d",
            "No queda ninguna copia útil (§8.4). Al terminar este paso, la sesión acaba sin restaurar.",
        ),
    ],
)
def test_what_copies_are_left_is_said_where_none_is_sure(last_seen: str, said: str) -> None:
    changed = {"last_seen": last_seen}
    desk = Desk([(name, changed.get(name, value)) for name, value in up_to_step("choose_variant")[:-1]])
    assert caution(desk, "retention_window").startswith(said)
    assert bool(caution(desk, "retention_window")) is bool(said)
