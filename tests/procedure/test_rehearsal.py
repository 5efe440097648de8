"""A runbook's tests: answer files beside it run in memory, and the branches that none of them takes."""

import json
from argparse import Namespace
from pathlib import Path

import pytest

from runbooks.answers import AnswerFile, missed_outcome
from runbooks.definition.loader import load_runbook, shipped_runbooks
from runbooks.folders import folders
from runbooks.procedures import Found
from runbooks.rehearsal.running import (
    Rehearsed,
    afternoon,
    answers_beside,
    folder_of_tests,
    rehearse,
    untaken,
)
from tui.commands.runbook.test import command
from tui.ending import DONE, NOT_FOUND, NOT_SO, Ended
from tui.opening import now

SMALL = Path(__file__).parent / "small_runbook.yaml"
HEAD = "answers:\n  - who: Ana\n  - areas: [crm]\n  - seen_at: now-2h\n"
NOTHING = f"outcome: nothing\n{HEAD}  - is_real: false\n  - complete: begin\n"
NOBODY = f"outcome: done\n{HEAD.replace('Ana', 'nobody')}  - is_real: true\n  - complete: begin\n"
PAPER = NOTHING.replace("answers:\n", "answers:\n  - at: now-3d\n").replace("now-2h", "now-30h")

OUTER = """\
format: restaura.runbook/1
id: outer
code: OUTER-1
revision: "1"
title: {es: Fuera, en: Outer}
purpose: {es: Probar, en: To try}
facts: {}
cancelled: cancelled
outcomes:
  done: {label: {es: Hecho., en: Done.}}
  cancelled: {label: {es: Cancelada., en: Cancelled.}}
steps:
  - id: look
    title: {es: Buscar, en: Look}
    items:
      - id: found
        kind: choice
        label: {es: Elija qué se halló, en: Choose what was found}
        options:
          - {id: all, label: {es: Todo, en: All}}
          - {id: nothing, label: {es: Nada, en: Nothing}}
        procedure: {runbook: small, label: {es: Buscar, en: Look}, answers: {done: all, nothing: nothing}}
    branches:
      - {when: "true", outcome: done}
"""


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """A folder of its own with the small runbook."""
    path = tmp_path / "small" / "runbook.yaml"
    path.parent.mkdir()
    path.write_text(SMALL.read_text())
    (path.parent / "tests").mkdir()
    return path


def run(small: Path, text: str) -> Rehearsed:
    (small.parent / "tests" / "one.yaml").write_text(text)
    [test] = answers_beside(small)
    return rehearse(load_runbook(small), test, afternoon(now()))


@pytest.mark.parametrize("name", shipped_runbooks())
def test_the_tests_of_a_shipped_runbook_pass_and_take_every_branch(name: str) -> None:
    path = shipped_runbooks()[name]
    runbook = load_runbook(path)
    done = [rehearse(runbook, test, afternoon(now())) for test in answers_beside(path)]
    assert done
    assert [test.wrong for test in done if not test.passed] == []
    _all, missed = untaken(runbook, done)
    assert missed == ()


def test_a_test_passes_that_reaches_its_outcome_and_knows_its_branches(small: Path) -> None:
    done = run(small, NOTHING)
    assert (done.passed, done.reached, done.taken) == (True, "nothing", {("begin", 1)})


def test_a_test_may_tell_of_paper(small: Path) -> None:
    assert run(small, PAPER).passed


def test_a_test_runs_a_procedure_of_ones_own(tmp_path: Path) -> None:
    path, test = tmp_path / "outer.yaml", tmp_path / "one.yaml"
    path.write_text(OUTER)
    test.write_text("outcome: done\nanswers:\n  - procedure: {item: found, answers: [{who: Ana}]}\n")
    runbook = load_runbook(path)
    done = rehearse(runbook, test, afternoon(now()), lambda _id: Found(load_runbook(SMALL)))
    assert "«done»" in str(done.wrong)
    assert "small" in str(rehearse(runbook, test, afternoon(now())).wrong)


def test_the_tests_of_a_single_file_are_in_the_folder_of_its_name(tmp_path: Path) -> None:
    assert folder_of_tests(tmp_path / "uno.yaml") == tmp_path / "uno" / "tests"
    assert folder_of_tests(tmp_path / "runbook.yaml") == tmp_path / "tests"
    (tmp_path / "tests").mkdir()
    assert folder_of_tests(tmp_path / "uno.yaml") == tmp_path / "tests"


