"""The commands for those who write runbooks, as the program itself carries them out."""

import json
from pathlib import Path

from tests.program import DATA, restaura, told


def test_the_tests_of_a_runbook_leave_nothing_in_any_folder(tmp_path: Path) -> None:
    done = restaura(tmp_path, "runbook", "test", "--json")
    assert (done.returncode, done.stderr) == (0, "")
    assert all(test["passed"] for test in json.loads(done.stdout)["tests"])
    assert not list(tmp_path.rglob("*"))


def test_a_run_that_reaches_another_outcome_than_its_file_names_is_told_so(tmp_path: Path) -> None:
    file = tmp_path / "mine.yaml"
    file.write_text((DATA / "no_loss.yaml").read_text().replace("outcome: no_loss", "outcome: restored"))
    done = restaura(tmp_path, "run", "--answers", str(file), "--json", "--lang", "en")
    told(done, 1, "The answers reached “no_loss”; “restored” was to be reached.")
    assert json.loads(done.stdout)["outcome"] == "no_loss"  # it is saved all the same


def test_a_graph_is_written_into_a_file_and_never_over_another(tmp_path: Path) -> None:
    file = tmp_path / "graph.svg"
    asked = ("runbook", "graph", "--format", "svg", "--output", str(file))
    assert restaura(tmp_path, *asked).returncode == 0
    assert file.read_text().startswith("<svg")
    told(restaura(tmp_path, *asked, "--lang", "en"), 1, "--force")
