"""A key that can do nothing says so in one sentence, and the last row does not offer it."""

from pathlib import Path

import pytest
from desk import before

from tests.screen.sitting import NARROW, Action, Sitting, sitting

BROAD = (260, 40)
"""Columns for all the acts of a session in its last row."""
END = before("plan")[:-1]
"""The first step with all answered."""
FINISHED = before("close")


@pytest.mark.parametrize(
    ("actions", "key", "told"),
    [
        (END, "f1", "Aquí no hay nada abierto. F7 muestra otra vez lo contestado."),
        (END, "ctrl+o", "Aquí no hay nada abierto. F7"),
        (END, "ctrl+d", "Aquí no hay nada abierto. F7"),
        (END, "f8", "Este es el final del paso: 1 y después Enter lo termina."),
        (END, "ctrl+s", "Elija con un número o una flecha"),
        (END, "escape", "Aquí Esc no hace nada. F10 deja la sesión como está."),
        (END, "9", "Elija con un número o una flecha"),
        (END, "x", "Elija con un número o una flecha"),
        (END, "f3", "Aquí no hay ningún texto."),
        ((), "f7", "Este es el primer punto del primer paso."),
        ((), "escape", "Aquí Esc no hace nada."),
        (before("plan"), "f7", "Este es el primer punto del paso. ^B vuelve a un paso anterior."),
        (before("plan"), "9", "Elija con un número o una flecha"),
        (before("plan"), "x", "Elija con un número o una flecha"),
        (before("plan"), "escape", "Aquí Esc no hace nada."),
        (before("lost_areas"), "9", "Marque con números o la barra"),
        (before("lost_areas"), "x", "Marque con números o la barra"),
        (before("lost_areas"), "escape", "Aquí Esc no hace nada."),
        (before("variant"), "9", "Elija con un número o una flecha"),
        (before("variant"), "x", "Elija con un número o una flecha"),
        (before("verification"), "x", "Aquí esta tecla no hace nada. F12 muestra todas las teclas."),
        (FINISHED, "f1", "La sesión terminó: ciérrela, o vuelva con ^B."),
        (FINISHED, "f7", "La sesión terminó: ciérrela, o vuelva con ^B."),
        (FINISHED, "f8", "La sesión terminó: ciérrela, o vuelva con ^B."),
        (FINISHED, "escape", "Aquí Esc no hace nada."),
    ],
)
async def test_a_key_that_can_do_nothing_says_why(
    tmp_path: Path, actions: tuple[Action, ...], key: str, told: str
) -> None:
    async with sitting(tmp_path, actions, size=NARROW) as desk:
        events = desk.events
        await desk.press(key)
        assert told in desk.said("#told")
        assert not desk.is_in_dialog
        assert desk.events == events


async def test_on_a_closed_session_every_such_key_says_so_before_it_asks_for_anything(
    tmp_path: Path,
) -> None:
    async with sitting(tmp_path, FINISHED) as desk:
        await desk.press("1", "enter")
        for key in ("ctrl+n", "f5", "f9", "f1", "f7", "f8", "ctrl+b", "ctrl+o", "ctrl+d", "escape", "x"):
            await desk.press("f3")
            assert "ningún texto" in desk.said("#told")
            await desk.press(key)
            assert not desk.is_in_dialog, key
            assert desk.said("#told") not in ("", "Aquí no hay ningún texto."), key
        assert desk.events[-1] == "session_closed"


async def test_f8_on_the_only_open_item_says_that_no_other_is_open(tmp_path: Path) -> None:
    async with sitting(tmp_path, before("loss_confirmed")) as desk:
        await desk.press("f8")
        assert "Ningún otro punto de este paso está abierto." in desk.said("#told")
        assert desk.place.startswith("Confirme que la pérdida")


# -- what the last row offers ----------------------------------------------------------------------


def offered(desk: Sitting) -> str:
    return desk.rows()[-1]


