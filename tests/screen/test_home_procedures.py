"""Home with sessions of several procedures: each says of which it is, and for which other it was begun."""

from pathlib import Path

from desk import FULL, before

from runbooks.procedures import begin
from runbooks.session import Session
from tests.screen.sitting import begun, places, use
from tui.held_sessions import open_sessions


def test_home_says_of_what_procedure_a_session_is_and_which_other_it_is_for(tmp_path: Path) -> None:
    with begun(tmp_path, before("recycle_bin", FULL)) as first:
        use("es")
        assert "MPIA" not in open_sessions(places(tmp_path)).sessions[0].told[0].body.plain
        other = begin(first, "recycle_bin")
        assert isinstance(other, Session)
        with other:
            listed = {one.id: one for one in open_sessions(places(tmp_path)).sessions}
            assert listed[first.state.id].told[0].body.plain.startswith("MPIA-DTI-140 · ")
            told = listed[other.state.id].told[0].body.plain
            assert told.startswith(f"B24-PAPELERAS · para la sesión {first.state.id} · ")
