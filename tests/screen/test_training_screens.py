"""A training on the screen: everything of an incident, a simulated clock, and a world that answers."""

from collections.abc import AsyncIterator
from itertools import product
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest

from runbooks.definition.items import Item
from runbooks.engine.commands import Answer
from runbooks.training.guidance import Feedback, sources_of
from runbooks.training.scene import Scene
from tests.screen.kept import STANDARD
from tests.screen.sitting import NARROW, SMALL, Sitting, in_order
from tests.screen.test_training_marks import is_marked
from tests.screen.trainee import before_item, ideal_path, naive_path, trainee
from tui.screens.training_session import TrainingScreen

SIZES = [STANDARD, NARROW, SMALL]
CLOCK = {"es": "reloj simulado: mar 10/03/2026", "en": "simulated clock: Tue 10/03/2026"}
UNJUDGED = ("document", "deliveries")
OPENING = "Limpiamos el CRM de prospectos viejos"


def box(desk: Sitting) -> str:
    return desk.said("Dialog > Vertical").replace("║", " ").replace("═", " ")


def text_of(desk: Sitting) -> str:
    return " ".join(box(desk).split())


# -- the clock and the marks ----------------------------------------------------------------------


@pytest.mark.parametrize(("size", "language"), product(SIZES, ["es", "en"]))
async def test_T4_the_simulated_clock_is_seen_on_every_screen_and_said_to_be_one(
    tmp_path: Path, size: tuple[int, int], language: str
) -> None:
    path = ideal_path(language=language)
    async with trainee(tmp_path, size=size, language=language) as desk:
        screen = desk.app.screen
        assert isinstance(screen, TrainingScreen)
        for command in path[:-2]:
            await screen._carry_out(command)
            await screen._turn()
            await desk.settle()
            if desk.is_in_dialog:
                assert is_clock_seen(desk, "Dialog > Vertical", language)
                await desk.press("enter")
            assert is_clock_seen(desk, "#main", language), desk.text()
            assert desk.rows()[0].endswith({"es": "ENTRENAMIENTO", "en": "TRAINING"}[language])


def is_clock_seen(desk: Sitting, of: str, language: str) -> bool:
    at = desk.session.situation.now
    word = {"es": "simulado", "en": "simulated"}[language]
    return word in desk.rows(of)[0] and f"{at:%H:%M}" in desk.rows(of)[0] and "…" not in desk.rows(of)[0]


async def test_T4_the_clock_moves_by_what_is_done_and_the_countdown_runs_on_it(tmp_path: Path) -> None:
    async with trainee(tmp_path, before_item("cause", ideal_path()), size=NARROW) as desk:
        assert "12:02" in desk.rows("#main")[0]
        assert "quedan 5 d 11 h" in desk.text("#strip")
        await desk.press("ctrl+f", "6", "enter")
        assert "14/03/2026 12:02" in desk.rows("#main")[0]
        assert "quedan 1 d 11 h" in desk.text("#strip")


async def test_T4_a_window_can_close_during_a_training(tmp_path: Path) -> None:
    async with trainee(tmp_path, before_item("cause", ideal_path()), size=NARROW) as desk:
        await desk.press("ctrl+f", "6", "enter", "ctrl+f", "6", "enter")
        assert "18/03/2026 12:02" in desk.rows("#main")[0]
        assert "quedan" not in desk.text("#strip")


async def test_T2_a_box_over_a_training_is_framed_as_one(tmp_path: Path) -> None:
    async with trainee(tmp_path, before_item("files_safe", ideal_path()), size=NARROW) as desk:
        for key in ("ctrl+r", "ctrl+f", "ctrl+k", "ctrl+x", "ctrl+n", "ctrl+o", "ctrl+b", "f1", "f2", "f5"):
            await desk.press(key)
            assert desk.is_in_dialog, key
            assert desk.rows("Dialog > Vertical")[0].startswith("╔═ ENTRENAMIENTO · guiado ·"), key
            await desk.press("escape")


