"""`restaura train`: wrong usage told, answers run without a person, history, certificate, reports."""

import json
from dataclasses import replace
from pathlib import Path
from shutil import copytree
from typing import Any

import pytest

from runbooks.engine.events import Event, Happening
from runbooks.record import chain
from runbooks.record.encoding import Encoded, decode, genesis_of, seal_of
from tests.e2e.trainee import JUDGED, SCENARIO, answers, json_of, record, train
from tests.program import places, restaura, told

Kept = tuple[Path, str, str]


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Kept:
    """A home with a guided training of Ana that was ended at once, and the exam of Beto, passed."""
    home = tmp_path_factory.mktemp("kept")
    lost = train(home, lines=["/s", "/c", "no sé qué hacer", *JUDGED], who="Ana")
    return home, lost, train(home, "--exam", who="Beto")


# -- usage ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("deleted_today", "--seed", "3"), "no ambas cosas"),
        (("--difficulty", "2"), "añada --seed N"),
        (("--answers", "x.yaml"), "indique un escenario"),
        (("deleted_today", "--json"), "añada --answers"),
        (("--seed", "-1"), "un número entero desde 0"),
        (("--seed", "many"), "un número entero desde 0"),
        (("--seed", "1", "--difficulty", "6"), "6"),
        (("deleted_today", "--plain", "--answers", "x"), "--plain"),
        (("again", "T-1"), "--at"),
        (("again", "T-1", "--at", "2", "--json"), "añada --answers"),
        (("report", "--json"), "--confusing"),
        (("report", "T-1", "--confusing"), "no indique ninguno"),
        (("certificate",), "ID"),
        (("deleted_today",), "--plain"),
    ],
)
def test_wrong_usage_is_told_in_a_sentence(tmp_path: Path, arguments: tuple[str, ...], sentence: str) -> None:
    told(restaura(tmp_path, "train", *arguments), 2, sentence)
    assert not list(tmp_path.rglob("T-*.json"))


def test_an_unknown_scenario_is_not_found_and_the_nearest_is_named(tmp_path: Path) -> None:
    told(restaura(tmp_path, "train", "deleted_tody", "--plain"), 3, '¿Quiso decir "deleted_today"?')


def test_an_answer_file_that_is_not_there_is_not_found(tmp_path: Path) -> None:
    told(restaura(tmp_path, "train", SCENARIO, "--answers", "none.yaml"), 3, "none.yaml")


def test_a_scenario_in_a_file_is_checked_before_anybody_trains_on_it(tmp_path: Path) -> None:
    file = tmp_path / "broken.yaml"
    file.write_text(Path(SCENARIO).read_text().replace("areas: [crm]", "areas: [moon]"))
    told(restaura(tmp_path, "train", str(file), "--plain"), 1, "moon")
    assert not list(tmp_path.rglob("T-*.json"))


def test_words_of_commands_are_no_scenarios_with_the_language_before_or_after(tmp_path: Path) -> None:
    for arguments in (
        ("--lang", "en", "train", "list"),
        ("--lang=en", "train", "list"),
        ("train", "list", "--lang", "en"),
    ):
        assert "Deleted this morning" in restaura(tmp_path, *arguments).stdout


def test_the_list_tells_id_title_and_difficulty_and_nothing_that_is_hidden(tmp_path: Path) -> None:
    found = json_of(restaura(tmp_path, "train", "list", "--json"))
    assert "deleted_today" in [one["id"] for one in found]
    assert {tuple(one) for one in found} == {("id", "title", "difficulty")}
    assert [one["difficulty"] for one in found] == sorted(one["difficulty"] for one in found)
    shown = restaura(tmp_path, "train", "list").stdout
    assert "Borrado esta mañana" in shown and "214" not in shown


# -- from answers -----------------------------------------------------------------------------------


def test_T17_the_answers_of_a_training_run_again_to_the_same_score(kept: Kept, tmp_path: Path) -> None:
    home, lost, passed = kept
    for id, how in ((lost, [SCENARIO]), (passed, [SCENARIO, "--exam"])):
        file = answers(home, id)
        told = json_of(restaura(tmp_path, "train", *how, "--answers", str(file), "--json"))
        first, again = record(home, id), record(tmp_path, told["id"])
        assert again["events"][-1]["data"]["score"] == first["events"][-1]["data"]["score"]
        assert [unwalled(e) for e in again["events"]] == [unwalled(e) for e in first["events"]]


def unwalled(event: dict[str, Any]) -> tuple[Any, ...]:
    """An event without its real time, nor what has the record's own id in it."""
    data = {name: value for name, value in event["data"].items() if name not in ("wall", "value")}
    return event["at"], event["by"], event["type"], data


