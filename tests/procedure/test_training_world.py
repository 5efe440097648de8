"""The world of a training: its clock, what comes by itself, what is seen after a restore, how it is taken."""

import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from answered import STEMS, done
from practice import GUIDE, PATH, SCENARIOS, best, kept, lesson

from runbooks.definition.yaml_source import read_yaml
from runbooks.engine.commands import Answer, Ask, Close, Command, Complete, Hint, Wait
from runbooks.engine.events import Event
from runbooks.language import LANGUAGES, using
from runbooks.training.guidance import feedback
from runbooks.training.library import guide_file, scenario_files
from runbooks.training.scene import Scene
from runbooks.training.session import TrainingSession

TEXTS = [guide_file(PATH), *scenario_files(PATH).values()]
NO_DRILL = re.compile(
    r"simulacro|\bdrill|esto no es|esto es real|no es (un|una) (ejercicio|prueba|práctica|entrenamiento)"
    r"|this is not a|this is real|not an? (exercise|test|training|practice)",
    re.IGNORECASE,
)


def until(name: str, item: str) -> list[Command]:
    """The ideal path up to the answer to `item`, not with it."""
    commands = best(lesson(name))
    place = next(n for n, one in enumerate(commands) if isinstance(one, Answer) and one.item == item)
    return commands[:place]


def came(session: TrainingSession, id: str) -> list[Event]:
    """The events in which an inject came by itself."""
    events = session.record.events
    return [e for e in events if e.type == "injected" and not e.data["asked"] and e.data["id"] == id]


def moment(event: Event) -> datetime:
    return datetime.fromisoformat(event.at)


# -- T4: a simulated clock -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("span", "passes"),
    [
        ("30m", timedelta(minutes=30)),
        ("2h", timedelta(hours=2)),
        ("4d", timedelta(days=4)),
        ("60d", timedelta(days=60)),
    ],
)
def test_T4_the_clock_jumps_by_as_much_as_is_waited(tmp_path: Path, span: str, passes: timedelta) -> None:
    session = kept(tmp_path, lesson("in_the_bin"))
    before = session.now()
    assert session.do(Wait(span)) is None
    assert session.now() == before + passes


def test_T4_no_time_passes_but_by_what_is_done(tmp_path: Path) -> None:
    session = kept(tmp_path, lesson("in_the_bin"))
    began = session.now()
    assert session.now() == began == session.lesson.start
    assert session.do(Answer("reported_by", "Efraín Uc")) is None
    assert session.now() == began + timedelta(minutes=GUIDE.answer_minutes)


@pytest.mark.parametrize("span", ["0m", "-2h", "61d", "4 days", "yesterday", "2020-01-01 10:00"])
def test_T4_the_clock_goes_neither_back_nor_out_of_reach(tmp_path: Path, span: str) -> None:
    session = kept(tmp_path, lesson("in_the_bin"))
    began = session.now()
    refused = session.do(Wait(span))
    assert refused is not None and refused.code == "bad_value"
    assert session.now() == began


def test_T4_the_copy_is_out_of_reach_once_its_week_is_over(tmp_path: Path) -> None:
    copy = "2026-05-12"
    asked_now = kept(tmp_path / "now", lesson("day_6_of_7"), until("day_6_of_7", "restore_date"))
    assert asked_now.do(Answer("restore_date", copy)) is None
    later = kept(tmp_path / "later", lesson("day_6_of_7"), [*until("day_6_of_7", "restore_date"), Wait("4d")])
    refused = later.do(Answer("restore_date", copy))
    assert refused is not None and refused.code == "out_of_window"


def test_T4_the_window_can_close_in_a_training_and_then_it_is_over(tmp_path: Path) -> None:
    commands = best(lesson("day_6_of_7"))
    place = commands.index(Complete("check_plan"))
    session = kept(tmp_path, lesson("day_6_of_7"), [*commands[:place], Wait("4d"), Complete("check_plan")])
    assert session.state.outcome == "out_of_window"
    assert session.do(Close()) is None
    assert {"window_missed", "given_up"} <= {failure.id for failure in session.score().failures}


# -- T5: what comes by itself ----------------------------------------------------------------------


def test_T5_an_inject_by_time_comes_at_its_moment_and_not_before(tmp_path: Path) -> None:
    session = kept(tmp_path, lesson("false_alarm"), [Wait("35m")])
    assert came(session, "hurry") == []
    assert session.do(Wait("4h")) is None
    (event,) = came(session, "hurry")
    assert moment(event) == session.lesson.start + timedelta(hours=0.6)
    assert session.now() == session.lesson.start + timedelta(minutes=35, hours=4)


def test_T5_an_inject_by_step_comes_with_the_step_however_long_it_takes(tmp_path: Path) -> None:
    commands = until("found_in_parts", "consequences_accepted")
    session = kept(tmp_path, lesson("found_in_parts"), [*commands, Wait("5h")])
    assert came(session, "second_loss") == []
    assert session.scene.truth["areas"] == ["crm"]
    assert session.do(Answer("consequences_accepted", "true")) is None
    (event,) = came(session, "second_loss")
    assert moment(event) == session.now()
    assert session.scene.truth["areas"] == ["crm", "drive"]


