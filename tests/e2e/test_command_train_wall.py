"""T3 and T18: a whole training reaches nobody, starts nothing and needs no network, however it is taken."""

import inspect
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from runbooks.training.session import TrainingSession
from tests.e2e.trainee import JUDGED, SCENARIO, WHOLE, answers, json_of, train
from tests.program import Ran
from tests.terminal import environment

WALL = """
import sys

WAYS_OUT = {
    "socket.connect", "socket.sendto", "socket.sendmsg", "socket.bind", "socket.getaddrinfo",
    "socket.gethostbyname", "subprocess.Popen", "os.system", "os.exec", "os.posix_spawn", "os.spawn",
    "os.fork", "os.forkpty", "pty.spawn", "webbrowser.open", "smtplib.connect", "smtplib.send",
    "ftplib.connect", "urllib.Request", "http.client.connect",
}


def watch(event, arguments):
    if event in WAYS_OUT:
        sys.stderr.write("WAY OUT: " + event + chr(10))
        sys.stderr.flush()
        raise PermissionError(event)


sys.addaudithook(watch)
if sys.argv[1] == "probe":
    exec(sys.argv[2])
from tui.__main__ import main
sys.exit(main())
"""


def behind_the_wall(home: Path, *arguments: str, lines: list[str] | None = None) -> Ran:
    """The program with every way out watched, and told `lines`."""
    return subprocess.run(
        [sys.executable, "-c", WALL, *arguments],
        env=environment(home),
        input="".join(f"{line}\n" for line in lines or ()),
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize(
    "way",
    [
        "import socket; socket.getaddrinfo('localhost', 25)",
        "import socket; socket.socket().connect(('127.0.0.1', 9))",
        "import socket; socket.socket(type=socket.SOCK_DGRAM).sendto(b'x', ('127.0.0.1', 9))",
        "import smtplib; smtplib.SMTP('127.0.0.1', 9)",
        "import subprocess; subprocess.run(['true'])",
        "import os; os.system('true')",
        "import os; os.execv('/bin/true', ['true'])",
        "import os; os.posix_spawn('/bin/true', ['true'], {})",
        "import webbrowser; webbrowser.get('true %s').open('http://127.0.0.1:9')",
    ],
)
def test_the_wall_sees_a_way_out(tmp_path: Path, way: str) -> None:
    done = behind_the_wall(tmp_path, "probe", way)
    assert done.returncode != 0
    assert "WAY OUT: " in done.stderr


@pytest.mark.parametrize("how", [(), ("--exam",)], ids=["guided", "exam"])
def test_T3_T18_a_whole_training_by_prompts_reaches_nobody_and_needs_no_network(
    tmp_path: Path, how: tuple[str, ...]
) -> None:
    done = behind_the_wall(tmp_path, "train", SCENARIO, *how, "--plain", lines=[*WHOLE, *JUDGED])
    assert (done.returncode, done.stderr) == (0, "")
    assert "(100 %): aprobado" in done.stdout


def test_T3_T18_a_whole_training_from_answers_reaches_nobody_and_needs_no_network(tmp_path: Path) -> None:
    file, home = answers(tmp_path, train(tmp_path)), tmp_path / "again"
    done = behind_the_wall(home, "train", SCENARIO, "--exam", "--answers", str(file), "--json")
    assert done.stderr == ""
    told = json_of(done)
    assert told["score"]["passed"] is True
    for words in ("report", "history", "report --confusing", f"certificate {told['id']}"):
        after = behind_the_wall(home, "train", *words.split())
        assert (after.returncode, after.stderr) == (0, ""), words
    for words in ("export", "verify", "show"):
        after = behind_the_wall(home, words, told["id"])
        assert (after.returncode, after.stderr) == (0, ""), words


def test_T3_a_training_is_given_no_sender() -> None:
    takes = {
        name: set(inspect.signature(getattr(TrainingSession, name)).parameters)
        for name in ("__init__", "begin", "resume", "do")
    }
    assert takes == {
        "__init__": {"self", "state", "writer", "wall"},
        "begin": {"store", "lesson", "operator", "language", "wall"},
        "resume": {"store", "id", "now"},
        "do": {"self", "command"},
    }


def test_T3_a_contract_keeps_what_a_training_is_made_of_from_every_way_out() -> None:
    written = tomllib.loads((Path(__file__).parents[2] / "pyproject.toml").read_text())
    contracts = {one["name"]: one for one in written["tool"]["importlinter"]["contracts"]}
    wall = contracts["training has no way out"]
    assert wall["source_modules"] == ["runbooks.training"]
    assert {"smtplib", "http", "urllib", "socket", "subprocess", "webbrowser"} <= set(
        wall["forbidden_modules"]
    )
