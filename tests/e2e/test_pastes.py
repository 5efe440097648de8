"""The real program on a real terminal, given 64 KiB of garbage: it goes on, and nothing has happened."""

import json
import random
from pathlib import Path
from typing import Final

import pytest

from tests.director import Director, sessions
from tests.e2e.test_screens import run

START, END = b"\x1b[200~", b"\x1b[201~"
HOSTILE: Final = (
    *(b"\x1b[", b"\x1b]0;intruso\x07", b"\x1b]52;c;eA==\x07", b"\x1b[8;3;3t", b"\x9b2J", "\x9b31m".encode()),
    *(b"\x1b", b"\x1b\x1b", b"\x00\x00", b"\xff\xfe\xc3", "\u202e".encode(), START, END),
    *(b"\r", b"\r\r1\r", b"\x13", b"\x11", b"\x03", b"\x1bOP", b"\x1b[21~"),  # Enter, ^S, ^Q, ^C, F1, F10
)


def garbage() -> bytes:
    """64 KiB of random bytes among what would steer a terminal or this program; some of it is text."""
    chance = random.Random(140)
    made = b"carpetas \x1b[2J perdidas\r"
    while len(made) < 64 * 1024:
        made += chance.randbytes(chance.randrange(200)) + chance.choice(HOSTILE)
    return made[: 64 * 1024 - 1] + b"."


FORMS: Final = {
    "marked": START + garbage() + END,
    "without marks": garbage().replace(START, b"").replace(END, b""),
    "marked, without an end": START + garbage().replace(END, b""),
}
CASES = [("a line", "without marks"), ("a choice", "without marks")]
CASES += [("a long text", form) for form in FORMS]


def bring_to(where: str, director: Director) -> None:
    director.asked("Anote quién reportó")
    if where != "a line":
        director.types("Ana").keys("enter").asked("Elija por qué medio")
    if where == "a long text":
        director.keys("2", "enter").asked("Describa qué pasó")


def answers_a_key(director: Director) -> None:
    """Help comes and goes; where the end of a paste was lost, the first key of the next second may not."""
    for _press in range(6):
        if "Esc regresa" not in director.keys("f12").text():
            continue
        director.keys("escape").wait_for(lambda text: "Esc regresa" not in text)
        return
    director.sees("Esc regresa")


@pytest.mark.parametrize(("where", "form"), CASES)
def test_garbage_that_is_pasted_ends_steers_and_answers_nothing(
    tmp_path: Path, where: str, form: str
) -> None:
    with Director(tmp_path, "--lang", "es", "run") as director:
        bring_to(where, director)
        [record] = sessions(tmp_path)
        before = record.read_bytes()
        director.send(FORMS[form])
        answers_a_key(director)
        if where == "a long text":
            director.sees("␛")  # it is there to be seen, and to be removed
        assert record.read_bytes() == before
        for steering in (b"\x1b]0;intruso", b"\x1b]52;", b"\x1b[8;3;3t", "\x9b".encode(), b"\xe2\x80\xae"):
            assert steering not in director.output
        director.press("ctrl+q")
        assert director.wait() == 0
        assert director.left_behind() == []
    assert run(tmp_path, "verify").returncode == 0


def test_lines_that_are_pasted_are_the_lines_of_the_answer(tmp_path: Path) -> None:
    with Director(tmp_path, "--lang", "es", "run") as director:
        bring_to("a long text", director)
        director.paste("Faltan carpetas\rdel drive\r\ny hojas")  # terminals make the line ends so
        director.sees("y hojas").keys("ctrl+s").asked("Marque las áreas")
    [record] = sessions(tmp_path)
    answer = json.loads(record.read_text())["events"][-1]["data"]["value"]
    assert answer == "Faltan carpetas\ndel drive\ny hojas"


def test_a_line_takes_of_a_paste_that_is_too_long_what_it_has_room_for(tmp_path: Path) -> None:
    with Director(tmp_path, "--lang", "es", "run") as director:
        bring_to("a line", director)
        director.paste("Ana y " * 400)
        director.sees("Ana y Ana").keys("enter").asked("Elija por qué medio")
    [record] = sessions(tmp_path)
    answer = json.loads(record.read_text())["events"][-1]["data"]["value"]
    assert answer == ("Ana y " * 400)[:1000].strip()
