"""What the README says to type works as it stands there."""

import json
import re
import shlex
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.program import held, python, restaura
from tests.terminal import Terminal, environment

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text()
COMMANDS = re.findall(r"^ {4}.*?uv run (restaura\b[^\n]*)", README, re.MULTILINE)


def words(command: str) -> list[str]:
    """The arguments of a command of the README; its year stands for the present one."""
    _restaura, *arguments = shlex.split(command, comments=True)
    return [str(datetime.now(UTC).year) if word == "2026" else word for word in arguments]


def needs_a_person(arguments: list[str]) -> bool:
    if not arguments or arguments == ["train"] or arguments[:2] == ["runbook", "new"]:
        return True
    return arguments[0] in ("run", "resume") and "--answers" not in arguments


def test_the_readme_names_the_commands_that_matter() -> None:
    named = {words(command)[0] for command in COMMANDS if words(command)}
    assert named >= {"run", "resume", "list", "verify", "export"}


@pytest.mark.parametrize("command", [c for c in COMMANDS if not needs_a_person(words(c))])
def test_a_command_without_a_person_runs(
    command: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ROOT)
    held(tmp_path)
    arguments = words(command)
    if "--output" in arguments:
        named = arguments.index("--output") + 1
        arguments[named] = str(tmp_path / arguments[named])
    done = restaura(tmp_path, *arguments)
    assert done.returncode == 0, done.stderr
    assert done.stdout or Path(arguments[-1]).is_file()


def test_the_command_that_begins_a_runbook_takes_what_it_proposes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    [command] = [c for c in COMMANDS if words(c)[:2] == ["runbook", "new"]]
    monkeypatch.chdir(tmp_path)
    done = restaura(tmp_path, *words(command), stdin="\n" * 20)
    assert done.returncode == 0, done.stderr
    assert (tmp_path / words(command)[2] / "runbook.yaml").is_file()


@pytest.mark.parametrize("command", [c for c in COMMANDS if needs_a_person(words(c)) and "new" not in c])
def test_a_command_for_a_person_opens_the_session(command: str, tmp_path: Path) -> None:
    if words(command)[:1] == ["resume"]:
        held(tmp_path)
    program = str(Path(sys.executable).with_name("restaura"))
    with Terminal([program, *words(command)], env=environment(tmp_path), cwd=ROOT) as terminal:
        incident = words(command)[:1] in (["run"], ["resume"])
        terminal.wait_for("Confirmar la pérdida" if incident else "ncidente")
        assert terminal.is_alive
    assert len(json.loads(restaura(tmp_path, "list", "--json").stdout)) == incident


def test_the_python_example_keeps_a_session_that_verifies(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    [code] = re.findall(r"```python\n(.*?)```", README, re.DOTALL)
    monkeypatch.chdir(tmp_path)
    done = python(tmp_path, code)
    assert (done.stdout, done.stderr) == ("None\n", "")
    [record] = (tmp_path / "records").glob("*.json")
    checked = restaura(tmp_path, "verify", str(record), "--json")
    assert json.loads(checked.stdout)["ok"] is True


def test_the_programs_of_the_readme_are_installed() -> None:
    program = Path(sys.executable).with_name("restaura")
    done = subprocess.run([program, "--version"], capture_output=True, text=True, check=True)
    assert done.stdout.startswith("restaura ")
