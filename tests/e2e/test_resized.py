"""The real program in a window that is resized in the middle of a line, a long text and a choice."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

import pytest

from tests.director import Director, held_at, sessions

SIZES: Final = ((80, 24), (60, 20), (80, 24), (120, 40))


def resized(director: Director, columns: int, rows: int, shows: str) -> None:
    """Give the window another size and wait for a whole frame of it that shows `shows` (R12)."""
    director.resize(columns, rows)

    def whole(text: str) -> bool:
        first, *between, last = text.split("\n")
        fits = len(between) == rows - 2 and max(map(len, (first, *between, last))) <= columns
        is_shown = any(shows in " ".join(row.split()) for row in between)
        return fits and "INCIDENTE" in first and "^Q" in last and is_shown

    director.wait_for(whole, settle=0.08)


def through_all_sizes(director: Director, shows: str, between: Callable[[], object]) -> None:
    """Resize the window from one size to the next, and do something at each."""
    for columns, rows in SIZES:
        resized(director, columns, rows, shows)
        between()


def answered(home: Path) -> list[Any]:
    """What was answered, in order."""
    [record] = sessions(home)
    events = json.loads(record.read_text())["events"]
    return [event["data"]["value"] for event in events if event["type"] == "answered"]


def at_the_end_of_a_line(director: Director) -> None:
    director.types("Ana ")
    letters = iter("Pérez")
    through_all_sizes(director, "Ana", lambda: director.types(next(letters)))
    director.types("z").keys("enter").asked("Elija por qué medio")


def in_the_middle_of_a_line(director: Director) -> None:
    director.types("Ana Pérez").keys(*["left"] * 5)
    through_all_sizes(director, "Pérez", lambda: director.keys("x"))
    director.keys("enter").asked("Elija por qué medio")


@pytest.mark.parametrize(
    ("typing", "answer"),
    [(at_the_end_of_a_line, "Ana Pérez"), (in_the_middle_of_a_line, "Ana xxxxPérez")],
)
def test_a_line_keeps_its_text_and_its_cursor(
    tmp_path: Path, typing: Callable[[Director], None], answer: str
) -> None:
    with Director(tmp_path, "--lang", "es", "run") as director:
        director.asked("Anote quién reportó")
        typing(director)
    assert answered(tmp_path) == [answer]


def test_a_long_text_keeps_its_lines_and_its_cursor(tmp_path: Path) -> None:
    with Director(tmp_path, "--lang", "es", "run") as director:
        director.answers("Anote quién reportó", "enter", text="Ana")
        director.answers("Elija por qué medio", "2", "enter")
        director.asked("Describa qué pasó").types("Faltan carpetas").keys("enter").types("del drive")
        director.keys("up", "home")
        through_all_sizes(director, "Faltan", lambda: director.keys("x"))
        director.sees("xxxxFaltan").keys("ctrl+s").asked("Marque las áreas")
    assert answered(tmp_path)[-1] == "xxxxFaltan carpetas\ndel drive"


def test_an_entry_that_is_moved_to_stays_so_and_is_not_taken(tmp_path: Path) -> None:
    with Director(tmp_path, "--lang", "es", "run") as director:
        director.answers("Anote quién reportó", "enter", text="Ana")
        director.asked("Elija por qué medio").keys("3")
        through_all_sizes(director, "Elija por qué medio", lambda: answered(tmp_path))
        assert answered(tmp_path) == ["Ana"]
        director.keys("enter").asked("Describa qué pasó")
    assert len(answered(tmp_path)) == 2


def test_the_card_of_a_variant_that_is_moved_to_stays_so_and_is_not_taken(tmp_path: Path) -> None:
    held_at(tmp_path, "variant")
    with Director(tmp_path, "--lang", "es", "resume") as director:
        director.sees("recomendada").keys("3")
        before = answered(tmp_path)
        through_all_sizes(director, "▶ 3 Copia completa", lambda: answered(tmp_path))
        assert answered(tmp_path) == before
        director.keys("enter").asked("Acepte lo que se pierde")
    assert answered(tmp_path) == [*before, "full"]
