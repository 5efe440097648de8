"""Deliveries as a table: the next row is filled in cell by cell, what is noted stays as it is."""

from pathlib import Path

import pytest
from desk import FULL, before

from tests.screen.sitting import NARROW, SMALL, WIDE, Action, Sitting, sitting

HERE = before("deliveries")
SIZES = pytest.mark.parametrize("size", [(160, 50), WIDE, NARROW, SMALL], ids=lambda s: f"{s[0]}x{s[1]}")
LONG = "jefa de ventas y todo su equipo de la sucursal del norte"


def noted(desk: Sitting) -> list[str]:
    return [" ".join(row.split()) for row in desk.rows("Noted")]


def columns(row: str, *words: str) -> list[int]:
    return [row.index(word) for word in words]


async def note(desk: Sitting, channel: str, audience: str, result: str) -> None:
    await desk.press(channel, "enter")
    await desk.paste(audience, "enter", "enter")
    await desk.paste(result, "enter")


async def test_a_row_is_noted_by_keys_and_the_next_one_stands_under_it_in_the_same_columns(
    tmp_path: Path,
) -> None:
    async with sitting(tmp_path, HERE) as desk:
        await desk.press("4", "enter", *"ventas", "enter", "enter", *"avisados", "enter")
        [row] = noted(desk)
        assert row.startswith("✔ Teléfono ventas ")
        assert row.endswith(" avisados")
        await desk.press("1", "enter", *"todos", "enter", *"now", "enter", *"leido")
        table = [row for row in desk.rows("EditorPane") if row]
        titles = columns(table[0], "Medio", "A quién", "Cuándo", "Resultado")
        assert columns(table[2], "Correo", "todos", "now", "leido") == titles
        assert columns(table[1], "Teléfono", "ventas")[:2] == titles[:2]
        assert columns(table[1], "avisados") == titles[3:]
        await desk.press("enter")
        assert [one["channel"] for one in desk.kept("deliveries")] == ["phone", "email"]
        await desk.press("f8")
        assert desk.place.startswith("Confirme que guardaron")


async def test_after_a_row_the_screen_says_how_to_go_on(tmp_path: Path) -> None:
    async with sitting(tmp_path, HERE) as desk:
        assert "siga con F8" not in desk.said("EditorPane")
        await note(desk, "1", "todos", "leído")
        assert "Anote otro aviso o siga con F8." in desk.said("EditorPane")


async def test_where_nothing_need_be_noted_the_screen_says_how_to_go_on_without(tmp_path: Path) -> None:
    failed = [("result", "failed") if name == "result" else (name, value) for name, value in FULL]
    async with sitting(tmp_path, before("all_clear_deliveries", failed)) as desk:
        assert "Es opcional: F8 sigue sin anotar." in desk.said("#under")
        await desk.press("f8")
        assert "Terminar este paso" in desk.said()


@pytest.mark.parametrize(
    ("keys", "channel"),
    [(["3"], "chat"), (["right", "right"], "bitrix24"), (["left"], "other"), (["down", "2"], "bitrix24")],
)
async def test_a_channel_is_chosen_by_its_number_or_an_arrow(
    tmp_path: Path, keys: list[str], channel: str
) -> None:
    async with sitting(tmp_path, HERE) as desk:
        assert "1 Correo 2 Bitrix24 3 Chat 4 Teléfono 5 En persona 6 Otro" in desk.said("Channels")
        await desk.press(*keys, "enter", *"a", "enter", "enter", *"b", "enter")
        assert [one["channel"] for one in desk.kept("deliveries")] == [channel]


async def test_a_row_says_what_is_missing_of_it(tmp_path: Path) -> None:
    async with sitting(tmp_path, HERE) as desk:
        await desk.press("7", "enter")
        assert "Elija primero el medio" in desk.said("#told")
        await desk.press("ctrl+s")
        assert "Elija primero el medio" in desk.said("#told")
        await desk.press("1", "enter", "enter")
        assert "Primero escriba algo" in desk.said("#told")
        await desk.press(*"ventas", "ctrl+s")
        assert "con qué resultado" in desk.said("#told")
        assert "delivered" not in desk.events
        await desk.press(*"bien", "enter")
        assert desk.events[-1] == "delivered"


async def test_an_empty_moment_is_now_and_says_so_and_a_written_one_says_how_it_is_understood(
    tmp_path: Path,
) -> None:
    async with sitting(tmp_path, HERE) as desk:
        assert "ahora" in desk.said("#at")
        await desk.press("1", "enter", *"a", "enter")
        assert "Vacío: ahora." in desk.said("#under")
        await desk.paste("hace 1 h")
        assert desk.said("#under").startswith("= ")
        assert desk.said("#under").endswith("(hace 1 h 00 min)")
        await desk.paste(" o dos")
        assert "no es un momento" in desk.said("#under")
        await desk.press("enter")
        assert "no es un momento" in desk.said("#told")
        await desk.press(*["backspace"] * 6, "enter", *"bien", "enter")
        assert desk.events[-1] == "delivered"


async def test_a_row_that_is_refused_says_why_and_stays_as_it_was_typed(tmp_path: Path) -> None:
    async with sitting(tmp_path, HERE) as desk:
        await desk.press("2", "enter", *"ventas", "enter", *"now+2h", "enter", *"leido", "enter")
        assert desk.said("#told").startswith("No se hizo: ")
        assert "delivered" not in desk.events
        assert desk.said("ChannelCell") == "Bitrix24"
        assert (desk.said("#audience"), desk.said("#at"), desk.said("#result")) == (
            "ventas",
            "now+2h",
            "leido",
        )
        await desk.press("shift+tab", *["backspace"] * 6, "enter", "enter")
        assert desk.events[-1] == "delivered"


