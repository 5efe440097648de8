"""The procedure of an item on the screen: offered where it is asked, gone to and come back from by a key."""

from pathlib import Path

import pytest
from bins import AT_THE_BIN, FOUND
from desk import FULL, before

from runbooks.record.errors import StoreError
from runbooks.record.store import Store
from tests.screen.sitting import NARROW, WIDE, Sitting, places, shown, sitting, use
from tui.app import Restaura
from tui.opening import start_incident, take_up
from tui.screens.session import SessionScreen


class Over(Sitting):
    """The same desk with the other session on it."""

    @classmethod
    def of(cls, desk: Sitting) -> "Over":
        return cls(desk.app, desk.pilot, desk.app._session)


def ids(home: Path) -> list[str]:
    return sorted(path.stem for path in places(home).sessions.glob("*.json"))


@pytest.mark.parametrize("size", [WIDE, NARROW])
async def test_it_is_offered_where_it_is_asked_and_its_end_is_answered_there(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    async with sitting(tmp_path, AT_THE_BIN, size=size) as desk:
        assert "^R abre «Recuperar de las papeleras, paso a paso»" in desk.said()
        await desk.press("ctrl+r")
        other = Over.of(desk)
        assert other.session is not desk.session and not desk.is_in_dialog
        assert "B24-PAPELERAS" in desk.text()
        assert f"F10 vuelve a la sesión {desk.session.state.id}" in desk.said()
        await other.go_on(*FOUND)
        assert "que toma la respuesta cuando esta se cierre" in desk.said()
        await desk.press("1", "enter")  # close it
        assert other.status == "closed"
        assert f"Volver a la sesión {desk.session.state.id}" in desk.said()
        await desk.press("1", "enter")
        assert desk.app._session is desk.session
        assert desk.kept("recycle_bin") == "recovered"
        assert "El procedimiento terminó y dio la respuesta" in desk.said()
        assert desk.place.startswith("Confirme que la pérdida es real")


async def test_it_may_be_left_and_gone_on_with_and_nothing_is_answered_meanwhile(tmp_path: Path) -> None:
    async with sitting(tmp_path, AT_THE_BIN) as desk:
        await desk.press("ctrl+r")
        other = Over.of(desk)
        await other.go_on(*FOUND[:3])
        await desk.press("f10")
        assert desk.app._session is desk.session and desk.kept("recycle_bin") is None
        assert desk.place.startswith("Busque en las papeleras")
        await desk.press("ctrl+r")
        assert Over.of(desk).session.state.id == other.session.state.id
        assert Over.of(desk).kept("how") == "deleted"
        assert len(ids(tmp_path)) == 2


async def test_a_draft_of_the_session_under_it_is_there_again(tmp_path: Path) -> None:
    async with sitting(tmp_path, AT_THE_BIN) as desk:
        await desk.press("ctrl+r")
        await desk.press("ctrl+n", *"una nota", "enter")
        assert [note.text for note in Over.of(desk).session.state.notes] == ["una nota"]
        await desk.press("f10")
        assert all("una nota" not in note.text for note in desk.session.state.notes)


async def test_an_item_without_one_says_so(tmp_path: Path) -> None:
    async with sitting(tmp_path, before("cause", FULL)) as desk:
        assert "^R" not in desk.text()
        await desk.press("ctrl+r")
        assert "Este punto no tiene un procedimiento propio." in desk.said()
        assert len(ids(tmp_path)) == 1


async def test_what_cannot_be_begun_is_told_and_the_session_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_given: object) -> None:
        raise StoreError("No queda espacio en el disco.", "there")

    async with sitting(tmp_path, AT_THE_BIN) as desk:
        monkeypatch.setattr(Store, "create", full)
        await desk.press("ctrl+r")
        assert "No queda espacio en el disco." in desk.said()
        assert isinstance(desk.app.screen, SessionScreen) and desk.app._session is desk.session


async def test_one_that_was_closed_by_itself_answers_when_the_first_is_gone_on_with(tmp_path: Path) -> None:
    async with sitting(tmp_path, AT_THE_BIN) as desk:
        await desk.press("ctrl+r")
        other = Over.of(desk)
        await other.go_on(*FOUND, ("close", True))
        first = desk.session.state.id
    use("es")
    session = take_up(places(tmp_path), first)
    async with shown(Restaura(places(tmp_path), session, resumed=True), session, WIDE) as desk:
        assert desk.kept("recycle_bin") == "recovered"


async def test_leaving_the_program_lets_go_of_both_records(tmp_path: Path) -> None:
    async with sitting(tmp_path, AT_THE_BIN) as desk:
        await desk.press("ctrl+r")
        both = (desk.session.state.id, Over.of(desk).session.state.id)
    for id in both:
        take_up(places(tmp_path), id).close()


async def test_the_second_procedure_is_taken_to_its_end_by_keys(tmp_path: Path) -> None:
    use("es")
    session = start_incident(places(tmp_path), "bitrix24-recycle-bins", "Directora")
    async with shown(Restaura(places(tmp_path), session), session, NARROW) as desk:
        await desk.press("4", "enter")  # only the calendar, which has no bin
        await desk.press(*"citas", "ctrl+s")
        await desk.press("1", "enter")
        await desk.press(*"ayer 18:00", "enter")
        assert "Todo en este paso está contestado" in desk.said(), desk.text()
        await desk.press("1", "enter", "1", "enter")
        assert (desk.status, session.state.outcome) == ("closed", "no_bin")
