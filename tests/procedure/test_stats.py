"""Figures over time: golden numbers worked out by hand, and what is never counted."""

import json
from datetime import date, timedelta
from pathlib import Path

import pytest
from answered import done
from desk import actions_of
from past import past, past_actions

from runbooks.figures.as_json import as_json
from runbooks.figures.reading import stats
from runbooks.figures.stats import Measured, Stats
from runbooks.record.store import Store
from runbooks.training.again import is_decision, try_again

pytestmark = pytest.mark.usefixtures("english")

UNTIL = date(2026, 11, 29)


def hours(number: float) -> timedelta:
    return timedelta(hours=number)


def counted(store: Store, since: date | None = None, mode: str = "incident") -> Stats:
    return stats(store, mode, since, UNTIL)


def measured(found: Stats, figure: str, *, restores: bool = True) -> Measured:
    (only,) = (one for one in found.measured if (one.figure.id, one.restores) == (figure, restores))
    return only


def by_outcome(found: Stats) -> dict[str, int]:
    return {one.outcome.id: one.count for one in found.outcomes}


# -- golden numbers -------------------------------------------------------------------------------


def spring(store: Store) -> dict[str, str]:
    """Six incidents of one spring; the ids by what became of them."""
    quickly, slowly = {"restored_at": hours(10)}, {"plan": hours(1 / 3), "restored_at": hours(20)}
    return {
        # Noticed at 08:00, restored on the next day at 06:20, the copy of 31 January.
        "slow": past(store, "restored", "2026-02-03T10:00-06:00", slowly),
        # Noticed at 08:00, restored at 20:00, the copy of 7 February.
        "quick": past(store, "restored", "2026-02-10T10:00-06:00", quickly),
        # On the last evening of March in Mexico City, where it is April in Greenwich already.
        "no_loss": past(store, "no_loss", "2026-03-31T23:30-06:00"),
        "cancelled": past(store, "cancelled", "2026-04-01T00:30-06:00"),
        "failed": past(store, "not_restored", "2026-04-02T10:00-06:00", {"restored_at": hours(40)}),
        "open": past(store, "restored", "2026-04-05T10:00-06:00", {"plan": hours(1)}, until="verification"),
    }


def test_sessions_are_counted_by_status_by_outcome_and_by_the_month_of_their_portal(store: Store) -> None:
    spring(store)
    found = counted(store)
    assert found.sessions == 6
    assert found.statuses == {"closed": 5, "finished": 0, "open": 1}
    assert by_outcome(found) == {"restored": 2, "no_loss": 1, "cancelled": 1, "not_restored": 1}
    assert found.not_ended == 1
    months = {(m.first, m.not_ended): {one.outcome.id: one.count for one in m.ended} for m in found.months}
    assert months == {
        (date(2026, 2, 1), 0): {"restored": 2},
        (date(2026, 3, 1), 0): {"no_loss": 1},
        (date(2026, 4, 1), 1): {"cancelled": 1, "not_restored": 1},
    }


def test_a_session_that_has_ended_and_is_not_closed_is_told_apart(store: Store) -> None:
    past(store, "no_loss", "2026-03-01T10:00-06:00", until="close")
    found = counted(store)
    assert found.statuses == {"closed": 0, "finished": 1, "open": 0}
    assert (by_outcome(found), found.not_ended) == ({"no_loss": 1}, 0)


def test_the_time_to_restore_is_that_of_the_runbook_and_only_of_what_was_restored(store: Store) -> None:
    spring(store)
    time = measured(counted(store), "time_to_restore").spread
    # 22 h 20 min and 12 h: the middle of two is half-way. The open session said when, too; it has not ended.
    assert [of for _day, of in time.each] == [hours(22) + timedelta(minutes=20), hours(12)]
    assert time.median == hours(17) + timedelta(minutes=10)
    assert (time.shortest, time.longest, time.count) == (hours(12), hours(22) + timedelta(minutes=20), 2)


def test_a_restore_that_did_not_succeed_has_its_times_apart(store: Store) -> None:
    spring(store)
    found = counted(store)
    assert measured(found, "time_to_restore", restores=False).spread.longest == hours(42)
    assert measured(found, "time_to_restore").spread.count == 2


def test_the_exposure_has_its_worst_and_its_best_case(store: Store) -> None:
    spring(store)
    exposure = measured(counted(store), "exposure")
    assert exposure.best is not None
    # At worst the copy was made at 00:00 of its day, at best at 24:00, a day later.
    worst = [timedelta(days=4, hours=6, minutes=20), timedelta(days=3, hours=20)]
    assert [of for _day, of in exposure.spread.each] == worst
    assert [of for _day, of in exposure.best.each] == [of - timedelta(days=1) for of in worst]


