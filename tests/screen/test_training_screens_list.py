"""From home to a training: what can be trained, how it is taken, what is gone on with."""

from itertools import product
from pathlib import Path
from unittest.mock import patch

import pytest
from practice import SCENARIOS

from runbooks.settings import sources
from runbooks.training.session import TrainingSession
from tests.screen.kept import STANDARD
from tests.screen.sitting import NARROW, SMALL, Sitting, begun, in_order, places, shown, sitting
from tests.screen.test_training_marks import framed
from tests.screen.test_training_screens import OPENING, text_of
from tests.screen.trainee import before_item, ideal_path, naive_path, training_of
from tui.app import Restaura
from tui.goal import Goal
from tui.screens.training import TrainingsScreen

SIZES = [STANDARD, NARROW, SMALL]
TITLE = "Borrado esta mañana"


def trained(desk: Sitting) -> TrainingSession:
    session = desk.app._session
    assert isinstance(session, TrainingSession)
    return session


def place_of(desk: Sitting, label: str) -> str:
    return next(row for row in desk.rows("Pick") if label in row).split()[0]


async def chosen(desk: Sitting, label: str, *then: str) -> None:
    await desk.press(place_of(desk, label), "enter", *then)


@pytest.mark.parametrize(("size", "language"), product(SIZES, ["es", "en"]))
async def test_T2_the_list_of_trainings_is_framed_and_headed_with_the_word(
    tmp_path: Path, size: tuple[int, int], language: str
) -> None:
    word = {"es": "ENTRENAMIENTO", "en": "TRAINING"}[language]
    async with sitting(tmp_path, None, size=size, language=language) as desk:
        assert word not in desk.text()
        await desk.press("f6")
        assert framed(desk, "#main") == word
        assert desk.rows()[0].endswith(word)
        title = {"es": TITLE, "en": "Deleted this morning"}[language]
        await chosen(desk, title)
        assert desk.rows("Dialog > Vertical")[0].startswith(f"╔═ {word} ═")


async def test_a_scenario_shows_its_title_its_difficulty_by_glyph_and_word_and_who_calls_but_no_truth(
    tmp_path: Path,
) -> None:
    async with sitting(tmp_path, None, size=STANDARD) as desk:
        await desk.press("f6")
        assert in_order(desk.said("Pick"), f"{TITLE} ●○○○○ muy fácil", "Marisol Pech, Ventas (por teléfono)")
        assert "214" not in desk.text()
        assert "Camilo" not in desk.text()


@pytest.mark.parametrize(("key", "exam"), [("1", False), ("2", True)])
async def test_T7_guided_or_exam_is_asked_before_the_start_each_explained_in_a_line(
    tmp_path: Path, key: str, exam: bool
) -> None:
    async with sitting(tmp_path, None, size=NARROW) as desk:
        await desk.press("f6")
        await chosen(desk, TITLE)
        told = text_of(desk)
        assert in_order(told, "1 Guiado", "Con pistas, que cuestan", "2 Examen", "Sin pistas")
        await desk.press("enter")
        assert "Un número" in text_of(desk)
        await desk.press(key, "enter")
        assert trained(desk).lesson.exam is exam
        assert OPENING in text_of(desk)


async def test_T2_home_never_lists_a_training_and_the_list_of_trainings_no_incident(tmp_path: Path) -> None:
    training = training_of(tmp_path, before_item("plan", ideal_path()))
    training.close()
    incident = begun(tmp_path)
    incident.close()
    async with sitting(tmp_path, None, size=STANDARD) as desk:
        assert incident.state.id in desk.text()
        assert training.state.id not in desk.text()
        await desk.press("f6")
        assert incident.state.id not in desk.text().replace(training.state.id, "")
        assert training.state.id in desk.text()


async def test_an_unfinished_training_stands_first_with_where_it_is_by_its_own_clock(tmp_path: Path) -> None:
    training = training_of(tmp_path, before_item("plan", ideal_path()))
    training.close()
    training_of(tmp_path, naive_path()).close()
    async with sitting(tmp_path, None, size=NARROW) as desk:
        await desk.press("f6")
        rows = desk.rows("Pick")
        assert rows[0].split(maxsplit=1) == ["1", f"Seguir con «{TITLE}»  {training.state.id}"]
        assert rows[1].strip() == "Nueva · guiado · 2 · Verificar el plan · simulado: mar 10/03 12:35"
        assert sum("Seguir con" in row for row in rows) == 1
        await desk.press("1", "enter")
        assert trained(desk).state.id == training.state.id
        await desk.press("enter", "f10")
        assert "Incidente nuevo" in desk.said()


