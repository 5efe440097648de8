"""What can be done beside answering: notes, passing over, putting off, going back, handing over."""

from pathlib import Path

import pytest
from desk import actions_of, before

from runbooks.language import _, using
from tests.screen.sitting import SMALL, sitting
from tui.acts import SESSION


async def test_a_note_goes_into_the_record_and_what_was_being_typed_stays(tmp_path: Path) -> None:
    async with sitting(tmp_path, before("account_owner")) as desk:
        await desk.press(*"An", "ctrl+n")
        assert "con la hora y su nombre" in desk.said("Vertical")
        await desk.press("enter", "enter")
        assert "Primero escriba algo" in desk.said("Vertical")
        await desk.paste("llamó ventas", "enter")
        assert (desk.is_in_dialog, desk.events[-1]) == (False, "noted")
        await desk.press("a", "enter")
        assert desk.kept("account_owner") == "Ana"


async def test_escape_leaves_a_dialog_with_nothing_done(tmp_path: Path) -> None:
    async with sitting(tmp_path, before("files_safe")) as desk:
        events = desk.events
        for key in ("ctrl+n", "ctrl+o", "ctrl+d", "ctrl+b", "f1", "f5", "f9"):
            await desk.press(key, "x", "escape")
            assert not desk.is_in_dialog
        await desk.press("ctrl+b", "1", "enter", *"no", "escape")
        assert desk.events == events
        assert desk.place.startswith("Confirme que guardaron")


async def test_an_item_is_passed_over_with_a_reason_that_its_row_then_shows(tmp_path: Path) -> None:
    async with sitting(tmp_path, before("contract_current")) as desk:
        await desk.press("ctrl+o")
        assert "Verifique que contrato y pagos estén al corriente" in desk.said("Vertical")
        assert "¿Por qué se omite? El informe muestra la razón." in desk.said("Vertical")
        await desk.paste("lo lleva Finanzas", "enter")
        assert desk.events[-1] == "overridden"
        assert any("omitido: lo lleva Finanzas" in row for row in desk.rows("#checklist"))
        await desk.press("f7")
        assert "omitido: lo lleva Finanzas" in desk.said("#asked")
        await desk.press("s", "enter")
        assert desk.kept("contract_current") is True


@pytest.mark.parametrize("item", ["plan", "restore_date", "variant", "ticket"])
async def test_what_the_document_forbids_to_pass_over_is_refused_before_any_dialog(
    tmp_path: Path, item: str
) -> None:
    async with sitting(tmp_path, before(item)) as desk:
        await desk.press("ctrl+o")
        assert not desk.is_in_dialog
        assert "el documento no permite omitir esto (§8" in desk.said("#told")


async def test_what_cannot_be_put_off_is_refused_before_any_dialog(tmp_path: Path) -> None:
    async with sitting(tmp_path, before("plan")) as desk:
        await desk.press("ctrl+d")
        assert not desk.is_in_dialog
        assert "no se puede diferir" in desk.said("#told")


async def test_where_all_is_answered_there_is_nothing_to_pass_over_or_put_off(tmp_path: Path) -> None:
    async with sitting(tmp_path, before("plan")[:-1]) as desk:
        for key in ("ctrl+o", "ctrl+d"):
            await desk.press(key)
            assert not desk.is_in_dialog
            assert "Aquí no hay nada abierto" in desk.said("#told")


async def test_one_goes_back_to_an_earlier_step_with_a_reason_and_the_answers_stay(tmp_path: Path) -> None:
    async with sitting(tmp_path, before("variant")) as desk:
        await desk.press("ctrl+b")
        assert desk.rows("Pick") == ["1  Confirmar la pérdida", "2  Verificar el plan"]
        await desk.press("enter")
        assert desk.is_in_dialog
        await desk.press("2", "enter")
        assert "Volver a «Verificar el plan»: ¿por qué?" in desk.said("Vertical")
        await desk.paste("otro titular", "enter")
        assert (desk.events[-1], desk.session.state.step) == ("went_back", "check_plan")
        assert desk.kept("account_owner") == "Camilo Luna"
        assert desk.place.startswith("Elija el plan contratado")


async def test_from_the_first_step_there_is_no_way_back(tmp_path: Path) -> None:
    async with sitting(tmp_path) as desk:
        await desk.press("ctrl+b")
        assert not desk.is_in_dialog
        assert "Este es el primer paso" in desk.said("#told")


async def test_from_a_finished_session_one_goes_back_even_into_its_last_step(tmp_path: Path) -> None:
    async with sitting(tmp_path, before("close")) as desk:
        await desk.press("ctrl+b")
        assert len(desk.rows("Pick")) == 6
        await desk.press("6", "enter")
        await desk.paste("falta un área", "enter")
        assert (desk.status, desk.session.state.step) == ("open", "confirm_restoration")


async def test_whoever_takes_over_stands_in_the_heading_and_beside_what_follows(tmp_path: Path) -> None:
    async with sitting(tmp_path, before("account_owner")) as desk:
        await desk.press("f5")
        await desk.paste("Luis Ortega", "enter", "escape")
        assert "Luis Ortega" in desk.rows("#heading")[0]
        await desk.press(*"Ana", "enter", "f7")
        assert "Contestó Luis Ortega," in desk.said("#asked")


