"""The debrief on the screen: the result, the two paths, and trying again from the replay (T12, T14)."""

from dataclasses import replace
from pathlib import Path

import pytest
from practice import best, changed, lesson

from runbooks.engine.commands import Assess, Close, Command
from tests.screen.kept import STANDARD, at_record, keep
from tests.screen.sitting import NARROW, Sitting, in_order, places
from tests.screen.training import at_training, keep_training


def older_copy() -> list[Command]:
    """The ideal path but for an older copy, and a judgement of oneself before the end."""
    commands = changed(best(lesson()), "restore_date", lambda answer: [replace(answer, value="2026-03-07")])
    return [*commands[:-1], Assess({"restore_date": "met"}), Close()]


@pytest.mark.parametrize("size", [STANDARD, NARROW])
async def test_a_closed_training_opens_at_its_result_and_says_what_was_right(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    record = keep_training(tmp_path, lesson(), older_copy())
    async with at_training(tmp_path, record, size=size) as desk:
        assert "[1 Resultado]" in desk.said("#sections")
        assert "APROBADO" in desk.said("Paper")
        said = await everything(desk)
        assert in_order(said, "La copia que corresponde", "2/4", "a medias · usted dijo: cumplido")
        assert in_order(said, "Hecho: sáb 07/03/2026", "Lo correcto: lun 09/03/2026")
        assert "ENTRENAMIENTO" in desk.text()


async def everything(desk: Sitting) -> str:
    """All that the paper holds, page by page."""
    said = desk.said("Paper")
    for _page in range(12):
        await desk.press("pagedown")
        said += " " + desk.said("Paper")
    return said


@pytest.mark.parametrize("size", [STANDARD, NARROW])
async def test_t12_own_and_ideal_path_stand_on_one_time_line_with_the_rule_of_each_difference(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    record = keep_training(tmp_path, lesson(), older_copy())
    async with at_training(tmp_path, record, size=size) as desk:
        await desk.press("2")
        said = await everything(desk)
        assert "CAMINO PROPIO" in said
        assert in_order(said, "07/03/2026", "(§8.4)")
        assert "09/03/2026" in said
        assert "Diferencias: 1." in said


async def test_while_a_training_goes_on_its_record_gives_nothing_away(tmp_path: Path) -> None:
    record = keep_training(tmp_path, lesson(), older_copy()[:-1])
    async with at_training(tmp_path, record) as desk:
        assert "[1 Resumen]" in desk.said("#sections")
        assert "Resultado" not in desk.said("#sections")


async def test_t14_from_the_replay_a_decision_is_open_again_in_a_new_training(tmp_path: Path) -> None:
    commands = older_copy()
    record = keep_training(tmp_path, lesson(), commands)
    async with at_training(tmp_path, record) as desk:
        await desk.press("ctrl+r", "end")
        for _event in range(60):
            if "Contestó «Elija la fecha de la copia»" in desk.said("#moment"):
                break
            await desk.press("left")
        await desk.press("f6")
        await desk.until(lambda: bool(desk.app.screen.query("SessionView")))
        await desk.settle()
        assert "▶ Elija la fecha de la copia" in desk.text()
        begun = [path for path in places(tmp_path).training.glob("*.json") if path != record]
        assert len(begun) == 1
        assert begun[0].stem in desk.text()


async def test_an_incident_cannot_be_tried_again(tmp_path: Path) -> None:
    path = keep(tmp_path, "no_loss")
    async with at_record(tmp_path, path) as desk:
        await desk.press("ctrl+r")
        assert "F6" not in desk.said("KeysBar")
        await desk.press("f6")
        assert "Solo un entrenamiento se puede intentar de nuevo." in desk.said("#moment")


async def test_T2_T4_T7_the_replay_of_a_training_has_its_clock_its_world_and_the_words_on_answers(
    tmp_path: Path,
) -> None:
    record = keep_training(tmp_path, lesson(), older_copy())
    async with at_training(tmp_path, record) as desk:
        await desk.press("ctrl+r", "right")
        assert "Marisol Pech" in desk.said("#moment")
        for _event in range(40):
            if "Contestó «Elija la fecha de la copia»" in desk.said("#moment"):
                break
            await desk.press("right")
        assert "ENTRENAMIENTO · guiado · reloj simulado: mar 10/03/2026" in desk.text()
        assert "Los hechos dicen otra cosa." in desk.said("#checklist")
        await desk.press("ctrl+x")
        said = desk.said("VerticalScroll")
        assert "Marisol Pech" in said
        await desk.press("escape", "left")
        assert "Los hechos dicen otra cosa." not in desk.said("#checklist")
