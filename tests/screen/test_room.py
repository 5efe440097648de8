"""The current item fits a terminal of 80x24 without scrolling, whatever it is (R10)."""

from pathlib import Path

import pytest
from desk import CRM, FULL
from textual.containers import VerticalScroll

from tests.screen.sitting import NARROW, Action, Sitting, sitting
from tests.screen.training import training_sitting

MOST_ITEMS = 9


@pytest.mark.parametrize("language", ["es", "en"])
@pytest.mark.parametrize("actions", [FULL, CRM], ids=["full", "csv"])
async def test_R10_every_item_of_a_session_fits_80x24_with_at_most_nine_others(
    tmp_path: Path, actions: tuple[Action, ...], language: str
) -> None:
    async with sitting(tmp_path, size=NARROW, language=language) as desk:
        assert await crowded(desk, actions) == []


@pytest.mark.parametrize("language", ["es", "en"])
@pytest.mark.parametrize("actions", [FULL, CRM], ids=["full", "csv"])
async def test_R10_T2_so_does_every_item_of_a_training_in_its_frame(
    tmp_path: Path, actions: tuple[Action, ...], language: str
) -> None:
    async with training_sitting(tmp_path, size=NARROW, language=language) as desk:
        assert await crowded(desk, actions) == []


async def crowded(desk: Sitting, actions: tuple[Action, ...]) -> list[tuple[str, str]]:
    """The items, with their screens, that do not fit while `actions` are done one by one."""
    found = []
    for name, value in actions:
        if name != "complete" and not fits(desk):
            found.append((name, desk.text()))
        assert len(desk.rows("#checklist", "#rest")) <= MOST_ITEMS
        await desk.go_on((name, value))
    assert fits(desk)
    return found


def fits(desk: Sitting) -> bool:
    return desk.app.screen.query_one("#main", VerticalScroll).max_scroll_y == 0
