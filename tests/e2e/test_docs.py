"""What the documents tell to type works: every command in docs/ runs on a record."""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.e2e.prompts import begun, environment, record, restaura

TRAINING = Path(__file__).parents[2] / "docs" / "training.md"
APART = "runbook-format.md"
"""Its commands run on the runbook that it builds (tests/procedure/test_runbook_format_doc.py)."""
DOCS = sorted(p for p in (Path(__file__).parents[2] / "docs").glob("*.md") if p.name != APART)


def blocks(document: Path, language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```$", document.read_text(), re.MULTILINE | re.DOTALL)


COMMANDS = [
    (document, command)
    for document in DOCS
    for block in blocks(document, "sh")
    for command in block.splitlines()
    if command.strip()
]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a record and a training, made once."""
    folder = tmp_path_factory.mktemp("made")
    begun(folder, "close")
    [answers] = blocks(TRAINING, "yaml")
    (folder / "training.yaml").write_text(answers)
    restaura(folder, [], "train", "deleted_today", "--answers", str(folder / "training.yaml"))
    return folder


@pytest.fixture
def place(tmp_path: Path, made: Path) -> Path:
    """The same, with the programs that the documents give, and `restaura` on the PATH."""
    shutil.copytree(made, tmp_path, dirs_exist_ok=True)
    for document in DOCS:
        for named, program in zip(
            re.findall(r"Save this as `([\w.]+)`", document.read_text()),
            blocks(document, "python"),
            strict=True,
        ):
            (tmp_path / named).write_text(program)
    program = tmp_path / "bin" / "restaura"
    program.parent.mkdir()
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m tui "$@"\n')
    program.chmod(0o700)
    return tmp_path


def run(place: Path, command: str) -> "subprocess.CompletedProcess[str]":
    path = os.pathsep.join((str(place / "bin"), str(Path(sys.executable).parent), os.environ["PATH"]))
    known = environment(place, PATH=path, PYTHONPATH=str(Path(__file__).parents[2]))
    return subprocess.run(
        command, shell=True, cwd=place, env=known, capture_output=True, text=True, check=False
    )


def test_there_are_commands_to_run() -> None:
    assert len(COMMANDS) > 5


@pytest.mark.parametrize(("document", "command"), COMMANDS, ids=lambda value: getattr(value, "name", value))
def test_a_command_of_the_documents_runs(place: Path, document: Path, command: str) -> None:
    done = run(place, command)
    assert (done.returncode, done.stderr) == (0, ""), document
    assert done.stdout or (place / command.split()[-1]).is_file()


def test_verifying_by_hand_finds_the_head_that_restaura_wrote(place: Path) -> None:
    done = run(place, f"python3 verify.py {record(place)}")
    kept = json.loads(record(place).read_bytes())
    assert done.stdout.split() == [str(len(kept["events"])), "events,", "head", kept["seal"]["head"]]


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("un usuario de ventas", "otra persona", "event 2 was changed"),
        ("Original", "Segunda", "event 1 was changed"),
        ('"seal":{"events":', '"seal":{"events":1', "the seal tells of other events"),
    ],
)
def test_verifying_by_hand_finds_a_change(place: Path, old: str, new: str, told: str) -> None:
    text = record(place).read_text()
    assert old in text
    record(place).write_text(text.replace(old, new))
    done = run(place, f"python3 verify.py {record(place)}")
    assert done.returncode == 1
    assert told in done.stderr
