"""A training by prompts reaches everything: the world, the clock, hints, a word on each answer, the score."""

import re
from pathlib import Path

import pytest

from tests.e2e.trainee import ASKED, JUDGED, SCENARIO, WHOLE, json_of, plainly, record, train
from tests.program import restaura

TITLE = "Borrado esta mañana"


def said(home: Path, lines: list[str], *arguments: str) -> str:
    done = plainly(home, lines, *(arguments or ("train", SCENARIO)))
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout


def test_a_training_goes_from_its_opening_to_its_score_by_prompts(tmp_path: Path) -> None:
    told = said(tmp_path, [*WHOLE, *JUDGED])
    assert "No se hizo" not in told
    [kept] = json_of(restaura(tmp_path, "list", "--mode", "training", "--json"))
    assert (kept["status"], kept["outcome"], kept["percent"]) == ("closed", "restored", 100)
    assert f"restaura train report {kept['id']}" in told
    assert restaura(tmp_path, "verify", kept["id"]).returncode == 0


def test_what_is_said_says_who_and_when(tmp_path: Path) -> None:
    told = said(tmp_path, ["/p", "reporter"])
    assert "[mar 10/03/2026 11:20] Marisol Pech, Ventas (por teléfono): Limpiamos el CRM" in told
    assert "[mar 10/03/2026 11:25] Preguntar a quien reportó: Soy Marisol Pech, de Ventas." in told


def test_what_was_said_is_told_again_when_it_is_asked_for_and_when_one_comes_back(tmp_path: Path) -> None:
    assert said(tmp_path, ["/m", "/q"]).count("Limpiamos el CRM") == 2
    [kept] = json_of(restaura(tmp_path, "list", "--mode", "training", "--json"))
    assert said(tmp_path, [], "resume", kept["id"]).count("Limpiamos el CRM") == 1


def test_T4_the_simulated_clock_is_told_at_every_item_and_moves_by_what_is_done_alone(tmp_path: Path) -> None:
    told = said(tmp_path, [*ASKED, "/e", "4d"])
    clocks = re.findall(r"Reloj simulado: \w+ 1\d/03/2026 (\d\d:\d\d)", told)
    assert clocks == ["11:20", "11:25", "11:27", "11:29", "11:31", "11:31"]
    assert told.count("Reloj simulado: sáb 14/03/2026 11:31") == 1


def test_a_wait_that_is_none_changes_nothing(tmp_path: Path) -> None:
    told = said(tmp_path, ["/e", "", "/e", "ayer", "/e", "siguiente", "/p", ""])
    assert told.count("o cambió nada.") == 2
    assert told.count("No se hizo: ") == 2
    assert [e["type"] for e in only(tmp_path)["events"]] == ["session_started", "injected"]


def only(home: Path) -> dict[str, list[dict[str, str]]]:
    [kept] = json_of(restaura(home, "list", "--mode", "training", "--json"))
    return record(home, kept["id"])


def test_T8_hints_come_in_three_steps_each_with_its_cost_and_are_kept(tmp_path: Path) -> None:
    told = said(tmp_path, [*ASKED, *["/s"] * 4])
    for step, cost, words in (
        (1, 1, "Dónde mirar: "),
        (2, 1, "Lo que importa: "),
        (3, 2, "La respuesta: CRM"),
    ):
        assert f"Pista {step} de 3, que resta {cost} de los puntos: {words}" in told
    assert "No se hizo: hay tres pistas por punto, no más" in told
    assert [event["type"] for event in only(tmp_path)["events"]].count("hinted") == 3


def test_T7_a_guided_training_says_at_once_whether_an_answer_fits_and_never_the_answer(
    tmp_path: Path,
) -> None:
    told = said(tmp_path, [*ASKED, "drive"])
    assert "✔ Concuerda con los hechos." in told
    wrong = told.rpartition("✘ ")[2].splitlines()[0]
    assert "(§8.1)" in wrong
    assert "CRM" not in wrong


