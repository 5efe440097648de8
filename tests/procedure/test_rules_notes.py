"""R11: a choice with a lasting effect stays as a note in force until its end condition."""

from collections.abc import Sequence
from typing import Final

import pytest
from desk import CRM, FULL, RUNBOOK, Action, Desk, before

Actions = Sequence[Action]

DONE: Final = [("support_reply", "done")]
RESTORED: Final = [*DONE, ("restored_at", "now")]
REJECTED: Final = [("support_reply", "rejected")]
TOO_OLD: Final = [("last_seen", "now-20d")]
ATTACKED: Final = [("cause", "suspected_attack")]
NOT_OWNER: Final = [("operator_is_owner", False)]
ACCEPTED: Final = [("consequences_accepted", "today-3d")]
NOT_BEFORE: Final = [("do_not_start_before", "now+2h"), ("ticket", {"accept": "true"})]
UNSAFE: Final = [("files_safe", False)]
TOLD: Final = [action for action in FULL if action[0] == "deliveries"]
BY_CRM: Final = [*before("variant", CRM), ("variant", {"choice": "crm", "reason": "pasa de 30 GB"})]
UNCERTAIN: Final = [
    ("last_seen", "today-2d 12:00") if action[0] == "last_seen" else action
    for action in before("restore_date")
]


def after(name: str, until: str = "support_reply") -> Actions:
    """The actions after the first one called `name`, before the first called `until`."""
    return before(until)[len(before(name)) + 1 :]


CASES: Final[dict[str, list[tuple[Actions, Actions, Actions]]]] = {
    # Each: the actions up to then, those that begin the note, those that end it.
    "secure_account": [
        (before("cause"), ATTACKED, [("cause", "unknown")]),
        (before("cause"), ATTACKED, [*after("cause"), *RESTORED]),
    ],
    "no_copy": [
        (before("last_seen"), TOO_OLD, [("last_seen", "now-30h")]),
        (before("last_seen"), TOO_OLD, [*after("last_seen", "recycle_bin"), ("recycle_bin", "recovered")]),
        (before("last_seen"), TOO_OLD, [*after("last_seen", "loss_confirmed"), ("loss_confirmed", False)]),
    ],
    "contract_unpaid": [
        (before("contract_current"), [("contract_current", False)], [("contract_current", True)]),
    ],
    "owner_sends": [
        (before("operator_is_owner"), NOT_OWNER, [("operator_is_owner", True)]),
        (before("operator_is_owner"), NOT_OWNER, [*after("operator_is_owner"), *DONE]),
        (before("operator_is_owner"), NOT_OWNER, [*after("operator_is_owner"), *REJECTED]),
    ],
    "doubtful_copy": [
        (UNCERTAIN, [("restore_date", "today-2d")], [("restore_date", "today-3d")]),
    ],
    "rollback_agreed": [
        (before("consequences_accepted"), ACCEPTED, [("restore_date", "today-4d")]),
        (before("consequences_accepted"), ACCEPTED, [*after("consequences_accepted"), *RESTORED]),
        (BY_CRM, ACCEPTED, [*after("consequences_accepted"), *REJECTED]),
    ],
    "second_channel": [
        (before("consequences_accepted"), ACCEPTED, [*after("consequences_accepted"), *RESTORED]),
        (before("consequences_accepted"), ACCEPTED, [*after("consequences_accepted"), *REJECTED]),
    ],
    "do_not_start": [
        (before("ticket_sent_at"), NOT_BEFORE, [*after("ticket"), *DONE]),
        (before("ticket_sent_at"), NOT_BEFORE, [*after("ticket"), *REJECTED]),
    ],
    "no_new_files": [
        (before("deliveries"), TOLD, [*after("deliveries"), *FULL[len(before("support_reply")) : -2]]),
        (before("deliveries"), TOLD, [*after("deliveries"), *REJECTED]),
    ],
    "files_unsafe": [
        (before("files_safe"), UNSAFE, [("files_safe", True)]),
        (before("files_safe"), UNSAFE, [*after("files_safe"), *RESTORED]),
        (before("files_safe"), UNSAFE, [*after("files_safe"), *REJECTED]),
    ],
    "tell_rejection": [
        (before("support_reply"), REJECTED, DONE),
        (
            before("support_reply"),
            REJECTED,
            [
                ("complete", "confirm_restoration"),
                ("go_back", {"to": "choose_variant", "reason": "otra vez"}),
            ],
        ),
    ],
}


def in_force(desk: Desk) -> dict[str, str]:
    """The notes in force, as they are said."""
    situation = desk.situation
    return {note.id: situation.say(note.text) for note in RUNBOOK.notes if situation.evaluate(note.in_force)}


def test_R11_every_note_of_the_runbook_has_a_case() -> None:
    # That of a deleted copy begins by the clock alone, and has a test of its own below.
    assert {*CASES, "copy_gone"} == {note.id for note in RUNBOOK.notes}


@pytest.mark.parametrize(
    ("note", "case"),
    [(note, number) for note in CASES for number in range(len(CASES[note]))],
)
def test_R11_a_note_begins_and_stays_until_its_end(note: str, case: int) -> None:
    earlier, begins, ends = CASES[note][case]
    desk = Desk(earlier)
    assert note not in in_force(desk)
    desk.go(begins)
    assert note in in_force(desk)
    for action in ends[:-1]:
        desk.go([action])
        assert note in in_force(desk), action
    desk.go(ends[-1:])
    assert note not in in_force(desk)


def test_R11_a_copy_that_is_deleted_before_it_is_asked_for_says_so_until_another_is_chosen() -> None:
    desk = Desk(before("ticket"))
    assert "copy_gone" not in in_force(desk)
    desk.wait(days=4, hours=10)
    assert "copy_gone" in in_force(desk)
    assert desk.code("ticket", {"accept": "true"}) == "out_of_window"
    desk.go([("go_back", {"to": "choose_variant", "reason": "ya se borró"})])
    assert "copy_gone" in in_force(desk)
    desk.go([("restore_date", desk.situation.computed("proposed").isoformat())])
    assert "copy_gone" not in in_force(desk)


def test_R11_no_note_is_in_force_before_anything_is_answered() -> None:
    assert in_force(Desk()) == {}


def test_R11_a_note_says_what_was_answered() -> None:
    desk = Desk([*before("operator_is_owner"), *NOT_OWNER])
    assert "Camilo Luna" in in_force(desk)["owner_sends"]
    desk = Desk([*UNCERTAIN, ("restore_date", "today-2d")])
    assert "¿se hizo antes del vie 20/11/2026 12:00" in in_force(desk)["doubtful_copy"]