async def test_a_session_is_cancelled_with_a_reason_and_then_waits_to_be_closed(tmp_path: Path) -> None:
    async with sitting(tmp_path, before("plan")) as desk:
        await desk.press("f9")
        assert "Cancelar la sesión: ¿por qué?" in desk.said("Vertical")
        await desk.paste("falsa alarma", "enter")
        assert desk.status == "finished"
        assert "Razón: falsa alarma" in desk.said("#asked")
        await desk.press("f9")
        assert not desk.is_in_dialog
        assert "No hay nada que cancelar" in desk.said("#told")


async def test_f1_says_why_by_which_clause_on_whose_word_and_what_follows(tmp_path: Path) -> None:
    async with sitting(tmp_path, before("restore_date"), size=(120, 60)) as desk:
        await desk.press("f1")
        said = desk.said("Vertical")
        assert "Cuanto más reciente, menos se pierde" in said
        assert "Regla: MPIA-DTI-140, §8.4" in said
        assert "El documento no permite omitirlo" in said
        assert "· Acepte lo que se pierde" in said
        await desk.press("escape")
    async with sitting(tmp_path / "vendor", before("recycle_bin"), size=(120, 60)) as desk:
        await desk.press("f1")
        assert "helpdesk.bitrix24.es/open/25173604" in desk.said("Vertical")


async def test_what_f1_shows_can_be_read_to_its_end_on_a_small_screen(tmp_path: Path) -> None:
    async with sitting(tmp_path, before("recycle_bin"), size=SMALL) as desk:
        await desk.press("f1")
        assert "Esc regresa" in desk.text()
        first = desk.said("VerticalScroll")
        await desk.press("end")
        await desk.until(lambda: desk.said("VerticalScroll") != first)


async def test_an_item_is_looked_at_again_and_answered_anew(tmp_path: Path) -> None:
    async with sitting(tmp_path, before("what_happened")) as desk:
        await desk.press("f7", "f7")
        assert desk.place == "Anote quién reportó la pérdida  un usuario de ventas"
        assert "Una respuesta nueva toma su lugar." in desk.said("#asked")
        await desk.press("f7")
        assert desk.place.startswith("Anote quién")
        await desk.press("f8")
        assert desk.place == "Describa qué pasó"
        await desk.press("f7", "f7", *"Ana", "enter")
        assert desk.kept("reported_by") == "Ana"
        assert desk.place == "Describa qué pasó"


async def test_f8_leaves_an_item_open_and_the_end_of_the_step_does_not_pass_over_it(tmp_path: Path) -> None:
    async with sitting(tmp_path, before("noticed_at")) as desk:
        await desk.press("f8", "f8", "f8")
        assert desk.place.startswith("Confirme que la pérdida")
        await desk.press("s", "enter")
        assert desk.place.startswith("Indique cuándo se notó")
        assert "Terminar este paso" not in desk.text()


async def test_the_palette_lists_every_act_and_does_what_is_found(tmp_path: Path) -> None:
    async with sitting(tmp_path, before("plan"), size=(120, 90)) as desk:
        await desk.press("ctrl+p")
        said = desk.text()
        with using("es"):
            missing = [a.id for a in SESSION if a.id != "app.command_palette" and _(a.help) not in said]
        assert missing == []
        await desk.press(*"cancel")
        await desk.until(lambda: "Cancelar la sesión, con una razón" in desk.text())
        await desk.press("down", "enter")
        await desk.until(lambda: desk.is_in_dialog)
        assert "Cancelar la sesión: ¿por qué?" in desk.text()


async def test_closing_writes_the_report_and_says_where_it_is(tmp_path: Path) -> None:
    async with sitting(tmp_path, before("close")) as desk:
        await desk.press("1", "enter")
        report = tmp_path / "data" / "documents" / desk.session.state.id / "report.md"
        assert "Se restauró por completo" in report.read_text()
        assert report.stat().st_mode & 0o777 == 0o600
        assert f"{desk.session.state.id}/report.md" in desk.said("#told").replace(" ", "")
        assert "Registro:" in desk.said("#told")
        assert "report.md" in desk.text("#told").replace("\n", "")
        for key in ("ctrl+b", "ctrl+n", "ctrl+o", "ctrl+d", "f5", "f9", "f7", "f8", "ctrl+s", "f1"):
            await desk.press(key)
            if desk.is_in_dialog:
                await desk.paste("algo", "enter", "escape")
        assert desk.events[-1] == "session_closed"


async def test_a_report_that_cannot_be_written_is_told_and_the_session_is_closed_all_the_same(
    tmp_path: Path,
) -> None:
    async with sitting(tmp_path, actions_of("no_loss")[:-1]) as desk:
        (tmp_path / "data" / "documents").write_text("no folder")
        await desk.press("1", "enter")
        assert desk.status == "closed"
        assert "elija otra carpeta" in desk.said("#told")


async def test_leaving_for_home_lets_the_session_go(tmp_path: Path) -> None:
    async with sitting(tmp_path, before("plan")) as desk:
        await desk.press("f10")
        await desk.until(lambda: "SIN CERRAR" in desk.text())
        await desk.settle()
        assert f"1  {desk.session.state.id}  detenida en 2 · Verificar el plan" in desk.text()
        await desk.press("1", "enter")
        assert desk.place == "Elija el plan contratado"
