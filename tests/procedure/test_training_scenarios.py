"""Every shipped scenario, done right and done wrong: the files score as their heads say."""

from pathlib import Path

import pytest
from answered import ERRORS, OF_SCENARIO, done, head
from practice import SCENARIOS, lesson

from runbooks.training.player import ideal, naive
from runbooks.training.score import Score, score
from tests.training_files import FILES, ideal_file

T16 = {
    "deleted today": "deleted_today",
    "day 6 of 7": "day_6_of_7",
    "day 8, too late": "day_8_too_late",
    "false alarm": "false_alarm",
    "plan not eligible": "plan_not_eligible",
    "loss found in parts": "found_in_parts",
    "suspected attack": "suspected_attack",
}
"""The scenarios that T16 names, and what they are called here."""


def listed(found: list[str]) -> str:
    return ", ".join(found) or "none"


def failures(judged: Score) -> str:
    return listed([failure.id for failure in judged.failures])


def levels(judged: Score) -> str:
    return listed([f"{mark.criterion.id} {mark.level}" for mark in judged.marks if mark.level != "met"])


# -- the ideal path --------------------------------------------------------------------------------


@pytest.mark.parametrize("name", SCENARIOS)
def test_the_file_of_the_ideal_path_is_what_the_engine_works_out_now(name: str) -> None:
    assert (FILES / f"{name}.ideal.yaml").read_text(encoding="utf-8") == ideal_file(name)


@pytest.mark.parametrize("name", SCENARIOS)
def test_the_ideal_path_scores_full_marks_without_a_failure(tmp_path: Path, name: str) -> None:
    judged = done(tmp_path, f"{name}.ideal").score()
    assert (judged.points, judged.failures, judged.wrong) == (judged.of, (), ())
    assert judged.passed


# -- typical errors --------------------------------------------------------------------------------


@pytest.mark.parametrize("stem", ERRORS)
def test_a_typical_error_scores_as_the_rubric_says(tmp_path: Path, stem: str) -> None:
    session = done(tmp_path, stem)
    judged = session.score()
    assert f"{judged.points}/{judged.of}" == head(stem, "points")
    assert failures(judged) == head(stem, "failures")
    assert levels(judged) == head(stem, "levels")
    assert session.record.events[-1].data["score"] == judged.as_json()


@pytest.mark.parametrize("name", SCENARIOS)
def test_every_scenario_has_two_errors_at_least_of_which_one_is_critical(name: str) -> None:
    files = OF_SCENARIO[name]
    assert len(files) >= 2
    assert any(head(stem, "failures") != "none" for stem in files)


def test_every_file_is_of_a_scenario_that_is_shipped_and_every_failure_has_its_file() -> None:
    assert OF_SCENARIO.keys() == SCENARIOS.keys()
    known = {failure.id for failure in lesson().guide.failures}
    assert known == {one for stem in ERRORS for one in head(stem, "failures").split(", ")} - {"none"}


# -- the scenarios that T16 asks for ---------------------------------------------------------------


@pytest.mark.parametrize("name", T16.values(), ids=T16)
def test_T16_the_scenario_is_shipped(name: str) -> None:
    assert name in SCENARIOS


@pytest.mark.parametrize("stem", OF_SCENARIO["false_alarm"])
def test_T16_the_false_alarm_is_won_only_by_not_restoring(tmp_path: Path, stem: str) -> None:
    session = done(tmp_path / "error", stem)
    restored = session.state.outcome == "restored"
    assert restored == ("not_lost" in failures(session.score()))
    assert not (restored and session.score().passed)
    best_one = done(tmp_path / "ideal", "false_alarm.ideal")
    assert best_one.state.outcome == "no_loss"
    assert best_one.score().passed


def test_T16_whoever_believes_the_false_alarm_restores_and_fails() -> None:
    taken = lesson("false_alarm")
    path = naive(taken)
    judged = score(path.play, ideal(taken).play)
    assert path.play.state.outcome == "restored"
    assert "not_lost" in failures(judged)
    assert not judged.passed


@pytest.mark.parametrize("stem", [*OF_SCENARIO["day_8_too_late"], "day_8_too_late.ideal"])
def test_T16_day_8_is_won_only_by_stating_that_it_is_too_late_and_telling_the_users(
    tmp_path: Path, stem: str
) -> None:
    session = done(tmp_path, stem)
    stated = session.state.outcome == "out_of_window"
    told = "tell_users" in session.scene.asked
    assert session.score().passed == (stated and told)


def test_T16_whoever_believes_that_day_8_is_in_time_fails() -> None:
    taken = lesson("day_8_too_late")
    path = naive(taken)
    judged = score(path.play, ideal(taken).play)
    assert path.play.state.outcome == "restored"
    assert "copy_with_the_loss" in failures(judged)
    assert not judged.passed
