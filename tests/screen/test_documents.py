"""Documents: the draft, its text as it is corrected, what is still to be filled in, the file."""

from pathlib import Path

import pytest
from desk import before

from runbooks.settings import Settings
from tests.screen.sitting import NARROW, SMALL, WIDE, Action, Sitting, begun, places, shown, sitting
from tui.app import Restaura
from tui.editors.base import Editor
from tui.editors.document import DocumentEditor

SENT: tuple[Action, ...] = before("notice")[:-1]
"""The request accepted and sent, with the step not completed."""


def paper(desk: Sitting) -> str:
    return " ".join(desk.said("Paper").replace("│", " ").split())


async def test_a_draft_is_shown_from_its_first_line_and_accepted_as_it_stands(tmp_path: Path) -> None:
    async with sitting(tmp_path, before("ticket")) as desk:
        assert "Solicitud de restauración" in desk.rows("Paper")[1]
        assert "^S acepta el texto tal como está aquí." in desk.said("EditorPane")
        await desk.press("ctrl+s")
        assert desk.events[-1] == "drafted"
        text = desk.kept("ticket")
        file = tmp_path / "data" / "documents" / desk.session.state.id / "ticket.md"
        assert file.read_text() == text
        assert file.stat().st_mode & 0o777 == 0o600
        assert "Faltan negociaciones y la carpeta Ventas" in text


async def test_the_text_that_was_corrected_is_the_one_that_is_saved(tmp_path: Path) -> None:
    async with sitting(tmp_path, before("ticket"), size=NARROW) as desk:
        await desk.paste("URGENTE. ")
        assert "URGENTE. Solicitud" in paper(desk)
        await desk.press(*["pagedown"] * 8, "end", "enter", *"Gracias", "ctrl+s")
        text = desk.kept("ticket")
        assert text.startswith("URGENTE. Solicitud de restauración")
        assert text.rstrip().endswith("Gracias")
        file = tmp_path / "data" / "documents" / desk.session.state.id / "ticket.md"
        assert file.read_text() == text


async def test_what_is_still_to_be_filled_in_is_named_and_refused(tmp_path: Path) -> None:
    async with sitting(tmp_path, before("notice")) as desk:
        await desk.paste("[[hora de término]] ")
        assert "Falta llenar: [[hora de término]]" in desk.said("EditorPane")
        await desk.press("ctrl+s")
        assert desk.kept("notice") is None
        assert "[[hora de término]]" in desk.said("#told")
        assert "[[hora de término]]" in paper(desk)
        await desk.press(*["backspace"] * len("[[hora de término]] "))
        assert "Falta llenar" not in desk.said("EditorPane")
        await desk.press("ctrl+s")
        assert desk.kept("notice") is not None


async def test_an_empty_text_is_refused(tmp_path: Path) -> None:
    async with sitting(tmp_path, before("what_happened")) as desk:
        await desk.press("enter", "ctrl+s")
        assert desk.kept("what_happened") is None
        assert desk.said("#told").startswith("No se hizo: ")


async def test_f6_turns_between_the_fresh_draft_and_the_text_that_stood_here(tmp_path: Path) -> None:
    actions = (*SENT[:-2], ("ticket", {"text": "Lo que se mandó en la mañana"}))
    async with sitting(tmp_path, actions) as desk:
        await desk.press("enter", "f7", "f7", "f7")
        assert desk.place.startswith("Revise y acepte la solicitud")
        assert "Lo que se mandó en la mañana" in paper(desk)
        assert "F6 otro texto" in desk.said("EditorPane")
        await desk.press("f6")
        assert "Solicitud de restauración" in paper(desk)
        await desk.press("f6")
        assert "Lo que se mandó en la mañana" in paper(desk)
        await desk.paste("Corregido. ", "f6", "f6")
        await desk.press("f6")
        assert "Corregido. Lo que se mandó en la mañana" in paper(desk)


async def test_a_draft_follows_the_answers_and_the_text_accepted_before_is_offered(tmp_path: Path) -> None:
    async with sitting(
        tmp_path, (*SENT, ("go_back", {"to": "choose_variant", "reason": "otra fecha"}))
    ) as desk:
        day = desk.kept("restore_date")
        await desk.go_on(("restore_date", "today-4d"), ("variant", "full"))
        await desk.go_on(("consequences_accepted", "today-4d"), ("complete", "choose_variant"))
        assert desk.place.startswith("Revise y acepte la solicitud")
        assert day not in paper(desk)
        await desk.press("f6")
        assert day in paper(desk)


