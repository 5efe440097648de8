"""The list of records: complete, newest first, searched, sorted, opened only by who touched it."""

import re
from pathlib import Path

import pytest
from desk import actions_of
from store_worker import new_record

from runbooks.record.encoding import Encoded
from runbooks.record.files import make_private_folder, write_whole
from tests.bench.records import make_records
from tests.screen.kept import STANDARD, among_records, keep, marked_on
from tests.screen.sitting import NARROW, SMALL, Sitting, begun, in_order, places, sitting
from tui.acts import RECORDS
from tui.editors.field import Field
from tui.screens.record import RecordScreen
from tui.screens.records import RecordsScreen

ID = re.compile(r"T?-?[0-9]{4}-[0-9]{2}-[0-9]{2}-[a-z0-9]{4}")


def listed(desk: Sitting) -> list[str]:
    """The ids of the rows that are seen, in their order."""
    return [found[0] for row in desk.rows("Table") if (found := ID.search(row))]


def row_of(desk: Sitting, record: Path) -> str:
    return next(row for row in desk.rows("Table") if record.stem in row)


async def find(desk: Sitting, asked: str) -> list[str]:
    if desk.app.screen.query_one(Field).value:
        await desk.press("escape")
    await desk.paste(asked)
    return listed(desk)


def put(home: Path, id: str, data: bytes, folder: str = "sessions") -> Path:
    path = home / "data" / folder / f"{id}.json"
    make_private_folder(path.parent)
    write_whole(path, data)
    return path


async def test_each_record_says_when_it_started_who_led_it_and_how_it_ended_or_where_it_is_held(
    tmp_path: Path,
) -> None:
    closed = keep(tmp_path, "restored")
    held = keep(tmp_path, "restored", 20, operator="Luis")
    finished = keep(tmp_path, "no_loss", -1)
    async with among_records(tmp_path) as desk:
        assert "3 de 3" in desk.rows("#heading")[0]
        assert in_order(row_of(desk, closed), "✔ cerrada", "Se restauró por completo.", "Directora", "/")
        assert in_order(row_of(desk, held), "· en curso", "Redactar la solicitud", "Luis")
        assert in_order(row_of(desk, finished), "⚠ terminada, sin cerrar", "No hubo pérdida")
        await marked_on(desk, closed)
        assert in_order(
            desk.said("#marked"), closed.stem, "cerrada", "Directora", "comenzó", "(UTC", "Se restauró",
            "CRM, Drive", "copia del", "Copia completa",
        )  # fmt: skip


async def test_the_newest_come_first_and_trainings_are_listed_only_when_asked_for(tmp_path: Path) -> None:
    days = ("2026-11-20", "2026-11-22", "2026-11-21")
    for day in days:
        put(tmp_path, f"{day}-aaaa", Encoded.of(new_record(f"{day}-aaaa", at=f"{day}T08:00:00-06:00")).data)
    training = "T-2026-11-19-bbbb"
    put(tmp_path, training, Encoded.of(new_record(training)).data, "training/sessions")
    async with among_records(tmp_path) as desk:
        assert listed(desk) == ["2026-11-22-aaaa", "2026-11-21-aaaa", "2026-11-20-aaaa"]
        assert "incidentes" in desk.rows("#heading")[0]
        await desk.press("f6")
        assert listed(desk) == [training]
        assert "ENTRENAMIENTOS" in desk.rows("#heading")[0]
        await desk.press("f6")
        assert listed(desk) == ["2026-11-22-aaaa", "2026-11-21-aaaa", "2026-11-20-aaaa"]


