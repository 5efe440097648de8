"""The commands about runbooks, and about the program itself."""

from argparse import ArgumentParser
from typing import Any

from runbooks.language import _
from tui.grammar.options import add_command, add_format, add_json, add_output


def add_runbooks(commands: Any) -> None:
    """`runbook` with its own commands, `doctor`."""
    about = add_command(commands, "runbook", _("for those who write runbooks"))
    kinds = about.add_subparsers(dest="what", required=True, metavar=_("COMMAND"), title=_("commands"))
    add_json(add_command(kinds, "list", _("list the runbooks that are shipped, and your own")))
    _add_check(kinds)
    _add_card(kinds)
    _add_schema(kinds)
    _add_graph(kinds)
    _add_test(kinds)
    _add_new(kinds)
    add_json(add_command(commands, "doctor", _("look at folders, settings, terminal and records")))


def _add_check(kinds: Any) -> None:
    check = add_command(kinds, "check", _("check a runbook"))
    check.add_argument(
        "file",
        nargs="?",
        metavar=_("FILE"),
        help=_("name of a runbook, or a file; all that are known when not said"),
    )
    add_json(check)


def _add_card(kinds: Any) -> None:
    card = add_command(kinds, "card", _("print the procedure for paper, to be filled in by hand"))
    _add_which(card)
    add_format(card, ("pdf", "md"), _("of which kind; pdf when not said"), "pdf")
    add_output(card, _("file to write; without it a text goes to the terminal, a PDF into a pipe"))


def _add_schema(kinds: Any) -> None:
    schema = add_command(kinds, "schema", _("print the JSON Schema of a kind of file"))
    schema.add_argument(
        "--of",
        choices=("runbook", "record", "answers", "scenario", "training", "config"),
        default="runbook",
        help=_("of which; of a runbook when not said"),
    )


def _add_graph(kinds: Any) -> None:
    graph = add_command(kinds, "graph", _("draw the steps, branches and outcomes of a runbook"))
    _add_which(graph)
    add_format(graph, ("mermaid", "svg"), _("of which kind; mermaid when not said"), "mermaid")
    add_output(graph)


def _add_test(kinds: Any) -> None:
    test = add_command(kinds, "test", _("run the tests of a runbook: the answer files in tests/ beside it"))
    _add_which(test)
    add_json(test)


def _add_which(command: ArgumentParser) -> None:
    command.add_argument(
        "runbook",
        nargs="?",
        metavar=_("RUNBOOK"),
        help=_("name of a runbook, or its file; without it the usual one"),
    )


def _add_new(kinds: Any) -> None:
    new = add_command(kinds, "new", _("write a first runbook from a few questions"))
    new.add_argument(
        "folder",
        nargs="?",
        metavar=_("FOLDER"),
        help=_("folder to write; without it one among your runbooks, in the settings folder"),
    )