async def test_enter_makes_a_line_and_never_sends(tmp_path: Path) -> None:
    async with sitting(tmp_path, before("what_happened")) as desk:
        await desk.press("enter", *"x", "enter", "enter")
        assert desk.kept("what_happened") is None
        await desk.press("ctrl+s")
        assert desk.kept("what_happened") == "x"


async def test_a_text_written_while_other_answers_stood_comes_second_and_says_so(tmp_path: Path) -> None:
    async with sitting(tmp_path, before("ticket")) as desk:
        await desk.paste("URGENTE. ")
        assert "URGENTE" in paper(desk)
        await desk.go_on(
            ("go_back", {"to": "confirm_loss", "reason": "falta más"}),
            ("what_happened", "Faltan negociaciones, contactos y la carpeta Ventas"),
            *(("complete", step) for step in ("confirm_loss", "check_plan", "choose_variant")),
        )
        assert "Cambiaron respuestas desde que escribió su texto" in desk.said("EditorPane")
        assert "contactos" in desk.session.record.events[-4].data["value"]
        assert "URGENTE" not in paper(desk)
        await desk.press("f6")
        assert "URGENTE" in paper(desk)


# -- what is missing, and where it comes from -----------------------------------------------------


def without(*names: str) -> list[Action]:
    """The actions before the request, with these items passed over."""
    return [
        ("override", {"item": name, "reason": "nadie contesta"}) if name in names else (name, value)
        for name, value in before("ticket")
    ]


OWNER = "Anote el nombre del titular de la cuenta"


async def test_a_fact_that_is_missing_says_in_which_step_it_is_given(tmp_path: Path) -> None:
    async with sitting(tmp_path, without("account_owner")) as desk:
        assert f"✘ Falta «{OWNER}», que se contesta en 2 · Verificar el plan." in desk.said("#under")
        assert "^G ir al dato" in desk.said("#under")
        assert "✘ falta llenar: Anote el nombre" in desk.said("Preview").replace("│ │ ", "")
        await desk.paste("[[hora]] ")
        assert "Falta llenar: [[hora]]" in desk.said("#under")


async def test_a_fact_that_was_written_into_the_text_is_not_missing_any_more(tmp_path: Path) -> None:
    async with sitting(tmp_path, without("account_owner")) as desk:
        editor = desk.app.screen.query_one(DocumentEditor)
        editor.put(editor.text.replace(f"[[{OWNER}]]", "Camilo Luna"))
        await desk.settle()
        assert "Falta" not in desk.said("#under")
        assert "ir al dato" not in desk.said("#under")
        await desk.press("ctrl+g")
        assert "En este texto no falta ninguna respuesta." in desk.said("#told")
        await desk.press("ctrl+s")
        assert "Camilo Luna" in desk.kept("ticket")


async def test_the_jump_to_a_missing_fact_goes_back_with_a_reason_and_stands_on_that_very_item(
    tmp_path: Path,
) -> None:
    async with sitting(tmp_path, without("account_owner")) as desk:
        await desk.paste("URGENTE. ", "ctrl+g")
        assert "Volver a «Verificar el plan»" in desk.said("Vertical")
        assert f"Falta: {OWNER}" in desk.said("Field")
        events = desk.events
        await desk.press("enter")  # R13: Enter alone never answers
        assert desk.is_in_dialog
        assert desk.events == events
        await desk.press("tab", *", dice Ana", "enter")
        went = desk.session.record.events[-1]
        assert (went.type, went.data["to"]) == ("went_back", "check_plan")
        assert went.data["reason"] == f"Falta: {OWNER}, dice Ana"
        assert desk.place.startswith(OWNER)
        await desk.press(*"Camilo Luna", "enter")
        assert desk.kept("account_owner") == "Camilo Luna"
        await desk.go_on(("complete", "check_plan"), ("complete", "choose_variant"))
        assert "Camilo Luna" in paper(desk)
        assert "Cambiaron respuestas desde que escribió su texto" in desk.said("EditorPane")
        await desk.press("f6")
        assert "URGENTE. Solicitud" in paper(desk)


