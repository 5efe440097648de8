"""`restaura export`: wholly or not at all, never over something unasked."""

import json
import os
import subprocess
from pathlib import Path

import pytest

from tests.program import ended, places, restaura, told


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("export")
    ended(made)
    return made


@pytest.mark.parametrize("format", ["md", "json", "answers"])
def test_a_file_has_what_standard_output_has_and_is_its_owners_alone(
    home: Path, tmp_path: Path, format: str
) -> None:
    said = restaura(home, "export", "20", "--format", format).stdout
    file = tmp_path / "report"
    done = restaura(home, "export", "20", "--format", format, "--output", str(file))
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert file.read_text() == said != ""
    assert file.stat().st_mode & 0o777 == 0o600


def test_the_record_as_exported_is_the_record_to_the_byte(home: Path) -> None:
    [file] = places(home).sessions.glob("*.json")
    assert restaura(home, "export", "20", "--format", "json").stdout == file.read_text()


def test_a_file_that_is_there_is_written_over_only_by_force(home: Path, tmp_path: Path) -> None:
    file = tmp_path / "report.md"
    file.write_text("mine")
    output = ["export", "20", "--output", str(file)]
    told(restaura(home, "--lang", "es", *output), 1, "ya existe y no se sobrescribe")
    told(restaura(home, "--lang", "en", *output), 1, "exists already")
    assert file.read_text() == "mine"
    assert restaura(home, *output, "--force").returncode == 0
    assert file.read_text().startswith("# ")


def test_a_folder_that_is_not_there_is_named(home: Path, tmp_path: Path) -> None:
    output = ["export", "20", "--output", str(tmp_path / "none" / "report.md")]
    told(restaura(home, "--lang", "es", *output), 3, f"No existe la carpeta {tmp_path / 'none'}")
    told(restaura(home, "--lang", "en", *output), 3, f"There is no folder {tmp_path / 'none'}")
    assert os.listdir(tmp_path) == []


@pytest.mark.parametrize("force", [[], ["--force"]])
def test_neither_a_link_nor_a_folder_is_written_through(home: Path, tmp_path: Path, force: list[str]) -> None:
    (tmp_path / "mine").write_text("mine")
    (tmp_path / "link").symlink_to(tmp_path / "mine")
    (tmp_path / "folder").mkdir()
    for name in ("link", "folder"):
        done = restaura(home, "export", "20", "--output", str(tmp_path / name), *force)
        assert done.returncode == (4 if force else 1)
        assert "Traceback" not in done.stderr
    assert (tmp_path / "mine").read_text() == "mine"
    assert (tmp_path / "link").is_symlink()


def test_a_full_disk_leaves_no_half_of_a_file(home: Path, tmp_path: Path, small_disk: list[str]) -> None:
    script = (
        'out=$1; shift; echo old > "$out/there"; "$@" --output "$out/new"; echo "code $?";'
        '"$@" --output "$out/there" --force; echo "code $?"; ls -A "$out"; cat "$out/there"'
    )
    through = (*small_disk, str(tmp_path), "sh", "-c", script, "sh", str(tmp_path))
    done = restaura(home, "--lang", "en", "export", "20", "--format", "json", through=through)
    assert done.stdout.split("\n") == ["code 4", "code 4", "there", "old", ""], done.stderr
    assert done.stderr.count("The disk is full") == 2


@pytest.fixture
def small_disk(tmp_path: Path) -> list[str]:
    """A command that mounts 64 KiB at its first argument and runs the rest there."""
    mount = 'mount -t tmpfs -o size=64k none "$0" && exec "$@"'
    command = ["unshare", "--map-root-user", "--mount", "sh", "-c", mount]
    try:
        subprocess.run([*command, str(tmp_path), "true"], capture_output=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("a file system cannot be mounted here, not even in a namespace of its own")
    return command


def test_what_a_person_wrote_does_not_steer_the_terminal_that_shows_it(tmp_path: Path) -> None:
    answers = tmp_path / "answers.json"
    answers.write_text(json.dumps({"answers": [{"note": "x \u202e\x9b31m"}, {"reported_by": "\x1b[2J"}]}))
    assert restaura(tmp_path, "run", "--answers", str(answers)).returncode == 0
    for command in (["show", "20"], ["show", "20", "--json"], ["export", "20"]):
        done = restaura(tmp_path, *command)
        assert done.returncode == 0
        assert not set("\x1b\x9b\u202e") & set(done.stdout)