async def test_T2_the_draft_file_of_a_training_is_marked(tmp_path: Path) -> None:
    async with trainee(tmp_path, before_item("ticket", ideal_path()), size=STANDARD) as desk:
        await desk.press("f11")
        assert is_marked(desk.session.document("ticket.draft").read_text())


# -- the story ------------------------------------------------------------------------------------


@pytest.mark.parametrize(("size", "language"), product(SIZES, ["es", "en"]))
async def test_T6_the_opening_is_told_before_anything_is_asked(
    tmp_path: Path, size: tuple[int, int], language: str
) -> None:
    said = {"es": ("Marisol Pech, Ventas", OPENING), "en": ("Marisol Pech, Sales", "We cleared the CRM")}
    async with trainee(tmp_path, size=size, language=language, reads=False) as desk:
        assert desk.is_in_dialog
        assert in_order(text_of(desk), said[language][0], "10/03 11:20", said[language][1])
        await desk.press("enter")
        assert not desk.is_in_dialog
        assert desk.place


async def test_T6_what_is_asked_is_answered_in_a_box_with_who_and_when(tmp_path: Path) -> None:
    async with trainee(tmp_path, size=NARROW) as desk:
        await desk.press("ctrl+r")
        assert "Preguntar a quien reportó 5 min" in text_of(desk)
        await desk.press("1", "enter")
        told = text_of(desk)
        assert in_order(told, "Preguntar a quien reportó", "mar 10/03 11:25", "Soy Marisol Pech, de Ventas.")
        await desk.press("escape", "ctrl+r")
        assert "Preguntar a quien reportó 5 min · hecho 11:25" in text_of(desk)


async def test_T6_what_comes_by_itself_is_told_before_the_word_on_the_answer_that_it_came_with(
    tmp_path: Path,
) -> None:
    async with trainee(tmp_path, before_item("files_safe", ideal_path())[:-1], size=NARROW) as desk:
        await desk.press("f8", "ctrl+f", "7", "enter", *"58m", "enter")
        assert not desk.is_in_dialog
        await desk.press("s", "enter")
        assert "Ya guardamos fuera de Bitrix24 nuestros archivos nuevos." in text_of(desk)
        await desk.press("enter")
        assert in_order(desk.said("#checklist"), "Confirme que guardaron", "hechos")


async def test_where_nothing_comes_by_itself_waiting_for_it_is_refused(tmp_path: Path) -> None:
    async with trainee(tmp_path, size=STANDARD) as desk:
        await desk.press("ctrl+f", "1", "enter")
        assert not desk.is_in_dialog
        assert "No se hizo: " in desk.said("#told")
        assert "11:20" in desk.rows("#main")[0]


async def test_everything_said_can_be_read_again_the_newest_last(tmp_path: Path) -> None:
    async with trainee(tmp_path, before_item("plan", ideal_path()), size=NARROW) as desk:
        await desk.press("ctrl+x")
        assert "Plan: Professional" in text_of(desk)
        assert OPENING not in text_of(desk)
        await desk.press("home")
        await desk.until(lambda: in_order(text_of(desk), OPENING, "Soy Marisol Pech"))
        await desk.press("enter")
        assert not desk.is_in_dialog


async def test_what_was_typed_stays_while_the_world_answers(tmp_path: Path) -> None:
    async with trainee(tmp_path, size=NARROW) as desk:
        await desk.press(*"Maris", "ctrl+r", "1", "enter", "enter", *"ol", "enter")
        assert desk.kept("reported_by") == "Marisol"


async def test_R2_a_training_taken_up_again_says_what_was_last_and_what_the_world_said_then(
    tmp_path: Path,
) -> None:
    path = before_item("reported_by", ideal_path())
    async with trainee(tmp_path, path, size=NARROW, resumed=True, reads=False) as desk:
        assert "Soy Marisol Pech" in text_of(desk)
        await desk.press("enter")
        assert "Lo último: Preguntar a quien reportó" in desk.said("#told")


