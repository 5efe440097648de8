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


OF_TRAINING: Final = ("list", "history", "certificate", "report", "again")
"""What stands behind `train` and names no scenario: commands by themselves."""


def joined(arguments: list[str]) -> list[str]:
    """`arguments` with `train` and the word of `OF_TRAINING` behind it as one, as the grammar has them."""
    place = 0
    while (option := "".join(arguments[place : place + 1])).startswith("--lang"):
        place += 1 + (option == "--lang")
    match arguments[place : place + 2]:
        case ["train", word] if word in OF_TRAINING:
            return [*arguments[:place], f"train {word}", *arguments[place + 2 :]]
    return arguments


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
    _training(commands)
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
    run.add_argument("--paper", action="store_true", help=_("one that was begun on paper; it is asked when"))
    resume = _command(commands, "resume", _("go on with a session"))
    resume.add_argument(
        "id", nargs="?", metavar="ID", help=_("part of an id; without it the newest open session")
    )
    _ways(run, resume)


def _ways(*commands: Parser) -> None:
    """How a session is taken, other than on the screens."""
    for command in commands:
        way = command.add_mutually_exclusive_group()
        way.add_argument("--plain", action="store_true", help=_("by prompts, line by line"))
        way.add_argument(
            "--answers", metavar=_("FILE"), help=_("answers from a file, in order, without a person")
        )
        _json(command)


def _training(commands: Any) -> None:
    train = _command(commands, "train", _("train on an invented incident"))
    train.add_argument(
        "scenario",
        nargs="?",
        metavar=_("SCENARIO"),
        help=_("name of a scenario, or its file; without it one is chosen on the screen"),
    )
    train.add_argument("--exam", action="store_true", help=_("no hints; what was right is told at the end"))
    train.add_argument(
        "--seed", type=_seed, metavar="N", help=_("invent an incident: the same number, the same incident")
    )
    train.add_argument(
        "--difficulty",
        type=int,
        choices=range(1, 6),
        metavar="1..5",
        help=_("how hard the invented incident is; 3 when not said"),
    )
    _ways(train)
    train.epilog = _("Also commands: {commands}").format(
        commands=", ".join(f"restaura train {name}" for name in OF_TRAINING)
    )
    listed = _of_training(commands, "list", _("list the scenarios, the easiest first"))
    kept = _of_training(commands, "history", _("who has trained what, and how it went"))
    kept.add_argument("trainee", nargs="?", metavar=_("TRAINEE"), help=_("one person; all when not said"))
    certificate = _of_training(commands, "certificate", _("write the certificate of a passed exam"))
    certificate.add_argument("id", metavar="ID", help=_("part of an id"))
    report = _of_training(commands, "report", _("write the after-action report of a training"))
    report.add_argument(
        "id", nargs="?", metavar="ID", help=_("part of an id; without it the newest closed training")
    )
    report.add_argument(
        "--confusing", action="store_true", help=_("the runbook's lines that confused, over all trainings")
    )
    for text in (certificate, report):
        _output(text)
        text.add_argument(
            "--format", choices=("md", "html", "pdf"), default="md", help=_("of which kind; md when not said")
        )
    again = _of_training(commands, "again", _("try a training again from one of its decisions"))
    again.add_argument("id", metavar="ID", help=_("part of an id"))
    again.add_argument(
        "--at", type=_count, metavar="SEQ", required=True, help=_("the event that is decided anew")
    )
    _ways(again)
    for command in (listed, kept, report):
        _json(command)


def _of_training(commands: Any, name: str, help: str) -> Parser:
    made = _command(commands, f"train {name}", help)
    made.set_defaults(command=f"train_{name}")
    return made


