"""Commands without a screen do not load what draws screens."""

from pathlib import Path

import pytest

from tests.program import held, python

COMMANDS = [
    ["list"],
    ["show", "20"],
    ["export", "20"],
    ["stats"],
    ["verify"],
    ["doctor"],
    ["runbook", "check"],
    ["runbook", "schema", "--of", "record"],
    ["runbook", "graph", "--format", "svg"],
    ["runbook", "test"],
    ["runbook", "new"],
    ["--help"],
]


def loaded(home: Path, command: list[str], *names: str) -> str:
    code = (
        f"import sys; from tui.__main__ import main; assert main({command!r}) in (0, 1);"
        f"print([name for name in {names!r} if name in sys.modules])"
    )
    done = python(home, code)
    assert done.returncode == 0, done.stderr
    return done.stdout.splitlines()[-1]


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_a_command_without_a_screen_leaves_textual_and_rich_out(command: list[str], tmp_path: Path) -> None:
    held(tmp_path)
    assert loaded(tmp_path, command, "tui.commands", "textual", "rich") == "['tui.commands']"


def test_a_list_loads_neither_models_nor_templates_nor_calendars(tmp_path: Path) -> None:
    held(tmp_path)
    heavy = ("pydantic", "jinja2", "yaml", "babel", "dataclasses", "importlib.metadata")
    assert loaded(tmp_path, ["list"], "tui.commands.list", *heavy) == "['tui.commands.list']"
