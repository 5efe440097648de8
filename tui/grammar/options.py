"""What several commands have in common: options, and how what is written behind them is read."""

import re
from argparse import ArgumentParser, ArgumentTypeError
from collections.abc import Iterable
from typing import Any, Final

from runbooks.language import _

MODES: Final = ("incident", "training", "all")
ID: Final = "ID"


def add_command(commands: Any, name: str, help: str) -> ArgumentParser:
    """A new one among `commands`, as argparse calls its subparsers."""
    made: ArgumentParser = commands.add_parser(name, help=help, description=help)
    return made


def add_ways(*commands: ArgumentParser) -> None:
    """How a session is taken, other than on the screens."""
    for command in commands:
        way = command.add_mutually_exclusive_group()
        way.add_argument("--plain", action="store_true", help=_("by prompts, line by line"))
        way.add_argument(
            "--answers", metavar=_("FILE"), help=_("answers from a file, in order, without a person")
        )
    add_json(*commands)


def add_format(
    command: ArgumentParser, choices: Iterable[str], help: str, default: str | None = None
) -> None:
    """One of the formats that `runbooks.report.forms` names."""
    command.add_argument("--format", choices=tuple(choices), default=default, help=help)


def add_output(command: ArgumentParser, help: str | None = None) -> None:
    """Where to write what is handed on."""
    command.add_argument(
        "--output",
        metavar=_("PATH"),
        help=help or _("file to write; without it the text goes to the terminal"),
    )
    command.add_argument("--force", action="store_true", help=_("write over a file that is there"))


def add_json(*commands: ArgumentParser) -> None:
    """The same for programs."""
    for command in commands:
        command.add_argument("--json", action="store_true", help=_("one JSON document, for programs"))


def seed(written: str) -> int:
    """A whole number from 0 on. Raises `ArgumentTypeError`."""
    if not re.fullmatch("[0-9]{1,9}", written):
        raise ArgumentTypeError(_("a whole number from 0 on is expected"))
    return int(written)


def count(written: str) -> int:
    """A whole number from 1 on. Raises `ArgumentTypeError`."""
    if not re.fullmatch("[0-9]{1,9}", written) or int(written) == 0:
        raise ArgumentTypeError(_("a whole number from 1 on is expected"))
    return int(written)
