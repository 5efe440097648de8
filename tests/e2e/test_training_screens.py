"""A training by keys alone in a real terminal, from home to the closed record with its score."""

import json
import re
from collections import Counter
from pathlib import Path
from typing import Any, Self

import pytest
from practice import GUIDE

from tests.director import Director
from tests.e2e.test_screens import run

SIZES = [(120, 40), (80, 24)]
WORD = re.compile(r"\w[\w/:.,%-]*")
FRAMES = "│║┃╭╮╰╯╔╗╚╝═─▇█▶·✔✘—!?i★⚠ "
PARTS = re.compile(r" {2,}| · |[│║┃█] | [│║┃█]|[▶✔✘⚠] ?")
READ, TYPED, MINUTES = 200, 200, 15
"""Words read and keys pressed in a minute; the minutes that a first run may take (T18)."""
CRITERIA = len(GUIDE.rubric)
LOST = "412 negociaciones abiertas"


class Reader(Director):
    """Counts what is read and typed: the words of rows that did not stand so before, and the keys."""

    words = typed = 0

    def __init__(self, home: Path, *arguments: str, columns: int, rows: int) -> None:
        super().__init__(home, *arguments, columns=columns, rows=rows)
        self._known: dict[str, Counter[str]] = {}

    def sees(self, sight: str) -> Self:
        super().sees(sight)
        self._read_screen()
        return self

    def keys(self, *names: str) -> Self:
        for name in names:
            super().keys(name)
            self._read_screen()
        return self

    def send(self, text: str | bytes, timeout: float = 10.0) -> int:
        is_key = isinstance(text, bytes) or text.startswith("\x1b")
        self.typed += 1 if is_key else len(text)
        return super().send(text, timeout)

    def _read_screen(self) -> None:
        for part in (part for row in self.lines() for part in PARTS.split(row.strip(FRAMES))):
            if part not in self._known:
                words = Counter(WORD.findall(part))
                new = min(((words - known).total() for known in self._known.values()), default=words.total())
                self.words += new if 2 * new <= words.total() else words.total()
                self._known[part] = words


def begin(director: Director, way: str) -> None:
    director.sees("Incidente nuevo").keys("f6").sees("Borrado esta mañana")
    director.keys("1", "enter").sees("¿Cómo lo hace?").keys(way, "enter")
    leaves(director, "Limpiamos el CRM")
    director.asked("Anote quién reportó")


def leaves(director: Director, told: str) -> None:
    """Read a box, and leave it; once more where the key came before the box was seen (R13)."""
    director.sees(told).keys("enter")
    if "Enter: seguir" in director.text():
        director.keys("enter")


def asks(director: Director, number: str, told: str) -> None:
    """Ask, look or do what stands at `number`, and read the answer."""
    director.opens("ctrl+r", "Preguntar, mirar o hacer algo").keys(number, "enter")
    leaves(director, told)


def takes_a_hint(director: Director) -> None:
    director.opens("ctrl+k", "Ver la pista 1 de 3").keys("1", "enter")
    leaves(director, "Dónde mirar")


def waits(director: Director, told: str) -> None:
    """Let time go by until the world says what begins with `told`."""
    director.opens("ctrl+f", "Hasta que pase algo").keys("1", "enter")
    leaves(director, told)


def take_step_1(director: Director, *, looks: bool) -> None:
    director.answers("Anote quién reportó", "enter", text="Marisol Pech, de Ventas")
    director.answers("Elija por qué medio", "2", "enter")
    director.answers("Describa qué pasó", "ctrl+s", text="Faltan las negociaciones abiertas")
    if looks:
        asks(director, "2", "Falta algo en")
    director.answers("Marque las áreas", "1", "enter")
    if looks:
        asks(director, "3", "eliminó 214")
    director.answers("Indique cuándo se vio", "enter", text="10/03/2026 09:00")
    director.answers("Indique cuándo se notó", "enter", text="10/03/2026 10:40")
    director.answers("Elija la causa", "1", "enter")
    if looks:
        asks(director, "4", "En las papeleras")
    director.answers("Busque en las papeleras", "1", "enter")
    if looks:
        asks(director, "5", "Con su cuenta")
    director.answers("Confirme que la pérdida", "s", "enter")
    director.completes()


def take_steps_2_and_3(director: Director, *, looks: bool) -> None:
    if looks:
        asks(director, "6", "Plan: Professional")
    director.answers("Elija el plan", "4", "enter")
    director.answers("Verifique que contrato", "s", "enter")
    director.answers("Anote el nombre del titular", "enter", text="Camilo Luna")
    director.answers("Diga si usted", "s", "enter")
    director.answers("Anote a qué hora", "enter")
    director.completes()
    director.answers("Elija la fecha", "tab", "enter")
    if looks:
        asks(director, "7", "Las tres variantes")
    director.answers("Elija la variante", "1", "enter")
    director.answers("Acepte lo que se pierde", "s", "enter")
    director.completes()


def take_steps_4_and_5(director: Director) -> None:
    director.answers("Revise y acepte la solicitud", "ctrl+s")
    director.answers("Fije desde cuándo", "enter")
    director.answers("Envíe la solicitud", "enter", text="now")
    director.answers("Anote el número de caso", "enter", text="SR-77")
    director.completes()
    director.answers("Revise y acepte el aviso", "ctrl+s")
    director.answers("Avise, y anote", "4", "enter", text="").types("todas").keys("enter", "enter")
    director.types("avisados").keys("enter")
    director.sees("✔ Teléfono +todas").keys("f8")
    waits(director, "Ya guardamos fuera")
    director.answers("Confirme que guardaron", "s", "enter")
    director.completes()


