"""What `runbook new` writes is taken to an outcome on the screens too."""

from pathlib import Path

from runbooks.beginning.answers import NewRunbook
from runbooks.beginning.folder import write_new
from tests.screen.sitting import WIDE, places, shown
from tui.app import Restaura
from tui.opening import start_incident


async def test_a_new_runbook_is_run_to_its_outcome_by_keys(tmp_path: Path) -> None:
    path = write_new(NewRunbook.proposed(), tmp_path / "mine")
    session = start_incident(places(tmp_path), str(path))
    async with shown(Restaura(places(tmp_path), session), session, WIDE) as desk:
        assert "Lo hace: Director de TI." in desk.said("#asked")
        await desk.press(*"Ana", "enter", "2", "enter", "s", "enter", "1", "enter")
        assert "Es urgente." in desk.text()
        await desk.press("s", "enter", "1", "enter", "s", "enter")
        assert "Informe: Mi procedimiento" in desk.text()
        await desk.press("ctrl+s", "1", "enter")
        assert (desk.status, desk.session.state.outcome) == ("finished", "done")
        await desk.press("1", "enter")
        assert desk.status == "closed"
        assert "Se hizo." in desk.text()
