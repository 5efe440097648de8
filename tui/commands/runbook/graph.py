"""`restaura runbook graph`: the steps, branches and outcomes of a runbook, to look at."""

from argparse import Namespace

from runbooks.definition.model import Runbook
from runbooks.folders import Folders
from tui.commands.handing_out import hand_out
from tui.ending import DONE
from tui.opening import runbook_named


def command(options: Namespace, places: Folders) -> int:
    """Print the graph of one runbook, or write it into a file."""
    hand_out(_drawn(runbook_named(places, options.runbook).load(), options.format).encode(), options)
    return DONE


def _drawn(runbook: Runbook, format: str) -> str:
    if format == "svg":
        from runbooks.report.graph.picture import graph_svg

        return graph_svg(runbook) + "\n"
    from runbooks.report.graph.mermaid import mermaid

    return mermaid(runbook)
