"""Every test of the shipped runbook runs, from a process of its own, to the outcome it names."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from runbooks.answers import read_answers

DATA = Path(__file__).parents[2] / "runbooks" / "mpia_dti_140" / "tests"
FILES = sorted(DATA.glob("*.yaml"))
OUTCOMES = {
    "restored",
    "partially_restored",
    "recovered_from_bin",
    "no_loss",
    "plan_not_eligible",
    "out_of_window",
    "rejected_by_support",
    "not_restored",
    "cancelled",
}


def named(file: Path) -> str:
    return read_answers(file.read_bytes(), file.name).outcome or ""


def restaura(home: Path, *arguments: str) -> "subprocess.CompletedProcess[str]":
    environment = {**os.environ, "RESTAURA_HOME": str(home)}
    command = [sys.executable, "-m", "tui", *arguments]
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=False)


def test_every_outcome_of_the_contract_has_an_answer_file() -> None:
    assert {named(file) for file in FILES} == OUTCOMES


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_an_answer_file_runs_to_the_outcome_it_names(file: Path, tmp_path: Path) -> None:
    done = restaura(tmp_path, "run", "--answers", str(file), "--json")
    assert done.returncode == 0, done.stderr + done.stdout
    told: dict[str, Any] = json.loads(done.stdout)
    assert (told["status"], told["outcome"]) == ("closed", named(file))
    checked = restaura(tmp_path, "verify", told["id"], "--json")
    assert checked.returncode == 0
    assert json.loads(checked.stdout)["ok"] is True


def test_a_record_exported_as_answers_runs_again_to_the_same_outcome(tmp_path: Path) -> None:
    restaura(tmp_path, "run", "--answers", str(DATA / "second_attempt.yaml"))
    exported = restaura(tmp_path, "export", "20", "--format", "answers")
    again = tmp_path / "again.yaml"
    again.write_text(exported.stdout)
    done = restaura(tmp_path / "other", "run", "--answers", str(again), "--json")
    assert json.loads(done.stdout)["outcome"] == "restored"


def test_a_document_is_a_file_with_the_text_that_the_record_keeps(tmp_path: Path) -> None:
    done = restaura(tmp_path, "run", "--answers", str(DATA / "restored.yaml"), "--json")
    told: dict[str, Any] = json.loads(done.stdout)
    for document in ("ticket", "notice", "all_clear"):
        file = tmp_path / "data" / "documents" / told["id"] / f"{document}.md"
        assert file.read_text() == told["answers"][document]
        assert file.stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("command", [["list"], ["show", "20"], ["export", "20"], ["verify"]])
def test_commands_without_a_screen_leave_textual_out(command: list[str], tmp_path: Path) -> None:
    restaura(tmp_path, "run", "--answers", str(DATA / "no_loss.yaml"))
    wall = f"import sys; from tui.__main__ import main; main({command!r}); print('textual' in sys.modules)"
    environment = {**os.environ, "RESTAURA_HOME": str(tmp_path)}
    done = subprocess.run(
        [sys.executable, "-c", wall], env=environment, capture_output=True, text=True, check=True
    )
    assert done.stdout.splitlines()[-1] == "False"
