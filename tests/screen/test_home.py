"""Home: what is open and where it is held, what cannot be read, and a new incident."""

import re
from pathlib import Path

import pytest
from desk import actions_of, before

from runbooks.definition.loader import shipped_runbooks
from runbooks.record.files import make_private_folder, write_whole
from tests.screen.sitting import NARROW, SMALL, Sitting, begun, places, sitting


async def told(desk: Sitting, sight: str) -> str:
    await desk.until(lambda: sight in desk.said("#main"))
    await desk.settle()
    return desk.said("#main")


@pytest.mark.parametrize("size", [(120, 40), NARROW, SMALL])
async def test_the_first_start_says_in_three_lines_what_this_is_and_where_records_are_kept(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    async with sitting(tmp_path, None, size=size) as desk:
        said = await told(desk, "Incidente nuevo")
        assert "restaura le lleva paso a paso por la recuperación" in said
        assert "Cada respuesta se guarda" in said
        assert "data/sessions" in said.replace(" ", "")
        assert "SIN CERRAR" not in said


async def test_a_new_incident_begins_by_its_key_or_its_number(tmp_path: Path) -> None:
    for number, keys in enumerate((["ctrl+n"], ["1", "enter"])):
        async with sitting(tmp_path / str(number), None) as desk:
            await told(desk, "Incidente nuevo")
            assert not list((tmp_path / str(number)).rglob("*.json"))
            await desk.press("enter")
            assert "Elija con un número" in desk.said("#main")
            await desk.press(*keys)
            await desk.until(lambda desk=desk: desk.place.startswith("Anote quién reportó"))
            assert len(list((tmp_path / str(number)).rglob("*.json"))) == 1


@pytest.fixture
def own_ones(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The user's folder with one runbook that can be used and one that cannot, beside one that is shipped."""
    usual = {"mpia-dti-140": shipped_runbooks()["mpia-dti-140"]}
    monkeypatch.setattr("runbooks.library.shipped_runbooks", lambda: usual)
    small = Path(__file__).parents[1] / "procedure" / "small_runbook.yaml"
    make_private_folder(places(tmp_path).runbooks)
    write_whole(places(tmp_path).runbooks / "small.yaml", small.read_bytes())
    write_whole(places(tmp_path).runbooks / "broken.yaml", b"format: restaura.runbook/1\n")
    return places(tmp_path).runbooks


async def test_another_procedure_is_chosen_from_all_that_are_known_and_a_broken_one_says_why(
    tmp_path: Path, own_ones: Path
) -> None:
    async with sitting(tmp_path, None) as desk:
        await told(desk, "Otro procedimiento")
        await desk.press("ctrl+o")
        said = desk.said("Dialog > Vertical")
        assert "¿Qué procedimiento?" in said
        assert "1 MPIA-DTI-140 Respaldo de la información digital" in said
        assert "broken.yaml:1" in said.replace("│", "").replace(" ", "")
        assert "runbooks/broken.yaml" in said.replace("│", "").replace(" ", "")
        assert "restaura runbook check broken" in said
        await desk.press("3")
        assert desk.is_in_dialog
        await desk.press("2", "enter")
        await desk.until(lambda: not desk.is_in_dialog and bool(desk.rows("#heading")))
        assert "INCIDENTE" in desk.text("#heading")
        assert "SMALL-1" in desk.text("#heading")
        assert "procedimiento propio" in desk.text("#heading")


async def test_a_new_incident_is_one_key_whatever_else_is_known_and_a_paper_is_of_one_of_them(
    tmp_path: Path, own_ones: Path
) -> None:
    write_whole(places(tmp_path).config_file, b'runbook = "small"\n')
    async with sitting(tmp_path, None) as desk:
        await told(desk, "Incidente nuevo")
        await desk.press("alt+p")
        assert "¿Qué procedimiento?" in desk.said("Dialog > Vertical")
        await desk.press("escape", "ctrl+n")
        await desk.until(lambda: "SMALL-1" in desk.text("#heading"))


async def test_each_open_session_says_where_it_is_held_since_when_and_what_runs_out(tmp_path: Path) -> None:
    begun(tmp_path, before("variant")).close()
    async with sitting(tmp_path, None) as desk:
        said = await told(desk, "SIN CERRAR")
        assert "detenida en 3 · Elegir la variante, hace menos de un minuto" in said
        assert "CRM y Drive: Faltan negociaciones y la carpeta Ventas" in said
        assert "lo último: Entregó la sesión a Directora" in said
        assert re.search(r"quedan 3 d \d\d h · La copia del .* puede borrarse desde el .*\(UTC-06:00\)", said)
        await desk.press("1", "enter")
        await desk.until(lambda: desk.place == "Elija la variante")
        await desk.settle()
        assert "Detenida desde hace" in desk.said("#told")


async def test_a_finished_session_asks_to_be_closed_and_a_closed_one_is_listed_no_more(
    tmp_path: Path,
) -> None:
    begun(tmp_path, actions_of("no_loss")[:-1]).close()
    async with sitting(tmp_path, None) as desk:
        said = await told(desk, "SIN CERRAR")
        assert "terminada, sin cerrar" in said
        assert "Entre y ciérrela" in said
        await desk.press("1", "enter")
        await desk.until(lambda: "Cerrar la sesión" in desk.text())
        await desk.press("1", "enter", "f10")
        said = await told(desk, "Incidente nuevo")
        assert "SIN CERRAR" not in said


async def test_a_record_that_cannot_be_read_is_named_and_the_others_stay_open(tmp_path: Path) -> None:
    session = begun(tmp_path, before("plan"))
    session.close()
    broken = session.path.with_name("2026-11-22-zzzz.json")
    write_whole(broken, b'{"format": ')
    async with sitting(tmp_path, None) as desk:
        said = await told(desk, "no se puede leer")
        assert "2026-11-22-zzzz.json" in said.replace(" ", "")
        assert session.state.id in said
        await desk.press("1", "enter")
        await desk.until(lambda: desk.place == "Elija el plan contratado")
    assert broken.read_bytes() == b'{"format": '


async def test_a_session_that_is_open_elsewhere_says_so_and_home_stays(tmp_path: Path) -> None:
    session = begun(tmp_path, before("plan"))
    try:
        async with sitting(tmp_path, None) as desk:
            await told(desk, session.state.id)
            await desk.press("1", "enter")
            said = await told(desk, "abierta en otra ventana")
            assert "Incidente nuevo" in said
            session.close()
            await desk.press("1", "enter")
            await desk.until(lambda: desk.place == "Elija el plan contratado")
    finally:
        session.close()


async def test_settings_that_cannot_be_used_are_told_and_home_stays(tmp_path: Path) -> None:
    config = places(tmp_path).config_file
    make_private_folder(config.parent)
    write_whole(config, b'portal_timezone = "Marte/Olympus"\n')
    async with sitting(tmp_path, None) as desk:
        await told(desk, "Incidente nuevo")
        await desk.press("ctrl+n")
        said = await told(desk, "zona horaria")
        assert "config.toml" in said.replace(" ", "")
        assert "Incidente nuevo" in said
        write_whole(config, b"")
        await desk.press("ctrl+n")
        await desk.until(lambda: desk.place.startswith("Anote quién reportó"))


async def test_a_folder_where_no_record_can_be_made_is_told_and_home_stays(tmp_path: Path) -> None:
    async with sitting(tmp_path, None) as desk:
        await told(desk, "Incidente nuevo")
        (tmp_path / "data").write_text("no folder")
        await desk.press("ctrl+n")
        said = await told(desk, "carpeta")
        assert "Incidente nuevo" in said
