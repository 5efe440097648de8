"""Documents: the draft, its text as it is corrected, what is still to be filled in, the file."""

from pathlib import Path

from desk import before

from tests.screen.sitting import NARROW, Action, Sitting, sitting

SENT: tuple[Action, ...] = before("notice")[:-1]
"""The request accepted and sent, with the step not completed."""


def paper(desk: Sitting) -> str:
    return desk.said("Paper")


async def test_a_draft_is_shown_from_its_first_line_and_accepted_as_it_stands(tmp_path: Path) -> None:
    async with sitting(tmp_path, before("ticket")) as desk:
        assert "Solicitud de restauración" in desk.rows("Paper")[1]
        assert "Ctrl+S acepta el texto tal como está aquí." in desk.said("EditorPane")
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
        assert "F6 muestra el otro texto" in desk.said("EditorPane")
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


async def test_a_fact_that_is_missing_says_in_which_step_it_is_given(tmp_path: Path) -> None:
    skipped: list[Action] = [
        ("override", {"item": "account_owner", "reason": "nadie contesta"})
        if name == "account_owner"
        else (name, value)
        for name, value in before("ticket")
    ]
    async with sitting(tmp_path, skipped) as desk:
        assert "Falta llenar: [[Anote el nombre del titular de la cuenta]]" in desk.said("EditorPane")
        assert "se contesta en 2 · Verificar el plan; ^B vuelve ahí" in desk.said("EditorPane")
