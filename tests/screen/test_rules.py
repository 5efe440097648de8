"""The checklist's rules on the screen: states, place, changes, deferral, ends (checklist-rules.md)."""

import re
from pathlib import Path

import pytest
from desk import actions_of, before

from runbooks.engine.situation import ItemState
from runbooks.told import counted, state_word
from tests.screen.sitting import NARROW, WIDE, Action, in_order, sitting
from tui.looks import GLYPHS

DEFER: Action = ("defer", {"item": "files_safe", "until": "confirm_restoration"})
OVER: Action = ("override", {"item": "contract_current", "reason": "lo paga otra área"})
CHANGED = actions_of("changed_mind")
ANSWERED = before("close", actions_of("no_loss"))[:-1]
"""The first step with all answered, the loss denied."""


def five_states() -> tuple[Action, ...]:
    return (*(OVER if name == "contract_current" else (name, v) for name, v in before("files_safe")), DEFER)


# -- R1 -------------------------------------------------------------------------------------------


def test_R1_no_two_states_share_a_glyph_or_a_word() -> None:
    assert len(set(GLYPHS.values())) == len({state_word(state) for state in ItemState}) == 5


@pytest.mark.parametrize("no_color", ["", "1"], ids=["in colour", "NO_COLOR"])
async def test_R1_the_five_states_stand_side_by_side_each_with_its_glyph_word_and_count(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, no_color: str
) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    if no_color:
        monkeypatch.setenv("NO_COLOR", no_color)
    async with sitting(tmp_path, five_states()) as desk:
        counts = desk.session.situation.counts
        assert 0 not in counts.values()
        for state in ItemState:
            assert f"{GLYPHS[state]} {counted(state, counts[state.value])}" in desk.text("#side")
        colours = {
            colour.triplet
            for strip in desk.app.screen._compositor.render_strips()
            for segment in strip
            if segment.style and (colour := segment.style.color) and colour.triplet
        }
        coloured = [one for one in colours if len({one.red, one.green, one.blue}) > 1]
        assert bool(coloured) is not bool(no_color)


async def test_R1_each_row_of_the_checklist_says_its_state_and_its_cause(tmp_path: Path) -> None:
    actions = [
        *(OVER if name == "contract_current" else (name, v) for name, v in before("account_owner")),
    ]
    async with sitting(tmp_path, actions) as desk:
        rows = desk.rows("#checklist", "#rest")
        assert rows[0] == "✔ Elija el plan contratado  Professional"
        assert rows[1].startswith("— Pregunte a Soporte si restaura con este plan  no aplica: El documento")
        assert rows[2] == "! Verifique que contrato y pagos estén al corriente  omitido: lo paga otra área"
        assert rows[3] == "▶ Anote el nombre del titular de la cuenta"
        assert rows[4] == "· Diga si usted es el titular"
    async with sitting(tmp_path / "later", five_states()) as desk:
        row = desk.rows("#checklist", "#rest")[2]
        assert row.startswith("◷ Confirme que guardaron fuera sus archivos nuevos  diferido: Confirmar la")
        await desk.press("f7")
        assert "diferido: Confirmar la restauración" in desk.said("#asked")


async def test_R1_a_narrow_screen_counts_the_states_by_glyph_and_word_too(tmp_path: Path) -> None:
    async with sitting(tmp_path, before("account_owner"), size=NARROW) as desk:
        counts = desk.session.situation.counts
        told = f"✔{counts['done']} hechos ·{counts['open']} abiertos —{counts['not_applicable']} no aplica"
        assert told in desk.text("#strip")


async def test_R1_a_narrow_screen_has_room_for_all_five_counts(tmp_path: Path) -> None:
    async with sitting(tmp_path, five_states(), size=NARROW) as desk:
        counts = desk.session.situation.counts
        for state in ItemState:
            assert GLYPHS[state] + counted(state, counts[state.value]) in desk.text("#strip")
        assert "quedan" in desk.text("#strip")


