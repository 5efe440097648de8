"""Work on every core: in order, in the language of whoever asks, and nobody is left behind."""

import multiprocessing
import os
from collections.abc import Sequence

import pytest

from runbooks.language import _, using
from tui.cores import CHUNK, MANY, on_every_core

LAST = 10 * MANY


@pytest.fixture(autouse=True)
def _several_cores(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tui.cores.cores", lambda: 2)


def process(_number: int) -> int:
    return os.getpid()


def itself(number: int) -> int:
    return number


def lost(number: int) -> int:
    return -number


def dies_of_its_fortieth(number: int) -> int:
    if number == 40:
        os._exit(1)
    return number


def says_yes(_number: int) -> str:
    return _("Report")


def raises_at_the_fortieth(number: int) -> int:
    if number == 40:
        raise ValueError("forty")
    return number


def only(results: Sequence[int]) -> int:
    [one] = set(results)
    return one


def test_few_are_done_here_and_many_elsewhere() -> None:
    assert only([*on_every_core(process, range(MANY - 1), lost)]) == os.getpid()
    assert os.getpid() not in on_every_core(process, range(MANY), lost)


def test_with_one_core_all_are_done_here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tui.cores.cores", lambda: 1)
    assert only([*on_every_core(process, range(LAST), lost)]) == os.getpid()


def test_the_results_stand_in_the_order_of_what_was_given() -> None:
    assert [*on_every_core(itself, range(LAST), lost)] == [*range(LAST)]


@pytest.mark.parametrize(("language", "word"), [("es", "Informe"), ("en", "Report")])
def test_the_other_processes_speak_the_same_language(language: str, word: str) -> None:
    with using(language):
        assert {*on_every_core(says_yes, range(MANY), str)} == {word}


def test_where_a_process_dies_what_it_had_is_told_as_lost_and_the_others_are_done() -> None:
    results = [*on_every_core(dies_of_its_fortieth, range(LAST), lost)]
    assert [abs(number) for number in results] == [*range(LAST)]
    gone = [-number for number in results if number < 0]
    assert 40 in gone and len(gone) <= 4 * CHUNK
    assert multiprocessing.active_children() == []


def test_what_the_work_raises_is_raised_here_and_ends_the_processes() -> None:
    with pytest.raises(ValueError, match="forty"):
        _all = [*on_every_core(raises_at_the_fortieth, range(LAST), lost)]
    assert multiprocessing.active_children() == []


def test_closed_in_the_middle_it_leaves_no_process() -> None:
    results = on_every_core(itself, range(LAST), lost)
    assert [next(results), next(results)] == [0, 1]
    assert multiprocessing.active_children() != []
    results.close()
    assert multiprocessing.active_children() == []
