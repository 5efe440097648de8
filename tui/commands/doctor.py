"""`restaura doctor`: what works here, and what does not."""

import os
import sys
from argparse import Namespace
from dataclasses import asdict
from datetime import UTC, datetime

from runbooks.doctor import STATES, Finding, Terminal, examine
from runbooks.folders import Folders
from runbooks.language import _
from tui.commands.output import as_json, say
from tui.ending import DONE, NOT_SO


def command(options: Namespace, places: Folders) -> int:
    """Print a line for each thing looked at; 1 where there is a fault."""
    found = []
    for finding in examine(places, os.environ, _terminal(), datetime.now(UTC)):
        found.append(finding)
        if not options.json:
            _tell(finding)
    well = all(finding.state != "fault" for finding in found)
    if options.json:
        print(as_json({"ok": well, "findings": [asdict(finding) for finding in found]}))
    return DONE if well else NOT_SO


def _tell(finding: Finding) -> None:
    glyph = {"ok": "✔", "warning": "!", "fault": "✘"}[finding.state]
    say(f"{glyph} {STATES[finding.state]():<8} {finding.about}: {finding.what}")
    if finding.advice:
        say(f"    {finding.advice}")


def _terminal() -> Terminal:
    try:
        columns, rows = os.get_terminal_size(sys.stdout.fileno())
    except (OSError, ValueError, AttributeError):  # a pipe, a file, or nothing
        columns = rows = 0
    is_one = sys.stdout is not None and sys.stdout.isatty()
    encoding = sys.stdout.encoding if sys.stdout else ""
    return Terminal(is_one, columns, rows, encoding, os.environ.get("TERM", ""), _colours())


def _colours() -> str:
    term = os.environ.get("TERM", "")
    if os.environ.get("NO_COLOR"):
        return _("no colours (NO_COLOR)")
    if os.environ.get("COLORTERM") in ("truecolor", "24bit"):
        return _("all colours")
    return _("256 colours") if "256color" in term else _("16 colours")
