"""One record to read: all of it, by sections, at any size, and whether it is unchanged."""

import json
from datetime import datetime
from pathlib import Path

import pytest
from desk import actions_of, before
from forging import forge

from runbooks.happened import event_in_words
from runbooks.record.encoding import decode
from runbooks.record.errors import StoreError
from runbooks.record.verify import verify
from runbooks.session import at_last_event, replay
from tests.screen.kept import STANDARD, at_record, keep, keep_actions, marked_on
from tests.screen.sitting import NARROW, SMALL, Sitting, in_order
from tests.screen.test_languages import sentences
from tui.screens.record import RecordScreen, _read
from tui.screens.records import RecordsScreen
from tui.view.records import row_of

SECTIONS = ("Resumen", "Cronología", "Respuestas", "Documentos", "Notas", "Integridad")


async def whole(desk: Sitting) -> str:
    """The section from its beginning to its end, as one scrolls through it by pages."""
    await desk.press("home")
    pages = [desk.said("Paper")]
    while True:
        await desk.press("pagedown")
        page = desk.said("Paper")
        if page == pages[-1]:
            return " ".join(pages)
        pages.append(page)


def altered(record: Path, old: str, new: str) -> None:
    """Change the text of a record as one would with an editor."""
    text = record.read_text()
    assert old in text
    record.write_text(text.replace(old, new))


