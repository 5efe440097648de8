"""The commands that begin a session, or go on with one."""

from typing import Any

from runbooks.language import _
from tui.grammar.options import ID, add_command, add_ways


def add_sessions(commands: Any) -> None:
    """`run`, `resume`."""
    run = add_command(commands, "run", _("begin a new incident"))
    run.add_argument(
        "runbook",
        nargs="?",
        metavar=_("RUNBOOK"),
        help=_("name of a runbook, or its file; without it the usual one"),
    )
    run.add_argument("--paper", action="store_true", help=_("one that was begun on paper; it is asked when"))
    resume = add_command(commands, "resume", _("go on with a session"))
    resume.add_argument(
        "id", nargs="?", metavar=ID, help=_("part of an id; without it the newest open session")
    )
    add_ways(run, resume)
