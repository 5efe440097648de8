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
        if not options.archived and any(own.archives.is_dir() for own in _own(options, places)):
            complain(_("Older ones are in archives: --archived lists them."))
        return DONE
    head: tuple[str, ...] = (_("Id"), _("Status"), _("Step or outcome"), _("Last change"), _("Operator"))
    words = Wordings()
    if options.archived:
        from runbooks.record.archive.store import bytes_at

        words = Wordings(bytes_at)
    cells = [_row(summary, folder, words) for folder, summary in rows]
    if options.mode == "training":
        head = (*head, _("Scenario"), _("Result"))
        cells = [(*cell, *_trained(summary)) for cell, (_folder, summary) in zip(cells, rows, strict=True)]
    for line in columns([head, *cells]):
        print(line)
    if options.limit is None and next(found, None) is not None:
        complain(_("These are the newest {count}; --all shows every one.").format(count=len(rows)))
    return DONE


def _own(options: Namespace, places: Folders) -> list[Folders]:
    """The folders of each kind of session that is asked about."""
    modes = ("incident", "training") if options.mode == "all" else (options.mode,)
    return [places.of(mode) for mode in modes]


def _wanted(options: Namespace, places: Folders) -> Iterator[tuple[str, Summary]]:
    """The summaries asked for, newest first, each with its folder; others are told on the side."""
    own = _own(options, places)
    if options.archived:
        of_each = (_archived(str(one.archives)) for one in own)
    else:
        of_each = (_readable(str(one.sessions)) for one in own)
    for folder, summary in merge(*of_each, key=_started, reverse=True):
        if options.status == "all" or (summary.get("status") == "closed") == (options.status == "closed"):
            yield folder, summary


def _readable(folder: str) -> Iterator[tuple[str, Summary]]:
    for summary in summaries(folder):
        if isinstance(summary, UnreadableRecord):
            complain(str(summary))
        else:
            yield folder, summary


def _archived(folder: str) -> Iterator[tuple[str, Summary]]:
    """Of every archive together, newest first; a record that is in two of them once."""
    from runbooks.record.archive.reading import Archive, archives  # imported here: most have none

    found: dict[str, tuple[str, Summary]] = {}
    for archive in archives(folder):
        if isinstance(archive, Archive):
            for entry in archive.entries:
                found.setdefault(entry.id, (f"{archive.path}/sessions", entry.summary))
        else:
            complain(str(archive))
    yield from sorted(found.values(), key=_started, reverse=True)


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
