"""The real program on a real terminal: a whole incident by keys alone, and what may befall it."""

import json
import re
import signal
import subprocess
from pathlib import Path

import pytest

from tests.director import RESTAURA, Director, sessions
from tests.terminal import environment


def take_step_1(director: Director) -> None:
    director.answers("Anote quién reportó", "enter", text="un usuario de ventas")
    director.answers("Elija por qué medio", "2", "enter")
    director.answers("Describa qué pasó", "ctrl+s", text="Faltan carpetas del drive")
    director.answers("Marque las áreas", "2", "enter")
    director.answers("Indique cuándo se vio", "enter", text="now-30h")
    director.answers("Indique cuándo se notó", "enter", text="now-1h")
    director.answers("Elija la causa", "1", "enter")
    director.answers("Busque en las papeleras", "1", "enter")
    director.answers("Confirme que la pérdida", "s", "enter")
    director.completes()


def take_step_2(director: Director) -> None:
    director.answers("Elija el plan", "3", "enter")
    director.answers("Verifique que contrato", "s", "enter")
    director.answers("Anote el nombre del titular", "enter", text="Ana Pérez")
    director.answers("Diga si usted", "s", "enter")
    director.answers("Anote a qué hora", "enter")
    director.completes()


def take_step_3(director: Director) -> None:
    director.answers("Elija la fecha", "tab", "enter")
    director.answers("Elija la variante", "3", "enter")
    director.asked("Acepte lo que se pierde")
    typed = re.search(r"Escriba (\d{4}-\d\d-\d\d) para", director.text())
    assert typed is not None
    director.types(typed[1]).keys("enter")
    director.completes()


def take_step_4(director: Director) -> None:
    director.answers("Revise y acepte la solicitud", "ctrl+s")
    director.answers("Fije desde cuándo", "enter")
    director.answers("Envíe la solicitud", "enter", text="now")
    director.answers("Anote el número de caso", "enter", text="SR-77")
    director.completes()


def take_step_5(director: Director) -> None:
    director.answers("Revise y acepte el aviso", "ctrl+s")
    director.answers("Avise, y anote", "4", "enter", text="").types("ventas").keys("enter", "enter")
    director.types("avisados").keys("enter")
    director.sees("✔ Teléfono +ventas").keys("f8")
    director.answers("Confirme que guardaron", "s", "enter")
    director.completes()


def take_step_6(director: Director) -> None:
    director.answers("Elija qué contestó Soporte", "2", "enter")
    director.answers("Indique cuándo terminó", "enter", text="now")
    director.answers("Revise cada área", "1").types("carpeta Ventas, 112 archivos").keys("enter")
    director.answers("Elija el resultado", "1", "enter")
    director.answers("Revise y acepte el aviso de término", "ctrl+s")
    director.answers("Avise que terminó", "1", "enter").types("todos").keys("enter", "enter")
    director.types("enviado").keys("enter")
    director.sees("✔ Correo +todos").keys("f8")
    director.completes()


def close(director: Director) -> None:
    director.sees("Cerrar la sesión").keys("1", "enter").sees("La sesión está cerrada")


def run(home: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [RESTAURA, "--lang", "es", *arguments], env=environment(home), capture_output=True, text=True
    )


@pytest.mark.parametrize(("columns", "rows"), [(120, 40), (80, 24)])
def test_an_incident_by_keys_alone_killed_in_the_middle_resumed_closed_and_verified(
    tmp_path: Path, columns: int, rows: int
) -> None:
    with Director(tmp_path, "--lang", "es", "run", columns=columns, rows=rows) as director:
        take_step_1(director)
        take_step_2(director)
        take_step_3(director)
        director.asked("Revise y acepte la solicitud")
        director.kill(signal.SIGKILL)
        director.wait()
    with Director(tmp_path, "--lang", "es", "resume", columns=columns, rows=rows) as director:
        director.asked("Revise y acepte la solicitud").sees(
            "Detenida desde hace .*; lo último: Terminó el paso"
        )
        take_step_4(director)
        take_step_5(director)
        take_step_6(director)
        close(director)
        director.press("ctrl+q")
        assert director.wait() == 0
        assert director.left_behind() == []
    [record] = sessions(tmp_path)
    summary = json.loads(record.read_text())["summary"]
    assert (summary["status"], summary["outcome"]) == ("closed", "restored")
    verified = run(tmp_path, "verify")
    assert verified.returncode == 0, verified.stdout
    documents = tmp_path / "restaura" / "data" / "documents" / summary["id"]
    assert {path.name for path in documents.iterdir()} == {
        "ticket.md",
        "notice.md",
        "all_clear.md",
        "report.md",
    }
    assert "Se restauró por completo" in (documents / "report.md").read_text()


@pytest.mark.parametrize(
    ("number", "code"), [(signal.SIGTERM, 143), (signal.SIGHUP, 129), (signal.SIGINT, 130)]
)
def test_a_signal_ends_the_program_with_the_terminal_as_it_was_and_the_draft_kept(
    tmp_path: Path, number: signal.Signals, code: int
) -> None:
    with Director(tmp_path, "--lang", "es", "run") as director:
        director.answers("Anote quién reportó", "enter", text="ventas")
        director.asked("Elija por qué medio").keys("2", "enter")
        director.asked("Describa qué pasó").types("medio texto")
        director.kill(number)
        assert director.wait() == code
        assert director.left_behind() == []
        assert "restaura resume 20" in director.text()
    nothing_is_lost(tmp_path)


