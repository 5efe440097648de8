"""The end of a training on the screen: the trainee judges himself, then sees the score; then it is closed."""

import json
from itertools import product
from pathlib import Path

import pytest
from practice import GUIDE

from tests.screen.kept import STANDARD
from tests.screen.sitting import NARROW, SMALL, Sitting, in_order
from tests.screen.test_training_screens import text_of
from tests.screen.trainee import ideal_path, naive_path, trainee

SIZES = [STANDARD, NARROW, SMALL]
CRITERIA = len(GUIDE.rubric)
END, NAIVE_END = ideal_path()[:-2], naive_path()[:-1]


def closed(desk: Sitting) -> dict[str, object]:
    record = json.loads(desk.session.path.read_bytes())
    event: dict[str, object] = record["events"][-1]
    return event


@pytest.mark.parametrize(("size", "language"), product(SIZES, ["es", "en"]))
async def test_T11_closing_asks_for_the_own_judgement_first_and_shows_the_score_only_then(
    tmp_path: Path, size: tuple[int, int], language: str
) -> None:
    asks = {"es": "Evalúese antes de ver la calificación", "en": "Judge yourself, before you see the score"}
    passed = {"es": "APROBADO", "en": "PASSED"}
    async with trainee(tmp_path, END, size=size, language=language) as desk:
        await desk.press("3", "enter")
        assert asks[language] in text_of(desk)
        assert passed[language] not in desk.text()
        await desk.press(*"1" * CRITERIA, "enter")
        assert desk.status == "closed"
        assert desk.events[-2:] == ["self_assessed", "session_closed"]
        assert in_order(text_of(desk), passed[language], "52", "100 %")
        await desk.press("enter")
        assert not desk.is_in_dialog


async def test_T11_left_without_a_judgement_the_training_stays_open(tmp_path: Path) -> None:
    async with trainee(tmp_path, END, size=NARROW) as desk:
        await desk.press("3", "enter", "1", "2", "escape")
        assert (desk.status, desk.is_in_dialog) == ("finished", False)
        assert "self_assessed" not in desk.events


async def test_T11_the_own_judgement_stands_beside_the_score(tmp_path: Path) -> None:
    async with trainee(tmp_path, END, size=NARROW) as desk:
        await desk.press("2", "enter", "3", "2", *"1" * (CRITERIA - 2), "enter")
        assert desk.status == "finished"
        assert "hecho; se puede cambiar hasta cerrar" in desk.said("Pick")
        await desk.press("3", "enter")
        told = text_of(desk)
        assert in_order(told, "El final que corresponde", "4/4", "cumplido · usted dijo: no cumplido")
        assert in_order(told, "Qué se perdió", "cumplido · usted dijo: a medias")


async def test_T11_a_judgement_is_changed_by_arrows_and_digits_until_the_end(tmp_path: Path) -> None:
    async with trainee(tmp_path, END, size=NARROW) as desk:
        await desk.press("2", "enter", *"1" * CRITERIA, "up", "left", "right", "right", "enter")
        judged = json.loads(desk.session.path.read_bytes())["events"][-1]["data"]["levels"]
        assert list(judged.values()).count("not") == 1
        await desk.press("2", "enter")
        assert "Todos tienen su juicio" in text_of(desk)
        await desk.press("3", "enter")
        assert json.loads(desk.session.path.read_bytes())["events"][-1]["data"]["levels"]["outcome"] == "not"


async def test_R13_enter_alone_judges_nothing_and_says_what_is_left(tmp_path: Path) -> None:
    async with trainee(tmp_path, END, size=NARROW) as desk:
        await desk.press("2", "enter", *["enter"] * 3)
        assert desk.is_in_dialog
        assert "Primero juzgue cada criterio: 1, 2 o 3." in text_of(desk)
        await desk.press("1", "1")
        assert f"faltan {CRITERIA - 2}" in text_of(desk)


async def test_the_world_answers_until_the_training_is_closed(tmp_path: Path) -> None:
    async with trainee(tmp_path, END, size=NARROW) as desk:
        await desk.press("1", "enter")
        assert "Decir a los usuarios cómo quedó" in text_of(desk)
        await desk.press("1", "enter")
        assert "Soy Marisol Pech" in text_of(desk)
        await desk.press("enter", "3", "enter", *"1" * CRITERIA, "enter", "enter")
        assert desk.status == "closed"
        assert desk.rows("Pick")[0] == "1  Ver la calificación"
        for key in ("ctrl+r", "ctrl+f"):
            await desk.press(key)
            assert not desk.is_in_dialog
            assert "Ya nunca cambia" in desk.said("#told") or "está cerrada" in desk.said("#told")
        await desk.press("1", "enter")
        assert "APROBADO" in text_of(desk)


async def test_T9_a_criterion_that_was_not_met_is_told_by_glyph_word_and_points(tmp_path: Path) -> None:
    async with trainee(tmp_path, NAIVE_END, size=STANDARD) as desk:
        await desk.press("3", "enter", *"1" * CRITERIA, "enter")
        told = text_of(desk)
        assert in_order(told, "42 de 52 puntos, 80 %", "✘ Primero, lo que no cuesta", "0/4", "no cumplido")
        assert in_order(
            told, "? Ver la pérdida con los propios ojos", "2/4", "a medias · usted dijo: cumplido"
        )


async def test_T9_critical_failures_stand_first_and_apart(tmp_path: Path) -> None:
    path = naive_path()
    cut = next(n for n, one in enumerate(path) if getattr(one, "step", "") == "confirm_loss")
    async with trainee(tmp_path, path[:cut], size=NARROW) as desk:
        await desk.press("f9", *"me rindo", "enter", "3", "enter", *"1" * CRITERIA, "enter")
        told = text_of(desk)
        assert "NO APROBADO" in told
        assert in_order(told, "CRÍTICO: ningún otro acierto", "⚠ Se dio por perdido", "CRITERIOS")


@pytest.mark.parametrize("exam", [False, True])
async def test_T7_the_score_kept_in_the_record_is_the_one_shown(tmp_path: Path, exam: bool) -> None:
    async with trainee(tmp_path, NAIVE_END, exam=exam, size=STANDARD) as desk:
        await desk.press("3", "enter", *"1" * CRITERIA, "enter")
        event = closed(desk)
        assert event["type"] == "session_closed"
        assert event["data"]["score"]["percent"] == 80  # type: ignore[index]
        assert "80 %" in text_of(desk)


async def test_T12_from_the_end_one_sees_both_paths_and_comes_back(tmp_path: Path) -> None:
    async with trainee(tmp_path, END, size=NARROW) as desk:
        await desk.press("3", "enter", *"1" * CRITERIA, "enter", "enter")
        await desk.press("2", "enter")
        await desk.until(lambda: "[1 Resultado]" in desk.text())
        await desk.press("2")
        assert "CAMINO PROPIO" in desk.text()
        await desk.press("escape")
        await desk.until(lambda: "Ver la revisión" in desk.text())


async def test_T14_from_the_debrief_a_decision_is_tried_again_at_once(tmp_path: Path) -> None:
    async with trainee(tmp_path, END, size=NARROW) as desk:
        first = desk.session.state.id
        await desk.press("3", "enter", *"1" * CRITERIA, "enter", "enter")
        await desk.press("2", "enter")
        await desk.until(lambda: "[1 Resultado]" in desk.text())
        await desk.press("ctrl+r", "right", "right", "right", "f6")
        await desk.until(lambda: "punto 1 de 9" in desk.text() and first not in desk.text())
