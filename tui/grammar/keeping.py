"""The commands about how records are kept: checked, taken in from elsewhere, put away."""

from argparse import ArgumentParser
from typing import Any

from runbooks.language import _
from tui.grammar.options import ID, MODES, add_command, add_json


def add_keeping(commands: Any) -> None:
    """`verify`, `import`, `archive`."""
    _verify(add_command(commands, "verify", _("check that records are what they were")))
    _import(add_command(commands, "import", _("take in records from files, or back from an archive")))
    _archive(add_command(commands, "archive", _("put old closed records away in one file")))


def _verify(verify: ArgumentParser) -> None:
    verify.add_argument(
        "records", nargs="*", metavar="ID|" + _("PATH"), help=_("which records; every one when not said")
    )
    add_json(verify)


def _import(taken: ArgumentParser) -> None:
    told = _("record or archive from elsewhere, or part of the id of a record in an archive here")
    taken.add_argument("files", nargs="+", metavar=_("FILE") + "|" + ID, help=told)
    taken.set_defaults(command="importing")  # `import` is a word of Python


def _archive(archive: ArgumentParser) -> None:
    archive.add_argument(
        "--older-than",
        default="365d",
        metavar=_("AGE"),
        help=_("not changed for so many days, or before that day: 365d, 2026-01-01; 365d when not said"),
    )
    archive.add_argument(
        "--mode", choices=MODES, default="incident", help=_("which records; incidents when not said")
    )
    archive.add_argument(
        "--output", metavar=_("PATH"), help=_("the archive to write; a new one of today when not said")
    )
    without = archive.add_mutually_exclusive_group()
    without.add_argument("--yes", action="store_true", help=_("ask nothing"))
    without.add_argument("--dry-run", action="store_true", help=_("only list what would be moved"))
