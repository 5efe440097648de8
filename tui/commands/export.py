"""`restaura export`: the report of a session, its record, its answers or its events; one, several or all."""

import os
from argparse import Namespace
from pathlib import Path

from runbooks.folders import Folders
from runbooks.language import _, ngettext
from runbooks.record.listing import ids
from tui.commands.handing_out import hand_out
from tui.commands.output import complain, say
from tui.commands.progress import progress
from tui.ending import DONE, NOT_SO, STORED, USAGE, Ended
from tui.exporting import Wish
from tui.locating import is_training, located
from tui.several import Kept, export_each, exported_of, in_words, make_folders, paths_of, people_of


def command(options: Namespace, places: Folders) -> int:
    """One to standard output or to a file; several into a folder, each wholly or not at all."""
    if bool(options.ids) == options.all:
        raise Ended(USAGE, _("Name one id or several, or --all."))
    if options.mode and not options.all:
        raise Ended(USAGE, _("--mode goes with --all."))
    if options.redact and not Wish(options.format).may_be_redacted:
        told = _(
            "A record cannot be redacted: its hashes would not hold. Choose md, html, pdf, csv or answers."
        )
        raise Ended(USAGE, told)
    chosen = _chosen(options, places)
    if options.all or len(chosen) > 1:
        return _several(chosen, options)
    people = people_of(chosen) if options.redact else None
    hand_out(exported_of(chosen[0], options.format, people), options)
    return DONE


def _chosen(options: Namespace, places: Folders) -> list[Kept]:
    if options.all:
        modes = {"training": ["training"], "all": ["incident", "training"]}.get(options.mode, ["incident"])
        folders = [places.of(mode) for mode in modes]
        return [Kept(one.sessions, id, one.exports) for one in folders for id in ids(one.sessions)]
    found = dict.fromkeys(located(places, asked) for asked in options.ids)
    training = places.of("training").exports
    return [Kept(folder, id, training if is_training(id) else places.exports) for folder, id in found]


def _several(chosen: list[Kept], options: Namespace) -> int:
    """A file each; what cannot be read is told and the others are written."""
    if not chosen:
        complain(_("There is no such record yet."))
        return DONE
    folder = None if options.output is None else Path(options.output)
    paths = paths_of(chosen, options.format, folder, is_redacted=options.redact)
    there = [path for path in paths.values() if os.path.lexists(path)]
    if there and not options.force:
        told = ngettext(
            "{count} of these files exists already, {path}; --force writes over it.",
            "{count} of these files exist already, {path} the first; --force writes over them.",
            len(there),
        )
        raise Ended(NOT_SO, told.format(count=len(there), path=there[0]))
    folders = make_folders(paths)
    people = people_of(chosen) if options.redact else None
    written = 0
    with progress(len(chosen)) as advance:
        for outcome in export_each(paths, options.format, overwrite=options.force, people=people):
            if outcome.fault:
                complain(outcome.fault)
            written += not outcome.fault
            advance()
    say(in_words(written, len(chosen), folders))
    return DONE if written == len(chosen) else STORED