def test_the_document_has_the_score_once_closed_with_the_trainees_own_judgement(
    kept: Kept, tmp_path: Path
) -> None:
    home, _lost, passed = kept
    file = answers(home, passed)
    document = json.loads(file.read_text())
    document["answers"] = [a for a in document["answers"] if not a.keys() & {"close", "assess"}]
    file.write_text(json.dumps(document))
    before = json_of(restaura(tmp_path, "train", SCENARIO, "--answers", str(file), "--json"))
    assert (before["mode"], before["status"], before["score"]) == ("training", "finished", None)
    file.write_text('{"answers": [{"assess": {"variant": "partly"}}, {"close": true}]}')
    after = json_of(restaura(tmp_path, "resume", before["id"], "--answers", str(file), "--json"))
    assert (after["status"], after["score"]["percent"], after["score"]["passed"]) == ("closed", 100, True)
    assert after["score"]["self"] == {"variant": "partly"}
    assert json_of(restaura(tmp_path, "show", before["id"], "--json"))["score"] == after["score"]
    seq = len(record(tmp_path, before["id"])["events"])
    assert json_of(restaura(tmp_path, "show", before["id"], "--at", str(seq - 1), "--json"))["score"] is None


def test_without_a_judgement_of_ones_own_there_is_none_in_the_score(tmp_path: Path) -> None:
    file = tmp_path / "a.yaml"
    file.write_text("operator: Ana\nanswers: [{cancel: no sé qué hacer}, {close: true}]\n")
    told = json_of(restaura(tmp_path, "train", SCENARIO, "--answers", str(file), "--json"))
    assert told["score"]["self"] is None
    assert told["score"]["failures"] == ["given_up"]


def test_a_refused_action_ends_the_run_and_says_which(tmp_path: Path) -> None:
    file = tmp_path / "a.yaml"
    file.write_text("answers:\n  - wait: 2h\n  - hint: moon\n  - close: true\n")
    document = json_of(restaura(tmp_path, "train", SCENARIO, "--answers", str(file), "--json"), 1)
    assert (document["refusal"]["action"], document["refusal"]["code"]) == (2, "unknown_item")
    assert document["score"] is None


def test_the_score_is_told_in_words_too(kept: Kept, tmp_path: Path) -> None:
    file = answers(kept[0], kept[1])
    said = restaura(tmp_path, "train", SCENARIO, "--answers", str(file)).stdout
    assert "FALLA CRÍTICA: " in said and "no aprobado" in said


# -- history ----------------------------------------------------------------------------------------


def test_T15_the_class_has_a_row_for_each_trainee(kept: Kept) -> None:
    home, lost, passed = kept
    found = json_of(restaura(home, "train", "history", "--json"))
    ana, beto = found["trainees"]
    assert (ana["trainee"], ana["attempts"], ana["last"]["id"], ana["failures"]) == ("Ana", 1, lost, 1)
    assert (ana["due"], ana["is_due"]) == (None, True)
    assert (beto["last"]["id"], beto["best"], beto["failures"], beto["is_due"]) == (passed, 100, 0, False)
    assert found["unread"] == []
    head, *rows = restaura(home, "train", "history").stdout.splitlines()
    assert head.split()[:2] == ["Participante", "Intentos"]
    assert "no aprobado" in rows[0] and "ya: ninguno aprobado aún" in rows[0]
    assert "100 %, aprobado" in rows[1] and beto["due"] in rows[1]


def test_T15_of_one_trainee_every_attempt_and_the_rubric_over_time(kept: Kept) -> None:
    home, lost, _passed = kept
    found = json_of(restaura(home, "train", "history", "ANA", "--json"))
    assert [one["id"] for one in found["attempts"]] == [lost]
    assert {len(row["points"]) for row in found["rubric"]} == {1}
    said = restaura(home, "train", "history", "ana").stdout
    assert (
        lost in said
        and "guiado" in said
        and "fallas críticas: Se dio por perdido lo que podía volver" in said
    )
    told(restaura(home, "train", "history", "Anna"), 3, '¿Quiso decir "Ana"?')


def test_a_record_that_cannot_be_read_or_was_changed_is_told_on_the_side_and_never_dropped(
    kept: Kept, tmp_path: Path
) -> None:
    home, lost, passed = kept
    for id in (lost, passed):
        file = places(tmp_path).training / f"{id}.json"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes((places(home).training / f"{id}.json").read_bytes())
    changed = places(tmp_path).training / f"{passed}.json"
    changed.write_text(changed.read_text().replace('"percent":100', '"percent":99'))
    (changed.parent / "T-2026-01-01-aaaa.json").write_text("{")
    (changed.parent / "homework.json").write_text("{}")
    for arguments in (("history",), ("report", "--confusing")):
        done = restaura(tmp_path, "train", *arguments)
        assert done.returncode == 0
        assert all(name in done.stderr for name in (passed, "T-2026-01-01-aaaa", "homework"))
        assert len(json_of(restaura(tmp_path, "train", *arguments, "--json"))["unread"]) == 3
    assert [t["trainee"] for t in json_of(restaura(tmp_path, "train", "history", "--json"))["trainees"]] == [
        "Ana"
    ]