def test_only_times_and_exposures_are_figures_over_time(store: Store) -> None:
    spring(store)
    assert {one.figure.id for one in counted(store).measured} == {"exposure", "left", "time_to_restore"}


def test_each_step_has_the_time_that_the_sessions_spent_in_it(store: Store) -> None:
    spring(store)
    steps = {one.step.id: one.spread for one in counted(store).steps}
    # Restored slowly, quickly, not at all; the open session waits from event to event only.
    spent = [of for _day, of in steps["confirm_restoration"].each]
    assert spent == [hours(20), hours(10), hours(40), hours(0)]
    assert steps["confirm_restoration"].total == hours(70)
    assert steps["confirm_restoration"].median == hours(15)
    # Where nothing was lost there was no plan to check; the other five came there.
    spent = [of for _day, of in steps["check_plan"].each]
    assert spent == [hours(1 / 3), hours(0), hours(0), hours(0), hours(1)]


def test_the_longest_waits_say_in_which_session_and_before_which_item(store: Store) -> None:
    ids = spring(store)
    first, second, third, *others = counted(store).longest
    assert [wait.session for wait in (first, second, third)] == [ids["failed"], ids["slow"], ids["quick"]]
    assert (first.time, first.step.id, first.item and first.item.id) == (
        hours(40), "confirm_restoration", "restored_at",
    )  # fmt: skip
    assert first.item is not None and first.item.label == "Say when the restore was finished"
    assert [wait.time for wait in others] == [hours(1), hours(1 / 3)]


def test_a_wait_that_something_else_ended_tells_the_item_that_was_open(store: Store) -> None:
    actions = list(actions_of("restored"))
    place = next(n for n, (name, _value) in enumerate(actions) if name == "contract_current")
    actions.insert(place, ("note", "Finanzas no contesta"))
    past_actions(store, actions[: place + 1], "2026-02-03T10:00-06:00", {"note": hours(3)})
    (wait,) = counted(store).longest
    assert (wait.time, wait.item and wait.item.id) == (hours(3), "contract_current")


def test_time_after_the_outcome_is_no_time_in_a_step(store: Store) -> None:
    past(store, "no_loss", "2026-02-03T10:00-06:00", {"close": hours(48)})
    assert counted(store).longest == ()


def test_R5_R7_what_was_passed_over_or_put_off_is_counted_by_item_with_its_reasons(store: Store) -> None:
    reasons = ("urge", "lo ve Finanzas")
    without = [("override", {"item": "contract_current", "reason": why}) for why in reasons]
    actions = actions_of("restored")
    ids = [
        past_actions(store, [one if action[0] == "contract_current" else action for action in actions], began)
        for one, began in zip(without, ("2026-02-03T10:00-06:00", "2026-02-04T10:00-06:00"), strict=True)
    ]
    put_off = past(store, "deferred_and_returned", "2026-02-05T10:00-06:00")
    first, second = counted(store).passed
    assert (first.item.id, first.overridden, first.deferred, first.sessions) == ("contract_current", 2, 0, 2)
    assert {(one.session, one.reason) for one in first.each} == set(zip(ids, reasons, strict=True))
    assert (second.item.id, second.overridden, second.deferred, second.sessions) == ("files_safe", 0, 1, 1)
    assert [one.session for one in second.each] == [put_off]


# -- the period -----------------------------------------------------------------------------------


def test_a_period_begins_with_its_day_in_the_zone_of_each_portal(store: Store) -> None:
    mexico = past(store, "no_loss", "2026-03-31T23:59:59-06:00")
    tokyo = past(store, "cancelled", "2026-03-31T20:00-06:00", zone="Asia/Tokyo")  # 1 April, 11:00 there
    assert counted(store, date(2026, 3, 31)).sessions == 2
    found = counted(store, date(2026, 4, 1))
    assert by_outcome(found) == {"cancelled": 1}
    assert [month.first for month in found.months] == [date(2026, 4, 1)]
    assert counted(store, date(2026, 4, 2)).sessions == 0
    assert mexico != tokyo


def test_what_lies_well_before_the_period_is_not_even_read(store: Store) -> None:
    id = past(store, "no_loss", "2026-01-05T10:00-06:00")
    path = Path(store.path(id))
    path.write_bytes(path.read_bytes().replace(b"un usuario de ventas", b"otro usuario de ventas"))
    assert len(counted(store).changed) == 1
    assert counted(store, date(2026, 4, 1)).changed == ()


# -- what is in no count --------------------------------------------------------------------------


