"""What is typed and not sent is a file within two seconds, and stands there at the next opening."""

from pathlib import Path

import pytest
from desk import before

from tests.screen.sitting import Action, Sitting, sitting
from tui.drafts import Drafts

SESSION = "2026-11-22-a7f3"


def draft(home: Path, desk: Sitting, item: str) -> Path:
    return home / "state" / "drafts" / desk.session.state.id / f"{item}.txt"


async def test_typed_text_is_a_file_of_its_own_that_nobody_else_can_read(tmp_path: Path) -> None:
    async with sitting(tmp_path, before("account_owner")) as desk:
        await desk.press(*"Ana")
        file = draft(tmp_path, desk, "account_owner")
        await desk.until(file.exists)
        assert file.read_text() == "Ana"
        assert file.stat().st_mode & 0o777 == 0o600
        assert file.parent.stat().st_mode & 0o777 == 0o700
        assert b"Ana" not in desk.session.path.read_bytes()
        await desk.press("enter")
        assert not file.exists()


def test_a_text_waits_no_longer_than_the_promise_allows() -> None:
    assert 0 < Drafts.PATIENCE < 2


TYPED: list[tuple[str, tuple[Action, ...], list[str], str, str]] = [
    ("account_owner", before("account_owner"), [*"Ana"], "enter", "Ana"),
    ("what_happened", before("what_happened"), [*"todo"], "ctrl+s", "todo"),
    ("deliveries", before("deliveries"), ["1", "enter", *"ventas"], "", "ventas"),
    ("verification", before("verification"), ["1", *"412 filas"[:3]], "", "412"),
]


@pytest.mark.parametrize(("item", "actions", "keys", "send", "text"), TYPED, ids=[t[0] for t in TYPED])
async def test_a_draft_is_there_when_the_session_is_taken_up_again_and_untouched_enter_does_not_send_it(
    tmp_path: Path, item: str, actions: tuple[Action, ...], keys: list[str], send: str, text: str
) -> None:
    async with sitting(tmp_path, actions) as desk:
        await desk.press(*keys)
    assert draft(tmp_path, desk, item).exists()
    async with sitting(tmp_path, actions, resumed=True) as desk:
        assert text in desk.said("EditorPane")
        events = desk.events
        desk.post("enter", "enter")
        await desk.settle()
        assert desk.events == events
        if send == "enter":
            await desk.press("tab")
        if send:
            await desk.press(send)
            assert text in desk.kept(item)
            assert not draft(tmp_path, desk, item).exists()


async def test_a_document_that_was_being_corrected_is_there_again_and_so_is_its_draft(tmp_path: Path) -> None:
    async with sitting(tmp_path, before("ticket")) as desk:
        await desk.paste("URGENTE. ")
    async with sitting(tmp_path, before("ticket"), resumed=True) as desk:
        assert "URGENTE. Solicitud" in desk.said("Paper")
        await desk.press("f6")
        assert "URGENTE" not in desk.said("Paper")
        assert "Solicitud" in desk.said("Paper")


async def test_text_left_by_looking_at_another_item_is_there_on_coming_back(tmp_path: Path) -> None:
    async with sitting(tmp_path, before("account_owner")) as desk:
        await desk.press(*"Ana", "f8", "f7")
        assert desk.place.startswith("Anote el nombre del titular")
        assert "Ana" in desk.said("Field")


def test_the_texts_of_two_items_typed_within_one_second_are_both_kept(tmp_path: Path) -> None:
    drafts = Drafts(tmp_path, SESSION)
    drafts.note("reported_by", "Ana")
    drafts.note("account_owner", "Luis")
    drafts.keep()
    assert (drafts.read("reported_by"), drafts.read("account_owner")) == ("Ana", "Luis")
    assert {file.name for file in (tmp_path / SESSION).iterdir()} == {"reported_by.txt", "account_owner.txt"}


def test_only_the_first_text_that_waits_asks_for_a_timer(tmp_path: Path) -> None:
    drafts = Drafts(tmp_path, SESSION)
    assert drafts.note("reported_by", "A")
    assert not drafts.note("reported_by", "An")
    drafts.keep()
    assert drafts.note("reported_by", "Ana")


def test_what_waits_is_read_before_it_is_written(tmp_path: Path) -> None:
    drafts = Drafts(tmp_path, SESSION)
    drafts.note("reported_by", "Ana")
    assert drafts.read("reported_by") == "Ana"
    assert drafts.read("account_owner") is None


def test_a_text_that_became_an_answer_is_neither_written_nor_kept(tmp_path: Path) -> None:
    drafts = Drafts(tmp_path, SESSION)
    drafts.note("reported_by", "Ana")
    drafts.keep()
    drafts.note("reported_by", "Ana P")
    drafts.forget("reported_by")
    drafts.keep()
    assert drafts.read("reported_by") is None


def test_a_draft_that_cannot_be_written_stops_nobody(tmp_path: Path) -> None:
    (tmp_path / "drafts").write_text("no folder")
    drafts = Drafts(tmp_path / "drafts", SESSION)
    drafts.note("reported_by", "Ana")
    drafts.keep()
    assert drafts.read("reported_by") is None


async def test_a_long_text_goes_on_where_its_person_stopped(tmp_path: Path) -> None:
    async with sitting(tmp_path, before("what_happened")) as desk:
        await desk.paste("Faltan los contratos")
        await desk.press("f8", "f7")
        await desk.paste(" de ventas", "ctrl+s")
        assert desk.kept("what_happened") == "Faltan los contratos de ventas"
