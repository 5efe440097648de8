"""docs/runbook-format.md is true: each piece makes a runbook that passes, and its tests run."""

import json
import re
import shlex
from pathlib import Path

import pytest

from runbooks.definition.graph import By, graph_of
from runbooks.definition.items import ItemBase
from runbooks.definition.loader import load_runbook
from runbooks.definition.model import Runbook
from runbooks.definition.names import FUNCTIONS
from runbooks.rehearsal.running import afternoon, answers_beside, rehearse, untaken
from tests.format_doc import COMMANDS, TEXT, stages, write
from tui.__main__ import main
from tui.opening import now


def test_the_runbook_passes_the_check_after_each_piece(tmp_path: Path) -> None:
    path = tmp_path / "runbook.yaml"
    for stage in stages():
        path.write_text(json.dumps(stage))
        load_runbook(path)
    assert len(stages()) >= 7


def test_its_tests_reach_their_outcomes_and_leave_the_branch_that_the_document_names(tmp_path: Path) -> None:
    path = write(tmp_path)
    runbook = load_runbook(path)
    done = [rehearse(runbook, test, afternoon(now())) for test in answers_beside(path)]
    assert {test.name: test.wrong for test in done} == {"locked": None, "not_locked": None}
    assert [edge.target.id for edge in untaken(runbook, done)[1]] == ["found"]
    assert "here the one to `found`" in TEXT
    assert any(edge.by is By.OTHERWISE for edge in graph_of(runbook).edges)


def test_its_commands_run_on_it_one_after_another(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    write(tmp_path)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("RESTAURA_HOME", str(tmp_path / "home"))
    monkeypatch.setattr("tui.collecting.collect_seldom", lambda: None)  # the suite goes on after it
    named = {word for command in COMMANDS for word in command.split()[:3]}
    assert named >= {"check", "test", "graph", "card", "schema", "run"}
    for command in COMMANDS:
        program, *arguments = shlex.split(command)
        assert program == "restaura"
        assert main(arguments) == 0, command
        said = capsys.readouterr()
        assert said.err == "", command
        assert said.out or Path(arguments[-1]).read_text().startswith("<svg"), command


def test_every_word_of_the_format_that_it_lists_is_one() -> None:
    kinds = re.search(r"- The kinds: (.*?)\.", TEXT)
    assert kinds
    assert set(re.findall(r"`(\w+)`", kinds[1])) == {
        one.model_fields["kind"].annotation.__args__[0]  # type: ignore[union-attr]
        for one in ItemBase.__subclasses__()
    }
    functions = re.search(r"Functions: (.*?)\.", TEXT)
    assert functions
    assert set(re.findall(r"`(\w+)`", functions[1])) == FUNCTIONS.keys()
    others = re.search(r"Other parts.*?\n\n", TEXT, re.DOTALL)
    assert others
    assert set(re.findall(r"`(\w+)`", others[0])) <= Runbook.model_fields.keys()