# -- waiting --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("keys", "at"),
    [
        (("2", "enter"), "10/03/2026 11:50"),
        (("3", "enter"), "10/03/2026 13:20"),
        (("4", "enter"), "11/03/2026 08:00"),
        (("5", "enter"), "11/03/2026 11:20"),
        (("6", "enter"), "14/03/2026 11:20"),
        (("7", "enter", *"45m", "enter"), "10/03/2026 12:05"),
    ],
)
async def test_T4_time_is_let_go_by(tmp_path: Path, keys: tuple[str, ...], at: str) -> None:
    async with trainee(tmp_path, size=NARROW) as desk:
        await desk.press("ctrl+f", *keys)
        assert at in desk.rows("#main")[0]
        assert desk.place.startswith("Anote quién reportó")


async def test_a_time_that_is_none_is_refused_with_what_to_write(tmp_path: Path) -> None:
    async with trainee(tmp_path, size=NARROW) as desk:
        await desk.press("ctrl+f", "7", "enter", *"pronto", "enter")
        assert "30m, 2h, 4d" in text_of(desk)
        await desk.press("ctrl+u", *"2h", "enter")
        assert "13:20" in desk.rows("#main")[0]


# -- guided and exam ------------------------------------------------------------------------------


@pytest.mark.parametrize("size", SIZES)
async def test_T7_guided_a_right_answer_gets_its_word_and_clause_at_once_under_its_row(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    before = before_item("lost_areas", ideal_path())
    async with trainee(tmp_path, before, size=size) as desk:
        answered = desk.events.count("answered")
        await desk.press("1", "enter")
        told = desk.said("#checklist")
        assert in_order(told, "✔ Marque las áreas", "✔ Concuerda con los hechos. (§8.1)", "▶"), desk.text()
        assert desk.events.count("answered") == answered + 1


async def test_T7_guided_a_wrong_answer_is_told_what_to_look_at_but_never_the_answer(tmp_path: Path) -> None:
    async with trainee(tmp_path, before_item("cause", naive_path()), size=NARROW) as desk:
        await desk.press("3", "enter")
        told = desk.said("#checklist")
        assert in_order(
            told, "✔ Elija la causa", "✘ Los hechos dicen otra cosa. Dónde mirar: Ver el historial"
        )
        assert "Borrado por accidente" not in told
        await desk.press("f7")
        assert "✘" not in desk.said("#checklist")


async def test_T7_an_exam_says_no_word_on_an_answer_and_gives_no_hint(tmp_path: Path) -> None:
    async with trainee(tmp_path, before_item("cause", naive_path()), exam=True, size=NARROW) as desk:
        assert "examen · reloj simulado" in desk.rows("#main")[0]
        await desk.press("3", "enter")
        assert "✘" not in desk.text()
        assert "Los hechos" not in desk.said()
        assert "pista" not in desk.rows()[-1]
        await desk.press("ctrl+k")
        assert not desk.is_in_dialog
        assert "Un examen no da pistas." in desk.said("#told")


async def test_T8_a_hint_says_its_cost_before_and_comes_in_three_steps(tmp_path: Path) -> None:
    async with trainee(tmp_path, before_item("lost_areas", naive_path()), size=NARROW) as desk:
        for step, cost, told in (
            (1, "1 punto", "Dónde mirar"),
            (2, "1 punto", "importa"),
            (3, "2 puntos", "CRM"),
        ):
            await desk.press("ctrl+k")
            assert f"Ver la pista {step} de 3 {cost}" in text_of(desk)
            await desk.press("enter")
            assert desk.is_in_dialog, "Enter alone takes no hint"
            assert desk.events.count("hinted") == step - 1
            await desk.press("1", "enter")
            assert told in text_of(desk)
            assert desk.events.count("hinted") == step
            await desk.press("enter")
        await desk.press("ctrl+k")
        assert in_order(text_of(desk), "1", "Dónde mirar", "2", "importa", "3", "La respuesta: CRM")
        await desk.press("escape")
        assert desk.events.count("hinted") == 3


async def test_T8_a_hint_left_costs_nothing(tmp_path: Path) -> None:
    async with trainee(tmp_path, size=NARROW) as desk:
        await desk.press("ctrl+k", "escape")
        assert "hinted" not in desk.events


# -- nothing by accident, nothing out of sight --------------------------------------------------------


async def test_R13_twenty_enters_in_one_burst_leave_no_box_unread(tmp_path: Path) -> None:
    async with trainee(tmp_path, before_item("reported_by", ideal_path()), size=NARROW) as desk:
        await desk.press("ctrl+r", "2")
        events = len(desk.events)
        desk.post(*["enter"] * 20)
        await desk.settle()
        assert "Falta algo en" in text_of(desk)
        assert desk.events[events:] == ["injected"]


async def test_R13_twenty_enters_before_the_opening_is_seen_do_not_leave_it(tmp_path: Path) -> None:
    async with trainee(tmp_path, size=NARROW, reads=False) as desk:
        screen = desk.app.screen_stack[1]
        assert isinstance(screen, TrainingScreen)
        await desk.press("enter")
        screen._heard = 0
        screen._draw()
        desk.post(*["enter"] * 20)
        await desk.settle()
        assert OPENING in text_of(desk)


@pytest.fixture
def always_wrong() -> Any:
    """Every answer is told to be wrong, in as many words as that takes."""

    def wrong(before: Scene, item: Item, _value: Any) -> Feedback:
        expected = before.situation.say(item.expect) if item.expect else ""
        told = f"Los hechos dicen otra cosa. {expected} {sources_of(before, item)}"
        return Feedback(False, told, item.clause or "")

    with patch("tui.screens.training_session.feedback", wrong):
        yield


async def test_R10_what_is_asked_fits_80_by_24_with_a_word_on_the_answer_before(
    tmp_path: Path, always_wrong: AsyncIterator[None]
) -> None:
    async with trainee(tmp_path, size=NARROW) as desk:
        screen = desk.app.screen
        assert isinstance(screen, TrainingScreen)
        for command in ideal_path()[:-2]:
            if isinstance(command, Answer):
                await screen._answer(command)
            else:
                await screen._carry_out(command)
                await screen._turn()
            await desk.settle()
            if desk.is_in_dialog:
                await desk.press("enter")
            if isinstance(command, Answer) and desk.status == "open":
                is_judged = screen._session.state.runbook.items[command.item].kind not in UNJUDGED
                assert "✘" in desk.text("#checklist") or not is_judged, (command, desk.text())
                focused = desk.app.focused
                assert focused is not None
                assert desk.app.screen.find_widget(focused).visible_region.height > 0, (command, desk.text())


async def test_T4_what_is_said_under_a_moment_follows_the_simulated_clock(tmp_path: Path) -> None:
    async with trainee(tmp_path, before_item("noticed_at", ideal_path()), size=NARROW) as desk:
        await desk.press(*"ahora")
        assert "12:00" in desk.said("#understood")
        await desk.press("ctrl+f", "2", "enter")
        assert "12:30" in desk.said("#understood")


async def test_T2_what_is_said_to_whoever_asks_is_marked_on_screen_clipboard_and_file(tmp_path: Path) -> None:
    async with trainee(tmp_path, before_item("noticed_at", ideal_path()), size=NARROW) as desk:
        await desk.press("f2")
        assert "ENTRENAMIENTO: no enviar" in text_of(desk)
        assert desk.app.clipboard.startswith("*** ENTRENAMIENTO: no enviar ***")
        assert desk.session.document("say_now").read_text().startswith("*** ENTRENAMIENTO: no enviar ***")
