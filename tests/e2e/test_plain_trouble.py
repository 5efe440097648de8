"""The plain way when something goes wrong: no traceback, and it says what is saved."""

import json
import signal
import subprocess
import sys
from pathlib import Path

from tests.e2e import plain_full_disk
from tests.e2e.prompts import environment, events, restaura, shown
from tests.small_disk import on_a_small_disk


def opened(home: Path, *arguments: str) -> "subprocess.Popen[bytes]":
    return subprocess.Popen(
        [sys.executable, "-m", "tui", *arguments],
        env=environment(home),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )


def test_the_end_of_the_input_leaves_calmly_and_says_how_to_go_on(tmp_path: Path) -> None:
    said = restaura(tmp_path, ["ventas"], "run", "--plain")
    id = shown(tmp_path)["id"]
    assert said.rstrip().endswith(
        f"Detenida en «Confirmar la pérdida». Siga con: restaura resume {id} --plain"
    )
    assert shown(tmp_path)["answers"] == {"reported_by": "ventas"}


def test_ctrl_c_leaves_calmly_and_says_how_to_go_on(tmp_path: Path) -> None:
    with opened(tmp_path, "run", "--plain") as program:
        assert program.stdin
        assert program.stdout
        program.stdin.write(b"ventas\n")
        program.stdin.flush()
        before = plain_full_disk.read_until(program.stdout, "Elija por qué medio avisó")
        plain_full_disk.read_until(program.stdout, " > ")
        program.send_signal(signal.SIGINT)
        said, wrong = program.communicate()
    assert "guardado" in before
    assert "Siga con: restaura resume " in said.decode()
    assert (program.returncode, wrong) == (0, b"")
    assert shown(tmp_path)["answers"] == {"reported_by": "ventas"}


def test_bytes_that_are_no_text_are_replaced(tmp_path: Path) -> None:
    with opened(tmp_path, "run", "--plain") as program:
        _said, wrong = program.communicate(b"ventas \xff\xfe\n/q\n")
    assert (program.returncode, wrong) == (0, b"")
    assert shown(tmp_path)["answers"] == {"reported_by": "ventas \ufffd\ufffd"}


def test_control_characters_that_were_typed_reach_no_terminal(tmp_path: Path) -> None:
    said = restaura(tmp_path, ["\x1b[2J\x1b]0;x\x07\u202e", "/v"], "run", "--plain")
    assert not {"\x1b", "\x07", "\u202e"} & set(said)
    assert "␛[2J" in said


def test_a_reader_that_goes_away_ends_it_without_a_trace(tmp_path: Path) -> None:
    with opened(tmp_path, "run", "--plain") as program:
        assert program.stdout
        assert program.stdin
        assert program.stderr
        plain_full_disk.read_until(program.stdout, " > ")
        program.stdout.close()
        program.stdin.write(b"ventas\nx\n")
        program.stdin.close()
        wrong = program.stderr.read()
    assert b"Traceback" not in wrong
    assert shown(tmp_path)["answers"] == {"reported_by": "ventas"}


def test_a_full_disk_says_so_keeps_what_was_typed_and_tries_again(tmp_path: Path) -> None:
    ran = on_a_small_disk(plain_full_disk, tmp_path, "2m", environment(tmp_path))
    assert ran.stderr == ""
    said = ran.stdout.replace("full again", "again_full").split("=== ")[1:]
    parts = dict(part.split(" ", 1) for part in said)
    assert "SIN GUARDAR" in parts["full"]
    assert "El disco está lleno" in parts["full"]
    assert "guardado" not in parts["kept"]
    assert parts["again"].strip() == "guardado"
    assert "SIN GUARDAR" in parts["again_full"]
    assert "La última respuesta quedó SIN GUARDAR; todo lo anterior está guardado." in parts["left"]
    assert json.loads(parts["answers"]) == {"reported_by": "ventas", "reported_via": "phone"}
    assert parts["exit"].strip() == "0"


def test_a_session_that_another_program_holds_is_not_gone_on_with(tmp_path: Path) -> None:
    with opened(tmp_path, "run", "--plain") as program:
        assert program.stdout
        plain_full_disk.read_until(program.stdout, " > ")
        with opened(tmp_path, "resume", "--plain") as other:
            said, wrong = other.communicate(b"ventas\n")
        program.communicate(b"/q\n")
    assert said == b""
    assert b"Traceback" not in wrong
    assert other.returncode == 1
    assert [kind for kind, _data in events(tmp_path)] == ["session_started"]
