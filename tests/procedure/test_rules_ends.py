"""Checklist rules about ends and points of no return: R8, R9, R13, and R15 for a session's moments."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from desk import CRM, DATA, FULL, RUNBOOK, Desk, actions_of, before

from runbooks.language import using

FILES = sorted(file.stem for file in DATA.glob("*.yaml"))
STATES = {"done", "open", "not_applicable", "overridden", "deferred"}


# -- R8 -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", FILES)
def test_R8_only_the_acts_of_their_own_end_a_step_and_a_session(name: str) -> None:
    desk = Desk()
    for action in actions_of(name):
        step, status = desk.state.step, desk.state.status
        desk.go([action])
        if action[0] not in ("complete", "go_back"):
            assert desk.state.step == step
        if action[0] not in ("complete", "cancel", "go_back", "close"):
            assert desk.state.status == status
        if action[0] in ("complete", "cancel"):
            assert desk.state.status in ("open", "finished")
    assert desk.state.status == "closed"


@pytest.mark.parametrize("name", FILES)
def test_R8_each_of_these_acts_carries_the_five_counts_as_they_stand(name: str) -> None:
    desk = Desk()
    for action in actions_of(name):
        counts = desk.situation.counts
        desk.go([action])
        if action[0] in ("complete", "close"):
            kind = "step_completed" if action[0] == "complete" else "session_closed"
            assert desk.last(kind).data["counts"] == counts
            assert counts.keys() == STATES
            assert sum(counts.values()) == len(RUNBOOK.items)


def test_R8_a_step_with_something_open_is_not_ended() -> None:
    actions = before("complete")
    for done in range(len(actions)):
        desk = Desk(actions[:done])
        assert desk.code("complete", "confirm_loss") == "missing"
        assert desk.state.step == "confirm_loss"
    assert Desk(actions).code("complete", "check_plan") == "wrong_step"


def test_R8_a_session_without_an_outcome_is_not_closed_and_a_finished_one_takes_no_answer() -> None:
    desk = Desk(FULL[:-2])
    assert desk.code("close", "true") == "missing"
    desk.go([FULL[-2]])
    assert desk.state.status == "finished"
    assert desk.code("result", "partial") == "closed"
    assert desk.code("complete", "confirm_restoration") == "closed"
    assert desk.code("cancel", "falsa alarma") == "closed"
    desk.go([("note", "se avisó a dirección"), ("close", "true")])
    for name, value in [("note", "tarde"), ("go_back", {"to": "check_plan", "reason": "x"}), FULL[-1]]:
        assert desk.code(name, value) == "closed"


# -- R9 -------------------------------------------------------------------------------------------

ROLLBACK = {
    "full": before("consequences_accepted"),
    "crm": [*before("variant", CRM), ("variant", {"choice": "crm", "reason": "pasa de 30 GB"})],
}


@pytest.mark.parametrize("variant", ROLLBACK)
@pytest.mark.parametrize(
    ("language", "day", "deadline"),
    [
        ("es", "jue 19/11/2026", "jue 26/11/2026 00:00 (UTC-06:00)"),
        ("en", "Thu 19/11/2026", "Thu 26/11/2026 00:00 (UTC-06:00)"),
    ],
)
def test_R9_before_a_rollback_is_accepted_its_date_deadline_and_loss_are_shown_again(
    variant: str, language: str, day: str, deadline: str
) -> None:
    desk = Desk(ROLLBACK[variant])
    caution = desk.item("consequences_accepted").caution
    assert caution is not None
    with using(language):
        said = desk.situation.say(caution)
        assert day in said
        assert deadline in said
        assert "3 d 14 h" in said
        desk.wait(hours=5)
        assert "3 d 19 h" in desk.situation.say(caution)


def test_R9_before_a_csv_is_accepted_its_date_and_deadline_are_shown_and_that_nothing_is_lost() -> None:
    desk = Desk(before("consequences_accepted", CRM))
    caution = desk.item("consequences_accepted").caution
    assert caution is not None
    said = desk.situation.say(caution)
    assert "jue 19/11/2026" in said
    assert "jue 26/11/2026 00:00 (UTC-06:00)" in said
    assert "no se pierde nada" in said


# -- R13 ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("variant", ROLLBACK)
@pytest.mark.parametrize(
    ("typed", "code"),
    [
        (True, "needs_confirmation"),
        (False, "needs_confirmation"),
        (None, "missing"),
        ("", "needs_confirmation"),
        ("  ", "needs_confirmation"),
        ("\n", "needs_confirmation"),
        ("yes", "needs_confirmation"),
        ("Sí", "needs_confirmation"),
        ("y", "needs_confirmation"),
        ("no", "needs_confirmation"),
        ("2026-11-18", "confirmation_mismatch"),
        ("19/11/2026", "confirmation_mismatch"),
        ("2026-11-19x", "confirmation_mismatch"),
        ("20261119", "confirmation_mismatch"),
        ("today", "confirmation_mismatch"),
        ("todayish", "confirmation_mismatch"),
        (20261119, "confirmation_mismatch"),
        (["2026-11-19"], "confirmation_mismatch"),
    ],
)
def test_R13_a_rollback_is_accepted_by_nothing_but_its_date(variant: str, typed: Any, code: str) -> None:
    desk = Desk(ROLLBACK[variant])
    assert desk.code("consequences_accepted", typed) == code
    assert desk.state.entry("consequences_accepted").value is None


@pytest.mark.parametrize("typed", ["2026-11-19", " 2026-11-19\n", "today-3d"])
def test_R13_the_typed_date_accepts_a_rollback(typed: str) -> None:
    desk = Desk([*ROLLBACK["full"], ("consequences_accepted", typed)])
    assert desk.state.entry("consequences_accepted").value == "2026-11-19"


def test_R13_twenty_enters_in_one_burst_change_nothing() -> None:
    for actions in (before("reported_by"), before("lost_areas"), ROLLBACK["full"], before("ticket")):
        desk = Desk(actions)
        events = len(desk.events)
        for _enter in range(20):
            item = desk.situation.current_item
            assert item is not None
            assert desk.do(item.id, "") is not None
        assert len(desk.events) == events


def test_R13_an_act_repeated_ends_one_step_and_no_more() -> None:
    desk = Desk(FULL[:9])
    desk.go([("complete", "confirm_loss")])
    assert desk.code("complete", "confirm_loss") == "wrong_step"
    assert desk.state.step == "check_plan"


# -- R15 ------------------------------------------------------------------------------------------


def test_R15_while_no_last_good_moment_is_known_the_earlier_limit_drives() -> None:
    over = ("override", {"item": "last_seen", "reason": "nadie lo sabe"})
    actions = [over if name == "last_seen" else (name, v) for name, v in before("restore_date")]
    situation = Desk(actions).situation
    points = {point.date.isoformat(): point for point in situation.computed("restore_points")}
    assert points["2026-11-19"].state == "doubtful"
    limits = points["2026-11-19"].deleted_from, points["2026-11-19"].deleted_by
    assert [limit.isoformat() for limit in limits] == [
        "2026-11-26T00:00:00-06:00",
        "2026-11-27T00:00:00-06:00",
    ]
    assert situation.computed("worst") > situation.computed("best")


def test_R15_the_earlier_limit_of_a_copy_is_the_deadline_until_its_hour_is_known() -> None:
    desk = Desk(before("consequences_accepted"))
    assert desk.situation.computed("deadline").isoformat() == "2026-11-26T00:00:00-06:00"
    assert desk.situation.computed("last_safe_moment").isoformat() == "2026-11-25T00:00:00-06:00"
    desk.go([("go_back", {"to": "check_plan", "reason": "dijeron la hora"}), ("copy_hour", "3")])
    desk.go([("complete", "check_plan"), ("restore_date", "2026-11-19")])
    assert desk.situation.computed("deadline").isoformat() == "2026-11-26T03:00:00-06:00"
    assert desk.situation.computed("worst") == desk.situation.computed("best")


@pytest.mark.parametrize("asleep", [timedelta(hours=9), timedelta(days=2), timedelta(days=3, hours=9)])
def test_R15_a_suspended_machine_wakes_up_to_the_same_deadline(asleep: timedelta) -> None:
    desk = Desk(before("ticket"))
    deadline = desk.situation.computed("deadline")
    left = deadline - desk.now
    desk.now += asleep
    assert desk.situation.computed("deadline") == deadline
    assert desk.situation.computed("deadline") - desk.now == left - asleep


def test_R15_the_offset_in_which_the_machine_tells_the_time_changes_nothing() -> None:
    here, there = Desk(before("ticket")), Desk(before("ticket"), now=datetime(2026, 11, 22, 20, tzinfo=UTC))
    assert here.state.entries.keys() == there.state.entries.keys()
    for item in here.state.entries:
        assert here.situation.answer(item) == there.situation.answer(item)
    assert here.situation.computed("deadline") == there.situation.computed("deadline")


def test_R15_the_deadline_is_a_local_midnight_across_a_change_of_clocks() -> None:
    # Tijuana's clocks went back on Sunday 1 November 2026, from UTC-7 to UTC-8.
    thursday = datetime.fromisoformat("2026-10-31T12:00:00-07:00")
    desk = Desk(before("consequences_accepted"), now=thursday, timezone="America/Tijuana")
    assert desk.situation.computed("deadline").isoformat() == "2026-11-04T00:00:00-08:00"
    before_change = desk.situation.computed("worst")
    desk.wait(days=1)
    assert desk.situation.computed("worst") - before_change == timedelta(days=1)


TIJUANA = {"timezone": "America/Tijuana", "now": datetime.fromisoformat("2026-11-01T01:10:00-08:00")}
EARLIER, LATER = "2026-11-01T01:30:00-07:00", "2026-11-01T01:30:00-08:00"
"""Half past one, which the clocks of that Sunday show twice; it is ten past one for the second time."""


def test_R15_in_the_hour_shown_twice_moments_are_compared_as_moments() -> None:
    desk = Desk(before("last_seen"), **TIJUANA)  # type: ignore[arg-type]
    assert desk.code("last_seen", LATER) == "in_future"
    desk.go([("last_seen", "2026-11-01T01:50:00-07:00")])
    assert desk.code("noticed_at", EARLIER) == "before_other"
    desk.go([("noticed_at", "2026-11-01T01:05:00-08:00")])
    assert desk.situation.answer("noticed_at") > desk.situation.answer("last_seen")
    assert desk.situation.answer("noticed_at") - desk.situation.answer("last_seen") == timedelta(minutes=15)


@pytest.mark.parametrize(
    ("timezone", "now", "shown_twice"),
    [
        ("America/Tijuana", "2026-11-01T01:10:00-08:00", (EARLIER, LATER)),
        ("Europe/Madrid", "2026-10-25T02:10:00+01:00", ("2026-10-25T02:30+02:00", "2026-10-25T02:30+01:00")),
    ],
)
def test_R15_a_delivery_in_the_hour_shown_twice_is_told_from_one_still_to_come(
    timezone: str, now: str, shown_twice: tuple[str, str]
) -> None:
    told = {"channel": "phone", "audience": "todos", "result": "enterados"}
    desk = Desk(before("deliveries"), timezone=timezone, now=datetime.fromisoformat(now))
    past, future = shown_twice
    assert desk.code("deliveries", [{**told, "at": future}]) == "in_future"
    desk.go([("deliveries", [{**told, "at": past}, {**told, "at": "now"}])])
    first, second = (one["at"] for one in desk.situation.answer("deliveries"))
    assert second - first == timedelta(minutes=40)
    assert first < second <= desk.situation.now


def test_R15_a_clock_that_jumps_back_stops_nothing_and_the_events_keep_their_order() -> None:
    desk = Desk()
    for number, (name, value) in enumerate(FULL):
        if number % 3 == 1:
            desk.now -= timedelta(minutes=7)
        refused = desk.do(name, value)
        if refused is not None:  # the moment before it lies ahead of the clock now
            assert refused.code == "before_other"
            desk.now += timedelta(minutes=30)
            desk.go([(name, value)])
    assert desk.state.status == "closed"
    assert [event.seq for event in desk.events] == list(range(1, len(desk.events) + 1))
    assert sorted(event.at for event in desk.events) != [event.at for event in desk.events]
