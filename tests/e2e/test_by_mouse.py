"""The real program by mouse: a whole incident, keys only where words must be written."""

import json
import re
from pathlib import Path
from typing import Final

import pytest

from tests.director import Director, held_at, sessions
from tests.e2e.test_screens import run
from tests.terminal import TerminalError

YES: Final = r"1[ ▶] Sí"
FINISH: Final = r"1[ ▶] Terminar este paso"


def takes(director: Director, label: str, entry: str) -> None:
    """The item `label` is answered by an entry of its list: a click moves there, the second takes it."""
    director.asked(label).clicks(entry, entry)


def writes(director: Director, label: str, *texts: str) -> None:
    """The item `label` is answered by words, each of them sent by a click in the last row."""
    director.asked(label)
    for text in texts:
        director.types(text).clicks("enviar")


def accepts(director: Director, label: str) -> None:
    """The item `label` is accepted as it stands there."""
    director.asked(label).clicks("enviar")


def completes(director: Director, act: str = FINISH) -> None:
    """A click marks, another takes; once more where the first came before the screen was ready."""
    director.clicks(act)
    try:
        director.wait_for(re.compile(act.replace("[ ▶]", "▶")), timeout=4.0)
    except TerminalError:
        director.clicks(act)
    director.clicks(act)


def confirm_the_loss(director: Director) -> None:
    writes(director, "Anote quién reportó", "ventas")
    takes(director, "Elija por qué medio", "Teléfono")
    writes(director, "Describa qué pasó", "Faltan carpetas")
    director.asked("Marque las áreas").clicks("Drive", "enviar")
    writes(director, "Indique cuándo se vio", "now-30h")
    writes(director, "Indique cuándo se notó", "now-1h")
    takes(director, "Elija la causa", "Borrado accidental")
    takes(director, "Busque en las papeleras", "No está")
    takes(director, "Confirme que la pérdida", YES)
    completes(director)


def check_the_plan(director: Director) -> None:
    takes(director, "Elija el plan", "Standard")
    takes(director, "Verifique que contrato", YES)
    writes(director, "Anote el nombre del titular", "Ana Pérez")
    takes(director, "Diga si usted", YES)
    accepts(director, "Anote a qué hora")  # optional: it stays empty
    completes(director)


def commands(director: Director, words: str) -> Director:
    """Open the palette by mouse, and type what is looked for."""
    director.clicks("órdenes").sees("Busque una orden").keys(*words)
    return director


def choose_the_variant(director: Director) -> None:
    takes(director, "Elija la fecha", r"\d✔★|segura .*propuesta")
    director.asked("Elija la variante").clicks("3 Copia completa", "enviar")
    director.asked("Acepte lo que se pierde")
    asked = re.search(r"Escriba (\d{4}-\d\d-\d\d) para", director.text())
    assert asked is not None
    writes(director, "Acepte lo que se pierde", asked[1])
    completes(director)


def write_the_request(director: Director) -> None:
    accepts(director, "Revise y acepte la solicitud")
    accepts(director, "Fije desde cuándo")
    writes(director, "Envíe la solicitud", "now")
    writes(director, "Anote el número de caso", "SR-77")
    completes(director)


def tell_the_users(director: Director) -> None:
    accepts(director, "Revise y acepte el aviso")
    director.asked("Avise, y anote").clicks("Teléfono", "Teléfono")
    writes(director, "Avise, y anote", "ventas", "avisados")  # sending leads to what is missing
    director.sees("✔ Teléfono .*ventas").clicks("siguiente")
    takes(director, "Confirme que guardaron", YES)
    completes(director)


def confirm_the_restoration(director: Director) -> None:
    takes(director, "Elija qué contestó Soporte", r"2[ ▶] Ya")
    writes(director, "Indique cuándo terminó", "now")
    director.asked("Revise cada área").clicks("1 sí|1 o 2", "enviar")
    writes(director, "Revise cada área", "carpeta Ventas, 112 archivos")
    takes(director, "Elija el resultado", "Completo")
    accepts(director, "Revise y acepte el aviso de término")
    director.asked("Avise que terminó").clicks("Correo", "Correo")
    writes(director, "Avise que terminó", "todos", "enviado")
    director.sees("✔ Correo .*todos").clicks("siguiente")
    completes(director)


def test_an_incident_by_mouse_from_home_to_its_closing(tmp_path: Path) -> None:
    with Director(tmp_path, "--lang", "es") as director:
        director.clicks("Incidente nuevo", "Incidente nuevo")
        confirm_the_loss(director)
        check_the_plan(director)
        choose_the_variant(director)
        write_the_request(director)
        tell_the_users(director)
        confirm_the_restoration(director)
        completes(director, r"1[ ▶] Cerrar la sesión")
        director.sees("La sesión está cerrada").clicks("salir")
        assert director.wait() == 0
        assert director.left_behind() == []
    [record] = sessions(tmp_path)
    summary = json.loads(record.read_text())["summary"]
    assert (summary["status"], summary["outcome"]) == ("closed", "restored")
    assert run(tmp_path, "verify").returncode == 0


@pytest.mark.parametrize(("columns", "rows"), [(120, 40), (80, 24), (60, 20)])
def test_a_line_is_sent_by_mouse_and_the_palette_has_every_other_act(
    tmp_path: Path, columns: int, rows: int
) -> None:
    held_at(tmp_path, "account_owner")
    with Director(tmp_path, "--lang", "es", "resume", columns=columns, rows=rows) as director:
        writes(director, "Anote el nombre del titular", "Ana Pérez")
        director.asked("Diga si usted").clicks("órdenes", "anterior  F7").asked("Anote el nombre del titular")
        director.clicks("órdenes").sees("Busque una orden").keys(*"por qué").clicks("por qué  F1").clicks(
            "Esc regresa"
        )
        director.clicks("órdenes").sees("Busque una orden").keys(*"nota").clicks(r"nota  \^N").types(
            "lo lleva Finanzas"
        )
        director.clicks("Esc lo deja")
        director.clicks("órdenes").sees("Busque una orden").keys(*"nota").clicks(r"nota  \^N").types(
            "lo lleva Finanzas"
        )
        director.clicks("Enter acepta").asked("Anote el nombre del titular").clicks("salir")
        assert director.wait() == 0
    [record] = sessions(tmp_path)
    notes = [e["data"] for e in json.loads(record.read_text())["events"] if e["type"] == "noted"]
    assert [note["text"] for note in notes] == ["lo lleva Finanzas"]