@pytest.mark.parametrize("size", [STANDARD, NARROW, SMALL])
async def test_the_heading_says_procedure_revision_id_and_mode_on_every_section(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    record = keep(tmp_path, "restored")
    async with at_record(tmp_path, record, size=size) as desk:
        for number, title in enumerate(SECTIONS, start=1):
            await desk.press(str(number))
            told = desk.rows("#heading")[0]
            assert in_order(told, "MPIA-DTI-140", "rev. Original", record.stem, "INCIDENTE")
            assert f"[{number} {title}]" in desk.rows("#sections")[0]
            assert "sin cambios" in desk.rows("KeysBar")[0]


@pytest.mark.parametrize("size", [STANDARD, NARROW])
async def test_tab_goes_through_the_sections_and_back(tmp_path: Path, size: tuple[int, int]) -> None:
    async with at_record(tmp_path, keep(tmp_path, "no_loss"), size=size) as desk:
        row = desk.rows("#sections")[0]
        assert all(title in row for title in SECTIONS)
        for title in (*SECTIONS[1:], SECTIONS[0]):
            await desk.press("tab")
            assert f"{title}]" in desk.rows("#sections")[0]
        await desk.press("shift+tab")
        assert "Integridad]" in desk.rows("#sections")[0]


@pytest.mark.parametrize("size", [STANDARD, NARROW, SMALL])
async def test_the_summary_says_how_it_ended_its_status_its_counts_and_its_figures(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    async with at_record(tmp_path, keep(tmp_path, "restored"), size=size) as desk:
        assert in_order(
            await whole(desk),
            *("Se restauró por completo.", "Operador: Directora", "Inicio:", "Estado: cerrada"),
            *("28 hechos", "CIFRAS", "Copia elegida", "Variante: Copia completa", "RPO real", "RTO real"),
        )


async def test_an_open_record_says_where_it_is_held_and_what_runs_out(tmp_path: Path) -> None:
    async with at_record(tmp_path, keep(tmp_path, "restored", 20)) as desk:
        said = desk.said("Paper")
        assert in_order(said, "Sigue abierta, detenida en «Redactar la solicitud»", "puede borrarse desde")


@pytest.mark.parametrize("size", [STANDARD, NARROW, SMALL])
async def test_the_timeline_tells_every_event_with_its_local_time_and_who(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    path = keep(tmp_path, "second_attempt")
    record = decode(path.read_bytes(), path)
    situation = at_last_event(replay(record))
    async with at_record(tmp_path, path, size=size) as desk:
        await desk.press("2")
        said = await whole(desk)
        for event in record.events:
            told = " ".join(event_in_words(situation, event).split())
            at = datetime.fromisoformat(event.at).astimezone(situation.zone)
            assert f"{event.seq} {at:%H:%M} {told[:20]}" in said, (event.seq, said)
        assert said.count("Directora") >= len(record.events)


@pytest.mark.parametrize("size", [STANDARD, NARROW, SMALL])
async def test_every_item_stands_under_its_step_with_its_state_by_glyph_and_word(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    actions = [
        *before("contract_current"),
        ("override", {"item": "contract_current", "reason": "lo lleva Finanzas"}),
        *actions_of("restored")[actions_of("restored").index(("account_owner", "Camilo Luna")) : -17],
    ]
    record = keep_actions(tmp_path, actions)
    async with at_record(tmp_path, record, size=size) as desk:
        await desk.press("3")
        said = await whole(desk)
        assert in_order(
            said, "1 Confirmar la pérdida", "✔ Anote quién reportó", "hecho: un usuario de ventas"
        )
        assert "! Verifique que contrato y pagos estén al corriente omitido: lo lleva Finanzas" in said
        assert in_order(said, "2 Verificar el plan", "— Pregunte a Soporte", "no aplica:")
        assert in_order(said, "6 Confirmar la restauración", "·", "abierto")


async def test_what_was_deferred_and_came_back_is_told_where_it_stands(tmp_path: Path) -> None:
    actions = actions_of("deferred_and_returned")
    until = [name for name, _value in actions].index("defer") + 1
    async with at_record(tmp_path, keep_actions(tmp_path, actions[:until])) as desk:
        await desk.press("3")
        assert "diferido: Confirmar la restauración" in await whole(desk)


@pytest.mark.parametrize("size", [STANDARD, NARROW])
async def test_documents_stand_there_line_by_line_as_they_were_sent_and_to_whom(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    path = keep(tmp_path, "restored")
    documents = path.parent.parent / "documents" / path.stem
    async with at_record(tmp_path, path, size=size) as desk:
        await desk.press("4")
        said = await whole(desk)
        for name in ("ticket", "notice", "all_clear"):
            for line in (documents / f"{name}.md").read_text().splitlines():
                assert " ".join(line.split()[:6]) in said, line
        assert in_order(said, "AVISOS DADOS", "Teléfono a todos")


async def test_notes_are_listed_with_who_and_when_and_their_absence_is_told(tmp_path: Path) -> None:
    noted = keep_actions(tmp_path, [*before("plan"), ("note", "Ventas pide hora estimada")])
    async with at_record(tmp_path, noted) as desk:
        await desk.press("5")
        assert in_order(desk.said("Paper"), "Directora", "Ventas pide hora estimada")
    async with at_record(tmp_path, keep(tmp_path, "no_loss")) as desk:
        await desk.press("5")
        assert "No se anotó nada" in desk.said("Paper")


@pytest.mark.parametrize("size", [STANDARD, NARROW])
async def test_an_unchanged_record_is_told_so_with_its_count_and_its_last_hash(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    path = keep(tmp_path, "restored")
    seal = json.loads(path.read_bytes())["seal"]
    async with at_record(tmp_path, path, size=size) as desk:
        await desk.press("6")
        said = await whole(desk)
        assert in_order(said, "Sin cambios", f"Eventos: {seal['events']}")
        assert seal["head"] in said.replace(" ", "")


@pytest.mark.parametrize("size", [STANDARD, NARROW])
@pytest.mark.parametrize(
    ("old", "new", "where"),
    [
        ("Camilo Luna", "Camila Luna", "evento 14"),
        ('"outcome":"restored","restore_date"', '"outcome":"no_loss","restore_date"', "resumen"),
        ('"seal":{"events":', '"seal":{"events":1', "sello"),
    ],
)
async def test_a_changed_record_is_told_CHANGED_on_every_section_and_where(
    tmp_path: Path, old: str, new: str, where: str, size: tuple[int, int]
) -> None:
    path = keep(tmp_path, "restored")
    altered(path, old, new)
    faults = verify(path).faults
    assert faults
    async with at_record(tmp_path, path, size=size) as desk:
        for number in range(1, 7):
            await desk.press(str(number))
            assert "CAMBIADO" in desk.rows("KeysBar")[0]
            assert "sin cambios" not in desk.text()
        said = desk.said("Paper")
        assert "CAMBIADO desde que restaura lo escribió" in said
        assert f"! {where}: {faults[0].what}" in said


async def test_a_record_whose_events_make_no_session_is_told_so_with_what_is_wrong(tmp_path: Path) -> None:
    path = keep(tmp_path, "no_loss")
    altered(path, '"type":"answered"', '"type":"guessed"')
    async with at_record(tmp_path, path) as desk:
        said = desk.said("Paper")
        assert "no forman una sesión" in said
        assert "! evento 2" in said
        for key in ("ctrl+r", "ctrl+e", "ctrl+g"):
            await desk.press(key)
            assert "solo se puede mostrar qué tiene de malo" in desk.said("#told")
        await desk.press("1", "tab", "escape")
        assert isinstance(desk.app.screen, RecordsScreen)


async def test_what_of_a_changed_record_cannot_be_told_is_said_and_the_rest_is_shown(tmp_path: Path) -> None:
    path = keep(tmp_path, "no_loss")
    altered(path, '"item":"reported_via"', '"item":"no_such_item"')
    async with at_record(tmp_path, path) as desk:
        assert "No hubo pérdida" in desk.said("Paper")
        await desk.press("2")
        assert "no forman una sesión" in desk.said("Paper")
        await desk.press("3")
        assert "hecho: un usuario de ventas" in desk.said("Paper")
        await desk.press("ctrl+e")
        assert "no forman una sesión" in desk.said("#told")
        await desk.press("ctrl+r", "right")
        assert "un usuario de ventas" in desk.text()
        await desk.press("right")
        assert "no forman una sesión" in desk.said("#fault")
        await desk.press("right")
        assert "evento 4" in desk.said("#moment")


async def test_reading_replaying_and_verifying_leave_every_byte_as_it_was(tmp_path: Path) -> None:
    path = keep(tmp_path, "restored", 20)
    changed, data = path.stat().st_mtime_ns, path.read_bytes()
    async with at_record(tmp_path, path) as desk:
        for key in ("1", "2", "3", "4", "5", "6", "ctrl+r", "end", "home", "right", "escape"):
            await desk.press(key)
    assert (path.stat().st_mtime_ns, path.read_bytes()) == (changed, data)


async def test_an_open_session_is_gone_on_with_from_its_record_and_a_closed_one_is_not(
    tmp_path: Path,
) -> None:
    closed, held = keep(tmp_path, "no_loss"), keep(tmp_path, "restored", 11)
    async with at_record(tmp_path, closed) as desk:
        await desk.press("ctrl+g")
        assert "La sesión está cerrada" in desk.said("#told")
        await desk.press("escape", "ctrl+home")
        await marked_on(desk, held)
        await desk.press("enter", "ctrl+g")
        await desk.until(lambda: desk.place.startswith("Verifique que contrato"))


async def test_by_mouse_the_keys_in_the_footer_do_what_they_say(tmp_path: Path) -> None:
    async with at_record(tmp_path, keep(tmp_path, "no_loss")) as desk:
        await desk.click("KeysBar", 0, desk.rows("KeysBar")[0].index("sección"))
        assert "[2 Cronología]" in desk.rows("#sections")[0]
        await desk.click("KeysBar", 0, desk.rows("KeysBar")[0].index("volver"))
        assert not isinstance(desk.app.screen, RecordScreen)


@pytest.mark.parametrize("size", [STANDARD, NARROW])
@pytest.mark.parametrize(("language", "other"), [("es", "en"), ("en", "es")])
async def test_list_record_and_replay_speak_one_language(
    tmp_path: Path, language: str, other: str, size: tuple[int, int]
) -> None:
    path = keep(tmp_path, "no_loss")
    own: set[str] = set()
    async with at_record(tmp_path, path, size=size, language=language) as desk:
        for key in ("1", "2", "3", "6", "ctrl+e", "escape", "ctrl+r", "end", "escape", "escape", "down"):
            await desk.press(key)
            said = " ".join(desk.text().split())
            assert [one for one in sentences(other) if one in said] == [], (key, desk.text())
            own.update(one for one in sentences(language) if one in said)
    assert len(own) > 10


def test_a_closed_training_whose_lesson_was_forged_is_told_and_ends_nothing(tmp_path: Path) -> None:
    kept = Path(__file__).parents[1] / "data" / "format1" / "training.json"
    file = tmp_path / "T-2026-11-25-gxrd.json"
    file.write_bytes(kept.read_bytes())
    lesson = json.loads(kept.read_bytes())["events"][0]["data"]["training"]
    forge(file, 1, training=lesson | {"guide": {}})
    with pytest.raises(StoreError, match="verify"):
        _read(row_of(tmp_path, file.stem))
