"""The commands of trainings: `train`, and those whose name begins with it."""

from argparse import ArgumentParser
from typing import Any, Final

from runbooks.language import _
from runbooks.report.forms import PAGE_FORMATS
from tui.grammar.options import ID, add_command, add_format, add_json, add_output, add_ways, count, seed

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


def add_training(commands: Any) -> None:
    """`train`, `train list`, and so on."""
    _train(commands)
    add_json(_of_training(commands, "list", _("list the scenarios, the easiest first")))
    kept = _of_training(commands, "history", _("who has trained what, and how it went"))
    kept.add_argument("trainee", nargs="?", metavar=_("TRAINEE"), help=_("one person; all when not said"))
    add_json(kept)
    _pages(commands)
    again = _of_training(commands, "again", _("try a training again from one of its decisions"))
    again.add_argument("id", metavar=ID, help=_("part of an id"))
    again.add_argument(
        "--at", type=count, metavar="SEQ", required=True, help=_("the event that is decided anew")
    )
    add_ways(again)


def _train(commands: Any) -> None:
    train = add_command(commands, "train", _("train on an invented incident"))
    train.add_argument(
        "scenario",
        nargs="?",
        metavar=_("SCENARIO"),
        help=_("name of a scenario, or its file; without it one is chosen on the screen"),
    )
    train.add_argument("--exam", action="store_true", help=_("no hints; what was right is told at the end"))
    train.add_argument(
        "--seed", type=seed, metavar="N", help=_("invent an incident: the same number, the same incident")
    )
    train.add_argument(
        "--difficulty",
        type=int,
        choices=range(1, 6),
        metavar="1..5",
        help=_("how hard the invented incident is; 3 when not said"),
    )
    add_ways(train)
    train.epilog = _("Also commands: {commands}").format(
        commands=", ".join(f"restaura train {name}" for name in OF_TRAINING)
    )


def _pages(commands: Any) -> None:
    certificate = _of_training(commands, "certificate", _("write the certificate of a passed exam"))
    certificate.add_argument("id", metavar=ID, help=_("part of an id"))
    report = _of_training(commands, "report", _("write the after-action report of a training"))
    report.add_argument(
        "id", nargs="?", metavar=ID, help=_("part of an id; without it the newest closed training")
    )
    report.add_argument(
        "--confusing", action="store_true", help=_("the runbook's lines that confused, over all trainings")
    )
    for page in (certificate, report):
        add_output(page)
        add_format(page, PAGE_FORMATS, _("of which kind; md when not said"), "md")
    add_json(report)


def _of_training(commands: Any, name: str, help: str) -> ArgumentParser:
    made = add_command(commands, f"train {name}", help)
    made.set_defaults(command=f"train_{name}")
    return made
