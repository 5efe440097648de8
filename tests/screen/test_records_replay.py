"""Replay: event by event, what was known then and nothing that came later."""

from datetime import datetime
from pathlib import Path

import pytest

from runbooks.happened import event_in_words
from runbooks.record.encoding import decode
from runbooks.session import at_last_event, replay
from tests.screen.kept import STANDARD, at_record, keep
from tests.screen.sitting import NARROW, SMALL, in_order


@pytest.mark.parametrize("size", [STANDARD, NARROW])
async def test_each_event_is_told_with_its_time_and_the_state_as_it_was(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    path = keep(tmp_path, "restored")
    record = decode(path.read_bytes(), path)
    async with at_record(tmp_path, path, size=size) as desk:
        await desk.press("ctrl+r")
        for number, event in enumerate(record.events, start=1):
            then = at_last_event(replay(record, number))
            at = datetime.fromisoformat(event.at).astimezone(then.zone)
            said = desk.said("#moment")
            assert in_order(
                said, f"LO QUE SE SABÍA A LAS {at:%H:%M}", f"evento {number} de {len(record.events)}"
            )
            assert " ".join(event_in_words(then, event).split()) in said
            counts = desk.said("#side" if size == STANDARD else "#strip")
            done = f"{then.counts['done']} hecho"
            assert done in counts or not then.counts["done"]
            if then.state.status == "open":
                assert then.say(then.step.title) in desk.said("Paper")
            await desk.press("right")


async def test_nothing_that_came_later_is_shown(tmp_path: Path) -> None:
    path = keep(tmp_path, "restored")
    async with at_record(tmp_path, path, size=(120, 60)) as desk:
        await desk.press("ctrl+r", "right")
        said = desk.text()
        assert "un usuario de ventas" in said
        assert "Camilo Luna" not in said
        assert "Faltan negociaciones" not in said
        assert "Copia completa" not in said
        assert "▶ Elija por qué medio avisó" in said
        await desk.press("right", "right")
        assert "Faltan negociaciones" in desk.said("Paper")
        await desk.press("left")
        assert "Faltan negociaciones" not in desk.text()


async def test_the_first_and_the_last_event_end_the_way(tmp_path: Path) -> None:
    path = keep(tmp_path, "no_loss")
    count = len(decode(path.read_bytes(), path).events)
    async with at_record(tmp_path, path) as desk:
        await desk.press("ctrl+r", "left")
        assert f"evento 1 de {count}" in desk.said("#moment")
        await desk.press("end")
        assert f"evento {count} de {count}" in desk.said("#moment")
        assert "La sesión está cerrada" in desk.said("Paper")
        await desk.press("right")
        assert f"evento {count} de {count}" in desk.said("#moment")
        await desk.press("home")
        assert f"evento 1 de {count}" in desk.said("#moment")
        await desk.press("escape")
        assert "[1 Resumen]" in desk.text()


@pytest.mark.parametrize("size", [STANDARD, NARROW, SMALL])
async def test_session_mode_and_that_it_is_only_to_read_are_always_seen(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    path = keep(tmp_path, "no_loss")
    async with at_record(tmp_path, path, size=size) as desk:
        await desk.press("ctrl+r")
        for _event in range(4):
            assert in_order(desk.rows("#heading")[0], "MPIA-DTI-140", path.stem, "INCIDENTE")
            assert "solo para leer" in desk.rows("KeysBar")[0]
            await desk.press("right")


async def test_what_was_answered_before_is_reached_by_scrolling_at_80x24(tmp_path: Path) -> None:
    async with at_record(tmp_path, keep(tmp_path, "restored"), size=NARROW) as desk:
        await desk.press("ctrl+r", "end")
        for _page in range(30):
            await desk.press("pagedown")
        assert "Confirme que la pérdida es real" in desk.said("Paper")


async def test_keys_that_answer_a_session_do_nothing_here(tmp_path: Path) -> None:
    path = keep(tmp_path, "restored", 3)
    data = path.read_bytes()
    async with at_record(tmp_path, path) as desk:
        await desk.press("ctrl+r", "end", *"Ana", "enter", "ctrl+s", "ctrl+n", "f9", "f5", "1", "enter")
        assert not desk.is_in_dialog
    assert path.read_bytes() == data
