"""The debrief: own path beside the ideal one, the report, a try again from a decision (T1, T11 to T14)."""

from dataclasses import replace
from pathlib import Path

import pytest
from desk import RUNBOOK
from practice import WALL, best, changed, kept, lesson

from runbooks.answers import as_command, read_answers
from runbooks.engine.commands import Answer, Assess, Close, Command, HandOver, Hint, Override
from runbooks.language import using
from runbooks.record.store import Store
from runbooks.record.verify import verify
from runbooks.report.after_action import after_action
from runbooks.report.answer_file import answers_of
from runbooks.report.certificate import NoCertificate, certificate
from runbooks.report.writers.markdown import markdown
from runbooks.session import embed
from runbooks.training.again import NoDecision, is_decision, try_again
from runbooks.training.debrief import Debrief
from runbooks.training.session import TrainingSession
from tests.screen.sitting import begun


def done(folder: Path, commands: list[Command]) -> TrainingSession:
    return kept(folder, lesson(), commands)


def with_wrong_date() -> list[Command]:
    def older(answer: Answer) -> list[Command]:
        return [replace(answer, value="2026-03-07")]

    commands = changed(best(lesson()), "restore_date", older)
    # The copy is older, and still holds what was lost: the rest stays as it is.
    return commands


def test_t1_a_training_runs_the_same_runbook_file_by_the_same_engine(tmp_path: Path) -> None:
    session = kept(tmp_path, lesson())
    assert session.state.runbook == RUNBOOK
    started = session.record.events[0].data
    assert started["training"]["scenario"]["id"] == "deleted_today"
    assert session.record.runbook == embed(RUNBOOK)
    assert verify(session.path).faults == ()


def test_t12_the_ideal_path_beside_itself_differs_nowhere(tmp_path: Path) -> None:
    rows = [*Debrief.of(done(tmp_path, best(lesson())).record).paths()]
    assert rows
    assert not any(row.differs for row in rows)
    assert all(row.own and row.ideal and row.own.at == row.ideal.at for row in rows)


def test_t12_each_difference_comes_with_the_rule_and_the_clause_behind_it(tmp_path: Path) -> None:
    debrief = Debrief.of(done(tmp_path, with_wrong_date()).record)
    different = [row for row in debrief.paths() if row.differs]
    assert len(different) == 1
    (row,) = different
    assert row.own is not None and row.ideal is not None
    assert "07/03/2026" in row.own.what
    assert "09/03/2026" in row.ideal.what
    assert row.clause == "§8.4"
    assert row.why


def test_t12_what_was_not_done_stands_beside_what_would_have_been(tmp_path: Path) -> None:
    commands = [command for command in best(lesson()) if getattr(command, "source", "") != "portal"]
    rows = [row for row in Debrief.of(done(tmp_path, commands).record).paths() if row.differs]
    assert [(row.own, row.ideal.what if row.ideal else None, row.clause) for row in rows] == [
        (None, "Abrir el portal, área por área", "§4, §7.2.3")
    ]


def test_t12_the_rows_are_in_the_order_of_time_on_either_path(tmp_path: Path) -> None:
    rows = [*Debrief.of(done(tmp_path, with_wrong_date()).record).paths()]
    for path in ("own", "ideal"):
        moments = [side.at for row in rows if (side := getattr(row, path)) is not None]
        assert moments == sorted(moments)


def test_t11_what_the_trainee_judged_stands_beside_the_score(tmp_path: Path) -> None:
    commands = best(lesson())
    judged = Assess({"restore_date": "met", "variant": "partly"})
    session = done(tmp_path, [*commands[:-1], judged, Close()])
    own = {one.id: one.own for one in Debrief.of(session.record).judged()}
    assert own["restore_date"] == "cumplido"
    assert own["variant"] == "a medias"
    assert own["ticket"] is None


def test_t11_one_judges_oneself_before_the_end_is_closed_and_never_after(tmp_path: Path) -> None:
    commands = best(lesson())
    session = kept(tmp_path, lesson())
    early = session.do(Assess({"variant": "met"}))
    assert early is not None and early.code == "missing"
    for command in commands:
        assert session.do(command) is None
    late = session.do(Assess({"variant": "met"}))
    assert late is not None and late.code == "closed"


@pytest.mark.parametrize("levels", [{"varient": "met"}, {"variant": "good"}])
def test_a_judgement_of_nothing_known_is_refused(tmp_path: Path, levels: dict[str, str]) -> None:
    session = kept(tmp_path, lesson(), best(lesson())[:-1])
    refused = session.do(Assess(levels))
    assert refused is not None and refused.code == "bad_value"


def test_t13_the_report_tells_scenario_objectives_time_line_strengths_improvements_and_trouble(
    tmp_path: Path,
) -> None:
    commands = best(lesson())
    place = next(n for n, c in enumerate(commands) if isinstance(c, Answer) and c.item == "restore_date")
    session = done(tmp_path, [*commands[:place], Hint("restore_date"), *with_wrong_date()[place:]])
    with using("es"):
        report = markdown(after_action(session.record))
    for heading in (
        "Informe posterior: Borrado esta mañana",
        "Objetivos",
        "Rúbrica",
        "Qué salió bien",
        "Qué hacer mejor",
        "Camino propio y camino ideal",
        "Líneas del procedimiento que costaron trabajo",
    ):
        assert heading in report
    assert "no cumplido: Elegir la copia segura más reciente" in report
    assert "| Elija la fecha de la copia | 1 | 1 | 0 |" in report
    assert after_action(session.record) == after_action(session.record)


