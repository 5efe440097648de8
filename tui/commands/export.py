"""`restaura export`: the report of a session, its record, its answers or its events; one, several or all."""

import os
import sys
from argparse import Namespace
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from runbooks.folders import Folders
from runbooks.language import _
from runbooks.record.errors import StoreError
from runbooks.record.files import make_private_folder
from runbooks.record.listing import ids
from runbooks.record.store import Store
from runbooks.report.formats import exported
from runbooks.session import at_last_event, replay
from tui.commands.handing_out import hand_out, write_file
from tui.commands.output import complain, say
from tui.ending import DONE, NOT_SO, STORED, USAGE, Ended
from tui.exporting import ENDINGS
from tui.locating import located
from tui.replaying import replaying


class Kept(NamedTuple):
    """A record by its folder and its id, and the folder where its exports usually go."""

    folder: Path
    id: str
    exports: Path


def command(options: Namespace, places: Folders) -> int:
    """One to standard output or to a file; several into a folder, each wholly or not at all."""
    if bool(options.ids) == options.all:
        raise Ended(USAGE, _("Name one id or several, or --all."))
    if options.mode and not options.all:
        raise Ended(USAGE, _("--mode goes with --all."))
    chosen = _chosen(options, places)
    if options.all or len(chosen) > 1:
        return _several(chosen, options)
    hand_out(_export(chosen[0], options.format), options)
    return DONE


def _chosen(options: Namespace, places: Folders) -> list[Kept]:
    if options.all:
        modes = {"training": ["training"], "all": ["incident", "training"]}.get(options.mode, ["incident"])
        folders = [places.of(mode) for mode in modes]
        return [Kept(one.sessions, id, one.exports) for one in folders for id in ids(one.sessions)]
    found = dict.fromkeys(located(places, asked) for asked in options.ids)
    of_training = places.of("training")
    return [
        Kept(folder, id, (of_training if folder == places.training else places).exports)
        for folder, id in found
    ]


def _export(kept: Kept, format: str) -> bytes:
    store = Store(kept.folder)
    record = store.read(kept.id)
    with replaying(store.path(kept.id)):
        return exported(record, at_last_event(replay(record)), format)


def _several(chosen: list[Kept], options: Namespace) -> int:
    """A file each; what cannot be read is told and the others are written."""
    if not chosen:
        complain(_("There is no such record yet."))
        return DONE
    paths = {kept: _path(kept, options) for kept in chosen}
    there = [path for path in paths.values() if os.path.lexists(path)]
    if there and not options.force:
        told = _("{count} of these files exist already, {path} the first; --force writes over them.")
        raise Ended(NOT_SO, told.format(count=len(there), path=there[0]))
    for folder in dict.fromkeys(path.parent for path in paths.values()):
        make_private_folder(folder)
    written = 0
    with _progress(len(chosen)) as advance:
        for kept, path in paths.items():
            try:
                write_file(str(path), _export(kept, options.format), overwrite=options.force)
                written += 1
            except StoreError as error:
                complain(str(error))
            advance()
    folders = ", ".join(str(folder) for folder in dict.fromkeys(path.parent for path in paths.values()))
    say(_("Written: {count} of {all}, in {folder}").format(count=written, all=len(chosen), folder=folders))
    return DONE if written == len(chosen) else STORED


def _path(kept: Kept, options: Namespace) -> Path:
    folder = kept.exports if options.output is None else Path(options.output)
    return folder / f"{kept.id}{ENDINGS[options.format]}"


@contextmanager
def _progress(count: int) -> Iterator[Callable[[], None]]:
    """A bar on standard error, where that is a terminal."""
    from rich.console import Console  # imported here: one record needs no bar
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TimeRemainingColumn

    columns = (BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    is_seen = sys.stderr.isatty()
    bar = Progress(*columns, console=Console(stderr=True), transient=True, disable=not is_seen)
    with bar:
        task = bar.add_task("", total=count)
        yield lambda: bar.advance(task)
