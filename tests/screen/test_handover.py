"""The hand-over page on the screen: by its key, and once a session was handed over."""

import re
from pathlib import Path

from desk import before

from tests.screen.sitting import NARROW, sitting
from tests.screen.trainee import before_item, ideal_path, trainee


async def test_a_key_shows_the_page_and_writes_it(tmp_path: Path) -> None:
    async with sitting(tmp_path, before("ticket")) as desk:
        events = desk.events
        await desk.press("ctrl+y")
        said = desk.said("Vertical")
        assert "Hoja de relevo" in said
        assert re.search(r"Detenida en +paso 4 de 6 \(Redactar la solicitud\)", said)
        file = desk.session.document("handover")
        assert "## Qué se decidió y por qué" in file.read_text()
        await desk.press("escape")
        assert (desk.is_in_dialog, desk.events) == (False, events)


async def test_what_was_being_typed_stays(tmp_path: Path) -> None:
    async with sitting(tmp_path, before("account_owner")) as desk:
        await desk.press(*"An", "ctrl+y", "escape", "a", "enter")
        assert desk.kept("account_owner") == "Ana"


async def test_whoever_takes_over_sees_the_page_with_their_name(tmp_path: Path) -> None:
    async with sitting(tmp_path, before("account_owner")) as desk:
        await desk.press("f5")
        assert "La hoja de relevo muestra" in desk.said("Vertical").replace("Después, la", "La")
        await desk.paste("Luis Ortega", "enter")
        assert re.search("Operador +Luis Ortega", desk.said("Vertical"))
        assert "Luis Ortega" in desk.session.document("handover").read_text()
        await desk.press("escape")
        assert "Luis Ortega" in desk.rows("#heading")[0]


async def test_nothing_is_shown_where_nobody_took_over(tmp_path: Path) -> None:
    async with sitting(tmp_path, before("account_owner")) as desk:
        await desk.press("f5", "escape")
        assert not desk.is_in_dialog
        assert not desk.session.document("handover").exists()


async def test_of_a_closed_session_nothing_is_handed_over(tmp_path: Path) -> None:
    async with sitting(tmp_path, before("close")) as desk:
        await desk.press("1", "enter")
        assert desk.status == "closed"
        await desk.press("ctrl+y")
        assert not desk.is_in_dialog
        assert "no hay nada que entregar. Terminó así:" in desk.said("#told")


async def test_T2_in_a_training_each_line_is_marked_on_the_screen_and_in_the_file(tmp_path: Path) -> None:
    async with trainee(tmp_path, before_item("noticed_at", ideal_path()), size=NARROW) as desk:
        await desk.press("ctrl+y")
        assert re.search("Se perdió .* ENTRENAMIENTO", desk.said("Vertical"))
        lines = desk.session.document("handover").read_text().split("\n")
        assert all("ENTRENAMIENTO · " in line for line in lines if line)