def nothing_is_lost(home: Path) -> None:
    """Two answers are in a record that verifies, and what was typed for the third is there."""
    verified = run(home, "verify")
    assert verified.returncode == 0, verified.stdout
    with Director(home, "--lang", "es", "resume") as director:
        director.asked("Describa qué pasó").sees("✔ Elija por qué medio avisó").sees("medio texto")


def test_ctrl_c_leaves_with_a_sentence_and_its_exit_code(tmp_path: Path) -> None:
    with Director(tmp_path, "--lang", "es", "run") as director:
        director.answers("Anote quién reportó", "enter", text="ventas").asked("Elija por qué medio")
        director.press("ctrl+c")
        assert director.wait() == 130
        assert "restaura resume 20" in director.text()
        assert director.left_behind() == []


def test_a_window_that_closes_ends_the_program_and_keeps_the_draft(tmp_path: Path) -> None:
    with Director(tmp_path, "--lang", "es", "run") as director:
        director.answers("Anote quién reportó", "enter", text="ventas")
        director.asked("Elija por qué medio").keys("2", "enter")
        director.asked("Describa qué pasó").types("medio texto")
        director.hang_up()
        assert director.wait() == 129
    nothing_is_lost(tmp_path)


def test_bytes_that_are_no_text_do_not_end_the_program(tmp_path: Path) -> None:
    with Director(tmp_path, "--lang", "es", "run") as director:
        director.asked("Anote quién reportó")
        director.send(b"\xff\xfe")
        director.types("Ana").keys("enter").asked("Elija por qué medio")
        director.press("ctrl+q")
        assert director.wait() == 0
        assert director.left_behind() == []
    [record] = sessions(tmp_path)
    answer = json.loads(record.read_text())["events"][-1]["data"]["value"]
    assert answer == "\ufffd\ufffdAna"  # there to be seen, as any other letter


def test_r13_twenty_enters_in_one_burst_change_at_most_one_item(tmp_path: Path) -> None:
    with Director(tmp_path, "--lang", "es", "run") as director:
        director.asked("Anote quién reportó").types("Ana")
        director.send("\r" * 20)
        director.asked("Elija por qué medio").keys("f1").sees("Regla: MPIA").keys("escape")
    [record] = sessions(tmp_path)
    types = [event["type"] for event in json.loads(record.read_text())["events"]]
    assert types == ["session_started", "answered"]


def test_r13_a_paste_of_many_lines_answers_one_item_at_most(tmp_path: Path) -> None:
    with Director(tmp_path, "--lang", "es", "run") as director:
        director.asked("Anote quién reportó")
        director.send("Ana\r2\rfaltan cosas\r1\r2\r")  # a terminal without bracketed paste
        director.asked("Elija por qué medio")
    [record] = sessions(tmp_path)
    events = json.loads(record.read_text())["events"]
    assert [event["data"].get("item") for event in events] == [None, "reported_by"]


def test_a_second_program_on_the_same_session_is_told_so(tmp_path: Path) -> None:
    with Director(tmp_path, "--lang", "es", "run") as director:
        director.asked("Anote quién reportó")
        second = run(tmp_path, "resume", "--plain")
        assert second.returncode == 1
        assert "está abierta en otra ventana" in second.stderr
        with Director(tmp_path, "--lang", "es") as other:
            other.sees("SIN CERRAR").keys("1", "enter").sees("abierta en otra ventana")


def test_the_screen_speaks_english_where_it_is_asked_to(tmp_path: Path) -> None:
    with Director(tmp_path, "--lang", "en", "run", columns=80, rows=24) as director:
        director.answers("Write who reported", "enter", text="sales").asked("Choose how it was")
        director.sees(r"saved \d\d:\d\d:\d\d").sees("INCIDENT")


def test_every_screen_says_all_without_colour(tmp_path: Path) -> None:
    with Director(tmp_path, "--lang", "es", "run", more={"NO_COLOR": "1"}) as director:
        director.answers("Anote quién reportó", "enter", text="ventas").asked("Elija por qué medio")
        assert "✔ 1 hecho" in director.text()
        shades = re.findall(rb"[34]8;2;(\d+);(\d+);(\d+)", director.output)
        assert shades
        assert [shade for shade in shades if len(set(shade)) > 1] == []


def test_home_lists_what_is_open_and_a_finished_session_asks_to_be_closed(tmp_path: Path) -> None:
    started = run(tmp_path, "run", "--answers", "runbooks/mpia_dti_140/tests/cancelled.yaml", "--json")
    assert json.loads(started.stdout)["status"] in ("finished", "closed")
    with Director(tmp_path, "--lang", "es") as director:
        director.sees("Incidente nuevo").keys("ctrl+n")
        director.answers("Anote quién reportó", "enter", text="ventas").asked("Elija por qué medio")
        director.keys("f10").sees("detenida en 1 · Confirmar la pérdida, hace").keys("1", "enter")
        director.asked("Elija por qué medio").keys("f9").sees("Cancelar la sesión: ¿por qué?")
        director.types("falsa alarma").keys("enter").sees("Razón: falsa alarma")
        director.keys("f10").sees("terminada, sin cerrar").sees("Entre y ciérrela")