async def test_tab_takes_over_what_was_told_before_and_moves_on_where_nothing_is_offered(
    tmp_path: Path,
) -> None:
    async with sitting(tmp_path, HERE) as desk:
        await desk.press("1", "tab", *"ventas", "tab", "tab", *"leido", "enter")
        assert desk.events[-1] == "delivered"
        await desk.press("3", "tab")
        assert "Tab lo pone: ventas" in desk.said("#under")
        await desk.press("tab", "enter", "enter", "tab", "enter")
        told = desk.kept("deliveries")
        assert [(one["channel"], one["audience"], one["result"]) for one in told] == [
            ("email", "ventas", "leido"),
            ("chat", "ventas", "leido"),
        ]
        await desk.press("2", "tab", "tab", "shift+tab")
        assert desk.app.focused is desk.app.screen.query_one("ChannelCell")


async def test_the_all_clear_offers_whoever_was_told_before_one_after_another(tmp_path: Path) -> None:
    told: list[Action] = []
    for name, value in before("all_clear_deliveries"):
        told.append((name, value))
        if name == "deliveries":
            told.append((name, [{**value[0], "audience": "bodega"}]))
    first = next(value for name, value in told if name == "deliveries")[0]["audience"]
    async with sitting(tmp_path, told) as desk:
        assert desk.said("#audience") == f"Tab: {first}"
        await desk.press("1", "enter", "tab", "enter", "enter", "tab", "enter")
        assert desk.said("#audience") == "Tab: bodega"
        assert [one["audience"] for one in desk.kept("all_clear_deliveries")] == [first]


async def test_R13_a_row_typed_before_the_program_ended_is_whole_again_and_enter_alone_does_not_note_it(
    tmp_path: Path,
) -> None:
    async with sitting(tmp_path, HERE) as desk:
        await desk.press("5", "enter", *"ventas", "enter", *"now", "enter", *"bien")
    async with sitting(tmp_path, HERE, resumed=True) as desk:
        assert desk.said("ChannelCell") == "En persona"
        await desk.press(*["enter"] * 20)
        assert "Tab" in desk.said("#told")
        assert "delivered" not in desk.events
        await desk.press("tab", "enter", "tab", "enter", "tab", "enter")
        assert desk.events[-1] == "delivered"


async def test_what_is_noted_never_changes_and_the_screen_names_the_key_that_corrects_it(
    tmp_path: Path,
) -> None:
    async with sitting(tmp_path, HERE) as desk:
        await note(desk, "1", "todos", "leído")
        events = desk.events
        await desk.click("Noted")
        assert "Lo anotado ya no cambia; se corrige con una nota (^N)." in desk.said("#told")
        await note(desk, "2", "ventas", "leído")
        assert desk.said("#told") == ""
        await desk.press("3", "enter", "up")
        assert "se corrige con una nota (^N)" in desk.said("#told")
        assert len(desk.events) == len(events) + 1


async def test_the_row_is_filled_in_by_mouse(tmp_path: Path) -> None:
    async with sitting(tmp_path, HERE) as desk:
        row = desk.rows("Channels")[0]
        await desk.click("Channels", column=row.index("Teléfono"))
        assert desk.said("ChannelCell") == "Teléfono"
        await desk.press(*"ventas")
        await desk.click("#result")
        await desk.press(*"bien")
        await desk.click("#at", column=0)
        await desk.press(*"now")
        await desk.click("ChannelCell")
        await desk.press("1", "ctrl+s")
        [told] = desk.kept("deliveries")
        assert (told["channel"], told["audience"], told["result"]) == ("email", "ventas", "bien")


async def test_a_notice_that_changed_is_told_anew_and_what_was_told_before_can_be_read(
    tmp_path: Path,
) -> None:
    actions = [*before("files_safe"), ("notice", {"text": "Otro aviso. 2026-11-19"})]
    async with sitting(tmp_path, actions) as desk:
        assert desk.kept("deliveries") is None
        assert "(antes)" in desk.said("Noted")
        assert "✔" not in desk.said("Noted")
        assert desk.said("#audience").startswith("Tab: ")


@SIZES
@pytest.mark.parametrize("language", ["es", "en"])
async def test_nothing_of_a_row_is_cut_and_the_next_one_is_whole_on_the_screen(
    tmp_path: Path, size: tuple[int, int], language: str
) -> None:
    async with sitting(tmp_path, HERE, size=size, language=language) as desk:
        for widget in ("#header", "ChannelCell", "#audience", "#at", "#result", "Channels", "#under"):
            assert desk.seen(widget).area, widget
        await note(desk, "5", LONG, "contestaron que guardan todo fuera")
        [told] = desk.kept("deliveries")
        assert told["audience"] == LONG
        words = set(desk.said("Noted").split())
        assert {*LONG.split(), "contestaron", "que", "guardan", "fuera"} <= words
        for widget in ("ChannelCell", "#audience", "#at", "#result", "Channels", "#under"):
            assert desk.seen(widget).area, widget
        assert "Other" in desk.said("Channels") or "Otro" in desk.said("Channels")


async def test_a_text_longer_than_its_cell_stands_whole_under_the_row(tmp_path: Path) -> None:
    async with sitting(tmp_path, HERE, size=NARROW) as desk:
        await desk.press("1", "enter")
        await desk.paste(LONG)
        assert LONG in desk.said("#under")
        await desk.press(*"!!")
        assert desk.said("#audience").endswith("norte!!")
        await desk.press("enter")
        assert LONG.startswith(desk.said("#audience"))
        await desk.press("shift+tab", *"!")
        assert LONG + "!!!" in desk.said("#under")
