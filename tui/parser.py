"""The grammar of the command line, and its manual in both languages.

Built anew for each call: every word in it is in the language of that moment.
"""

import argparse
import re
from typing import Any, Final, NoReturn

from runbooks.language import LANGUAGES, N_, _
from runbooks.language.visible import visible

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
    _sessions(commands)
    _records(commands)
    _runbooks(commands)
    doctor = _command(commands, "doctor", _("look at folders, settings, terminal and records"))
    _json(doctor)
    return whole


def _command(commands: Any, name: str, help: str) -> Parser:
    made: Parser = commands.add_parser(name, help=help, description=help)
    return made


def _sessions(commands: Any) -> None:
    run = _command(commands, "run", _("begin a new incident"))
    run.add_argument(
        "runbook",
        nargs="?",
        metavar=_("RUNBOOK"),
        help=_("name of a runbook, or its file; without it the first that is shipped"),
    )
    resume = _command(commands, "resume", _("go on with a session"))
    resume.add_argument(
        "id", nargs="?", metavar="ID", help=_("part of an id; without it the newest open session")
    )
    for command in (run, resume):
        way = command.add_mutually_exclusive_group()
        way.add_argument("--plain", action="store_true", help=_("by prompts, line by line"))
        way.add_argument(
            "--answers", metavar=_("FILE"), help=_("answers from a file, in order, without a person")
        )
        _json(command)


def _records(commands: Any) -> None:
    listed = _command(commands, "list", _("list the records, newest first"))
    listed.add_argument(
        "--mode",
        choices=("incident", "training", "all"),
        default="incident",
        help=_("which records; incidents when not said"),
    )
    listed.add_argument(
        "--status",
        choices=("open", "closed", "all"),
        default="all",
        help=_("in which state; all when not said"),
    )
    many = listed.add_mutually_exclusive_group()
    many.add_argument("--limit", type=_count, metavar="N", help=_("at most so many; 50 when not said"))
    many.add_argument("--all", action="store_true", help=_("every one; with --json that is so anyway"))
    show = _command(commands, "show", _("show where a session stands, or stood"))
    show.add_argument("id", metavar="ID", help=_("part of an id"))
    show.add_argument("--at", type=_count, metavar="SEQ", help=_("as it stood after that event, from 1 on"))
    export = _command(commands, "export", _("write the report of a session, or its record"))
    export.add_argument("id", metavar="ID", help=_("part of an id"))
    export.add_argument(
        "--format",
        choices=("md", "json", "answers"),
        default="md",
        help=_("report (md), record (json), or answers that can be run again"),
    )
    export.add_argument(
        "--output", metavar=_("PATH"), help=_("file to write; without it the text goes to the terminal")
    )
    export.add_argument("--force", action="store_true", help=_("write over a file that is there"))
    verify = _command(commands, "verify", _("check that records are what they were"))
    verify.add_argument(
        "records", nargs="*", metavar="ID|PATH", help=_("which records; every one when not said")
    )
    for command in (listed, show, verify):
        _json(command)


def _runbooks(commands: Any) -> None:
    about = _command(commands, "runbook", _("for those who write runbooks"))
    kinds = about.add_subparsers(dest="what", required=True, metavar=_("COMMAND"), title=_("commands"))
    _command(kinds, "list", _("list the runbooks that are shipped"))
    check = _command(kinds, "check", _("check a runbook"))
    check.add_argument(
        "file", nargs="?", metavar=_("FILE"), help=_("which; all that are shipped when not said")
    )
    schema = _command(kinds, "schema", _("print the JSON Schema of a kind of file"))
    schema.add_argument(
        "--of",
        choices=("runbook", "record", "answers", "config"),
        default="runbook",
        help=_("of which; of a runbook when not said"),
    )


def _json(command: Parser) -> None:
    command.add_argument("--json", action="store_true", help=_("one JSON document, for programs"))


def _count(written: str) -> int:
    if not re.fullmatch("[0-9]{1,9}", written) or int(written) == 0:
        raise argparse.ArgumentTypeError(_("a whole number from 1 on is expected"))
    return int(written)