async def test_the_last_row_offers_what_is_possible_at_an_item_and_no_more(tmp_path: Path) -> None:
    async with sitting(tmp_path, before("plan"), size=BROAD) as desk:
        for word in ("^S enviar", "F8 siguiente", "^N nota", "^B volver", "F1 por qué", "F9 cancelar"):
            assert word in offered(desk)
        # The document forbids to pass over the plan, it cannot be put off, and nothing stands before it.
        for word in ("omitir", "diferir", "F7", "F3", "F11", "^E", "^L", "^G", "F6"):
            assert word not in offered(desk), word
        await desk.press("4", "enter")
        assert desk.place.startswith("Verifique que contrato")
        assert "^O omitir" in offered(desk)
        assert "F7 anterior" in offered(desk)


async def test_the_acts_of_a_text_are_offered_where_one_stands(tmp_path: Path) -> None:
    async with sitting(tmp_path, before("ticket"), size=BROAD) as desk:
        for word in ("F3 copiar", "F11 ", "^E ", "^L ", "F6 "):
            assert word in offered(desk), word
    async with sitting(tmp_path / "text", before("what_happened"), size=BROAD) as desk:
        assert "F3 copiar" in offered(desk)
        assert "^L" not in offered(desk)


async def test_where_nothing_is_asked_nothing_is_offered_that_needs_an_item(tmp_path: Path) -> None:
    async with sitting(tmp_path, END, size=BROAD) as desk:
        for word in ("^S", "F8", "F1 ", "^O", "^D", "^B"):
            assert word not in offered(desk), word
        assert "F7 anterior" in offered(desk)
    async with sitting(tmp_path / "finished", FINISHED, size=BROAD) as desk:
        for word in ("^S", "F8", "F7", "F1 ", "F9"):
            assert word not in offered(desk), word
        assert "^B volver" in offered(desk)
        assert "^N nota" in offered(desk)
        await desk.press("1", "enter")
        for word in ("^N", "^B", "F5"):
            assert word not in offered(desk), word
        assert "F2 qué decir" in offered(desk)


# -- going back, and on ----------------------------------------------------------------------------


async def test_who_goes_back_stands_at_the_first_item_and_f8_leads_on_to_the_end(tmp_path: Path) -> None:
    async with sitting(tmp_path, before("restore_date")) as desk:
        await desk.press("ctrl+b", "1", "enter")
        await desk.paste("otra área", "enter")
        assert desk.place.startswith("Anote quién reportó")
        seen = []
        while desk.place:
            seen.append(desk.place)
            await desk.press("f8")
        assert len(seen) == len(set(seen)) == len(desk.session.situation.step.items)
        assert "Todo en este paso está contestado." in desk.said("#asked")


async def test_who_goes_back_to_a_step_with_an_open_item_stands_there(tmp_path: Path) -> None:
    actions = (*before("contract_current"), ("cancel", {"reason": "prueba"}))
    async with sitting(tmp_path, actions) as desk:
        assert desk.status == "finished"
        await desk.press("ctrl+b", "2", "enter")
        await desk.paste("sí hace falta", "enter")
        assert desk.place.startswith("Verifique que contrato")


async def test_the_end_of_a_step_and_of_a_session_name_the_keys_that_lead_elsewhere(tmp_path: Path) -> None:
    async with sitting(tmp_path, END) as desk:
        assert "F7 muestra otra vez un punto, para cambiar su respuesta." in desk.said("#asked")
        assert "^B" not in desk.said("#asked")
    async with sitting(tmp_path / "second", before("restore_date")[:-1]) as desk:
        await desk.press("enter")
        assert "F7 muestra otra vez" in desk.said("#asked")
        assert "^B vuelve a un paso anterior." in desk.said("#asked")
    async with sitting(tmp_path / "finished", FINISHED) as desk:
        assert "Ciérrela, o vuelva a un paso anterior con ^B." in desk.said("#asked")
