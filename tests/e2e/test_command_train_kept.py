"""The commands for records take trainings as they take incidents, apart from them (T2)."""

from datetime import datetime
from pathlib import Path

import pytest

from tests.e2e.trainee import JUDGED, LOSS, SCENARIO, WHOLE, json_of, plainly, record, train
from tests.program import held, restaura, told


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str, str]:
    """A home with an incident, and a training that was taken to its closing."""
    home = tmp_path_factory.mktemp("kept")
    return home, held(home), train(home)


def test_T2_a_training_is_listed_only_when_it_is_asked_for_with_scenario_and_result(
    kept: tuple[Path, str, str],
) -> None:
    home, incident, training = kept
    assert [one["id"] for one in json_of(restaura(home, "list", "--json"))] == [incident]
    [summary] = json_of(restaura(home, "list", "--mode", "training", "--json"))
    assert (summary["scenario"], summary["exam"], summary["percent"], summary["passed"]) == (
        "practice",
        False,
        100,
        True,
    )
    shown = restaura(home, "list", "--mode", "training").stdout
    assert training in shown and "practice" in shown and "100 %, aprobado" in shown
    assert "100 %" not in restaura(home, "list").stdout


def test_lists_go_by_the_real_clock_not_by_the_simulated_one(kept: tuple[Path, str, str]) -> None:
    home, incident, training = kept
    together = json_of(restaura(home, "list", "--mode", "all", "--json"))
    of = {one["id"]: one for one in together}
    simulated = of[training]["started_at"][:10]
    assert set(of) == {incident, training} and simulated == "2026-03-10"
    really = [datetime.fromisoformat(one.get("wall", one)["started_at"]) for one in together]
    assert really == sorted(really, reverse=True)  # both may have begun in the same second
    assert simulated not in restaura(home, "list", "--mode", "training").stdout


def test_where_a_training_stands_is_told_by_its_own_clock_with_its_score(kept: tuple[Path, str, str]) -> None:
    home, _incident, training = kept
    said = restaura(home, "show", training).stdout
    assert "entrenamiento" in said.splitlines()[0]
    assert "Reloj simulado: mar 10/03/2026 19:" in said
    assert "52 de 52 (100 %): aprobado" in said
    early = restaura(home, "show", training, "--at", "5").stdout
    assert (
        "Como estaba después del evento 5 de" in early
        and "mar 10/03/2026 11:" in early
        and "100 %" not in early
    )


@pytest.mark.parametrize("format", ["md", "json", "answers"])
def test_a_training_is_exported_in_every_format(kept: tuple[Path, str, str], format: str) -> None:
    home, _incident, training = kept
    done = restaura(home, "export", training, "--format", format)
    assert (done.returncode, done.stderr) == (0, "")
    assert "ENTRENAMIENTO" in done.stdout


def test_a_training_verifies_and_a_changed_score_shows(kept: tuple[Path, str, str], tmp_path: Path) -> None:
    home, _incident, training = kept
    assert json_of(restaura(home, "verify", training, "--json"))["ok"] is True
    file = tmp_path / f"{training}.json"
    [path] = home.rglob(f"{training}.json")
    file.write_text(path.read_text().replace('"percent":100,"restore', '"percent":90,"restore', 1))
    assert file.read_text() != path.read_text()
    [fault] = json_of(restaura(home, "verify", str(file), "--json"), 1)["faults"]
    assert fault["where"] == "summary"


def test_a_training_is_gone_on_with_by_answers_and_by_prompts(tmp_path: Path) -> None:
    id = train(tmp_path, lines=["/q"])
    file = tmp_path / "wait.yaml"
    file.write_text("answers:\n  - wait: 10m\n  - ask: history\n")
    at = json_of(restaura(tmp_path, "resume", id, "--answers", str(file), "--json"))
    assert (at["id"], at["status"]) == (id, "open")
    done = plainly(tmp_path, [*WHOLE, *JUDGED], "resume", id)
    assert done.returncode == 0
    assert json_of(restaura(tmp_path, "show", id, "--json"))["score"]["percent"] == 100
    told(plainly(tmp_path, [], "resume", id), 1, "cerrada")
    data = [event["data"] for event in record(tmp_path, id)["events"]]
    assert [one["wait"] for one in data if "wait" in one] == ["10m", "next", "next"]


def test_T2_going_on_without_a_name_is_never_with_a_training(tmp_path: Path) -> None:
    train(tmp_path, lines=[*LOSS, "/q"])
    told(plainly(tmp_path, [], "resume"), 3, "restaura run")


def test_the_schemas_of_scenario_and_guide_are_printed(tmp_path: Path) -> None:
    for of in ("scenario", "training"):
        schema = json_of(restaura(tmp_path, "runbook", "schema", "--of", of))
        assert schema["$schema"].endswith("2020-12/schema")
    assert SCENARIO.endswith(".yaml")


def test_T14_a_training_is_tried_again_from_a_decision_by_prompts(tmp_path: Path) -> None:
    id = train(tmp_path)
    decided = next(e["seq"] for e in record(tmp_path, id)["events"] if e["type"] == "step_completed")
    done = restaura(tmp_path, "train", "again", id, "--at", str(decided), "--plain", stdin="/q\n")
    assert done.returncode == 0, done.stderr
    [made] = json_of(restaura(tmp_path, "list", "--mode", "training", "--status", "open", "--json"))
    pinned = record(tmp_path, made["id"])["events"][0]["data"]["training"]
    assert pinned["again"] == {"of": id, "at": decided}
    told(restaura(tmp_path, "train", "again", id, "--at", "1", "--plain"), 1, "1")
    told(restaura(tmp_path, "train", "again", id, "--at", str(decided)), 2, "--plain")