WRONG = {
    "another outcome": (NOTHING.replace("outcome: nothing", "outcome: done"), "“nothing”; “done”"),
    "no outcome": (NOTHING.replace("  - complete: begin\n", ""), "end before an outcome; “nothing”"),
    "a refusal": (NOTHING.replace("now-2h", "now+2h"), "action 3, seen_at, was refused (in_future)"),
    "none named": (NOTHING.replace("outcome: nothing\n", ""), "outcome: ID"),
    "one that is none": (NOTHING.replace("nothing", "nothin"), 'Did you mean "nothing"?'),
    "malformed": (NOTHING.replace("answers:", "answer:"), 'one.yaml:1:1: a list "answers" is expected'),
    "no YAML": ("answers: [", "one.yaml:1"),
    "paper to come": (PAPER.replace("now-3d", "now+3d"), "action 1, at, was refused (in_future)"),
    "for training": (
        NOTHING.replace("- who: Ana", "- wait: 4d"),
        "action 1, wait, was refused (not_allowed)",
    ),
}


@pytest.mark.usefixtures("english")
@pytest.mark.parametrize("case", WRONG)
def test_what_is_wrong_with_a_test_is_told_in_a_sentence(case: str, small: Path) -> None:
    text, told = WRONG[case]
    done = run(small, text)
    assert not done.passed
    assert told in (done.wrong or "")


def test_a_branch_is_known_by_its_number_where_two_lead_to_the_same(small: Path) -> None:
    done = run(small, NOBODY)
    assert done.taken == {("begin", 2)}
    branches, missed = untaken(load_runbook(small), [done])
    assert len(branches) - len(missed) == 1
    assert ("begin", 2) not in {(edge.source.id, edge.branch) for edge in missed}


def asked(runbook: Path, *, as_json: bool = False) -> int:
    return command(Namespace(runbook=str(runbook), json=as_json), folders({"RESTAURA_HOME": "/nowhere"}))


@pytest.mark.usefixtures("english")
def test_the_command_says_which_pass_and_which_branches_none_takes(
    small: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (small.parent / "tests" / "a.yaml").write_text(NOTHING)
    assert asked(small) == DONE
    (small.parent / "tests" / "b.yaml").write_text(NOTHING.replace("nothing", "done"))
    capsys.readouterr()
    assert asked(small) == NOT_SO
    said = capsys.readouterr().out
    assert said.splitlines()[0] == "passes  a  nothing"
    assert "FAILS   b  The answers reached “nothing”; “done” was to be reached." in said
    assert "2 tests; failed: 1." in said
    assert "Branches taken: 1 of 3." in said
    assert "begin 2 → end  (answers.who == 'nobody')" in said


def test_the_command_says_the_same_to_programs(small: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (small.parent / "tests" / "a.yaml").write_text(NOTHING)
    assert asked(small, as_json=True) == DONE
    told = json.loads(capsys.readouterr().out)
    reached = {"name": "a", "passed": True, "outcome": "nothing", "expected": "nothing"}
    assert told["tests"] == [{**reached, "refused": None, "wrong": None}]
    assert (told["branches"]["taken"], told["branches"]["all"]) == (1, 3)
    assert {"step": "begin", "branch": 2, "to": "end"} in told["branches"]["untaken"]


def test_a_runbook_without_tests_is_told_where_they_belong(small: Path) -> None:
    with pytest.raises(Ended, match=str(small.parent / "tests")) as ended:
        asked(small)
    assert ended.value.code == NOT_FOUND


def test_nothing_is_written_anywhere(small: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    before = sorted(tmp_path.rglob("*"))
    full = shipped_runbooks()["mpia-dti-140"]
    document = full.parent / "tests" / "restored.yaml"  # it accepts three documents
    assert rehearse(load_runbook(full), document, afternoon(now())).passed
    assert sorted(tmp_path.rglob("*")) == before


@pytest.mark.usefixtures("english")
def test_a_file_that_names_no_outcome_may_reach_any() -> None:
    assert missed_outcome(AnswerFile(None, None, ()), "restored") is None
    assert missed_outcome(AnswerFile(None, None, (), "restored"), "restored") is None
    assert "“no_loss”; “restored”" in (
        missed_outcome(AnswerFile(None, None, (), "restored"), "no_loss") or ""
    )
