"""The checklist's rules about one item, on the screen: evidence, ways on, caution before action."""

from pathlib import Path

import pytest
from desk import CRM, FULL, before

from runbooks.definition.items import Item
from tests.screen.sitting import NARROW, WIDE, Action, Sitting, in_order, sitting
from tui.editors.choice import ConfirmEditor
from tui.editors.pane import EditorPane
from tui.screens.session import SessionScreen

BOTH = pytest.mark.parametrize("actions", [FULL, CRM], ids=["full", "csv"])
HARD = before("restore_date")


def asked(desk: Sitting) -> Item | None:
    """The item that the screen asks for."""
    screen = desk.app.screen
    assert isinstance(screen, SessionScreen)
    return screen._item


# -- R4 -----------------------------------------------------------------------------------------------


async def test_R4_nothing_critical_is_asked_as_a_bare_yes_or_no(tmp_path: Path) -> None:
    critical = 0
    async with sitting(tmp_path) as desk:
        for action in FULL:
            item = asked(desk)
            if item is not None and item.critical:
                critical += 1
                assert not isinstance(desk.app.screen.query_one(EditorPane).shown, ConfirmEditor), item.id
            await desk.go_on(action)
    assert critical > 4


async def test_R4_a_verification_takes_no_bare_tick(tmp_path: Path) -> None:
    async with sitting(tmp_path, before("verification")) as desk:
        events = desk.events
        await desk.press("1", "enter", "ctrl+s")
        assert "un número o un nombre, no una palomita" in desk.said("#told")
        assert desk.events == events
        await desk.press(*"412", "enter", "1", *"310", "enter")
        assert desk.events == [*events, "answered"]
        assert desk.kept("verification")["crm"] == {"state": "ok", "seen": "412"}


@pytest.mark.parametrize("typed", ["s", "sí", "ok", "1"])
async def test_R4_the_loss_is_accepted_by_its_day_and_by_no_word(tmp_path: Path, typed: str) -> None:
    async with sitting(tmp_path, before("consequences_accepted")) as desk:
        events = desk.events
        await desk.press(*typed, "enter")
        assert desk.events == events
        await desk.press("ctrl+u", *desk.kept("restore_date"), "enter")
        assert desk.events == [*events, "answered"]


# -- R5 -----------------------------------------------------------------------------------------------


@BOTH
async def test_R5_every_item_can_be_passed_over_but_those_that_the_document_forbids_to(
    tmp_path: Path, actions: tuple[Action, ...]
) -> None:
    hard, soft = set[str](), set[str]()
    async with sitting(tmp_path) as desk:
        for action in actions:
            if (item := asked(desk)) is not None:
                await desk.press("ctrl+o")
                assert desk.is_in_dialog is not item.hard, item.id
                if item.hard:
                    hard.add(item.id)
                    told = f"el documento no permite omitir esto ({item.clause})"
                    assert told in desk.said("#told")
                else:
                    soft.add(item.id)
                    assert "¿Por qué se omite?" in desk.said("Dialog > Vertical")
                    await desk.press("escape")
            await desk.go_on(action)
    assert len(hard) >= 3
    assert len(soft) > len(hard)


async def test_R5_an_item_passed_over_is_logged_with_its_reason_and_the_step_goes_on(tmp_path: Path) -> None:
    async with sitting(tmp_path, before("account_owner")) as desk:
        await desk.press("ctrl+o")
        await desk.paste("no contesta nadie", "enter")
        assert desk.events[-1] == "overridden"
        assert any("omitido: no contesta nadie" in row for row in desk.rows("#checklist"))
        assert not desk.place.startswith("Anote el nombre del titular")


async def test_R5_where_passing_over_is_forbidden_there_are_ways_on_back_and_out(tmp_path: Path) -> None:
    async with sitting(tmp_path, HARD, size=(200, 40)) as desk:
        item = asked(desk)
        assert item is not None
        assert item.hard
        here = desk.place
        assert all(key in desk.rows()[-1] for key in ("F8", "^B", "F9", "F10", "^Q"))
        await desk.press("f8")
        assert desk.place != here
        await desk.press("f7")
        assert desk.place == here
        for key, title in (("ctrl+b", "Volver a"), ("f9", "Cancelar la sesión: ¿por qué?")):
            await desk.press(key)
            assert title in desk.said("Dialog > Vertical")
            await desk.press("escape")
        await desk.press("f10")
        await desk.until(lambda: "SIN CERRAR" in desk.text())


# -- R14 ----------------------------------------------------------------------------------------------


@BOTH
@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["120x50", "80x24"])
async def test_R14_caution_and_what_is_expected_stand_before_the_place_of_the_answer(
    tmp_path: Path, actions: tuple[Action, ...], size: tuple[int, int]
) -> None:
    cautious, critical = set[str](), set[str]()
    async with sitting(tmp_path, size=size) as desk:
        for action in actions:
            if (item := asked(desk)) is not None:
                above = desk.said("#asked")
                caution = told(desk, item, "caution")
                parts = [f"⚠ {caution}"] if caution else []
                cautious |= {item.id} if caution else set()
                if item.critical:
                    critical.add(item.id)
                    expect, otherwise = told(desk, item, "expect"), told(desk, item, "otherwise")
                    parts += [f"Se espera: {expect}", f"Si no: {otherwise}"]
                assert in_order(above, *parts), (item.id, parts, above)
                assert desk.seen("#asked").bottom <= desk.seen("EditorPane").y, item.id
            await desk.go_on(action)
    assert len(cautious) >= 4
    assert len(critical) >= 5


def told(desk: Sitting, item: Item, part: str) -> str:
    """A text of `item` as it is said now, as running text."""
    written = getattr(item, part)
    return " ".join(desk.session.situation.say(written).split()) if written else ""
