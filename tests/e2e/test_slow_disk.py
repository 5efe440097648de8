"""The real program while the disk takes its time: what it says, and that it goes on answering keys.

The disk waits for the test, so that what is seen before it is done was not waiting for it.
"""

import json
import signal
from pathlib import Path

from tests.director import Director, sessions
from tests.e2e.test_screens import run
from tests.slow_disk.disk import SlowDisk


def events(home: Path) -> list[str]:
    [record] = sessions(home)
    return [event["type"] for event in json.loads(record.read_text())["events"]]


def test_while_an_answer_is_being_saved_the_last_row_says_so_and_keys_are_answered(
    tmp_path: Path,
) -> None:
    disk = SlowDisk(tmp_path)
    with Director(tmp_path, "--lang", "es", "run", more=disk.environment) as director:
        director.asked("Anote quién reportó").types("Ana")
        disk.stop()
        director.keys("enter").sees("guardando")
        assert "guardado" not in director.text()
        director.keys("f12").sees("Esc regresa").keys("escape").wait_for(
            lambda text: "Esc regresa" not in text
        )
        director.keys("ctrl+n").sees("Enter acepta").types("llamó ventas")
        director.keys("enter").sees("La última respuesta aún se está guardando")
        director.types(" otra vez")
        assert "guardando" in director.text()
        assert events(tmp_path) == ["session_started"]
        disk.go_on()
        director.sees(r"guardado \d\d:\d\d:\d\d").types(", a las 14")
        assert events(tmp_path) == ["session_started", "answered"]
        director.keys("enter").asked("Elija por qué medio")
        assert "guardando" not in director.text()
    assert events(tmp_path) == ["session_started", "answered", "noted"]


def test_what_is_typed_for_the_next_item_before_it_is_shown_answers_nothing(tmp_path: Path) -> None:
    disk = SlowDisk(tmp_path)
    with Director(tmp_path, "--lang", "es", "run", more=disk.environment) as director:
        director.asked("Anote quién reportó").types("Ana")
        disk.stop()
        director.keys("enter").sees("guardando").keys("2", "enter")
        disk.go_on()
        director.asked("Elija por qué medio").sees(r"guardado \d\d:\d\d:\d\d").keys("enter")
        director.sees("Elija con un número o una flecha")
    [record] = sessions(tmp_path)
    answers = [
        e["data"]["value"] for e in json.loads(record.read_text())["events"] if e["type"] == "answered"
    ]
    assert answers in (["Ana"], ["Ana2"])


def test_a_program_told_to_end_while_it_saves_ends_when_that_is_saved(tmp_path: Path) -> None:
    disk = SlowDisk(tmp_path)
    with Director(tmp_path, "--lang", "es", "run", more=disk.environment) as director:
        director.asked("Anote quién reportó").types("Ana")
        disk.stop()
        director.keys("enter").sees("guardando")
        director.kill(signal.SIGTERM)
        disk.go_on()
        assert director.wait() == 143
        assert director.left_behind() == []
    assert events(tmp_path) == ["session_started", "answered"]
    assert run(tmp_path, "verify").returncode == 0
