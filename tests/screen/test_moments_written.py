"""A moment written as people write it: the line shows how, and how it is understood."""

import re
from datetime import timedelta
from pathlib import Path

import pytest
from desk import before

from runbooks.language import LANGUAGES
from tests.screen.sitting import sitting

UNDERSTOOD = "MomentEditor #understood"
ASKED = {"last_seen": before("last_seen"), "do_not_start_before": before("ticket_sent_at")}


PLANNED = {"es": "en 4 h, mañana 08:00, 26/11/2026 14:30", "en": "in 4 h, tomorrow 08:00, 26/11/2026 14:30"}
PAST = {
    "es": "hace 2 h, 14:30, ayer 09:15, 19/11/2026 14:30",
    "en": "2 h ago, 14:30, yesterday 09:15, 19/11/2026 14:30",
}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("item", "told"), [("last_seen", PAST), ("do_not_start_before", PLANNED)])
async def test_the_empty_line_shows_what_is_past_or_what_is_planned(
    tmp_path: Path, item: str, told: dict[str, str], language: str
) -> None:
    async with sitting(tmp_path, ASKED[item], language=language) as desk:
        assert told[language] in desk.said("MomentEditor Field")


async def test_what_is_written_in_everyday_words_is_shown_as_it_is_understood(tmp_path: Path) -> None:
    async with sitting(tmp_path, ASKED["last_seen"]) as desk:
        three_days_ago = desk.session.situation.now - timedelta(days=3)
        for text in ("hace 6 días", "ayer 9 am", f"{three_days_ago:%d/%m} 9:00"):
            await desk.paste(text)
            said = desk.said(UNDERSTOOD)
            assert re.match(r"= \w+ \d\d/\d\d/\d{4} \d\d:\d\d \(UTC-06:00\) \(hace ", said), (text, said)
            assert "⚠" not in said
            await desk.press("end", *["backspace"] * len(text))


async def test_a_day_alone_asks_for_its_hour(tmp_path: Path) -> None:
    asks = "No se hizo: «jueves» no dice la hora: escriba, por ejemplo, jueves 09:00"
    async with sitting(tmp_path, ASKED["last_seen"]) as desk:
        await desk.press(*"jueves", "enter")
        assert asks in desk.said(UNDERSTOOD)
        await desk.press(*" 9am", "enter")
        assert desk.kept("last_seen") is not None
