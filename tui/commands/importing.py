"""`restaura import`: records that come from elsewhere, or back from an archive."""

import os
from argparse import Namespace
from collections.abc import Iterator

from runbooks.folders import Folders
from runbooks.language import _
from runbooks.record.archive.reading import ENDING, UnreadableArchive, open_archive
from runbooks.record.archive.store import ArchivedStore, find_archived
from runbooks.record.errors import AmbiguousId, FilePath, NotFound, StoreError, UnreadableRecord
from runbooks.record.importing import Imported, NotImported, import_file, import_record
from tui.commands.output import complain, say
from tui.ending import DONE, NOT_FOUND, NOT_SO, STORED


def command(options: Namespace, places: Folders) -> int:
    """Take in each of the files; one that is refused stops no other. The first trouble is the exit code."""
    codes = [code for asked in options.files for code in _imported(asked, places)]
    return next((code for code in codes if code != DONE), DONE)


def _imported(asked: str, places: Folders) -> Iterator[int]:
    """What became of each record in a file, as exit codes; told as it goes."""
    try:
        if os.path.lexists(asked) and not asked.endswith(ENDING):
            _tell(import_file(asked, places))
            yield DONE
        else:
            for archive, id in _archived(asked, places):
                yield _out_of(archive, id, places)
    except NotFound:
        told = _("{path} is no file, and no archive here has a record whose id holds that.")
        complain(told.format(path=asked))
        yield NOT_FOUND
    except AmbiguousId as error:
        complain(str(error))
        yield NOT_FOUND
    except NotImported as error:
        _tell_refused(error)
        yield NOT_SO
    except StoreError as error:
        complain(str(error))
        yield NOT_SO if isinstance(error, UnreadableArchive) else STORED


def _archived(asked: str, places: Folders) -> Iterator[tuple[FilePath, str]]:
    """Every record of an archive that is named as a file, or the one of ours that has that id."""
    if os.path.lexists(asked):
        yield from ((asked, entry.id) for entry in open_archive(asked).entries)
        return
    try:
        yield find_archived(places.archives, asked)
    except NotFound:
        yield find_archived(places.of("training").archives, asked)


def _out_of(archive: FilePath, id: str, places: Folders) -> int:
    store = ArchivedStore(archive)
    try:
        _tell(import_record(store.bytes_of(id), store.path(id), places))
    except NotImported as error:
        _tell_refused(error)
        return NOT_SO
    except UnreadableRecord as error:  # not what the archive's index tells of
        complain(str(error))
        return NOT_SO
    except StoreError as error:
        complain(str(error))
        return STORED
    return DONE


def _tell(imported: Imported) -> None:
    record, id = imported.record, imported.record.id
    if imported.was_here:
        say(_("{id} is here already, the same to the byte.").format(id=id))
        return
    say(
        _("Imported: {id} (events: {count}), in {path}").format(
            id=id, count=len(record.events), path=imported.path
        )
    )
    if record.summary.get("status") != "closed":
        told = _(
            "It is not closed: `restaura resume {id}` goes on with it here. Go on with it in one place only; "
            "two copies that both go on cannot be put together again."
        )
        say(told.format(id=id))


def _tell_refused(error: NotImported) -> None:
    complain(str(error))
    for fault in error.faults:
        complain(f"  {fault.where}: {fault.what}")
