"""`restaura compare`: for a person, for a program, as a page; what it refuses."""

import json
import re
from pathlib import Path

import pytest

from runbooks.language.cells import width_of
from tests.program import ended, held, places, restaura, told
from tests.training_files import FILES


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("compare")


@pytest.fixture(scope="module")
def pair(home: Path) -> tuple[str, str]:
    return ended(home, "restored"), ended(home, "second_attempt")


@pytest.mark.parametrize(
    ("language", "sentences"),
    [
        ("es", ("DÓNDE SE SEPARARON", "QUÉ COSTÓ", "RESPUESTAS QUE DIFIEREN", "PASOS", "B menos A")),
        ("en", ("WHERE THEY PARTED", "WHAT IT COST", "ANSWERS THAT DIFFER", "STEPS", "B less A")),
    ],
)
def test_a_person_reads_both_side_by_side_in_80_cells(
    home: Path, pair: tuple[str, str], language: str, sentences: tuple[str, ...]
) -> None:
    done = restaura(home, "--lang", language, "compare", *pair)
    assert (done.returncode, done.stderr) == (0, "")
    assert [one for one in (*sentences, *pair) if one not in done.stdout] == []
    assert max(map(width_of, done.stdout.splitlines())) <= 80
    assert re.search(r"^Elegir la variante .* 1/2 ", done.stdout, re.MULTILINE) or language == "en"


def test_a_program_reads_one_document_with_the_same(home: Path, pair: tuple[str, str]) -> None:
    done = restaura(home, "compare", *pair, "--json")
    assert (done.returncode, done.stderr) == (0, "")
    data = json.loads(done.stdout)
    assert [one["id"] for one in data["sessions"]] == list(pair)
    assert data["decided"]["acts"][1]["type"] == "went_back"
    assert [step["times"] for step in data["steps"]] == [[1, 1], [1, 1], [1, 2], [1, 2], [1, 2], [1, 2]]


@pytest.mark.parametrize(
    ("format", "begin"), [("md", b"# MPIA"), ("html", b"<!DOCTYPE html"), ("pdf", b"%PDF")]
)
def test_it_is_written_as_a_page_in_each_format(
    home: Path, pair: tuple[str, str], tmp_path: Path, format: str, begin: bytes
) -> None:
    file = tmp_path / "page"
    arguments = ["--lang", "es", "compare", *pair, "--format", format, "--output", str(file)]
    assert restaura(home, *arguments).returncode == 0
    assert file.read_bytes().lower().startswith(begin.lower())
    told(restaura(home, *arguments), 1, "ya existe")


def test_a_part_of_an_id_is_enough_and_one_session_twice_or_none_is_refused(
    home: Path, pair: tuple[str, str]
) -> None:
    parts = [id[-4:] for id in pair]
    assert restaura(home, "compare", *parts).returncode == 0
    told(restaura(home, "--lang", "es", "compare", pair[0], pair[0]), 1, "hacen falta dos")
    told(restaura(home, "--lang", "es", "compare", pair[0], "zzzz"), 3, "zzzz")
    told(restaura(home, "--lang", "es", "compare", pair[0]), 2, "ID")
    told(restaura(home, "--lang", "es", "compare", *pair, "--json", "--format", "md"), 2, "indique una")


def test_one_that_is_open_is_compared_up_to_its_last_event(home: Path, pair: tuple[str, str]) -> None:
    done = restaura(home, "--lang", "es", "compare", pair[0], held(home))
    assert "B no está cerrada: se compara hasta su evento 2" in done.stdout


def test_t2_a_training_beside_an_incident_marks_every_line(home: Path, pair: tuple[str, str]) -> None:
    file = FILES / "deleted_today.ideal.yaml"
    assert restaura(home, "train", "deleted_today", "--answers", str(file)).returncode == 0
    [record] = places(home).training.glob("*.json")
    said = restaura(home, "--lang", "es", "compare", pair[0], record.stem).stdout
    lines = [line for line in said.splitlines() if line]
    assert [line for line in lines if not line.startswith("ENTRENAMIENTO")] == []
    assert max(map(width_of, lines)) <= 80


def test_what_a_person_wrote_steers_no_terminal(tmp_path: Path) -> None:
    for name, text in (("one", "x \u202e\x9b31m"), ("two", "y \x1b[2J")):
        answers = tmp_path / f"{name}.json"
        answers.write_text(json.dumps({"answers": [{"reported_by": text}]}))
        assert restaura(tmp_path, "run", "--answers", str(answers)).returncode == 0
    ids = [file.stem for file in places(tmp_path).sessions.glob("*.json")]
    for more in ([], ["--json"], ["--format", "md"]):
        done = restaura(tmp_path, "compare", *ids, *more)
        assert done.returncode == 0
        assert not set("\x1b\x9b\u202e") & set(done.stdout)


def test_a_record_that_makes_no_session_is_told(home: Path, pair: tuple[str, str], tmp_path: Path) -> None:
    path = places(home).sessions / "2026-01-01-zz9z.json"
    path.write_text("{}")
    try:
        told(restaura(home, "--lang", "es", "compare", pair[0], path.stem), 4, "zz9z")
    finally:
        path.unlink()