def test_t2_every_line_of_the_after_action_report_is_marked(tmp_path: Path) -> None:
    report = markdown(after_action(done(tmp_path, with_wrong_date()).record))
    lines = [line for line in report.splitlines() if line.strip() and not line.startswith("| ---")]
    assert [line for line in lines if "ENTRENAMIENTO" not in line] == []


def test_an_item_passed_over_is_among_the_lines_that_gave_trouble(tmp_path: Path) -> None:
    why = Override("recycle_bin", "no tengo acceso a ninguna papelera")
    commands = changed(best(lesson()), "recycle_bin", lambda _answer: [why])
    confused = Debrief.of(done(tmp_path, commands).record).confused()
    assert [(one.item, one.passed_over) for one in confused] == [("recycle_bin", 1)]


# -- try again -------------------------------------------------------------------------------------


def test_t14_from_a_decision_the_same_training_goes_on_as_a_new_one_linked_to_the_first(
    tmp_path: Path,
) -> None:
    first = done(tmp_path, with_wrong_date())
    decision = next(e for e in first.record.events if e.data.get("item") == "restore_date")
    again = try_again(Store(tmp_path), first.record, decision.seq, lambda: WALL)
    assert again.state.id != first.state.id
    assert again.lesson.again == {"of": first.state.id, "at": decision.seq}
    assert again.lesson.scenario == first.lesson.scenario
    item = again.situation.current_item
    assert item is not None and item.id == "restore_date"
    assert [e.data.get("item") for e in again.record.events[1:]] == [
        e.data.get("item") for e in first.record.events[1 : decision.seq - 1]
    ]
    assert verify(again.path).faults == ()


def test_t14_tried_again_and_done_right_it_scores_in_full(tmp_path: Path) -> None:
    first = done(tmp_path, with_wrong_date())
    decision = next(e for e in first.record.events if e.data.get("item") == "restore_date")
    again = try_again(Store(tmp_path), first.record, decision.seq, lambda: WALL)
    commands = best(lesson())
    place = next(n for n, c in enumerate(commands) if isinstance(c, Answer) and c.item == "restore_date")
    for command in commands[place:]:
        assert again.do(command) is None
    assert again.score().percent == 100
    assert first.score().percent < 100


def test_t14_what_nobody_decided_cannot_be_tried_again(tmp_path: Path) -> None:
    first = done(tmp_path, best(lesson()))
    told = next(e.seq for e in first.record.events if e.type == "injected" and not e.data["asked"])
    for seq in (0, 1, told, len(first.record.events) + 1):
        with pytest.raises(NoDecision):
            try_again(Store(tmp_path), first.record, seq, lambda: WALL)


@pytest.mark.parametrize(
    "kind", ["answered", "delivered", "drafted", "step_completed", "injected", "clock_moved"]
)
def test_t14_any_step_can_be_tried_again(tmp_path: Path, kind: str) -> None:
    first = done(tmp_path, best(lesson()))
    of_kind = (e for e in first.record.events if e.type == kind)
    decided = next(
        e for e in of_kind if e.data.get("asked", True) and (kind != "clock_moved" or "wait" in e.data)
    )
    again = try_again(Store(tmp_path), first.record, decided.seq, lambda: WALL)
    file = read_answers(answers_of(first.record).encode(), "first")
    skip = len(read_answers(answers_of(again.record).encode(), "again").actions)
    for name, value in file.actions[skip:]:
        command = as_command(again.situation, name, value)
        assert not hasattr(command, "code"), command
        refused = again.do(command)  # type: ignore[arg-type]
        assert refused is None, (name, refused)
    assert again.score().as_json() == first.score().as_json()


def test_the_record_of_a_training_run_again_as_answers_scores_the_same(tmp_path: Path) -> None:
    first = done(tmp_path, with_wrong_date())
    second = kept(tmp_path / "other", lesson())
    for name, value in read_answers(answers_of(first.record).encode(), "first").actions:
        command = as_command(second.situation, name, value)
        assert not hasattr(command, "code"), command
        assert second.do(command) is None  # type: ignore[arg-type]
    assert second.record.events[-1].data["score"] == first.record.events[-1].data["score"]


def test_the_score_stands_in_the_closing_event_and_is_what_the_record_gives_again(tmp_path: Path) -> None:
    session = done(tmp_path, with_wrong_date())
    closed = session.record.events[-1]
    assert closed.type == "session_closed"
    assert closed.data["score"] == Debrief.of(session.record).score.as_json()


def test_an_incident_has_no_debrief(tmp_path: Path) -> None:
    with begun(tmp_path, ()) as incident, pytest.raises(ValueError, match="no training"):
        Debrief.of(incident.record)


def test_t14_what_is_not_closed_cannot_be_tried_again_since_its_debrief_would_give_the_truth_away(
    tmp_path: Path,
) -> None:
    session = kept(tmp_path, lesson(exam=True), best(lesson())[:6])
    decided = next(e.seq for e in session.record.events if is_decision(e))
    with pytest.raises(NoDecision, match="no está cerrado"):
        try_again(Store(tmp_path), session.record, decided, lambda: WALL)


def test_t15_an_exam_that_was_handed_over_gives_no_certificate(tmp_path: Path) -> None:
    session = kept(tmp_path, lesson(exam=True), [HandOver("Beto"), *best(lesson(exam=True))])
    assert session.score().passed
    with pytest.raises(NoCertificate, match="se entregó"):
        certificate(session.record, 6)