def test_T5_one_waits_for_what_comes_next_and_no_longer(tmp_path: Path) -> None:
    session = kept(tmp_path, lesson("false_alarm"), [Wait("next")])
    assert [moment(event) for event in came(session, "hurry")] == [session.now()]


def test_T5_nothing_is_waited_for_where_nothing_comes(tmp_path: Path) -> None:
    refused = kept(tmp_path, lesson("in_the_bin")).do(Wait("next"))
    assert refused is not None and refused.code == "not_allowed"


def test_T5_support_asks_for_a_detail_and_goes_on_once_it_has_it(tmp_path: Path) -> None:
    session = done(tmp_path, "enterprise_plan.ideal")
    (asks,) = came(session, "support_asks")
    answered = next(e for e in session.record.events if e.data.get("id") == "answer_support")
    (finished,) = came(session, "support_done")
    assert asks.seq < answered.seq < finished.seq
    assert came(done(tmp_path, "enterprise_plan.support_not_answered"), "support_done") == []


def test_T5_the_crm_rollback_is_refused(tmp_path: Path) -> None:
    (event,) = came(done(tmp_path, "support_refuses_crm.crm_given_up"), "support_rejects")
    assert event.data["says"] == {
        "es": "Ya no ofrecemos esa variante: Módulo CRM.",
        "en": "We no longer offer that variant: CRM module.",
    }


# -- T6: the story first ---------------------------------------------------------------------------


@pytest.mark.parametrize("stem", STEMS)
def test_T6_a_restore_is_followed_at_once_by_what_is_seen_before_any_score_or_rule(
    tmp_path: Path, stem: str
) -> None:
    session = done(tmp_path, stem)
    events = session.record.events
    finished = came(session, "support_done")
    assert bool(finished) == bool(came(session, "afterwards"))
    for event in finished:
        story = events[event.seq]  # the one after it: they are numbered from 1
        assert (story.data.get("id"), story.at) == ("afterwards", event.at)
        for text in story.data["says"].values():
            assert len(text) > 20
            assert "§" not in text
    judged = [event.seq for event in events if "score" in event.data]
    assert judged == [events[-1].seq]


def test_T6_no_story_of_the_guide_names_a_clause_or_a_rule() -> None:
    (afterwards,) = (inject for inject in GUIDE.injects if inject.id == "afterwards")
    for case in afterwards.says:
        for language in LANGUAGES:
            told = case.in_language(language)
            assert not re.search(r"§|MPIA|procedimiento|procedure|\bV\d", told), told


# -- T7: guided, and as an exam --------------------------------------------------------------------


def test_T7_an_exam_refuses_hints(tmp_path: Path) -> None:
    session = kept(tmp_path, lesson(exam=True))
    refused = session.do(Hint("lost_areas"))
    assert refused is not None and refused.code == "not_allowed"
    assert not any(event.type == "hinted" for event in session.record.events)
    assert kept(tmp_path / "guided", lesson()).do(Hint("lost_areas")) is None


@pytest.mark.parametrize(("areas", "is_right"), [(["crm"], True), (["drive"], False)])
def test_T7_a_guided_training_says_at_once_whether_an_answer_fits_and_an_exam_says_nothing(
    tmp_path: Path, areas: list[str], is_right: bool
) -> None:
    for exam in (False, True):
        session = kept(tmp_path / str(exam), lesson(exam=exam))
        item = session.state.runbook.items["lost_areas"]
        with using("es"):
            said = feedback(Scene(session.play), item, areas)
        if exam:
            assert said is None
        else:
            assert said is not None and said.is_right is is_right


def test_T7_an_exam_is_judged_like_a_guided_training(tmp_path: Path) -> None:
    guided, exam = (
        kept(tmp_path / str(of), lesson(exam=of), best(lesson(exam=of))).score() for of in (False, True)
    )
    assert guided.as_json() == exam.as_json()


# -- T2: what is said never claims to be an incident -----------------------------------------------


def words(value: Any) -> Iterator[str]:
    """Every text in a file as read."""
    if isinstance(value, dict):
        for inner in value.values():
            yield from words(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from words(inner)
    else:
        yield str(value)


@pytest.mark.parametrize("file", TEXTS, ids=lambda file: file.stem)
def test_T2_no_text_of_a_scenario_or_of_the_guide_says_that_it_is_no_drill(file: Path) -> None:
    for text in words(read_yaml(file.read_bytes(), file.name).tree):
        assert not NO_DRILL.search(text), text


@pytest.mark.parametrize("name", SCENARIOS)
def test_T2_nor_does_anything_that_is_said_on_the_way(tmp_path: Path, name: str) -> None:
    for event in done(tmp_path, f"{name}.ideal").record.events:
        if event.type == "injected":
            for text in words([event.data["who"], event.data["says"]]):
                assert not NO_DRILL.search(text), text


@pytest.mark.parametrize(
    "claim", ["Esto no es un simulacro.", "This is not a drill.", "No es una prueba.", "It is not a test"]
)
def test_T2_the_search_for_such_claims_finds_them(claim: str) -> None:
    assert NO_DRILL.search(claim)


def test_nobody_answers_who_is_not_there(tmp_path: Path) -> None:
    refused = kept(tmp_path, lesson()).do(Ask("nobody"))
    assert refused is not None and refused.code == "unknown_item"
