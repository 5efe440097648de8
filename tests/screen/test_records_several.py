"""All that are found exported at once: how far it is, stopped, with broken ones and files that are there."""

from collections.abc import Iterator
from multiprocessing import active_children
from pathlib import Path
from typing import Any

import pytest

from runbooks.record.encoding import decode
from runbooks.report.formats import exported
from runbooks.report.forms import FORMS
from runbooks.session import at_last_event, replay
from tests.bench.records import make_records
from tests.screen.kept import STANDARD, among_records, keep
from tests.screen.sitting import NARROW, Sitting, in_order
from tests.screen.training import training
from tui.dialogs import progress
from tui.dialogs.progress import Exporting
from tui.several import Outcome

NUMBERS = {format: str(number) for number, format in enumerate(FORMS, 1)}
BOX = "Dialog > Vertical"


def exports(home: Path) -> Path:
    return home / "data" / "exports"


def files(home: Path) -> list[str]:
    return sorted(file.name for file in exports(home).iterdir())


def as_exported(path: Path, format: str) -> bytes:
    record = decode(path.read_bytes(), path)
    return exported(record, at_last_event(replay(record)), format)


async def over(desk: Sitting) -> Sitting:
    """Once all are written, or it was stopped."""
    await desk.until(lambda: "Enter: seguir" in desk.said(BOX))
    return await desk.settle()


@pytest.mark.parametrize("size", [STANDARD, NARROW])
@pytest.mark.parametrize("format", ["md", "csv", "pdf"])
async def test_all_are_written_with_a_bar_each_with_the_bytes_of_its_own_export(
    tmp_path: Path, format: str, size: tuple[int, int]
) -> None:
    kept = [keep(tmp_path, name) for name in ("no_loss", "cancelled")]
    async with among_records(tmp_path, size=size) as desk:
        await desk.press("ctrl+e")
        assert in_order(desk.said(BOX), "Exportar 2 registros", "1 Informe, PDF")
        await desk.press(NUMBERS[format], "enter")
        await over(desk)
        told = desk.said(BOX)
        assert in_order(told, "Exportado", "100%", "Escritos: 2 de 2")
        await desk.press("enter")
        assert not desk.is_in_dialog
    assert files(tmp_path) == sorted(f"{path.stem}{FORMS[format].ending}" for path in kept)
    for path in kept:
        assert (exports(tmp_path) / f"{path.stem}{FORMS[format].ending}").read_bytes() == as_exported(
            path, format
        )


async def test_only_what_the_search_finds_is_written(tmp_path: Path) -> None:
    found = keep(tmp_path, "no_loss")
    keep(tmp_path, "cancelled")
    async with among_records(tmp_path) as desk:
        await desk.paste("no hubo", "ctrl+e")
        assert "Exportar 1 registro" in desk.said(BOX)
        await desk.press(NUMBERS["json"], "enter")
        await over(desk)
    assert files(tmp_path) == [f"{found.stem}.json"]


async def test_a_broken_record_is_told_and_stops_no_other(tmp_path: Path) -> None:
    kept = [keep(tmp_path, name) for name in ("no_loss", "cancelled")]
    kept[1].with_name("2026-01-01-abcd.json").write_text("{}")
    kept[1].with_name("no [b]id.json").write_text("{}")
    async with among_records(tmp_path) as desk:
        await desk.press("ctrl+e", NUMBERS["md"], "enter")
        await over(desk)
        told = desk.said(BOX)
        assert "Escritos: 2 de 4" in told
        assert in_order(told, "✘", "2026-01-01-abcd", "✘", "no [b]id")
    assert files(tmp_path) == sorted(f"{path.stem}.md" for path in kept)


@pytest.mark.parametrize("format", ["json", "html"])
async def test_escape_stops_it_and_what_is_written_stays_and_is_counted(
    tmp_path: Path, monkeypatch: Any, format: str
) -> None:
    monkeypatch.setattr("tui.cores.cores", lambda: 2)
    make_records(tmp_path / "data" / "sessions", 30, keep(tmp_path / "one", "no_loss").read_bytes())
    async with among_records(tmp_path) as desk:
        real = progress.export_each

        def stopped_behind_the_third(*given: Any, **more: Any) -> Iterator[Outcome]:
            for number, outcome in enumerate(real(*given, **more), 1):
                if number == 3:
                    box = desk.app.screen
                    assert isinstance(box, Exporting)
                    desk.app.call_from_thread(box.action_give_up)
                yield outcome

        monkeypatch.setattr(progress, "export_each", stopped_behind_the_third)
        await desk.press("ctrl+e", NUMBERS[format], "enter")
        await over(desk)
        assert active_children() == []
        assert in_order(desk.said(BOX), "Detenido", "10%", "Escritos: 3 de 30")
        assert len(files(tmp_path)) == 3
        await desk.press("escape")
        assert not desk.is_in_dialog
    assert len(files(tmp_path)) == 3


@pytest.mark.parametrize(("choice", "written", "kept_as"), [("1", 1, "mío"), ("2", 2, None)])
async def test_what_is_there_is_asked_about_once_and_left_or_written_over(
    tmp_path: Path, choice: str, written: int, kept_as: str | None
) -> None:
    there, _other = keep(tmp_path, "no_loss"), keep(tmp_path, "cancelled")
    exports(tmp_path).mkdir()
    file = exports(tmp_path) / f"{there.stem}.md"
    file.write_text("mío")
    async with among_records(tmp_path) as desk:
        await desk.press("ctrl+e", NUMBERS["md"], "enter")
        assert in_order(desk.said(BOX), "Archivos que ya existen: 1", "Dejar esos", "Sobrescribirlos")
        await desk.press("escape")
        assert (desk.is_in_dialog, files(tmp_path)) == (False, [file.name])
        await desk.press("ctrl+e", NUMBERS["md"], "enter", choice, "enter")
        await over(desk)
        told = desk.said(BOX)
        assert f"Escritos: {written} de {written}" in told
        assert ("Se dejaron como estaban: 1" in told) == (kept_as is not None)
    assert len(files(tmp_path)) == 2
    assert file.read_bytes() == (kept_as.encode() if kept_as else as_exported(there, "md"))


async def test_T2_trainings_go_to_their_own_folder_and_the_box_is_framed(tmp_path: Path) -> None:
    training(tmp_path).close()
    async with among_records(tmp_path) as desk:
        await desk.press("ctrl+e")
        assert "no hay nada que exportar" in desk.said("#marked")
        await desk.press("f6", "ctrl+e")
        assert desk.rows(BOX)[0].startswith("╔═ ENTRENAMIENTO")
        await desk.press(NUMBERS["json"], "enter")
        await over(desk)
        assert desk.rows(BOX)[0].startswith("╔═ ENTRENAMIENTO")
    assert not exports(tmp_path).exists()
    assert len([*(tmp_path / "data" / "training" / "exports").iterdir()]) == 1


async def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    keep(tmp_path, "no_loss")
    exports(tmp_path).write_text("no folder")
    async with among_records(tmp_path) as desk:
        await desk.press("ctrl+e", NUMBERS["md"], "enter")
        assert "exports no se puede usar" in desk.said("#marked")