def _output(command: Parser, help: str | None = None) -> None:
    command.add_argument(
        "--output",
        metavar=_("PATH"),
        help=help or _("file to write; without it the text goes to the terminal"),
    )
    command.add_argument("--force", action="store_true", help=_("write over a file that is there"))


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
    compare = _command(commands, "compare", _("hold two sessions beside each other"))
    for name in ("first", "second"):
        compare.add_argument(name, metavar="ID", help=_("part of an id"))
    compare.add_argument(
        "--format",
        choices=("md", "html", "pdf"),
        help=_("as a page of that kind; lines for the terminal when not said"),
    )
    _output(compare)
    show.add_argument(
        "--handover", action="store_true", help=_("the page for whoever takes the session over")
    )
    show.add_argument(
        "--format",
        choices=("md", "html", "pdf"),
        help=_("with --handover: of which kind; a text when not said"),
    )
    _output(show, _("with --handover: file to write; without it the text goes to the terminal"))
    _exporting(_command(commands, "export", _("write the report of a session, or its record")))
    stats = _command(commands, "stats", _("figures over time: outcomes, times, what was passed over"))
    stats.add_argument(
        "--since", metavar=_("DAY"), help=_("from that day on: 2026-01-01, 01/01/2026, today-90d")
    )
    stats.add_argument(
        "--mode",
        choices=("incident", "training", "all"),
        default="incident",
        help=_("of which sessions; incidents when not said, and never one sum of both"),
    )
    stats.add_argument("--table", action="store_true", help=_("only the tables, no charts"))
    verify = _command(commands, "verify", _("check that records are what they were"))
    verify.add_argument(
        "records", nargs="*", metavar="ID|" + _("PATH"), help=_("which records; every one when not said")
    )
    for command in (listed, show, compare, stats, verify):
        _json(command)


def _exporting(export: Parser) -> None:
    export.add_argument("ids", nargs="*", metavar="ID", help=_("part of an id, or of several"))
    export.add_argument("--all", action="store_true", help=_("every record"))
    export.add_argument(
        "--mode",
        choices=("incident", "training", "all"),
        help=_("with --all: which; incidents when not said"),
    )
    export.add_argument(
        "--format",
        choices=("md", "html", "pdf", "json", "answers", "csv"),
        default="md",
        help=_("report (md, html, pdf), record (json), answers that can be run again, or events (csv)"),
    )
    _output(export, _("file to write, of several the folder; without it one goes to the terminal"))


def _runbooks(commands: Any) -> None:
    about = _command(commands, "runbook", _("for those who write runbooks"))
    kinds = about.add_subparsers(dest="what", required=True, metavar=_("COMMAND"), title=_("commands"))
    _command(kinds, "list", _("list the runbooks that are shipped"))
    check = _command(kinds, "check", _("check a runbook"))
    check.add_argument(
        "file", nargs="?", metavar=_("FILE"), help=_("which; all that are shipped when not said")
    )
    card = _command(kinds, "card", _("print the procedure for paper, to be filled in by hand"))
    card.add_argument(
        "runbook",
        nargs="?",
        metavar=_("RUNBOOK"),
        help=_("name of a runbook, or its file; without it the first that is shipped"),
    )
    card.add_argument(
        "--format", choices=("pdf", "md"), default="pdf", help=_("of which kind; pdf when not said")
    )
    _output(card, _("file to write; without it a text goes to the terminal, a PDF into a pipe"))
    schema = _command(kinds, "schema", _("print the JSON Schema of a kind of file"))
    schema.add_argument(
        "--of",
        choices=("runbook", "record", "answers", "scenario", "training", "config"),
        default="runbook",
        help=_("of which; of a runbook when not said"),
    )


def _json(command: Parser) -> None:
    command.add_argument("--json", action="store_true", help=_("one JSON document, for programs"))


def _seed(written: str) -> int:
    if not re.fullmatch("[0-9]{1,9}", written):
        raise argparse.ArgumentTypeError(_("a whole number from 0 on is expected"))
    return int(written)


def _count(written: str) -> int:
    if not re.fullmatch("[0-9]{1,9}", written) or int(written) == 0:
        raise argparse.ArgumentTypeError(_("a whole number from 1 on is expected"))
    return int(written)