def test_without_a_training_there_is_nothing_to_tell(tmp_path: Path) -> None:
    told(restaura(tmp_path, "train", "history"), 0, "Aún no hay ningún entrenamiento cerrado")
    told(restaura(tmp_path, "train", "report"), 3, "Aún no hay ningún entrenamiento cerrado")
    assert json_of(restaura(tmp_path, "train", "report", "--confusing", "--json"))["lines"] == []


# -- certificate and reports ------------------------------------------------------------------------


def test_T15_a_passed_exam_gets_its_certificate(kept: Kept, tmp_path: Path) -> None:
    home, _lost, passed = kept
    file = tmp_path / "beto.md"
    arguments = ("train", "certificate", passed, "--output", str(file))
    assert restaura(home, *arguments).returncode == 0
    text = file.read_text()
    kept_record = record(home, passed)
    due = json_of(restaura(home, "train", "history", "beto", "--json"))["due"]
    valid = "/".join(reversed(due.split("-")))
    for part in ("Beto", "Borrado esta mañana", "100 %", valid, kept_record["seal"]["head"], "4/4"):
        assert part in text
    lines = [line for line in text.splitlines() if line and not line.startswith("| ---")]
    assert [line for line in lines if "ENTRENAMIENTO" not in line] == []
    told(restaura(home, *arguments), 1, "--force")
    assert restaura(home, *arguments, "--force").returncode == 0
    later = restaura(home, "train", "certificate", passed, RESTAURA_TRAINING_MONTHS="12").stdout
    assert valid not in later


def test_T15_no_certificate_for_what_was_guided_failed_or_is_open(kept: Kept, tmp_path: Path) -> None:
    home, lost, _passed = kept
    told(restaura(home, "train", "certificate", lost), 1, "fue guiado")
    told(restaura(home, "train", "certificate", "T-9999"), 3, "T-9999")
    failed = train(tmp_path, "--exam", lines=["/c", "no sé qué hacer", *JUDGED])
    told(restaura(tmp_path, "train", "certificate", failed), 1, "falla crítica")
    held = train(tmp_path, "--exam", lines=["/q"])
    told(restaura(tmp_path, "train", "certificate", held), 1, "no está cerrado")


def test_T15_no_certificate_for_what_was_tried_again(kept: Kept, tmp_path: Path) -> None:
    home, passed = tmp_path / "home", kept[2]
    copytree(kept[0], home)
    decided = next(e["seq"] for e in record(home, passed)["events"] if e["type"] == "answered")
    file = answers(home, passed)
    rest = json.loads(file.read_text())
    rest["answers"] = rest["answers"][1:]  # behind the first question
    file.write_text(json.dumps(rest))
    again = json_of(
        restaura(home, "train", "again", passed, "--at", str(decided), "--answers", str(file), "--json")
    )
    assert again["score"]["passed"] is True
    told(restaura(home, "train", "certificate", again["id"]), 1, "se repitió")


def test_T15_no_certificate_for_a_score_that_does_not_follow_from_the_events(
    kept: Kept, tmp_path: Path
) -> None:

    home, _lost, passed = kept
    made = decode((places(home).training / f"{passed}.json").read_bytes(), passed)
    events: tuple[Event, ...] = ()
    for event in made.events:
        data = dict(event.data)
        if event.type == "session_closed":
            data["score"] = data["score"] | {"points": 53}
        after: Event | str = events[-1] if events else genesis_of(made)
        events += chain.seal([Happening(event.type, data)], after=after, at=event.at, by=event.by)
    forged = replace(made, events=events, seal=None)
    assert seal_of(forged) != seal_of(made)
    file = places(tmp_path).training / f"{passed}.json"
    file.parent.mkdir(parents=True)
    file.write_bytes(Encoded.of(forged).data)
    assert restaura(tmp_path, "verify", passed).returncode == 0
    told(restaura(tmp_path, "train", "certificate", passed), 1, "no se deduce")


def test_T13_the_after_action_report_is_that_of_the_training_named_or_of_the_newest_closed(
    kept: Kept,
) -> None:
    home, lost, passed = kept
    named = restaura(home, "train", "report", lost).stdout
    assert lost in named and passed not in named
    assert restaura(home, "train", "report").stdout.startswith("# ENTRENAMIENTO · ")


def test_T13_no_report_of_a_training_that_is_open(tmp_path: Path) -> None:
    told(restaura(tmp_path, "train", "report", train(tmp_path, lines=["/q"])), 1, "no está cerrado")


def test_T13_the_lines_that_confused_over_all_trainings_the_worst_first(kept: Kept) -> None:
    home, _lost, _passed = kept
    found = json_of(restaura(home, "train", "report", "--confusing", "--json"))
    first = found["lines"][0]
    assert (first["item"], first["hints"], first["trainings"]) == ("reported_by", 1, 2)
    ranks = [line["confusion"] for line in found["lines"]]
    assert ranks == sorted(ranks, reverse=True)
    assert "3 por respuesta equivocada" in found["reckoned"]
    said = restaura(home, "train", "report", "--confusing").stdout
    assert said.startswith("ENTRENAMIENTO") and found["reckoned"] in said and first["label"] in said
