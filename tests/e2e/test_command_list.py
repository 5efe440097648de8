"""`restaura list`: newest first, in words, aligned, and never without what it cannot read."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.bench.records import make_records
from tests.program import ended, held, places, restaura


def listed(home: Path, *arguments: str) -> list[Any]:
    done = restaura(home, "list", "--json", *arguments)
    assert done.returncode == 0, done.stderr
    found: list[Any] = json.loads(done.stdout)
    return found


def training(home: Path) -> str:
    """A record of a training, as far as a list reads one."""
    id = held(home)
    file = places(home).sessions / f"{id}.json"
    other = places(home).training / f"T-{id}.json"
    other.parent.mkdir(parents=True)
    other.write_bytes(file.read_bytes().replace(id.encode(), f"T-{id}".encode()))
    file.unlink()
    return f"T-{id}"


def test_sessions_are_told_in_the_words_of_their_runbook_and_of_the_language(tmp_path: Path) -> None:
    open_id, closed_id = held(tmp_path), ended(tmp_path)
    for language, place, outcome, status in (
        ("es", "Confirmar la pérdida", "No hubo pérdida; no se restauró nada.", ("en curso", "cerrada")),
        ("en", "Confirm the loss", "Nothing was lost; nothing was restored.", ("in progress", "closed")),
    ):
        head, *rows = restaura(tmp_path, "list", "--lang", language).stdout.splitlines()
        by_id = {row.split()[0]: row for row in rows}
        assert by_id.keys() == {open_id, closed_id}
        assert place in by_id[open_id] and status[0] in by_id[open_id] and "Ana" in by_id[open_id]
        assert outcome in by_id[closed_id] and status[1] in by_id[closed_id]
        assert len({row.index("202", 5) for row in rows}) == 1, head


def test_a_status_is_chosen(tmp_path: Path) -> None:
    open_id, closed_id = held(tmp_path), ended(tmp_path)
    assert [one["id"] for one in listed(tmp_path, "--status", "open")] == [open_id]
    assert [one["id"] for one in listed(tmp_path, "--status", "closed")] == [closed_id]
    assert {one["id"] for one in listed(tmp_path)} == {open_id, closed_id}


def test_trainings_are_listed_only_when_asked_for(tmp_path: Path) -> None:
    trained, incident = training(tmp_path), held(tmp_path)
    assert [one["id"] for one in listed(tmp_path)] == [incident]
    assert [one["id"] for one in listed(tmp_path, "--mode", "training")] == [trained]
    assert [one["id"] for one in listed(tmp_path, "--mode", "all")] == [incident, trained]


@pytest.fixture(scope="module")
def sixty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("sixty")
    template = places(home).sessions / f"{held(home)}.json"
    data = template.read_bytes()
    template.unlink()
    make_records(template.parent, 60, data)
    return home


@pytest.mark.parametrize(
    ("arguments", "rows", "hint"),
    [
        ([], 50, True),
        (["--limit", "3"], 3, False),
        (["--all"], 60, False),
        (["--limit", "999999999"], 60, False),
    ],
)
def test_a_list_for_people_has_an_end(sixty: Path, arguments: list[str], rows: int, hint: bool) -> None:
    done = restaura(sixty, "--lang", "en", "list", *arguments)
    assert len(done.stdout.splitlines()) == 1 + rows
    assert ("--all shows every one" in done.stderr) is hint


def test_a_list_for_programs_is_whole_unless_a_limit_is_named(sixty: Path) -> None:
    assert len(listed(sixty)) == 60
    assert len(listed(sixty, "--limit", "2")) == 2


def test_no_records_are_an_empty_list_and_a_sentence(tmp_path: Path) -> None:
    assert listed(tmp_path) == []
    done = restaura(tmp_path, "list", "--lang", "es")
    assert (done.returncode, done.stdout) == (0, "")
    assert "Todavía no hay registros" in done.stderr


def test_what_cannot_be_read_is_named_beside_the_others(tmp_path: Path) -> None:
    id = held(tmp_path)
    sessions = places(tmp_path).sessions
    (sessions / "notas.json").write_text("{}")
    (sessions / "2026-01-01-abcd.json").symlink_to(sessions / f"{id}.json")
    future = (sessions / f"{id}.json").read_bytes().replace(b"restaura.session/1", b"restaura.session/2")
    (sessions / "2026-01-02-abcd.json").write_bytes(future)
    done = restaura(tmp_path, "list", "--json", "--lang", "es")
    assert [one["id"] for one in json.loads(done.stdout)] == [id]
    complaints = done.stderr.splitlines()
    assert len(complaints) == 3
    for file, why in (
        ("notas.json", "no es el de un registro"),
        ("2026-01-01-abcd.json", "enlace simbólico"),
        ("2026-01-02-abcd.json", "restaura más nuevo (restaura.session/2)"),
    ):
        assert any(file in line and why in line for line in complaints)


@pytest.mark.parametrize("broken", [{"status": None}, {"outcome": ["x"]}, {"runbook": {}}, {"operator": 3}])
def test_a_summary_that_someone_changed_does_not_end_the_list(broken: dict[str, Any], tmp_path: Path) -> None:
    id = held(tmp_path)
    file = places(tmp_path).sessions / f"{id}.json"
    document = json.loads(file.read_text())
    file.write_text(json.dumps({**document, "summary": {**document["summary"], **broken}}))
    done = restaura(tmp_path, "list")
    assert (done.returncode, done.stderr) == (0, "")
    assert id in done.stdout


def test_a_name_that_would_steer_the_terminal_is_shown_and_a_wide_one_kept_in_its_column(
    tmp_path: Path,
) -> None:
    first, second = held(tmp_path), held(tmp_path)
    for id, name in ((first, "\x1b[31mred\u202e"), (second, "東京")):
        file = places(tmp_path).sessions / f"{id}.json"
        document = json.loads(file.read_text())
        document["summary"]["step"] = name
        file.write_text(json.dumps(document))
    done = restaura(tmp_path, "list")
    assert "␛[31mred⟦U+202E⟧" in done.stdout and "東京" in done.stdout
    as_json = restaura(tmp_path, "list", "--json").stdout
    assert "\x1b" not in as_json and "\u202e" not in as_json
    assert {one["step"] for one in json.loads(as_json)} == {"\x1b[31mred\u202e", "東京"}


def test_aligned_columns_go_by_the_width_that_a_terminal_shows() -> None:
    from tui.commands.output import columns

    assert columns([("東京", "a"), ("abcde", "b"), ("e\u0301x", "c")]) == ["東京   a", "abcde  b", "éx     c"]
