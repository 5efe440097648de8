"""How a training is judged: hints cost, nothing makes up for a critical failure, the same scores the same."""

import json
import re
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from answered import ERRORS, STEMS, done, head
from practice import GUIDE, WALL, best, kept, lesson

from runbooks.engine.commands import Answer, Command, Hint
from runbooks.record.store import Store
from runbooks.record.verify import verify
from runbooks.training.debrief import Debrief
from runbooks.training.score import WORTH, Score
from runbooks.training.session import TrainingSession

PAIRS = {
    "an older copy": ("deleted_today.older_copy_put_right", "deleted_today.older_copy"),
    "sent by another": ("owner_on_leave.sent_by_another_put_right", "owner_on_leave.sent_by_another"),
    "a plan taken on trust": (
        "plan_not_eligible.plan_looked_at_late",
        "plan_not_eligible.plan_not_looked_at",
    ),
    "a variant refused": ("support_refuses_crm.crm_put_right", "support_refuses_crm.crm_given_up"),
    "a date taken on trust": ("sure_director.director_doubted_in_time", "sure_director.director_believed"),
    "payments overdue": (
        "unpaid_contract.payments_put_right",
        "unpaid_contract.payments_not_looked_at",
    ),
}
"""An error that is noticed and put right, and the same left as it is."""


def points(judged: Score) -> dict[str, int]:
    return {mark.criterion.id: mark.points for mark in judged.marks}


def with_hints(folder: Path, item: str, count: int) -> TrainingSession:
    """The ideal path of the plain scenario, with hints for `item` before it is answered."""
    commands: list[Command] = []
    for command in best(lesson()):
        if isinstance(command, Answer) and command.item == item:
            commands += [Hint(item)] * count
        commands.append(command)
    return kept(folder, lesson(), commands)


# -- T8: hints -------------------------------------------------------------------------------------


@pytest.mark.parametrize(("hints", "left"), [(0, 4), (1, 3), (2, 2), (3, 0)])
def test_T8_each_hint_is_logged_and_costs(tmp_path: Path, hints: int, left: int) -> None:
    session = with_hints(tmp_path, "restore_date", hints)
    assert points(session.score())["restore_date"] == left
    logged = [event.data for event in session.record.events if event.type == "hinted"]
    assert [(one["item"], one["step"]) for one in logged] == [("restore_date", n + 1) for n in range(hints)]
    assert [one["cost"] for one in logged] == list(GUIDE.hint_costs[:hints])


def test_T8_a_hint_costs_where_its_item_counts_and_nowhere_else(tmp_path: Path) -> None:
    plain, hinted = (points(with_hints(tmp_path / str(n), "variant", n).score()) for n in (0, 1))
    assert {id for id, of in plain.items() if hinted[id] != of} == {"variant"}


def test_T8_hints_never_take_more_than_there_is(tmp_path: Path) -> None:
    commands = [*(Hint(item) for item in ("lost_areas", "last_seen", "cause") for _ in range(3))]
    session = kept(tmp_path, lesson(), [*commands, *best(lesson())])
    assert points(session.score())["loss"] == 0


def test_T8_there_is_no_fourth_hint_for_an_item(tmp_path: Path) -> None:
    session = kept(tmp_path, lesson(), [Hint("lost_areas")] * 3)
    refused = session.do(Hint("lost_areas"))
    assert refused is not None and refused.code == "not_allowed"


# -- T9: critical failures -------------------------------------------------------------------------


@pytest.mark.parametrize("stem", ERRORS)
def test_T9_whoever_fails_in_something_critical_does_not_pass_whatever_the_points(
    tmp_path: Path, stem: str
) -> None:
    judged = done(tmp_path, stem).score()
    assert judged.passed == (not judged.failures and judged.percent >= GUIDE.pass_percent)
    if head(stem, "failures") != "none":
        assert not judged.passed


def test_T9_a_critical_failure_is_not_averaged_away(tmp_path: Path) -> None:
    judged = done(tmp_path, "deleted_today.not_proven").score()
    assert judged.percent > GUIDE.pass_percent
    in_full = Score(done(tmp_path / "ideal", "deleted_today.ideal").score().marks, judged.failures, (), 0)
    for one in (judged, in_full):
        assert not one.passed
    assert in_full.percent == 100


