"""The grammar of the command line, and its manual in both languages.

Built anew for each call: every word in it is in the language of that moment.
"""

import argparse
from typing import Any, Final, NoReturn

from runbooks.language import LANGUAGES, N_, _
from runbooks.language.visible import visible
from tui.grammar.keeping import add_keeping
from tui.grammar.records import add_records
from tui.grammar.runbooks import add_runbooks
from tui.grammar.sessions import add_sessions
from tui.grammar.training import add_training

# argparse looks its own words up under this name when it needs them. Its way out, gettext, would go
# by LANG alone, and not by --lang or the settings.
argparse._ = _  # type: ignore[attr-defined]

ITS_OWN_WORDS: Final = (
    N_("usage: "),
    N_("options"),
    N_("positional arguments"),
    N_("%(prog)s: error: %(message)s\n"),
    N_("argument %(argument_name)s: %(message)s"),
    N_("unrecognized arguments: %s"),
    N_("the following arguments are required: %s"),
    N_("invalid choice: %(value)r (choose from %(choices)s)"),
    N_("expected one argument"),
    N_("ignored explicit argument %r"),
    N_("not allowed with argument %s"),
)
"""Those that this grammar can bring argparse to say."""


class Parser(argparse.ArgumentParser):
    """A parser that takes --lang, shortens nothing, and repeats nothing raw of what was typed."""

    def __init__(self, **options: Any) -> None:
        super().__init__(add_help=False, allow_abbrev=False, **options)
        self.add_argument("-h", "--help", action="help", help=_("show this help"))
        self.add_argument(
            "--lang",
            choices=LANGUAGES,
            metavar="es|en",
            default=argparse.SUPPRESS,
            help=_("language in which restaura speaks"),
        )

    def error(self, message: str) -> NoReturn:
        """End with the usage, the sentence and exit code 2."""
        super().error(visible(message))


def asked_language(arguments: list[str]) -> str | None:
    """What `--lang` says among `arguments`, which no parser has read yet."""
    asked = None
    for place, argument in enumerate(arguments):
        if argument == "--":
            break
        if argument.startswith("--lang="):
            asked = argument.removeprefix("--lang=")
        elif argument == "--lang":
            asked = "".join(arguments[place + 1 : place + 2])
    return asked


def parser() -> Parser:
    """The whole grammar. `command` of what it reads names a module of `tui.commands`, or is None."""
    from runbooks.version import VERSION

    whole = Parser(
        prog="restaura",
        description=_("Recovering data lost in Bitrix24 Cloud, step by step (MPIA-DTI-140)."),
        epilog=_(
            "Exit codes: 0 done, 1 what was asked about is not so, 2 wrong usage, 3 not found, "
            "4 stored data cannot be read or written, 70 a fault of the program."
        ),
    )
    whole.add_argument(
        "--version", action="version", version=f"restaura {VERSION}", help=_("show the version")
    )
    commands = whole.add_subparsers(dest="command", metavar=_("COMMAND"), title=_("commands"))
    add_sessions(commands)
    add_training(commands)
    add_records(commands)
    add_keeping(commands)
    add_runbooks(commands)
    return whole
