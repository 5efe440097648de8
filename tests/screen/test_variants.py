"""The choice of the variant, and what cannot be undone: allowed or not, why, and the typed word."""

from datetime import timedelta
from pathlib import Path

import pytest
from desk import CRM, before

from runbooks.language import words
from tests.screen.sitting import NARROW, SMALL, WIDE, Action, sitting
from tui.screens.session import SessionScreen

AREAS_APART = "se perdió en CRM y Drive (§8.1)"
ROLLBACK: tuple[Action, ...] = (
    *before("variant", CRM),
    ("variant", {"choice": "crm", "reason": "falta todo"}),
)


@pytest.mark.parametrize("size", [WIDE, NARROW, SMALL], ids=["wide", "80x24", "60x20"])
async def test_each_option_says_whether_it_is_recommended_or_not_available_and_why(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    async with sitting(tmp_path, before("variant"), size=size) as desk:
        said = desk.said("Cards")
        assert said.count("no disponible") == 2
        assert said.count("recomendada") == 1
        for number, label in enumerate(("Archivo CSV", "Módulo CRM", "Copia completa"), start=1):
            assert f"{number} {label}" in said
        if size != WIDE:
            assert said.count(AREAS_APART) == 2


async def test_a_card_shows_what_returns_what_is_lost_and_that_it_cannot_be_undone(tmp_path: Path) -> None:
    async with sitting(tmp_path, before("variant"), size=NARROW) as desk:
        assert "Se pierden hasta" not in desk.text()
        await desk.press("3")
        said = desk.said("Cards")
        assert "▶ 3 Copia completa: recomendada" in said
        assert "+ Vuelve todo Bitrix24 al" in said
        assert "− Se pierden hasta" in said


async def test_the_number_of_an_option_that_is_not_allowed_tells_why_and_takes_nothing(
    tmp_path: Path,
) -> None:
    async with sitting(tmp_path, before("variant")) as desk:
        for number, why in (("1", "Solo trae elementos del CRM"), ("2", "Solo revierte el CRM")):
            await desk.press(number)
            assert why in desk.said("#told")
            assert AREAS_APART in desk.said("#told")
            await desk.press("enter")
            assert why in desk.said("#told")
        assert desk.kept("variant") is None


async def test_R13_enter_behind_a_refused_number_does_not_take_what_was_moved_to_before(
    tmp_path: Path,
) -> None:
    async with sitting(tmp_path, before("variant")) as desk:
        await desk.press("3", "1", "enter")
        assert desk.kept("variant") is None
        assert "Solo trae elementos del CRM" in desk.said("#told")
        assert "▶ 3" not in desk.text("Cards")
        await desk.press("3", "enter")
        assert desk.kept("variant") == "full"


async def test_R13_nor_in_a_list(tmp_path: Path) -> None:
    missing = {"crm": {"state": "missing", "seen": "nada"}, "drive": {"state": "ok", "seen": "112"}}
    actions = [*before("verification"), ("verification", missing)]
    async with sitting(tmp_path, actions) as desk:
        await desk.press("2", "1", "enter")
        assert desk.kept("result") is None
        assert "Falta: CRM" in desk.said("#told")
        await desk.press("2", "enter")
        assert desk.kept("result") == "partial"


async def test_arrows_pass_over_what_is_not_allowed(tmp_path: Path) -> None:
    async with sitting(tmp_path, before("variant")) as desk:
        await desk.press("right", "right", "down", "enter")
        assert desk.kept("variant") == "full"


async def test_an_option_that_asks_for_a_reason_is_done_with_it_and_not_before(tmp_path: Path) -> None:
    async with sitting(tmp_path, before("variant", CRM)) as desk:
        events = desk.events
        await desk.press("2", "enter")
        assert desk.is_in_dialog
        assert "Solo si el CSV no basta; diga por qué no." in desk.said("Vertical")
        await desk.press("enter", "enter")
        assert "Primero escriba algo" in desk.said("Vertical")
        await desk.press(*"no", "escape")
        assert not desk.is_in_dialog
        assert desk.events == events
        await desk.press("enter")
        await desk.paste("el CSV no trae el historial", "enter")
        entry = desk.session.state.entry("variant")
        assert (entry.value, entry.reason) == ("crm", "el CSV no trae el historial")
        assert desk.place == "Acepte lo que se pierde"


@pytest.mark.parametrize("actions", [before("consequences_accepted"), ROLLBACK], ids=["full", "crm"])
async def test_what_cannot_be_undone_takes_the_day_as_it_is_asked_for(
    tmp_path: Path, actions: tuple[Action, ...]
) -> None:
    async with sitting(tmp_path, actions) as desk:
        day = desk.kept("restore_date")
        for wrong in ("sí", "2019-03-01", day[:-1], day.replace("-", "/")):
            await desk.press("ctrl+a")
            await desk.paste(wrong, "enter")
            assert desk.said("#told").startswith("No se hizo: ")
            assert day in desk.said("#told")
            assert wrong in desk.said("Field")
            assert desk.kept("consequences_accepted") is None
            await desk.press("end", "ctrl+u")
        await desk.paste(day, "enter")
        assert desk.kept("consequences_accepted") == day
        assert "⚠ Se aceptó revertir" in desk.said("#side")


async def test_the_day_that_accepts_is_never_offered_to_be_taken_over(tmp_path: Path) -> None:
    actions = (*before("consequences_accepted"), ("consequences_accepted", "today-3d"), ("variant", "full"))
    async with sitting(tmp_path, (*actions, ("restore_date", "today-4d"), ("variant", "full"))) as desk:
        assert desk.place.startswith("Acepte lo que se pierde")
        await desk.press("tab", "enter")
        assert desk.kept("consequences_accepted") is None


async def test_what_changes_nothing_is_accepted_with_yes(tmp_path: Path) -> None:
    async with sitting(tmp_path, before("consequences_accepted", CRM)) as desk:
        assert "no se pierde nada de lo que hay ahora" in desk.said("#asked")
        await desk.press("s", "enter")
        assert desk.kept("consequences_accepted") is True


async def test_R15_cards_that_stay_open_say_what_would_be_lost_by_now(tmp_path: Path) -> None:
    async with sitting(tmp_path, before("variant")) as desk:
        await desk.press("3")
        before_then = desk.said("Cards")
        started = desk.session.now()
        desk.session.now = lambda: started + timedelta(days=2)  # type: ignore[misc]
        screen = desk.app.screen
        assert isinstance(screen, SessionScreen)
        screen._tick()
        await desk.settle()
        worst = desk.session.situation.computed("worst")
        assert f"Se pierden hasta {words.duration(worst)}" in desk.said("Cards")
        assert desk.said("Cards") != before_then
        await desk.press("enter")
        assert desk.kept("variant") == "full"
