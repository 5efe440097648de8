"""A moment: typed, and judged while it is typed, or one of a few that people mean most."""

import re
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from desk import RUNBOOK, Desk, before

from runbooks.definition.items import DatetimeItem
from runbooks.definition.model import Runbook
from runbooks.engine import moments
from runbooks.engine.commands import Answer
from runbooks.engine.decide import decide
from runbooks.engine.refusals import Refusal
from runbooks.language import LANGUAGES, using
from runbooks.tried import MOST, PAST, TO_COME, in_words, moments_offered
from tests.screen.sitting import NARROW, SMALL, WIDE, Sitting, sitting
from tui.editors.moment import MomentEditor, Offers

ITEMS = ("last_seen", "noticed_at", "do_not_start_before", "ticket_sent_at", "restored_at")
ASKED = {
    **{item: before(item) for item in ITEMS if item != "do_not_start_before"},
    "do_not_start_before": before("ticket_sent_at"),
}
EARLY = datetime.fromisoformat("2026-11-22T03:10:00-06:00")
LATE = datetime.fromisoformat("2026-11-22T22:50:00-06:00")


def offered(desk: Desk, item: str) -> list[str]:
    asked = desk.item(item)
    assert isinstance(asked, DatetimeItem)
    return [offer.words for offer in moments_offered(desk.situation, asked)]


def typed(desk: Sitting) -> str:
    return desk.app.screen.query_one(MomentEditor).field.value


def understood(desk: Sitting) -> str:
    return desk.said("MomentEditor #understood")


def rows(desk: Sitting) -> list[str]:
    """The rows of the offers, without the one above them."""
    return [row.strip() for row in desk.rows("Offers")[1:]]


def row_of(desk: Sitting, words: str) -> int:
    """The row, counted from the one above them, where `words` are offered: it changes with the hour."""
    return [offer.words for offer in desk.app.screen.query_one(Offers).offers].index(words) + 1


# -- what is offered ---------------------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("offer", [*PAST, *TO_COME, "now-20d", "now+90m", "today-5d 02:00", "today+6d 23:59"])
def test_an_offer_is_put_into_words_that_are_read_as_the_same_moment(language: str, offer: str) -> None:
    situation = Desk().situation
    meant = moments.resolve_datetime(offer, now=situation.now, zone=situation.zone)
    with using(language):
        words = in_words(situation, offer)
    assert moments.resolve_datetime(words, now=situation.now, zone=situation.zone) == meant


@pytest.mark.parametrize("now", [EARLY, LATE], ids=["at_three", "at_night"])
@pytest.mark.parametrize("item", ITEMS)
def test_only_what_the_engine_would_take_is_offered(item: str, now: datetime) -> None:
    desk = Desk(ASKED[item], now=now)
    words = offered(desk, item)
    assert 0 < len(words) <= MOST
    assert len(set(words)) == len(words)
    for one in words:
        assert not isinstance(decide(desk.situation, Answer(item, one)), Refusal), one


def test_what_happened_is_offered_from_now_backwards() -> None:
    with using("es"):
        desk = Desk([*ASKED["noticed_at"][:-1], ("last_seen", "now-3d")])
        usual = ["ahora", "hace 30 min", "hace 2 h", "hoy 08:00", "ayer 18:00"]
        assert offered(desk, "noticed_at") == usual
        early = Desk([*ASKED["noticed_at"][:-1], ("last_seen", "now-3d")], now=EARLY)
        assert "hoy 08:00" not in offered(early, "noticed_at")


def test_that_all_was_well_just_now_is_not_offered_after_a_loss() -> None:
    with using("es"):
        desk = Desk(ASKED["last_seen"])
        assert offered(desk, "last_seen") == ["hace 2 h", "hoy 08:00", "ayer 18:00", "ayer 08:00"]
        early = Desk(ASKED["last_seen"], now=EARLY)
        assert offered(early, "last_seen") == ["hace 2 h", "ayer 18:00", "ayer 08:00"]


def test_what_is_planned_is_offered_from_now_onwards_and_nothing_past() -> None:
    with using("es"):
        desk = Desk(ASKED["do_not_start_before"])
        item = "do_not_start_before"
        assert offered(desk, item) == ["en 1 h", "en 4 h", "hoy 20:00", "mañana 08:00", "mañana 20:00"]
        late = Desk(ASKED[item], now=LATE)
        assert "hoy 20:00" not in offered(late, item)