async def test_the_last_result_of_the_trainee_stands_beside_the_scenario(tmp_path: Path) -> None:
    last = {"scenario": "deleted_today", "percent": 92, "operator": "Nueva"}
    with patch("tui.screens.training.last_results", return_value={"deleted_today": last}):
        async with sitting(tmp_path, None, size=NARROW) as desk:
            await desk.press("f6")
            assert f"{TITLE} ●○○○○ muy fácil · la última vez: 92 %" in desk.said("Pick")


async def test_an_incident_is_invented_of_the_difficulty_and_from_the_number_that_are_given(
    tmp_path: Path,
) -> None:
    scenario = SCENARIOS["deleted_today"]
    with patch("tui.screens.training.invented", return_value=scenario) as invented:
        async with sitting(tmp_path, None, size=NARROW) as desk:
            await desk.press("f6", "ctrl+n")
            assert in_order(text_of(desk), "●○○○○ muy fácil", "●●●○○ media", "●●●●● muy difícil")
            await desk.press("4", "enter", *"doce", "enter")
            assert "Se espera un número entero" in text_of(desk)
            await desk.press("ctrl+u", *"4711", "enter", "1", "enter")
            assert trained(desk).lesson.seed == 4711
            assert invented.call_args.args[1:] == (4711, 4)


async def test_without_a_word_of_ones_own_an_incident_is_invented_from_a_random_number(
    tmp_path: Path,
) -> None:
    scenario = SCENARIOS["deleted_today"]
    with patch("tui.screens.training.invented", return_value=scenario) as invented:
        async with sitting(tmp_path, None, size=NARROW) as desk:
            await desk.press("f6", "ctrl+n", "1", "enter", "tab", "enter", "2", "enter")
            seed = invented.call_args.args[1]
            assert 0 <= seed < 10_000
            assert (trained(desk).lesson.seed, trained(desk).lesson.exam) == (seed, True)


async def test_escape_leaves_each_question_with_nothing_begun(tmp_path: Path) -> None:
    async with sitting(tmp_path, None, size=NARROW) as desk:
        await desk.press("f6")
        await chosen(desk, TITLE, "escape")
        await desk.press("ctrl+n", "escape", "ctrl+n", "1", "enter", "escape")
        assert isinstance(desk.app.screen, TrainingsScreen)
        assert not places(tmp_path).training.exists()
        await desk.press("f10")
        assert "Incidente nuevo" in desk.said()


async def test_R13_twenty_enters_on_a_marked_scenario_begin_nothing(tmp_path: Path) -> None:
    async with sitting(tmp_path, None, size=NARROW) as desk:
        await desk.press("f6", "1")
        desk.post(*["enter"] * 20)
        await desk.settle()
        assert "¿Cómo lo hace?" in text_of(desk)
        assert not places(tmp_path).training.exists()


async def test_the_trainee_is_asked_for_a_name_where_no_setting_gives_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("RESTAURA_OPERATOR", raising=False)
    app = Restaura(places(tmp_path), asks_who=True)
    async with shown(app, None, NARROW) as desk:
        await desk.press("f6")
        await chosen(desk, TITLE, "1", "enter")
        assert "¿Quién se entrena?" in text_of(desk)
        await desk.paste("Lucía Peón", "enter")
        assert OPENING in text_of(desk)
        assert trained(desk).state.operator == "Lucía Peón"
        assert sources(places(tmp_path).config_file, {})["operator"] == "file"
        assert [event.type for event in trained(desk).record.events] == ["session_started", "injected"]


async def test_a_goal_with_a_scenario_begins_at_once_and_one_without_shows_the_list(tmp_path: Path) -> None:
    goal = Goal("train", scenario=SCENARIOS["deleted_today"], exam=True, seed=7)
    async with shown(Restaura(places(tmp_path), goal=goal), None, NARROW) as desk:
        assert OPENING in text_of(desk)
        assert (trained(desk).lesson.exam, trained(desk).lesson.seed) == (True, 7)
    async with shown(Restaura(places(tmp_path), goal=Goal("train")), None, NARROW) as desk:
        assert isinstance(desk.app.screen, TrainingsScreen)
        await desk.press("f10")
        assert "Incidente nuevo" in desk.said()


@pytest.mark.parametrize("keys", [("ctrl+g",), ("enter", "ctrl+g")])
async def test_a_training_is_gone_on_with_from_the_records(tmp_path: Path, keys: tuple[str, ...]) -> None:
    training = training_of(tmp_path, before_item("plan", ideal_path()))
    training.close()
    async with sitting(tmp_path, None, size=NARROW) as desk:
        await desk.press("ctrl+r", "f6", "down", *keys)
        assert trained(desk).state.id == training.state.id
