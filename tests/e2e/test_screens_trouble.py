"""The real program on a real terminal when a disk is full, or a text would steer the terminal."""

import json
import re
from pathlib import Path

from tests.director import Director, sessions
from tests.e2e import screens_full_disk
from tests.small_disk import on_a_small_disk
from tests.terminal import environment

MARKUP = "[b]x[/b] [/etc/passwd] [@click=app.leave]y"
PAYLOADS = (b"\x1b]0;intruso", b"\x1b]52;", b"\x1b[8;3;3t", "\u202e".encode(), "\x9b".encode())
"""What would set the title, write the clipboard, resize the window or turn the text round."""


def passed_on(director: Director) -> list[bytes]:
    """Of the sequences of `PAYLOADS`, those that reached the terminal."""
    director.lines()
    return [one for one in PAYLOADS if one in director.output]


def test_a_full_disk_says_not_saved_keeps_what_was_typed_and_saves_it_when_there_is_room(
    tmp_path: Path,
) -> None:
    ran = on_a_small_disk(screens_full_disk, tmp_path, "2m", environment(tmp_path))
    assert ran.returncode == 0, ran.stderr
    parts = dict(part.split(" ", 1) for part in ran.stdout.split("=== ")[1:])
    assert "El disco está lleno" in re.sub(r"\s+", " ", parts["full"])
    assert "Falta todo" in parts["full"]
    assert "guardado" not in parts["full"].splitlines()[-1]
    assert "sin lugar" in parts["dialog"]
    assert "✔ Describa qué pasó  Falta todo" in parts["again"]
    assert "SIN GUARDAR" not in parts["again"]
    assert parts["exit"].strip() == "0"


def test_controls_and_markup_that_were_typed_or_pasted_never_reach_the_terminal(tmp_path: Path) -> None:
    hostile = f"a\x1b]0;intruso\x07\x1b]52;c;eA==\x07\x1b[8;3;3t\u202e\x9b2J {MARKUP}"
    boss = {"RESTAURA_OPERATOR": "Jefa\x1b]0;intruso\x07\u202e\x9b [b]x[/b]"}
    with Director(tmp_path, "--lang", "es", "run", more=boss) as director:
        director.asked("Anote quién reportó").sees("Jefa␛]0;intruso␇")
        director.paste(hostile)
        director.sees(re.escape("[@click=app.leave]y")).keys("enter")
        director.asked("Elija por qué medio").sees("✔ Anote quién reportó la pérdida  .*intruso")
        director.keys("1", "enter").asked("Describa qué pasó")
        director.paste(hostile)
        director.sees(re.escape("[@click=app.leave]y")).keys("ctrl+s").asked("Marque las áreas")
        director.keys("ctrl+n").sees("Nota")
        director.paste(hostile)
        director.sees(re.escape("[@click=app.leave]y")).keys("enter").asked("Marque las áreas")
        director.press("f10")
        director.sees("SIN CERRAR").keys("1", "enter").asked("Marque las áreas")
        director.press("ctrl+q")
        assert director.wait() == 0
        assert passed_on(director) == []
        assert director.left_behind() == []


def test_a_paste_of_escape_sequences_without_marks_steers_nothing(tmp_path: Path) -> None:
    with Director(tmp_path, "--lang", "es", "run") as director:
        director.asked("Anote quién reportó").types("Ana")
        director.send("\x1b]0;intruso\x07\x1b[8;3;3t\x1b[31m")
        director.types("Pérez").keys("enter").asked("Elija por qué medio")
        assert passed_on(director) == []
    [record] = sessions(tmp_path)
    answers = [e["data"] for e in json.loads(record.read_text())["events"] if e["type"] == "answered"]
    assert answers[0]["value"].startswith("Ana")
    assert answers[0]["value"].endswith("Pérez")


def test_a_draft_and_a_record_written_by_another_program_steer_nothing(tmp_path: Path) -> None:
    with Director(tmp_path, "--lang", "es", "run") as director:
        director.asked("Anote quién reportó").types("Ana").keys("ctrl+q")
        assert director.wait() == 0
    [record] = sessions(tmp_path)
    [draft] = (tmp_path / "restaura" / "state" / "drafts").rglob("reported_by.txt")
    draft.write_bytes(b"Ana\x1b]0;intruso\x07\xe2\x80\xae " + MARKUP.encode())
    with Director(tmp_path, "--lang", "es", "resume") as director:
        director.asked("Anote quién reportó").sees("Ana␛]0;intruso")
        assert passed_on(director) == []
    record.with_name("x\x1b]0;intruso\x07.json").write_bytes(b"{\x1b]0;intruso\x07")
    with Director(tmp_path, "--lang", "es") as director:
        director.sees("SIN CERRAR").sees("Su nombre no es el de un registro")
        assert passed_on(director) == []
