"""The current item fits a terminal of 80x24 without scrolling, whatever it is (R10)."""

from pathlib import Path

import pytest
from desk import CRM, FULL
from textual.containers import VerticalScroll

from tests.screen.sitting import NARROW, Action, Sitting, sitting

MOST_ITEMS = 9


@pytest.mark.parametrize("language", ["es", "en"])
@pytest.mark.parametrize("actions", [FULL, CRM], ids=["full", "csv"])
async def test_R10_every_item_of_a_session_fits_80x24_with_at_most_nine_others(
    tmp_path: Path, actions: tuple[Action, ...], language: str
) -> None:
    crowded = []
    async with sitting(tmp_path, size=NARROW, language=language) as desk:
        for name, value in actions:
            if name != "complete" and not fits(desk):
                crowded.append((name, desk.text()))
            assert len(desk.rows("#checklist", "#rest")) <= MOST_ITEMS
            await desk.go_on((name, value))
        assert fits(desk)
    assert crowded == []


def fits(desk: Sitting) -> bool:
    return desk.app.screen.query_one("#main", VerticalScroll).max_scroll_y == 0
