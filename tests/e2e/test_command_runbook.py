"""The commands for those who write runbooks, as the program itself carries them out."""

import json
from pathlib import Path

from tests.e2e.prompts import restaura as by_prompts
from tests.e2e.prompts import shown
from tests.program import DATA, places, restaura, told


def test_the_tests_of_a_runbook_leave_nothing_in_any_folder(tmp_path: Path) -> None:
    before = set(places(tmp_path).cache.rglob("*"))
    done = restaura(tmp_path, "runbook", "test", "--json")
    assert (done.returncode, done.stderr) == (0, "")
    assert all(test["passed"] for test in json.loads(done.stdout)["tests"])
    assert {path for path in tmp_path.rglob("*") if path.is_file()} == before


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


def test_what_new_writes_is_checked_tested_and_run_to_an_outcome_from_a_file_and_by_prompts(
    tmp_path: Path,
) -> None:
    folder, file = tmp_path / "red", str(tmp_path / "red" / "runbook.yaml")
    by_prompts(tmp_path, ["RED-7", "Revisar la red", *[""] * 8], "runbook", "new", str(folder))
    assert by_prompts(tmp_path, [], "runbook", "check", file)
    assert "3 pruebas; fallan: 0." in by_prompts(tmp_path, [], "runbook", "test", file)
    answers = str(folder / "tests" / "done.yaml")
    assert (
        json.loads(by_prompts(tmp_path, [], "run", file, "--answers", answers, "--json"))["outcome"] == "done"
    )
    other = tmp_path / "other"
    lines = ["Ana", "2", "sí", "terminar", "sí", "terminar", "sí", "1", "terminar", "cerrar"]
    said = by_prompts(other, lines, "run", file, "--plain")
    assert (shown(other)["status"], shown(other)["outcome"]) == ("closed", "done"), said[-2000:]
