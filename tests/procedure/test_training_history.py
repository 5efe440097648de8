"""T15: attempts by person, the rubric over time, when an exam is due again; which lines confused."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from practice import best, lesson

from runbooks.engine.commands import Ask, Cancel, Close, Command, Hint, Override, TakeNote
from runbooks.record.store import Store
from runbooks.training.again import try_again
from runbooks.training.confusing import Line, confusing
from runbooks.training.history import History, history, months_after
from runbooks.training.session import TrainingSession

ENDED: tuple[Command, ...] = (Cancel("no sé qué hacer"), Close())


def trained(
    folder: Path,
    day: str,
    commands: Iterable[Command],
    *,
    exam: bool = False,
    who: str = "Ana",
    pace: float = 0,
) -> TrainingSession:
    """A training begun on a real `day` (ISO, UTC), with `pace` seconds before each command."""
    clock = [datetime.fromisoformat(day).replace(tzinfo=UTC)]
    session = TrainingSession.begin(
        Store(folder), lesson(exam=exam), operator=who, language="es", wall=lambda: clock[0]
    )
    for command in commands:
        clock[0] += timedelta(seconds=pace)
        assert session.do(command) is None
    session.close()
    return session


def of(folder: Path, months: int = 6) -> History:
    return history(Store(folder), months)


def test_T15_an_exam_is_due_again_so_many_months_after_the_last_that_was_passed(tmp_path: Path) -> None:
    for day in ("2026-01-10T18:00", "2026-03-31T18:00"):
        trained(tmp_path, day, best(lesson(exam=True)), exam=True)
    trained(tmp_path, "2026-05-01T18:00", ENDED, exam=True)
    [ana] = of(tmp_path).trainees
    assert ana.due == date(2026, 9, 30)
    assert (ana.is_due(date(2026, 9, 29)), ana.is_due(date(2026, 9, 30))) == (False, True)
    assert (len(ana.attempts), ana.last.passed, ana.best, ana.failures) == (3, False, 100, 1)


def test_T15_what_was_guided_makes_no_exam_due_later(tmp_path: Path) -> None:
    trained(tmp_path, "2026-01-10T18:00", best(lesson()))
    [ana] = of(tmp_path).trainees
    assert (ana.due, ana.is_due(date(2026, 1, 10)), ana.best) == (None, True, None)


def test_T14_T15_what_was_tried_again_is_an_attempt_but_neither_the_best_nor_an_exam(tmp_path: Path) -> None:
    first = trained(tmp_path, "2026-01-10T18:00", [TakeNote("a"), *ENDED], exam=True)
    cancelled = next(e.seq for e in first.record.events if e.type == "cancelled")
    moment = datetime(2026, 1, 11, tzinfo=UTC)
    with try_again(Store(tmp_path), first.record, cancelled, lambda: moment) as again:
        for command in best(lesson(exam=True)):
            assert again.do(command) is None
    [ana] = of(tmp_path).trainees
    assert [(one.again, one.passed) for one in ana.attempts] == [(False, False), (True, True)]
    assert ana.best is not None and ana.best < 100
    assert ana.due is None


def test_a_trainee_is_who_began_whatever_the_capitals_and_open_trainings_do_not_count(tmp_path: Path) -> None:
    trained(tmp_path, "2026-01-10T18:00", ENDED, who="ANA")
    trained(tmp_path, "2026-01-11T18:00", ENDED, who="Ana")
    trained(tmp_path, "2026-01-12T18:00", [], who="Beto")
    found = of(tmp_path)
    assert [(one.name, len(one.attempts)) for one in found.trainees] == [("Ana", 2)]
    assert found.of(" ana ") == found.trainees[0]
    assert found.of("Beto") is None


def test_the_day_is_the_real_one_by_the_portals_clock(tmp_path: Path) -> None:
    trained(tmp_path, "2026-01-10T03:00", ENDED)  # 21:00 of the day before in Mexico City
    assert of(tmp_path).trainees[0].last.day == date(2026, 1, 9)


def test_T15_the_rubric_over_time_has_a_row_for_each_criterion_and_a_column_for_each_attempt(
    tmp_path: Path,
) -> None:
    trained(tmp_path, "2026-01-10T18:00", ENDED)
    trained(tmp_path, "2026-01-11T18:00", best(lesson()))
    rows = {id: points for id, _label, points in of(tmp_path).trainees[0].rubric()}
    assert all(len(points) == 2 and points[1] in (4, None) for points in rows.values())
    assert rows["outcome"] == [0, 4]


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        (date(2026, 8, 31), 6, date(2027, 2, 28)),
        (date(2027, 8, 31), 6, date(2028, 2, 29)),
        (date(2026, 12, 1), 1, date(2027, 1, 1)),
        (date(2026, 6, 15), 60, date(2031, 6, 15)),
    ],
)
def test_months_after_a_day(day: date, months: int, later: date) -> None:
    assert months_after(day, months) == later


# -- what confused ----------------------------------------------------------------------------------


def lines(folder: Path) -> dict[str, Line]:
    return {line.item: line for line in confusing(Store(folder)).lines}


def test_T13_the_time_spent_on_a_line_is_the_median_of_what_passed_since_the_one_before_it(
    tmp_path: Path,
) -> None:
    for pace in (10, 20, 60):
        trained(tmp_path, "2026-01-10T18:00", best(lesson())[:3], pace=pace)
    assert best(lesson())[0] == Ask("reporter")
    found = lines(tmp_path)
    assert (found["reported_by"].median, found["reported_by"].trainings) == (40, 3)  # the question is in it
    assert found["reported_via"].median == 20


def test_T13_hints_and_what_is_passed_over_confuse(tmp_path: Path) -> None:
    hinted = [Hint("reported_by"), Hint("reported_by"), Override("reported_via", "nadie lo sabe decir hoy")]
    trained(tmp_path, "2026-01-10T18:00", [*hinted, *ENDED])
    found = lines(tmp_path)
    assert (found["reported_by"].signs["hinted"], found["reported_via"].signs["overridden"]) == (2, 1)
    assert found["reported_by"].confusion == found["reported_via"].confusion == 2.0


def test_what_a_training_tried_again_took_from_the_first_is_counted_once(tmp_path: Path) -> None:
    first = trained(tmp_path, "2026-01-10T18:00", [Hint("reported_by"), TakeNote("a"), *ENDED])
    cancelled = next(e.seq for e in first.record.events if e.type == "cancelled")
    with try_again(Store(tmp_path), first.record, cancelled, lambda: datetime(2026, 1, 11, tzinfo=UTC)):
        pass
    assert lines(tmp_path)["reported_by"].signs["hinted"] == 1
    assert confusing(Store(tmp_path)).trainings == 2
