"""`restaura export` of several records, or of all: a file each, and nothing written over unasked."""

from pathlib import Path

import pytest

from tests.program import ended, held, places, restaura, told

ENDINGS = {
    "md": ".md",
    "html": ".html",
    "pdf": ".pdf",
    "json": ".json",
    "answers": ".answers.yaml",
    "csv": ".csv",
}


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("several")
    for name in ("no_loss", "restored"):
        ended(made, name)
    held(made)
    return made


def ids(home: Path) -> list[str]:
    return sorted(path.stem for path in places(home).sessions.glob("*.json"))


@pytest.mark.parametrize("format", ENDINGS)
def test_all_are_written_a_file_each_and_are_their_owners_alone(
    home: Path, tmp_path: Path, format: str
) -> None:
    folder = tmp_path / "new"
    done = restaura(home, "export", "--all", "--format", format, "--output", str(folder))
    assert (done.returncode, done.stderr) == (0, "")
    assert sorted(path.name for path in folder.iterdir()) == [f"{id}{ENDINGS[format]}" for id in ids(home)]
    assert {path.stat().st_mode & 0o777 for path in folder.iterdir()} == {0o600}
    assert folder.stat().st_mode & 0o777 == 0o700
    one = restaura(home, "export", ids(home)[0], "--format", format, "--output", str(tmp_path / "one"))
    assert one.returncode == 0
    assert (tmp_path / "one").read_bytes() == (folder / f"{ids(home)[0]}{ENDINGS[format]}").read_bytes()


def test_several_that_are_named_go_to_the_usual_folder(tmp_path: Path) -> None:
    first, second, third = (ended(tmp_path) for _n in range(3))
    done = restaura(tmp_path, "export", first, second, first, "--format", "html")
    exports = places(tmp_path).exports
    assert done.returncode == 0 and str(exports) in done.stdout and "2 de 2" in done.stdout
    assert {path.name for path in exports.iterdir()} == {f"{first}.html", f"{second}.html"}
    assert not (exports / f"{third}.html").exists()


def test_where_one_of_the_files_is_there_nothing_is_written_but_by_force(home: Path, tmp_path: Path) -> None:
    there = tmp_path / f"{ids(home)[1]}.md"
    there.symlink_to(tmp_path / "nowhere")
    command = ["export", "--all", "--output", str(tmp_path)]
    told(restaura(home, *command), 1, "Ya existe 1 de estos archivos")
    assert [path.name for path in tmp_path.iterdir()] == [there.name]
    there.unlink()
    there.write_text("mine")
    told(restaura(home, *command), 1, f"archivos: {there}.")
    assert there.read_text() == "mine"
    assert restaura(home, *command, "--force").returncode == 0
    assert there.read_text().startswith("# MPIA-DTI-140") and len(list(tmp_path.iterdir())) == 3


def test_a_record_that_cannot_be_read_is_told_and_stops_no_other(tmp_path: Path) -> None:
    good = [ended(tmp_path) for _n in range(2)]
    broken = places(tmp_path).sessions / "2026-01-01-aaaa.json"
    broken.write_text("{")
    done = restaura(tmp_path, "export", "--all", "--output", str(tmp_path / "out"))
    told(done, 4, str(broken))
    assert "2 de 3" in done.stdout
    assert {path.stem for path in (tmp_path / "out").iterdir()} == set(good)


def test_trainings_are_exported_only_when_they_are_asked_for(home: Path, tmp_path: Path) -> None:
    done = restaura(home, "export", "--all", "--mode", "training", "--output", str(tmp_path / "out"))
    assert (done.returncode, done.stdout) == (0, "")
    assert "Todavía no hay" in done.stderr or "aún no hay" in done.stderr.lower()
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    ("asked", "sentence"),
    [
        ([], "Indique un id o varios, o --all."),
        (["2026", "--all"], "Indique un id o varios, o --all."),
        (["2026", "--mode", "all"], "--mode va con --all."),
        (["--all", "--format", "odt"], "odt"),
    ],
)
def test_wrong_usage_is_a_sentence_and_code_2(home: Path, asked: list[str], sentence: str) -> None:
    told(restaura(home, "export", *asked), 2, sentence)


def test_several_parts_of_ids_that_name_more_than_one_are_refused_before_anything_is_written(
    home: Path, tmp_path: Path
) -> None:
    done = restaura(home, "export", ids(home)[0], "20", "--output", str(tmp_path / "out"))
    assert done.returncode != 0 and "Traceback" not in done.stderr
    assert not (tmp_path / "out").exists()


def test_no_bar_and_no_escape_reaches_what_is_no_terminal(home: Path, tmp_path: Path) -> None:
    done = restaura(home, "export", "--all", "--output", str(tmp_path / "out"))
    assert "\x1b" not in done.stdout + done.stderr and done.stderr == ""


def test_a_pdf_goes_into_a_pipe_whole(home: Path, tmp_path: Path) -> None:
    script = '"$@" > "$0"'
    through = ("sh", "-c", script, str(tmp_path / "piped.pdf"))
    assert restaura(home, "export", ids(home)[0], "--format", "pdf", through=through).returncode == 0
    piped = (tmp_path / "piped.pdf").read_bytes()
    assert piped.startswith(b"%PDF") and b"%%EOF" in piped[-16:]
