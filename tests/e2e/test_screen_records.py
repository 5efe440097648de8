"""The records on the screen of the real program: searched, read, replayed, exported, left."""

import json
import subprocess
from pathlib import Path

import pytest

from tests.director import RESTAURA, Director, held_at, sessions
from tests.terminal import environment

TESTS = "runbooks/mpia_dti_140/tests"


def run(home: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [RESTAURA, "--lang", "es", *arguments], env=environment(home), capture_output=True, text=True
    )


@pytest.mark.parametrize(("columns", "rows"), [(120, 40), (80, 24)])
def test_a_record_is_searched_read_replayed_and_exported_and_stays_as_it_was(
    tmp_path: Path, columns: int, rows: int
) -> None:
    ids = [
        json.loads(run(tmp_path, "run", "--answers", f"{TESTS}/{name}.yaml", "--json").stdout)["id"]
        for name in ("restored", "no_loss", "cancelled")
    ]
    before = [record.read_bytes() for record in sessions(tmp_path)]
    with Director(tmp_path, "--lang", "es", columns=columns, rows=rows) as director:
        director.sees("Incidente nuevo").keys("ctrl+r").sees("3 de 3")
        assert all(id in director.text() for id in ids)
        director.types("restauro por completo").sees("1 de 3").keys("enter")
        director.sees(rf"{ids[0]}.*INCIDENTE").sees("Estado: cerrada").sees("sin cambios")
        director.keys("2").sees("Contestó «Anote quién reportó la pérdida»: un usuario de")
        director.keys("ctrl+r").sees("evento 1 de").keys("right", "right").sees("evento 3 de")
        director.sees("✔ Elija por qué medio avisó").keys("escape")
        director.keys("ctrl+e").sees("3  Informe, Markdown").keys("3", "enter").sees("¿A dónde\\?").keys(
            "1", "enter"
        )
        director.sees("Escrito:").keys("escape").sees("1 de 3").keys("escape").sees("3 de 3")
        director.keys("escape").sees("Incidente nuevo").keys("ctrl+q")
        assert director.wait() == 0
        assert director.left_behind() == []
    report = tmp_path / "restaura" / "data" / "exports" / f"{ids[0]}.md"
    assert report.read_text() == run(tmp_path, "export", ids[0]).stdout
    assert [record.read_bytes() for record in sessions(tmp_path)] == before
    assert run(tmp_path, "verify").returncode == 0


def test_a_record_that_was_changed_is_told_so_and_a_broken_one_is_listed(tmp_path: Path) -> None:
    run(tmp_path, "run", "--answers", f"{TESTS}/no_loss.yaml")
    [record] = sessions(tmp_path)
    record.write_text(record.read_text().replace("un usuario de ventas", "nadie"))
    record.with_name("2026-01-01-abcd.json").write_text("{}")
    with Director(tmp_path, "--lang", "es") as director:
        director.sees("Incidente nuevo").keys("ctrl+r").sees("2 de 2 · ilegibles: 1")
        director.keys("down", "enter").sees("CAMBIADO").keys("6").sees("! evento 2")
        director.keys("escape", "down").sees("▶ 2026-01-01-abcd").keys("enter").sees("ILEGIBLE")
        director.keys("ctrl+q")
        assert director.wait() == 0


def test_a_session_that_is_closed_offers_its_report_and_the_pdf_of_it_is_written(tmp_path: Path) -> None:
    held_at(tmp_path, "close")
    [record] = sessions(tmp_path)
    with Director(tmp_path, "--lang", "es", "resume", record.stem) as director:
        director.sees("terminada|terminó").keys("1", "enter").sees(r"\^L informe")
        director.keys("ctrl+l").sees("CONTENIDO").sees("Trabajo perdido al restaurar")
        director.keys("end").sees("Firmas").keys("1").sees(f"Enter escribe .*{record.stem}.pdf")
        director.keys("enter").sees("Escrito:").keys("escape").sees("Leer el informe").keys("ctrl+q")
        assert director.wait() == 0
        assert director.left_behind() == []
    report = tmp_path / "restaura" / "data" / "exports" / f"{record.stem}.pdf"
    assert report.read_bytes().startswith(b"%PDF")
    written = tmp_path / "informe.pdf"
    run(tmp_path, "export", record.stem, "--format", "pdf", "--output", str(written))
    assert written.read_bytes() == report.read_bytes()