def test_what_cannot_lie_before_another_moment_is_not_offered_before_it() -> None:
    with using("es"):
        desk = Desk(ASKED["noticed_at"][:-1])
        desk.go([("last_seen", "now-1h")])
        assert offered(desk, "noticed_at") == ["ahora", "hace 30 min"]


def test_the_answer_that_stood_there_before_comes_first() -> None:
    with using("es"):
        desk = Desk(before("cause"))
        told = desk.situation.answer("noticed_at")
        desk.go([("last_seen", "now-31h")])
        words = offered(desk, "noticed_at")
        assert words[0] == f"{told:%d/%m/%Y %H:%M}"
        desk.go([("last_seen", "now-1h")])
        assert words[0] not in offered(desk, "noticed_at")


# -- moved to, taken, edited -------------------------------------------------------------------------


@pytest.mark.parametrize("size", [WIDE, NARROW, SMALL], ids=["wide", "80x24", "60x20"])
@pytest.mark.parametrize("item", ITEMS)
async def test_each_offer_stands_with_the_moment_it_means_and_all_are_seen(
    tmp_path: Path, item: str, size: tuple[int, int]
) -> None:
    async with sitting(tmp_path, ASKED[item], size=size) as desk:
        if item == "ticket_sent_at":
            await desk.press("f8")
        shown = desk.app.screen.query_one(Offers).offers
        assert len(rows(desk)) == len(shown) > 0
        for offer, row in zip(shown, rows(desk), strict=True):
            assert row.startswith(offer.words)
            assert re.search(r"\w+ \d\d/\d\d/\d{4} \d\d:\d\d", row)
            assert f"{offer.moment:%d/%m/%Y %H:%M}" in row
        assert "▶" not in desk.text("Offers")
        if size != SMALL:
            assert desk.app.screen.query_one("#main").max_scroll_y == 0


async def test_down_puts_an_offer_into_the_line_with_what_it_means_and_enter_sends_it(
    tmp_path: Path,
) -> None:
    async with sitting(tmp_path, ASKED["last_seen"]) as desk:
        place = row_of(desk, "hace 2 h")
        await desk.press(*["down"] * place)
        assert typed(desk) == "hace 2 h"
        assert understood(desk).startswith("= ")
        assert "(hace 2 h 00 min)" in understood(desk)
        assert [row for row in rows(desk) if row.startswith("▶")] == [rows(desk)[place - 1]]
        assert desk.kept("last_seen") is None
        await desk.press("enter")
        meant = desk.session.situation.now - datetime.fromisoformat(desk.kept("last_seen"))
        assert timedelta(hours=2) <= meant < timedelta(hours=2, minutes=2)


async def test_up_leads_out_of_the_list_again(tmp_path: Path) -> None:
    async with sitting(tmp_path, ASKED["last_seen"]) as desk:
        await desk.press("up")
        assert typed(desk) == ""
        await desk.press("down", "down", "up")
        assert typed(desk) == "hace 2 h"
        await desk.press("up")
        assert typed(desk) == ""
        await desk.press("enter")
        assert desk.kept("last_seen") is None


async def test_the_last_offer_is_the_end_of_the_list(tmp_path: Path) -> None:
    async with sitting(tmp_path, ASKED["last_seen"]) as desk:
        await desk.press(*["down"] * 9)
        assert rows(desk)[-1].startswith("▶")


async def test_an_offer_can_be_edited_by_hand(tmp_path: Path) -> None:
    async with sitting(tmp_path, ASKED["last_seen"]) as desk:
        await desk.press(*["down"] * row_of(desk, "hace 2 h"), "end", *["backspace"] * 3)
        await desk.press(*"5 h")
        assert typed(desk) == "hace 5 h"
        assert "(hace 5 h 00 min)" in understood(desk)
        assert "▶" not in desk.text("Offers")
        await desk.press("down", *"14:30")  # what was put there is replaced by what is typed
        assert typed(desk) == "14:30"


async def test_an_arrow_and_enter_right_behind_it_take_the_offer(tmp_path: Path) -> None:
    async with sitting(tmp_path, ASKED["last_seen"]) as desk:
        desk.post("down", "enter")
        await desk.settle()
        assert desk.kept("last_seen") is not None