async def test_with_several_missing_facts_the_jump_asks_to_which_and_escape_leaves_everything(
    tmp_path: Path,
) -> None:
    async with sitting(tmp_path, without("account_owner", "what_happened")) as desk:
        events = desk.events
        await desk.press("ctrl+g")
        assert "¿A cuál ir?" in desk.said("Vertical")
        assert f"{OWNER} 2 · Verificar el plan" in desk.said("Pick")
        await desk.press("2", "enter")
        assert "Volver a «Confirmar la pérdida»" in desk.said("Vertical")
        await desk.press("escape")
        assert desk.events == events
        assert desk.place.startswith("Revise y acepte")
        await desk.press("ctrl+g", "2", "enter", "tab", "enter")
        assert desk.place.startswith("Describa qué pasó")


async def test_an_item_of_this_step_that_an_editor_asks_for_is_looked_at(tmp_path: Path) -> None:
    async with sitting(tmp_path, before("ticket")) as desk:
        events = desk.events
        desk.app.screen.query_one(DocumentEditor).post_message(Editor.Asked("ticket_reference"))
        await desk.settle()
        assert desk.place.startswith("Anote el número de caso")
        assert desk.events == events


# -- the text as a file, and the keys that are about it ---------------------------------------------


@pytest.mark.parametrize("key", ["f3", "f11"])
async def test_a_draft_is_saved_as_a_file_and_its_path_is_told(tmp_path: Path, key: str) -> None:
    async with sitting(tmp_path, before("notice"), size=SMALL) as desk:
        await desk.paste("URGENTE. ", key)
        file = tmp_path / "data" / "documents" / desk.session.state.id / "notice.draft.md"
        assert file.read_text().startswith("URGENTE. ")
        assert file.stat().st_mode & 0o777 == 0o600
        assert "Archivo: " in desk.said("#told")
        assert "notice.draft.md" in desk.said("#told").replace(" ", "")
        assert ("URGENTE" in desk.app.clipboard) is (key == "f3")
        assert desk.kept("notice") is None


@pytest.mark.parametrize("key", ["f3", "f6", "f11", "ctrl+e", "ctrl+g", "ctrl+l"])
async def test_where_no_text_stands_the_keys_about_one_say_so(tmp_path: Path, key: str) -> None:
    async with sitting(tmp_path, before("account_owner")) as desk:
        await desk.press(key)
        assert "Aquí no hay ningún texto." in desk.said("#told")
        assert not desk.is_in_dialog


async def test_a_document_with_one_text_only_says_so(tmp_path: Path) -> None:
    async with sitting(tmp_path, before("ticket")) as desk:
        assert "otro texto" not in desk.said("#under")
        await desk.press("f6")
        assert "Este documento no tiene otro texto." in desk.said("#told")


async def test_sentences_name_the_keys_as_they_are(tmp_path: Path) -> None:
    own = {
        "send": "alt+s",
        "other_text": "alt+o",
        "preview": "alt+v",
        "go_to": "alt+g",
        "save_draft": "alt+f",
    }
    session = begun(tmp_path, without("account_owner"))
    app = Restaura(places(tmp_path), session, Settings(keys=own))
    async with shown(app, session, WIDE) as desk:
        await desk.paste("Hola. ")
        said = desk.said("#under")
        assert said.startswith("Alt+S acepta el texto tal como está aquí.")
        for told in ("Alt+G ir al dato", "Alt+V vista previa", "Alt+F guardar archivo"):
            assert told in said
        await desk.press("alt+v", "alt+g")
        assert desk.is_in_dialog


@pytest.mark.parametrize("size", [NARROW, SMALL])
async def test_the_paper_has_room_and_what_sends_it_is_said_on_a_small_screen(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    async with sitting(tmp_path, without("account_owner", "what_happened"), size=size) as desk:
        assert len(desk.rows("#strip")) == 3
        assert desk.seen("#paper").height >= 5
        under = desk.rows("#under")
        assert under[0].startswith("^S acepta el texto tal como está aquí.")
        assert under[1].startswith("✘ (+1) Falta «")
    async with sitting(tmp_path / "long", before("what_happened"), size=size) as desk:
        assert desk.seen("#paper").height >= 5
        assert desk.rows("#under")[0].startswith("^S envía el texto.")


async def test_the_records_have_a_paper_of_their_own_looks(tmp_path: Path) -> None:
    async with sitting(tmp_path, before("ticket")) as desk:
        await desk.press("f10", "ctrl+r")
        await desk.until(lambda: "1 de 1" in desk.text())
        await desk.press("down", "enter")
        await desk.until(lambda: bool(desk.rows("Paper")))
        assert "╭" not in desk.text("Paper")
