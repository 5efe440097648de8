"""`restaura list`: the records, newest first. Imports little on purpose: it is to answer at once."""

from argparse import Namespace
from collections.abc import Iterator
from heapq import merge
from itertools import islice
from typing import Final

from runbooks.folders import Folders
from runbooks.language import N_, _
from runbooks.record.errors import UnreadableRecord
from runbooks.record.listing import begun, moments, summaries
from runbooks.record.wording import Summary, Wordings
from tui.commands.output import as_json, columns, complain
from tui.ending import DONE

NEWEST: Final = 50
STATUSES: Final = {  # as in runbooks.told, which takes longer to import than the whole list
    "open": N_("in progress"),
    "finished": N_("finished, not closed"),
    "closed": N_("closed"),
}


def command(options: Namespace, places: Folders) -> int:
    """Print the summaries of the records: a line each, or as they are."""
    found = _wanted(options, places)
    if options.json:
        print(as_json([dict(summary) for _folder, summary in islice(found, options.limit)]))
        return DONE
    most = None if options.all else options.limit or NEWEST
    rows = list(islice(found, most))
    if not rows:
        complain(_("There is no such record yet."))
        return DONE
    head: tuple[str, ...] = (_("Id"), _("Status"), _("Step or outcome"), _("Last change"), _("Operator"))
    words = Wordings()
    cells = [_row(summary, folder, words) for folder, summary in rows]
    if options.mode == "training":
        head = (*head, _("Scenario"), _("Result"))
        cells = [(*cell, *_trained(summary)) for cell, (_folder, summary) in zip(cells, rows, strict=True)]
    for line in columns([head, *cells]):
        print(line)
    if options.limit is None and next(found, None) is not None:
        complain(_("These are the newest {count}; --all shows every one.").format(count=len(rows)))
    return DONE


def _wanted(options: Namespace, places: Folders) -> Iterator[tuple[str, Summary]]:
    """The summaries asked for, newest first, each with its folder; others are told on the side."""
    folders = {"incident": [places.sessions], "training": [places.training]}
    chosen = folders.get(options.mode, [places.sessions, places.training])
    of_each = (_readable(str(folder)) for folder in chosen)
    for folder, summary in merge(*of_each, key=_started, reverse=True):
        if options.status == "all" or (summary.get("status") == "closed") == (options.status == "closed"):
            yield folder, summary


def _readable(folder: str) -> Iterator[tuple[str, Summary]]:
    for summary in summaries(folder):
        if isinstance(summary, UnreadableRecord):
            complain(str(summary))
        else:
            yield folder, summary


def _started(found: tuple[str, Summary]) -> float:
    try:
        return begun(found[1]).timestamp()
    except (ValueError, OverflowError):
        return 0.0


def _row(summary: Summary, folder: str, words: Wordings) -> tuple[str, ...]:
    status, changed = str(summary.get("status")), str(moments(summary).get("updated_at"))
    return (
        str(summary["id"]),
        _(STATUSES[status]) if status in STATUSES else status,
        words.place(summary, f"{folder}/{summary['id']}.json"),
        changed[:16].replace("T", " "),
        str(summary.get("operator", "")),
    )


def _trained(summary: Summary) -> tuple[str, str]:
    percent = summary.get("percent")
    told = _("{percent} %, passed") if summary.get("passed") else _("{percent} %, not passed")
    return str(summary.get("scenario", "")), "" if percent is None else told.format(percent=percent)