async def test_R13_one_click_moves_and_the_second_on_the_same_offer_takes_it(tmp_path: Path) -> None:
    async with sitting(tmp_path, ASKED["last_seen"]) as desk:
        place = row_of(desk, "hace 2 h")
        await desk.click("Offers", row=place + 1)
        await desk.click("Offers", row=place)
        assert typed(desk) == "hace 2 h"
        assert desk.kept("last_seen") is None
        await desk.click("Offers", row=place)
        assert desk.kept("last_seen") is not None


async def test_an_optional_moment_is_planned_with_arrows_or_left_empty_with_enter(tmp_path: Path) -> None:
    async with sitting(tmp_path, ASKED["do_not_start_before"]) as desk:
        await desk.press("enter")
        assert desk.place.startswith("Envíe la solicitud")
        await desk.press("f7")
        await desk.press(*["down"] * row_of(desk, "en 4 h"), "enter")
        planned = datetime.fromisoformat(desk.kept("do_not_start_before")) - desk.session.situation.now
        assert timedelta(hours=3, minutes=58) < planned <= timedelta(hours=4)


async def test_offers_are_in_the_users_language(tmp_path: Path) -> None:
    async with sitting(tmp_path, ASKED["last_seen"], language="en") as desk:
        assert {"2 h ago", "yesterday 18:00"} <= {row.split("  ")[0] for row in rows(desk)}
        await desk.press("down", "enter")
        assert desk.kept("last_seen") is not None


def test_a_record_whose_runbook_knows_no_offers_opens_and_is_offered_the_usual_moments() -> None:
    plain = RUNBOOK.model_dump(mode="json")
    for step in plain["steps"]:
        for item in step["items"]:
            item.pop("offers", None)
    older = Runbook.model_validate(plain)
    with using("es"):
        desk = Desk(ASKED["last_seen"], runbook=older)
        assert offered(desk, "last_seen")[0] == "ahora"
        planned = Desk(ASKED["do_not_start_before"], runbook=older)
        assert offered(planned, "do_not_start_before")[:2] == ["en 1 h", "en 4 h"]


# -- judged while it is typed ------------------------------------------------------------------------

AGAINST = [
    ("last_seen", "now+2h", "aún no llega. Dé un momento pasado."),
    ("noticed_at", "now-40h", "No pudo notarse antes de la última vez que se vio todo bien"),
    ("do_not_start_before", "now+20d", "ya se habrá borrado"),
    ("restored_at", "ayer 08:00", "No pudo terminar antes de enviar la solicitud"),
]


@pytest.mark.parametrize(("item", "text", "reason"), AGAINST)
async def test_what_is_understood_and_not_acceptable_says_so_before_enter(
    tmp_path: Path, item: str, text: str, reason: str
) -> None:
    async with sitting(tmp_path, ASKED[item]) as desk:
        await desk.paste(text)
        said = understood(desk)
        assert said.startswith("= ")
        assert "⚠ " in said
        assert reason in said
        events = desk.events
        await desk.press("enter")
        assert "✘ No se hizo: " in understood(desk)
        assert reason in understood(desk)
        assert (desk.events, typed(desk)) == (events, text)
        await desk.press("end", *["backspace"] * len(text), *"ahora")
        if item != "do_not_start_before":
            assert "⚠" not in understood(desk)
            assert "✘" not in understood(desk)


async def test_what_is_half_typed_says_nothing_yet(tmp_path: Path) -> None:
    async with sitting(tmp_path, ASKED["last_seen"]) as desk:
        await desk.press(*"hace ")
        assert understood(desk) == ""
        await desk.press("enter")
        assert "No se hizo: «hace» no es un momento" in understood(desk)


async def test_each_key_asks_the_engine_at_most_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[Answer] = []

    def counted(situation: object, command: Answer) -> object:
        asked.append(command)
        return decide(situation, command)  # type: ignore[arg-type]

    for item, keys in (("last_seen", "hoy 00:00"), ("restore_date", "hoy-3d")):
        async with sitting(tmp_path / item, before(item)) as desk:
            monkeypatch.setattr("runbooks.tried.decide", counted)
            for key in [*keys, "down", "up"]:
                asked.clear()
                await desk.press(key)
                assert len(asked) <= 1, (item, key)
            monkeypatch.undo()
