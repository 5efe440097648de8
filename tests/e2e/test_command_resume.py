"""`restaura resume`: the newest open session or the one named, by one program at a time."""

import json
import subprocess
from pathlib import Path

import pytest

from tests.program import RESTAURA, ended, held, places, restaura, told
from tests.terminal import environment


def test_without_an_open_session_there_is_nothing_to_go_on_with(tmp_path: Path) -> None:
    told(restaura(tmp_path, "--lang", "es", "resume", "--plain"), 3, "No hay ninguna sesión abierta")
    ended(tmp_path)
    told(restaura(tmp_path, "--lang", "en", "resume", "--plain"), 3, "No session is open")


def test_a_closed_session_is_not_resumed(tmp_path: Path) -> None:
    id = ended(tmp_path)
    before = (places(tmp_path).sessions / f"{id}.json").read_bytes()
    told(restaura(tmp_path, "--lang", "es", "resume", id, "--plain"), 1, "está cerrada y ya no cambia")
    told(restaura(tmp_path, "--lang", "en", "resume", id, "--plain"), 1, "is closed and never changes again")
    answers = tmp_path / "answers.yaml"
    answers.write_text("answers:\n  - note: late\n")
    refused = restaura(tmp_path, "resume", id, "--answers", str(answers), "--json")
    assert refused.returncode == 1
    assert json.loads(refused.stdout)["refusal"]["code"] == "closed"
    assert (places(tmp_path).sessions / f"{id}.json").read_bytes() == before


@pytest.mark.parametrize("command", [["show"], ["export"], ["resume", "--plain"], ["verify"]])
def test_an_id_that_names_none_or_several_is_told(command: list[str], tmp_path: Path) -> None:
    first, second = held(tmp_path), held(tmp_path)
    for asked, spanish, english in (
        ("zzzzz", "Ningún registro coincide con «zzzzz»", "No record matches “zzzzz”"),
        ("20", "coincide con 2 registros", "matches 2 records"),
    ):
        told(restaura(tmp_path, "--lang", "es", *command, asked), 3, spanish)
        done = restaura(tmp_path, "--lang", "en", *command, asked)
        told(done, 3, english)
    assert first in done.stderr and second in done.stderr


def test_a_second_program_may_look_and_not_touch(tmp_path: Path) -> None:
    id = held(tmp_path)
    before = (places(tmp_path).sessions / f"{id}.json").read_bytes()
    with subprocess.Popen(
        [*RESTAURA, "resume", id, "--plain"],
        env=environment(tmp_path),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as first:
        assert first.stdout is not None
        assert first.stdout.readline()  # it has the session, and asks
        told(restaura(tmp_path, "--lang", "es", "resume", "--plain"), 1, "abierta en otra ventana o programa")
        told(
            restaura(tmp_path, "--lang", "en", "resume", id, "--plain"),
            1,
            "open in another window or program",
        )
        assert restaura(tmp_path, "show", id).returncode == 0
        assert restaura(tmp_path, "verify").returncode == 0
        first.communicate("/q\n")
    assert first.returncode == 0
    assert (places(tmp_path).sessions / f"{id}.json").read_bytes() == before
    assert restaura(tmp_path, "resume", id, "--plain", stdin="/q\n").returncode == 0
