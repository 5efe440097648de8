"""Many records written out one after another: what cannot be read is told, and stops no other."""

from collections.abc import Generator, Iterable, Mapping
from contextlib import closing, suppress
from functools import partial
from pathlib import Path
from typing import NamedTuple

from runbooks.language import _
from runbooks.record.archive.store import store_at
from runbooks.record.errors import StoreError
from runbooks.record.files import make_folder, make_private_folder, write_new_file
from runbooks.report.forms import FORMS
from runbooks.session import replay
from tui.cores import each, on_every_core
from tui.exporting import People, Wish, report_or_file
from tui.replaying import replaying


class Kept(NamedTuple):
    """A record by its folder and its id, and the folder where its exports usually go."""

    folder: Path
    id: str
    exports: Path


class Outcome(NamedTuple):
    """What became of one record: `fault` is empty where it was written."""

    path: Path
    fault: str = ""


def paths_of(
    chosen: Iterable[Kept], format: str, folder: Path | None = None, *, is_redacted: bool = False
) -> dict[Kept, Path]:
    """A file for each, in `folder` or where its exports usually go."""
    wish = Wish(format, is_redacted=is_redacted)
    return {kept: (folder or kept.exports) / wish.file(kept.id) for kept in chosen}


def people_of(chosen: Iterable[Kept]) -> People:
    """A name in place of each that stands in any of them; of what cannot be read nothing is exported."""
    from runbooks.redaction import people  # imported here: few exports are redacted

    return people(name for kept in chosen for name in _names(kept))


def _names(kept: Kept) -> list[str]:
    from runbooks.redaction import names_in  # as above

    with suppress(StoreError), replaying(kept.folder):
        record = store_at(kept.folder).read(kept.id)
        replay(record)
        return names_in(record)
    return []


def make_folders(paths: Mapping[Kept, Path]) -> list[Path]:
    """Make the folders that these files go to; only those of restaura are closed to others.

    Raises `StoreError`.
    """
    folders = list(dict.fromkeys(path.parent for path in paths.values()))
    own = {kept.exports for kept in paths}
    for folder in folders:
        (make_private_folder if folder in own else make_folder)(folder)
    return folders


def export_each(
    paths: Mapping[Kept, Path], format: str, *, overwrite: bool, people: People | None = None
) -> Generator[Outcome, None, None]:
    """Write them one by one, each wholly or not at all; over another file only with `overwrite`, and with
    `people` without names and free texts.

    Many reports are made on every core, but written here: what was told is what is there, whenever this
    is closed.
    """
    make, kept = partial(_made, format=format, people=people), [*paths]
    is_slow = FORMS[format].is_page
    with closing(on_every_core(make, kept, _lost) if is_slow else each(make, kept)) as all_made:
        for path, made in zip(paths.values(), all_made, strict=True):
            yield Outcome(path, made.fault or _written(path, made.data, overwrite=overwrite))


class _Made(NamedTuple):
    data: bytes = b""
    fault: str = ""


def _made(kept: Kept, format: str, people: People | None) -> _Made:
    try:
        return _Made(exported_of(kept, format, people))
    except StoreError as error:
        return _Made(fault=str(error))


def _lost(kept: Kept) -> _Made:
    told = _("{id} was not exported: the process that was at work on it has ended. Export it by itself.")
    return _Made(fault=told.format(id=kept.id))


def _written(path: Path, data: bytes, *, overwrite: bool) -> str:
    """The fault, or nothing."""
    try:
        write_new_file(path, data, overwrite=overwrite)
    except StoreError as error:
        return str(error)
    return ""


def exported_of(kept: Kept, format: str, people: People | None = None) -> bytes:
    """One of the records in a format; with `people`, without its names and texts. Raises `StoreError`."""
    store = store_at(kept.folder)
    record = store.read(kept.id)
    return report_or_file(record, store.path(kept.id), format, people)


def in_words(written: int, of: int, folders: Iterable[Path]) -> str:
    """How many were written, and where."""
    told = _("Written: {count} of {all}, in {folder}")
    return told.format(count=written, all=of, folder=", ".join(map(str, folders)))
