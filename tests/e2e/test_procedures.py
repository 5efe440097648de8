"""A procedure inside another through the real program, by prompts."""

import json
from pathlib import Path
from typing import Any

from tests.e2e.prompts import LOSS, restaura

AT_THE_BIN = LOSS[:-2]


def records(home: Path) -> dict[str, dict[str, Any]]:
    found = (json.loads(path.read_bytes()) for path in (home / "data" / "sessions").glob("*.json"))
    return {record["summary"]["runbook"]: record for record in found}


def test_it_is_begun_left_and_gone_on_with_by_prompts(tmp_path: Path) -> None:
    said = restaura(tmp_path, [*AT_THE_BIN, "/r", "/q", "/q"], "run", "--plain", "--lang", "es")
    assert "/r abre «Recuperar de las papeleras, paso a paso»" in said
    assert "B24-PAPELERAS" in said
    first, other = (records(tmp_path)[id] for id in ("mpia-dti-140", "bitrix24-recycle-bins"))
    assert f"De nuevo en la sesión {first['summary']['id']}." in said
    assert other["summary"]["parent"] == first["summary"]["id"]
    said = restaura(tmp_path, ["/r", "/q"], "resume", first["summary"]["id"], "--plain", "--lang", "es")
    assert other["summary"]["id"] in said
    assert len(records(tmp_path)) == 2


def test_how_it_ends_by_prompts_is_the_answer(tmp_path: Path) -> None:
    found = ["1", "12 negociaciones", ".", "1", "now-30h", "", "terminar"]
    looked = ["Raúl", ".", "1", "terminar"]
    checked = ["Ana", "1", "412 negociaciones", "3", "", "terminar", "cerrar"]
    lines = [*AT_THE_BIN, "/r", *found, *looked, *checked, "sí", "terminar", "cerrar"]
    said = restaura(tmp_path, lines, "run", "--plain", "--lang", "es")
    assert "El procedimiento terminó y dio la respuesta" in said, said
    kept = records(tmp_path)
    assert kept["bitrix24-recycle-bins"]["summary"]["outcome"] == "recovered"
    assert kept["mpia-dti-140"]["summary"]["outcome"] == "recovered_from_bin"