@pytest.mark.parametrize("size", [STANDARD, NARROW, SMALL])
async def test_what_cannot_be_read_is_listed_with_its_fault_and_left_as_it_is(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    good = keep(tmp_path, "no_loss")
    broken = put(tmp_path, "2026-11-22-zzzz", b'{"format": ')
    foreign = put(tmp_path, "apuntes", b"{}")
    async with among_records(tmp_path, size=size) as desk:
        assert in_order(desk.rows("#heading")[0], "3 de 3", "ilegibles: 2")
        assert "! ilegible" in row_of(desk, broken)
        assert "! ilegible" in row_of(desk, foreign)
        assert good.stem in desk.text("Table")
        await marked_on(desk, broken)
        assert "No es JSON válido" in desk.said("#marked")
        await marked_on(desk, foreign)
        assert "Su nombre no es el de un registro" in desk.said("#marked")
        await desk.press("enter")
        assert "Su nombre no es el de un registro" in desk.said("Paper")
        await desk.press("escape")
        assert await find(desk, "ilegible") == ["2026-11-22-zzzz"]
        assert "apuntes" in desk.text("Table")
    assert (broken.read_bytes(), foreign.read_bytes()) == (b'{"format": ', b"{}")


async def test_the_search_finds_by_id_operator_outcome_area_step_and_copy_as_one_types(
    tmp_path: Path,
) -> None:
    restored = keep(tmp_path, "restored", operator="Inés Ávila").stem
    held = keep(tmp_path, "restored", 20).stem
    lost_nothing = keep(tmp_path, "no_loss").stem
    async with among_records(tmp_path) as desk:
        everything = listed(desk)
        assert await find(desk, restored[-4:]) == [restored]
        assert await find(desk, "ines AVILA") == [restored]
        assert await find(desk, "restauro por completo") == [restored]
        assert await find(desk, "redactar") == [held]
        assert await find(desk, "cerrada pérdida") == [lost_nothing]
        assert set(await find(desk, "copia completa")) == {restored, held}
        assert set(await find(desk, "drive directora")) == {held, lost_nothing}
        assert await find(desk, "nadie así") == []
        assert "Ningún registro coincide" in desk.said("#marked")
        assert "0 de 3" in desk.rows("#heading")[0]
        await desk.press("escape")
        assert listed(desk) == everything
        await desk.press("escape")
        assert not isinstance(desk.app.screen, RecordsScreen)


async def test_a_letter_at_a_time_narrows_the_list_and_the_first_found_can_be_opened(tmp_path: Path) -> None:
    keep(tmp_path, "no_loss", operator="Luis")
    found = keep(tmp_path, "no_loss", operator="Xóchitl")
    async with among_records(tmp_path) as desk:
        assert len(listed(desk)) == 2
        await desk.press("x", "o", "c")
        assert listed(desk) == [found.stem]
        await desk.press("enter")
        assert isinstance(desk.app.screen, RecordScreen)
        await desk.press("escape")
        assert listed(desk) == [found.stem]


async def test_letters_and_enter_in_one_burst_open_what_the_letters_found(tmp_path: Path) -> None:
    keep(tmp_path, "no_loss", operator="Luis")
    found = keep(tmp_path, "no_loss", operator="Xóchitl")
    async with among_records(tmp_path) as desk:
        desk.post(*"xochi", "enter")
        await desk.until(lambda: isinstance(desk.app.screen, RecordScreen))
        await desk.settle()
        assert found.stem in desk.text()


async def test_r13_twenty_enters_open_nothing_that_nobody_moved_to(tmp_path: Path) -> None:
    keep(tmp_path, "no_loss")
    async with among_records(tmp_path) as desk:
        desk.post(*["enter"] * 20)
        await desk.settle()
        assert isinstance(desk.app.screen, RecordsScreen)
        assert "Primero marque un registro" in desk.said("#marked")


async def test_a_key_sorts_by_the_next_column_and_another_turns_the_order_round(tmp_path: Path) -> None:
    by = {name: keep(tmp_path, "no_loss", operator=name).stem for name in ("Carla", "Ana", "Berta")}
    async with among_records(tmp_path, size=NARROW) as desk:
        newest = listed(desk)
        assert "Inicio ▼" in desk.rows("Table")[0]
        await desk.press("f4")
        assert listed(desk) == newest[::-1]
        assert "Inicio ▲" in desk.rows("Table")[0]
        await desk.press("f3", "f3", "f3")
        assert "Operador ▲" in desk.rows("Table")[0]
        assert listed(desk) == [by["Ana"], by["Berta"], by["Carla"]]
        await desk.press("f4")
        assert "Operador ▼" in desk.rows("Table")[0]
        assert listed(desk) == [by["Carla"], by["Berta"], by["Ana"]]
        await desk.press("f3", "f3")
        assert "Id ▲" in desk.rows("Table")[0]
        assert listed(desk) == sorted(by.values())


async def test_the_mark_stays_on_its_record_when_the_order_changes(tmp_path: Path) -> None:
    first = keep(tmp_path, "no_loss", operator="Zoe")
    keep(tmp_path, "no_loss", operator="Ana")
    async with among_records(tmp_path) as desk:
        await marked_on(desk, first)
        for _key in range(6):
            await desk.press("f3")
            assert row_of(desk, first).startswith("▶")


async def test_by_mouse_a_header_sorts_a_row_is_marked_and_a_second_click_opens_it(tmp_path: Path) -> None:
    keep(tmp_path, "no_loss", operator="Zoe")
    second = keep(tmp_path, "no_loss", operator="Ana")
    async with among_records(tmp_path) as desk:
        column = desk.rows("Table")[0].index("Operador")
        await desk.click("Table", 0, column)
        assert "Operador ▲" in desk.rows("Table")[0]
        await desk.click("Table", 0, column)
        assert "Operador ▼" in desk.rows("Table")[0]
        await desk.click("Table", 2)
        assert row_of(desk, second).startswith("▶")
        assert isinstance(desk.app.screen, RecordsScreen)
        await desk.click("Table", 2)
        assert isinstance(desk.app.screen, RecordScreen)


async def test_among_thousands_the_last_is_reached_and_one_is_found(tmp_path: Path) -> None:
    record = keep(tmp_path, "no_loss", 3)
    ids = make_records(record.parent, 3000, record.read_bytes())
    async with among_records(tmp_path) as desk:
        assert "3001 de 3001" in desk.rows("#heading")[0]
        await desk.press("ctrl+end")
        assert listed(desk)[-1] == ids[-1]
        assert desk.rows("Table")[-1].startswith(f"▶ {ids[-1]}")
        await desk.press("ctrl+home")
        assert desk.rows("Table")[1].startswith("▶")
        first = listed(desk)
        await desk.press("pagedown", "pagedown")
        assert not set(first[:-2]) & set(listed(desk))
        assert any(row.startswith("▶") for row in desk.rows("Table"))
        assert await find(desk, ids[1234]) == [ids[1234]]


async def test_an_open_session_is_gone_on_with_and_a_closed_one_is_not(tmp_path: Path) -> None:
    closed = keep(tmp_path, "no_loss")
    held = keep(tmp_path, "restored", 11)
    async with among_records(tmp_path) as desk:
        await desk.press("ctrl+g")
        assert "Primero marque" in desk.said("#marked")
        await marked_on(desk, closed)
        await desk.press("ctrl+g")
        assert "La sesión está cerrada" in desk.said("#marked")
        await desk.press("up", "up")
        await marked_on(desk, held)
        await desk.press("ctrl+g")
        await desk.until(lambda: desk.place.startswith("Verifique que contrato"))
        assert "Detenida desde hace" in desk.said("#told")
        await desk.press("f10")
        await desk.until(lambda: "SIN CERRAR" in desk.text())


async def test_a_session_that_is_open_elsewhere_is_told_so_and_can_be_read(tmp_path: Path) -> None:
    session = begun(tmp_path, actions_of("restored")[:11])
    try:
        async with among_records(tmp_path) as desk:
            await marked_on(desk, session.path)
            await desk.press("enter")
            assert "Sigue abierta, detenida en «Verificar el plan»" in desk.said("Paper")
            await desk.press("ctrl+g")
            await desk.until(lambda: "abierta en otra ventana" in desk.said("#main"))
    finally:
        session.close()


async def test_no_record_and_a_folder_that_cannot_be_read_are_told(tmp_path: Path) -> None:
    async with among_records(tmp_path / "none") as desk:
        assert "Todavía no hay registros" in desk.said("#marked")
    folder = places(tmp_path).sessions
    make_private_folder(folder.parent)
    folder.write_text("no folder")
    async with sitting(tmp_path, None) as desk:
        await desk.press("ctrl+r")
        await desk.until(lambda: "no se puede leer" in " ".join(desk.text().split()))
        await desk.press("f6")
        assert "no se puede leer" not in " ".join(desk.text().split())


async def test_foreign_text_in_a_record_steers_nothing(tmp_path: Path) -> None:
    keep(tmp_path, "no_loss", operator="[/] [bold]\x1b]0;x\x07\n\u202eAna")
    async with among_records(tmp_path) as desk:
        await desk.press("down")
        said = desk.said("#marked")
        assert "[/] [bold]␛]0;x␇␊⟦U+202E⟧Ana" in said
        assert "[/] [bold]␛" in desk.text("Table")
        await desk.press("enter")
        assert "[/] [bold]␛]0;x␇" in desk.said("Paper")


@pytest.mark.parametrize("size", [STANDARD, NARROW, SMALL])
async def test_every_act_of_the_list_is_in_the_palette_and_the_first_in_the_footer(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    from runbooks.language import _

    keep(tmp_path, "no_loss")
    async with among_records(tmp_path, size=size) as desk:
        assert "Enter leer" in desk.rows("KeysBar")[0]
        assert "^Q salir" in desk.rows("KeysBar")[0]
        for act in RECORDS:
            if act.id == "app.command_palette":
                continue
            await desk.press("ctrl+p")
            await desk.paste(_(act.help))
            await desk.until(lambda act=act: _(act.help)[:30] in desk.text())
            await desk.press("escape")
            await desk.settle()


async def test_at_80_cells_the_outcome_has_the_room_that_the_status_does_not_need(tmp_path: Path) -> None:
    closed = keep(tmp_path, "restored")
    async with among_records(tmp_path, size=NARROW) as desk:
        assert "Se restauró por completo." in row_of(desk, closed)
