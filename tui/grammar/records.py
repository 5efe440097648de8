"""The commands that read what is kept, and hand it on."""

from argparse import ArgumentParser
from typing import Any

from runbooks.language import _
from runbooks.report.forms import FORMS, PAGE_FORMATS
from tui.grammar.options import ID, MODES, add_command, add_format, add_json, add_output, count


def add_records(commands: Any) -> None:
    """`list`, `show`, `compare`, `export`, `stats`."""
    _list(add_command(commands, "list", _("list the records, newest first")))
    _show(add_command(commands, "show", _("show where a session stands, or stood")))
    _compare(add_command(commands, "compare", _("hold two sessions beside each other")))
    _export(add_command(commands, "export", _("write the report of a session, or its record")))
    _stats(add_command(commands, "stats", _("figures over time: outcomes, times, what was passed over")))


def _list(listed: ArgumentParser) -> None:
    listed.add_argument(
        "--mode", choices=MODES, default="incident", help=_("which records; incidents when not said")
    )
    listed.add_argument(
        "--status",
        choices=("open", "closed", "all"),
        default="all",
        help=_("in which state; all when not said"),
    )
    listed.add_argument(
        "--archived", action="store_true", help=_("those in the archives, in place of those in the folders")
    )
    many = listed.add_mutually_exclusive_group()
    many.add_argument("--limit", type=count, metavar="N", help=_("at most so many; 50 when not said"))
    many.add_argument("--all", action="store_true", help=_("every one; with --json that is so anyway"))
    add_json(listed)


def _show(show: ArgumentParser) -> None:
    show.add_argument("id", metavar=ID, help=_("part of an id"))
    show.add_argument("--at", type=count, metavar="SEQ", help=_("as it stood after that event, from 1 on"))
    show.add_argument(
        "--handover", action="store_true", help=_("the page for whoever takes the session over")
    )
    add_format(show, PAGE_FORMATS, _("with --handover: of which kind; a text when not said"))
    add_output(show, _("with --handover: file to write; without it the text goes to the terminal"))
    add_json(show)


def _compare(compare: ArgumentParser) -> None:
    for name in ("first", "second"):
        compare.add_argument(name, metavar=ID, help=_("part of an id"))
    add_format(compare, PAGE_FORMATS, _("as a page of that kind; lines for the terminal when not said"))
    add_output(compare)
    add_json(compare)


def _export(export: ArgumentParser) -> None:
    export.add_argument("ids", nargs="*", metavar=ID, help=_("part of an id, or of several"))
    export.add_argument("--all", action="store_true", help=_("every record"))
    export.add_argument("--mode", choices=MODES, help=_("with --all: which; incidents when not said"))
    told = _("report (md, html, pdf), record (json), answers that can be run again, or events (csv)")
    add_format(export, FORMS, told, "md")
    export.add_argument(
        "--redact", action="store_true", help=_("with names and free texts replaced, the same in all of them")
    )
    add_output(export, _("file to write, of several the folder; without it one goes to the terminal"))


def _stats(stats: ArgumentParser) -> None:
    stats.add_argument(
        "--since", metavar=_("DAY"), help=_("from that day on: 2026-01-01, 01/01/2026, today-90d")
    )
    stats.add_argument(
        "--mode",
        choices=MODES,
        default="incident",
        help=_("of which sessions; incidents when not said, and never one sum of both"),
    )
    stats.add_argument("--table", action="store_true", help=_("only the tables, no charts"))
    add_json(stats)