def test_T9_a_later_attempt_does_not_undo_what_was_destroyed(tmp_path: Path) -> None:
    session = done(tmp_path, "sure_director.right_only_at_last")
    judged = session.score()
    assert session.state.outcome == "restored"
    assert judged.percent > GUIDE.pass_percent
    assert not judged.passed
    told = {one.id: one.story for one in Debrief.of(session.record).failed()}
    assert "01/09/2026" in told["copy_with_the_loss"]  # the copy of that attempt, not of the last


def test_T9_points_too_few_do_not_pass_either(tmp_path: Path) -> None:
    perfect = done(tmp_path, "deleted_today.ideal").score()
    assert not Score(perfect.marks[:0], (), (), GUIDE.pass_percent).passed
    assert Score(perfect.marks, (), (), 100).passed


def test_T9_the_score_is_a_rubric_with_a_level_for_each_criterion(tmp_path: Path) -> None:
    written = done(tmp_path, "found_in_parts.second_loss_left").score().as_json()
    assert {one["id"] for one in written["criteria"]} <= {one.id for one in GUIDE.rubric}
    assert sum(one["points"] for one in written["criteria"]) == written["points"]
    assert {one["level"] for one in written["criteria"]} <= WORTH.keys()


# -- T10: put right, and reasons -------------------------------------------------------------------


def test_T10_the_levels_are_worth_less_the_less_was_made_of_it() -> None:
    assert list(WORTH) == sorted(WORTH, key=WORTH.__getitem__, reverse=True)
    assert len(set(WORTH.values())) == len(WORTH)


@pytest.mark.parametrize("pair", PAIRS.values(), ids=PAIRS)
def test_T10_an_error_put_right_scores_above_one_left_and_below_none(
    tmp_path: Path, pair: tuple[str, str]
) -> None:
    right, left = (done(tmp_path / stem, stem).score() for stem in pair)
    assert left.points < right.points < right.of
    assert right.passed
    assert "put_right" in {mark.level for mark in right.marks}
    assert right.wrong  # it is told in the debrief all the same


def test_T10_stating_a_reason_scores(tmp_path: Path) -> None:
    without, why = (
        done(tmp_path / stem, f"day_6_of_7.{stem}").score() for stem in ("nobody_told", "nobody_told_and_why")
    )
    assert why.points > without.points
    assert why.failures == without.failures  # a reason makes nothing good


# -- T17: the same, always -------------------------------------------------------------------------


@pytest.mark.parametrize("stem", STEMS)
def test_T17_the_same_answers_at_the_same_moment_give_the_same_record_byte_for_byte(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, stem: str
) -> None:
    monkeypatch.setattr(Store, "new_id", lambda *_args: "T-2026-11-25-abcd")  # four letters of it are drawn
    one, two = (done(tmp_path / name, stem) for name in ("one", "two"))
    assert one.path.read_bytes() == two.path.read_bytes()
    assert verify(one.path).faults == ()


@pytest.mark.parametrize("stem", STEMS)
def test_T17_the_same_answers_at_another_time_differ_in_nothing_but_wall_and_id(
    tmp_path: Path, stem: str
) -> None:
    then = WALL + timedelta(days=40, minutes=7)
    one, two = done(tmp_path / "one", stem), done(tmp_path / "two", stem, then)
    assert one.state.id != two.state.id
    assert told(one) == told(two)
    assert one.score().as_json() == two.score().as_json()


def told(session: TrainingSession) -> list[Any]:
    """Every event but for its hash and the real time, and for the line of a text that quotes id and hash."""
    written = [
        [event.seq, event.at, event.by, event.type, {k: v for k, v in event.data.items() if k != "wall"}]
        for event in session.record.events
    ]
    reference = re.compile(rf"Registro {re.escape(session.state.id)} · (\d+) eventos · [0-9a-f]{{12,64}}")
    text = json.dumps(written, ensure_ascii=False)
    plain = reference.sub(r"Registro · \1", text)
    assert session.state.id not in plain
    found: list[Any] = json.loads(plain)
    return found