def take_step_6(director: Director) -> None:
    waits(director, "Soporte")
    director.asked("Elija qué contestó Soporte").keys("2", "enter")
    director.answers("Indique cuándo terminó", "enter", text="now")
    asks(director, "9", LOST)
    director.asked("Revise cada área").keys("1").types(LOST).keys("enter")
    director.keys("1").types(LOST).keys("enter")
    director.answers("Elija el resultado", "1", "enter")
    director.answers("Revise y acepte el aviso de término", "ctrl+s")
    director.answers("Avise que terminó", "1", "enter").types("todas").keys("enter", "enter")
    director.types("enviado").keys("enter")
    director.sees("✔ Correo +todas").keys("f8")
    director.completes()


def end(director: Director) -> None:
    director.sees("falta cerrarla").keys("3", "enter").sees("Evalúese antes de ver")
    director.keys(*"1" * CRITERIA).sees("Todos tienen su juicio").keys("enter")
    director.sees("Cómo se hizo")
    leaves(director, r"\d+ de 52 puntos")
    director.sees("Ver la calificación")


def record_of(home: Path) -> dict[str, Any]:
    [path] = (home / "restaura" / "data" / "training" / "sessions").glob("T-*.json")
    record: dict[str, Any] = json.loads(path.read_text())
    assert not list((home / "restaura" / "data").glob("sessions/*.json"))
    return record


def ended(director: Director, home: Path) -> tuple[list[str], dict[str, Any]]:
    """The types of the events, and the score, of the one training there is."""
    director.press("ctrl+q")
    assert director.wait() == 0
    assert director.left_behind() == []
    record = record_of(home)
    assert (record["summary"]["status"], record["summary"]["outcome"]) == ("closed", "restored")
    verified = run(home, "verify", record["summary"]["id"])
    assert verified.returncode == 0, verified.stdout
    return [one["type"] for one in record["events"]], record["events"][-1]["data"]["score"]


# Each way at one of the two sizes: what fits at both is held by tests/screen.
@pytest.mark.parametrize(("columns", "rows"), SIZES[1:])
def test_a_guided_training_from_home_with_questions_a_hint_waits_and_the_own_judgement(
    tmp_path: Path, columns: int, rows: int
) -> None:
    with Director(tmp_path, "--lang", "es", columns=columns, rows=rows) as director:
        begin(director, "1")
        takes_a_hint(director)
        asks(director, "1", "Soy Marisol Pech")
        take_step_1(director, looks=True)
        take_steps_2_and_3(director, looks=True)
        take_steps_4_and_5(director)
        take_step_6(director)
        end(director)
        types, score = ended(director, tmp_path)
    assert types.count("hinted") == 1
    assert types[-2:] == ["self_assessed", "session_closed"]
    assert (score["failures"], score["passed"]) == ([], True)


@pytest.mark.parametrize(("columns", "rows"), SIZES[:1])
def test_an_exam_from_home_gives_no_hint_and_no_word_before_its_end(
    tmp_path: Path, columns: int, rows: int
) -> None:
    with Director(tmp_path, "--lang", "es", columns=columns, rows=rows) as director:
        begin(director, "2")
        director.keys("ctrl+k").sees("Un examen no da pistas")
        take_step_1(director, looks=False)
        take_steps_2_and_3(director, looks=False)
        take_steps_4_and_5(director)
        take_step_6(director)
        assert "Concuerda con los hechos" not in director.output.decode(errors="replace")
        end(director)
        types, score = ended(director, tmp_path)
    assert "hinted" not in types
    assert {"id": "bins", "level": "not", "points": 0, "of": 4, "hints": 0} in score["criteria"]


def test_a_training_that_was_left_is_gone_on_with_from_the_list(tmp_path: Path) -> None:
    with Director(tmp_path, "--lang", "es", columns=80, rows=24) as director:
        begin(director, "1")
        director.answers("Anote quién reportó", "enter", text="Marisol").asked("Elija por qué medio")
        director.press("ctrl+q")
        assert director.wait() == 0
        assert "restaura resume T-" in director.text()
    with Director(tmp_path, "--lang", "es", columns=80, rows=24) as director:
        director.sees("Incidente nuevo").keys("f6").sees("Seguir con «Borrado esta mañana»")
        director.keys("1", "enter").asked("Elija por qué medio").sees("Lo último: ")


def test_T18_a_first_guided_run_by_the_ideal_path_takes_under_fifteen_minutes(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """All that is read and typed from home to the score, by keys, at 80x24, looking everywhere once.

    After each key and each wait the whole screen is taken, row by row, each row in its parts: what stands
    between two blanks or more, or between middle dots, without signs and frames. A part that some screen
    showed before, word for word, is not read again. Of a part that has at least half of its words from one
    that was read before (a count, the clock, one more clause), the other words count; any other part counts
    whole. So help texts, cautions, boxes, keys and documents all count as if every word of them were read.
    A word is a run of letters and digits; each key pressed counts as one character. Reading takes 200 words
    a minute, typing 200 characters a minute.
    """
    with Reader(tmp_path, "--lang", "es", columns=80, rows=24) as director:
        begin(director, "1")
        asks(director, "1", "Soy Marisol Pech")
        take_step_1(director, looks=True)
        take_steps_2_and_3(director, looks=True)
        take_steps_4_and_5(director)
        take_step_6(director)
        end(director)
        _types, score = ended(director, tmp_path)
    minutes = director.words / READ + director.typed / TYPED
    with capsys.disabled():
        print(f"\nT18: {director.words} words, {director.typed} keys, {minutes:.1f} minutes")
    assert score["percent"] == 100, [one for one in score["criteria"] if one["level"] != "met"]
    assert minutes < MINUTES
