"""An answer that cannot be saved: said so, kept in the editor, saved once the cause is gone."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from desk import before

from tests.screen.sitting import Sitting, sitting


@contextmanager
def another_writer(desk: Sitting) -> Iterator[None]:
    """The record holds what this session never wrote, as if a copy of it had been put back."""
    path = desk.session.path
    own = path.read_bytes()
    path.write_bytes(own.replace(b"Directora", b"Intrusa00"))
    try:
        yield
    finally:
        path.write_bytes(own)


def is_not_saved(desk: Sitting) -> bool:
    return "SIN GUARDAR" in desk.rows()[-1]


async def test_a_line_that_is_not_saved_stays_in_its_field_and_enter_saves_it_later(tmp_path: Path) -> None:
    async with sitting(tmp_path, before("account_owner")) as desk:
        place, events = desk.place, len(desk.events)
        with another_writer(desk):
            await desk.paste("Ana Pérez", "enter")
            assert is_not_saved(desk)
            assert desk.said("#told").startswith("No se hizo: SIN GUARDAR: ")
            assert "Ana Pérez" in desk.said("Field")
            assert (desk.place, desk.kept("account_owner")) == (place, None)
            await desk.press("enter")
            assert is_not_saved(desk)
        await desk.press("enter")
        assert desk.kept("account_owner") == "Ana Pérez"
        assert not is_not_saved(desk)
        assert "● guardado" in desk.rows()[-1]
        assert len(desk.events) == events + 1


async def test_what_was_chosen_and_what_was_judged_stays_as_well(tmp_path: Path) -> None:
    async with sitting(tmp_path, before("reported_via")) as desk:
        with another_writer(desk):
            await desk.press("3", "enter")
            assert is_not_saved(desk)
        await desk.press("enter")
        assert desk.kept("reported_via") == "chat"
    async with sitting(tmp_path / "verify", before("verification")) as desk:
        with another_writer(desk):
            await desk.press("1", *"412", "enter", "1", *"310", "enter")
            assert is_not_saved(desk)
            assert "412" in desk.said("EditorPane")
        await desk.press("enter")
        assert desk.kept("verification")["drive"] == {"state": "ok", "seen": "310"}


async def test_a_text_of_several_lines_stays_as_well(tmp_path: Path) -> None:
    async with sitting(tmp_path, before("what_happened")) as desk:
        with another_writer(desk):
            await desk.paste("Falta\ntodo", "ctrl+s")
            assert is_not_saved(desk)
            assert "Falta" in desk.said("Paper")
        await desk.press("ctrl+s")
        assert desk.kept("what_happened") == "Falta\ntodo"


async def test_a_dialog_asks_again_with_the_text_that_was_given_and_says_why(tmp_path: Path) -> None:
    async with sitting(tmp_path, before("contract_current")) as desk:
        for key, event in (("ctrl+n", "noted"), ("ctrl+o", "overridden")):
            with another_writer(desk):
                await desk.press(key)
                await desk.paste("lo paga otra área", "enter")
                assert is_not_saved(desk)
                assert desk.is_in_dialog
                assert "SIN GUARDAR: " in desk.said("Vertical")
                assert "lo paga otra área" in desk.said("Field")
            await desk.press("enter")
            assert not desk.is_in_dialog
            assert desk.events[-1] == event


async def test_a_step_that_is_not_completed_and_a_session_that_is_not_closed_say_so(tmp_path: Path) -> None:
    async with sitting(tmp_path, before("plan")[:-1]) as desk:
        with another_writer(desk):
            await desk.press("1", "enter")
            assert is_not_saved(desk)
            assert desk.session.state.step == "confirm_loss"
        await desk.press("1", "enter")
        assert desk.session.state.step == "check_plan"
    async with sitting(tmp_path / "close", before("close")) as desk:
        with another_writer(desk):
            await desk.press("1", "enter")
            assert desk.status == "finished"
            assert "SIN GUARDAR: " in desk.said("#told")
            assert "Informe" not in desk.said("#told")
        await desk.press("1", "enter")
        assert desk.status == "closed"


async def test_what_is_not_saved_is_still_kept_as_a_draft(tmp_path: Path) -> None:
    async with sitting(tmp_path, before("account_owner")) as desk:
        with another_writer(desk):
            await desk.paste("Ana Pérez", "enter")
            draft = tmp_path / "state" / "drafts" / desk.session.state.id / "account_owner.txt"
            await desk.until(draft.exists)
            assert draft.read_text() == "Ana Pérez"