# -- R2 -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("size", [WIDE, NARROW])
async def test_R2_the_cursor_stands_at_the_first_open_item_that_applies(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    async with sitting(tmp_path, before("plan"), size=size) as desk:
        await desk.press("4", "enter")
        assert desk.place == "Verifique que contrato y pagos estén al corriente"
        assert "punto 3 de 7" in desk.text("#title")


async def test_R2_a_session_taken_up_again_says_where_it_is_held_since_when_and_what_was_last(
    tmp_path: Path,
) -> None:
    async with sitting(tmp_path, before("account_owner"), resumed=True) as desk:
        assert desk.place == "Anote el nombre del titular de la cuenta"
        told = r"Detenida desde hace .*; lo último: Entregó la sesión a Directora"
        assert re.search(told, desk.said("#told"))
        await desk.press(*"Ana", "enter")
        assert desk.said("#told") == ""


async def test_R2_an_item_that_waits_says_for_what_and_is_asked_again_last(tmp_path: Path) -> None:
    async with sitting(tmp_path, before("contract_current")) as desk:
        await desk.press("n", "enter")
        assert desk.place == "Anote el nombre del titular de la cuenta"
        assert "no, en espera" in desk.text("#checklist")
        await desk.press(*"Ana", "enter", "s", "enter", "enter")
        assert desk.place.startswith("Verifique que contrato")
        assert "Falta el pago (§7.2.2)" in desk.said("#asked")
        assert "Terminar este paso" not in desk.text()


# -- R6 -------------------------------------------------------------------------------------------


async def test_R6_an_answer_changed_late_opens_the_variant_again_says_why_and_proposes_the_old_one(
    tmp_path: Path,
) -> None:
    until = [n for n, action in enumerate(CHANGED) if action[0] == "lost_areas"][1]
    async with sitting(tmp_path, CHANGED[:until], size=(120, 60)) as desk:
        await desk.press("f7", "f7", "f7", "f7", "f7", "f7")
        assert desk.place.startswith("Marque las áreas")
        assert "Contestó" in desk.said("#asked")
        await desk.press("2", "enter")
        assert list(desk.kept("lost_areas")) == ["crm", "drive"]
        await desk.press("1", "enter", "enter", "1", "enter")
        assert desk.place == "Elija la variante  abierto otra vez"
        why = "Abierto de nuevo, porque cambió «Marque las áreas en que se perdió algo»."
        assert why in desk.said("#asked")
        csv = [row[:20] for row in desk.rows("Cards")]
        assert any("(antes)" in row for row in csv)
        assert any("no disponible" in row for row in csv)


async def test_R6_a_line_that_was_open_again_offers_the_old_answer_to_tab_alone(tmp_path: Path) -> None:
    actions = [*before("notice")[:-1], ("ticket_reference", "SR-77")]
    async with sitting(tmp_path, actions) as desk:
        await desk.press("enter", "f7", "f7")
        assert desk.place.startswith("Envíe la solicitud")
        await desk.paste("hace 1 min", "enter")
        assert desk.place.startswith("Anote el número de caso")
        assert "Antes: SR-77." in desk.said("EditorPane")
        await desk.press("enter")
        assert desk.kept("ticket_reference") is None
        await desk.press("f7")
        await desk.press("tab", "enter")
        assert desk.kept("ticket_reference") == "SR-77"


async def test_R6_what_no_longer_applies_stays_visible_with_its_cause(tmp_path: Path) -> None:
    async with sitting(tmp_path, before("support_reply")) as desk:
        await desk.press("4", "enter")
        rows = [row for row in desk.rows("#checklist", "#rest") if row.startswith("—")]
        assert len(rows) == 5
        assert all("no aplica: Soporte rech" in row for row in rows)
        await desk.press("f7")
        assert "no aplica: Soporte rechazó la solicitud." in desk.said("#asked")


async def test_R6_an_item_that_does_not_apply_can_be_looked_at_and_not_answered(tmp_path: Path) -> None:
    async with sitting(tmp_path, before("contract_current")) as desk:
        await desk.press("f7")
        assert desk.place.startswith("Pregunte a Soporte si restaura")
        await desk.press("s", "enter")
        assert "este punto no aplica aquí" in desk.said("#told")
        assert desk.kept("plan_confirmed_by_vendor") is None


# -- R7 -------------------------------------------------------------------------------------------


async def test_R7_what_is_put_off_names_where_it_returns_and_returns_there(tmp_path: Path) -> None:
    async with sitting(tmp_path, before("files_safe")) as desk:
        await desk.press("ctrl+d")
        assert "Diferir «Confirme que guardaron fuera sus archivos nuevos» hasta" in desk.text()
        await desk.press("1", "enter")
        assert "diferido: Confirmar la" in desk.rows("#checklist", "#rest")[2]
        assert "1 diferido" in desk.text("#asked")
        await desk.press("1", "enter")
        assert desk.place == "Confirme que guardaron fuera sus archivos nuevos"
        await desk.press("ctrl+d")
        assert "no se puede diferir" in desk.said("#told")
        await desk.press("s", "enter")
        assert desk.place == "Elija qué contestó Soporte"


# -- R8 -------------------------------------------------------------------------------------------


async def test_R8_the_last_answer_completes_nothing_and_the_end_shows_the_five_counts(tmp_path: Path) -> None:
    async with sitting(tmp_path, before("loss_confirmed")) as desk:
        await desk.press("s", "enter")
        assert desk.events[-1] == "answered"
        assert "Todo en este paso está contestado" in desk.said("#asked")
        assert "10 hechos · 22 abiertos · 0 no aplican · 0 omitidos · 0 diferidos" in desk.said("#asked")
        desk.post(*["enter"] * 20)
        await desk.settle()
        assert desk.events[-1] == "answered"
        await desk.press("1")
        assert desk.events[-1] == "answered"
        await desk.press("enter")
        assert desk.events[-1] == "step_completed"
        assert desk.place == "Elija el plan contratado"


async def test_R8_an_outcome_closes_nothing_before_its_person_does(tmp_path: Path) -> None:
    async with sitting(tmp_path, ANSWERED) as desk:
        await desk.press("1", "enter")
        assert desk.status == "finished"
        assert "No hubo pérdida; no se restauró nada." in desk.said("#asked")
        assert "10 hechos · " in desk.said("#asked")
        assert "falta cerrarla" in desk.said("#asked")
        desk.post(*["enter"] * 20)
        await desk.settle()
        assert desk.status == "finished"
        await desk.press("1", "enter")
        assert desk.status == "closed"
        assert "La sesión está cerrada. Ya nunca cambia." in desk.said("#asked")


async def test_R8_a_step_ends_with_what_the_program_computed_and_from_what(tmp_path: Path) -> None:
    async with sitting(tmp_path, before("restore_date")[:-1]) as desk:
        await desk.press("enter")
        below = desk.said("#below")
        assert "Vea qué copias quedan y hasta cuándo" in below
        assert in_order(below, "Se guarda hasta (UTC-06:00)", "✔ segura", "← Indique")
        assert "← Indique cuándo se vio todo bien por última vez: " in below


# -- R9 -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("size", [WIDE, NARROW, (60, 20)])
async def test_R9_date_deadline_and_loss_stand_right_before_the_word_that_is_typed(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    async with sitting(tmp_path, before("consequences_accepted"), size=size) as desk:
        day = desk.kept("restore_date")
        told = f"{day[8:]}/{day[5:7]}/{day[:4]}"
        assert in_order(
            desk.said(),
            "Copia completa al",
            told,
            "Todos pierden su trabajo desde el",
            "No se puede deshacer. La copia puede borrarse desde el",
            f"Escriba {day} para aceptarlo.",
        )
        assert desk.seen("Field").height > 0


async def test_R2_a_long_last_event_leaves_the_room_to_the_question(tmp_path: Path) -> None:
    actions = [*before("what_happened"), ("what_happened", "Faltan negociaciones. " * 40)]
    async with sitting(tmp_path, actions, size=NARROW, resumed=True) as desk:
        told = desk.rows("#told")
        assert "Detenida desde hace" in told[0]
        assert len(told) <= 2
        assert desk.seen("EditorPane").height > 3
        await desk.press("f7")
        assert len([row for row in desk.rows("#asked") if "Contestó" in row or "negociaciones" in row]) <= 2
        assert desk.seen("#paper").height >= 5
