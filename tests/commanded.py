"""Commands run in this process, for the tests that need no program: what they print, and how they end."""

from contextlib import redirect_stderr, redirect_stdout
from importlib import import_module
from io import BytesIO, StringIO, TextIOWrapper
from pathlib import Path
from typing import NamedTuple

from runbooks.definition.faults import DefinitionError
from runbooks.folders import Folders, folders
from runbooks.language import using
from runbooks.record.errors import StoreError
from tui.ending import Ended, ending
from tui.grammar.training import joined
from tui.parser import parser


class Done(NamedTuple):
    """How a command ended."""

    code: int
    out: str
    err: str


def places(home: Path) -> Folders:
    """The folders under that home."""
    return folders({"RESTAURA_HOME": str(home)})


def command(home: Path, *arguments: str, language: str = "en") -> Done:
    """Run `restaura` with these arguments, every folder under `home`; no setting, no terminal."""
    out = TextIOWrapper(BytesIO(), "utf-8", newline="")
    with redirect_stdout(out), redirect_stderr(StringIO()) as err, using(language):
        try:
            options = parser().parse_args(joined(list(arguments)))
            code = int(import_module(f"tui.commands.{options.command}").command(options, places(home)))
        except (Ended, StoreError, DefinitionError) as error:  # what is not foreseen is the test's to show
            code = ending(error)
    out.flush()
    return Done(code, out.buffer.getvalue().decode(), err.getvalue())  # type: ignore[attr-defined]