def test_a_training_never_counts_among_incidents_and_stands_alone(store: Store, tmp_path: Path) -> None:
    training = Store(tmp_path / "training")
    past(store, "no_loss", "2026-03-01T10:00-06:00")
    trained = done(Path(training.folder), "day_6_of_7.nobody_told")
    assert counted(store).sessions == 1
    found = counted(training, mode="training")
    assert (found.mode, found.sessions) == ("training", 1)
    # Of a training the real month counts; the simulated one is that of its scenario.
    assert [month.first for month in found.months] == [date(2026, 11, 1)]
    assert {one.item.id for one in found.passed} == {"notice", "deliveries"}
    assert trained.path.parent == Path(training.folder)


def test_a_training_among_the_incidents_is_named_and_not_counted(store: Store, tmp_path: Path) -> None:
    trained = done(tmp_path / "training", "deleted_today.ideal").path
    past(store, "no_loss", "2026-03-01T10:00-06:00")
    moved = Path(store.folder) / trained.name
    moved.write_bytes(trained.read_bytes())
    found = counted(store)
    assert found.sessions == 1
    assert [error.path for error in found.unreadable] == [str(moved)]
    assert "another kind" in found.unreadable[0].reason


def test_a_training_tried_again_does_not_count_twice_what_the_first_one_did(tmp_path: Path) -> None:
    store = Store(tmp_path / "training")
    with done(Path(store.folder), "day_6_of_7.nobody_told") as first:
        record = first.record
    last = max(event.seq for event in record.events if is_decision(event))
    try_again(store, record, last, lambda: first._wall() + hours(100)).close()
    found = counted(store, mode="training")
    assert found.sessions == 2
    assert [one.overridden for one in found.passed] == [1, 1]
    assert all(wait.time < hours(100) for wait in found.longest)


def test_what_cannot_be_read_is_named_and_what_was_changed_is_named_as_that(store: Store) -> None:
    ids = [past(store, "no_loss", f"2026-03-0{day}T10:00-06:00") for day in range(1, 5)]
    changed, broken, cut, _good = (Path(store.path(id)) for id in ids)
    changed.write_bytes(changed.read_bytes().replace(b"un usuario de ventas", b"otro usuario de ventas"))
    broken.write_bytes(broken.read_bytes().replace(b'"summary"', b'"resumen"'))
    cut.write_bytes(cut.read_bytes()[:-100])
    (Path(store.folder) / "notas.json").write_text("{}")
    found = counted(store)
    assert found.sessions == 1
    assert [error.path for error in found.changed] == [str(changed)]
    assert {Path(error.path).name for error in found.unreadable} == {"notas.json", broken.name, cut.name}


def test_events_that_make_no_session_are_named(store: Store) -> None:
    from store_worker import new_record

    store.create(new_record("2026-03-01-abcd")).close()
    found = counted(store)
    assert found.sessions == 0
    assert [Path(error.path).stem for error in found.unreadable] == ["2026-03-01-abcd"]
    assert "do not make a session" in found.unreadable[0].reason


def test_a_year_that_cannot_be_meant_is_named(store: Store) -> None:
    path = past(store, "no_loss", "1601-01-01T10:00-06:00", until="last_seen")
    found = counted(store)
    assert (found.sessions, [error.path for error in found.unreadable]) == (0, [store.path(path)])


def test_a_folder_that_is_not_there_has_nothing_to_count(store: Store) -> None:
    found = counted(store)
    assert (found.sessions, found.months, found.unreadable) == (0, (), ())


# -- for programs ---------------------------------------------------------------------------------


def test_the_json_names_its_units_and_keeps_the_modes_apart(store: Store, tmp_path: Path) -> None:
    spring(store)
    training = Store(tmp_path / "training")
    done(Path(training.folder), "deleted_today.ideal")
    both = as_json([counted(store), counted(training, mode="training")])
    assert both == json.loads(json.dumps(both))
    assert both.keys() == {"since", "until", "incident", "training"}
    assert (both["since"], both["until"]) == (None, "2026-11-29")
    assert (both["incident"]["sessions"], both["training"]["sessions"]) == (6, 1)
    figures = [one for one in both["incident"]["figures"] if one["restores"]]
    time = next(one for one in figures if one["figure"] == "time_to_restore")
    assert time["kind"] == "duration"
    assert (time["sessions"], time["median_seconds"], time["shortest_seconds"], time["longest_seconds"]) == (
        2, 61_800, 43_200, 80_400,
    )  # fmt: skip
    exposure = next(one for one in figures if one["kind"] == "exposure")
    assert exposure["worst"]["longest_seconds"] == 368_400
    assert both["incident"]["longest_waits"][0]["item"] == "restored_at"
    assert both["incident"]["longest_waits"][0]["seconds"] == 144_000