def test_T7_an_exam_gives_no_hint_and_no_word_before_its_end(tmp_path: Path) -> None:
    told = said(tmp_path, [*ASKED, "/s", "drive"], "train", SCENARIO, "--exam")
    assert "Examen: sin pistas" in told
    assert "No se hizo: un examen no da pistas" in told
    assert "✔" not in told and "✘" not in told
    assert said(tmp_path, [*WHOLE, *JUDGED], "train", SCENARIO, "--exam").count("cumplido, 4/4") > 10


def test_T11_the_trainee_judges_himself_before_the_score_is_shown_and_both_stand_beside_each_other(
    tmp_path: Path,
) -> None:
    told = said(tmp_path, [*WHOLE, *JUDGED])
    asked, score = told.index("Antes de la puntuación"), told.index("cumplido, 4/4")
    assert asked < score
    own = re.findall(r"4/4; juicio propio: (.*)", told)
    assert own == ["cumplido", "a medias", "no cumplido"]


def test_T11_who_has_judged_himself_is_not_asked_again(tmp_path: Path) -> None:
    train(tmp_path, lines=[*WHOLE, *JUDGED[:4]])  # the input ends in the middle
    [kept] = json_of(restaura(tmp_path, "list", "--mode", "training", "--json"))
    assert kept["status"] == "finished"
    file = tmp_path / "own.yaml"
    file.write_text("answers:\n  - assess: {outcome: partly}\n")
    assert restaura(tmp_path, "resume", kept["id"], "--answers", str(file)).returncode == 0
    told = said(tmp_path, ["cerrar"], "resume", kept["id"])
    assert "Antes de la puntuación" not in told
    assert "cumplido, 4/4; juicio propio: a medias" in told


def test_T9_a_critical_failure_stands_apart_with_its_story(tmp_path: Path) -> None:
    lines = ["/c", "no sé qué hacer", *JUDGED]
    told = said(tmp_path, lines)
    assert "FALLA CRÍTICA: Se dio por perdido lo que podía volver (§4, §5)\n    El final debía ser: " in told
    assert told.rstrip().split("FALLA CRÍTICA")[1].count("no aprobado") == 1
    assert "    Se hizo: " in told and "    Lo correcto: " in told


def test_help_names_what_only_a_training_has(tmp_path: Path) -> None:
    told = said(tmp_path, ["/?"])
    assert all(f"\n  {name}  " in told for name in ("/p", "/e", "/s", "/m"))
    assert "  /p  " not in plainly(tmp_path, ["/?"], "run").stdout


def test_T2_every_step_says_that_it_is_a_training(tmp_path: Path) -> None:
    told = said(tmp_path, [*WHOLE, *JUDGED])
    steps = re.findall(r"^(?:(\S+) · )?\d\. ", told, re.MULTILINE)
    assert set(steps) == {"ENTRENAMIENTO"}


@pytest.mark.parametrize(
    ("lines", "exam"), [(["deleted_today", "1", "/q"], False), (["9999", "deleted_today", "2", "/q"], True)]
)
def test_without_a_scenario_one_is_chosen_by_number(tmp_path: Path, lines: list[str], exam: bool) -> None:
    told = said(tmp_path, lines, "train")
    assert TITLE in told
    assert json_of(restaura(tmp_path, "list", "--mode", "training", "--json"))[0]["exam"] is exam


@pytest.mark.parametrize("lines", [[], ["/q"], ["deleted_today"], ["deleted_today", "/q"]])
def test_who_leaves_before_choosing_has_begun_nothing(tmp_path: Path, lines: list[str]) -> None:
    said(tmp_path, lines, "train")
    assert not list(tmp_path.rglob("T-*.json"))


@pytest.mark.parametrize(
    ("language", "foreign"),
    [("es", r"\b(the|saved|yes|and|hint)\b"), ("en", r"\b(guardado|reloj|pista|del)\b")],
)
def test_a_training_speaks_one_language(tmp_path: Path, language: str, foreign: str) -> None:
    lines = ["/?", "/p", "reporter", "X", "phone", "Y", "/s", "drive", "/e", "2h", "/m", "/v"]
    told = said(tmp_path, lines, "--lang", language, "train", SCENARIO)
    assert re.findall(foreign, told, re.IGNORECASE) == []
