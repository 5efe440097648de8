"""Many records written out one after another: what cannot be read is told, and stops no other."""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from runbooks.language import _
from runbooks.record.errors import StoreError
from runbooks.record.files import make_folder, make_private_folder, write_new_file
from runbooks.record.store import Store
from tui.exporting import Wish, report_or_file


class Kept(NamedTuple):
    """A record by its folder and its id, and the folder where its exports usually go."""

    folder: Path
    id: str
    exports: Path


class Outcome(NamedTuple):
    """What became of one record: `fault` is empty where it was written."""

    path: Path
    fault: str = ""


def paths_of(chosen: Iterable[Kept], format: str, folder: Path | None = None) -> dict[Kept, Path]:
    """A file for each, in `folder` or where its exports usually go."""
    return {kept: (folder or kept.exports) / Wish(format).file(kept.id) for kept in chosen}


def make_folders(paths: Mapping[Kept, Path]) -> list[Path]:
    """Make the folders that these files go to; only those of restaura are closed to others.

    Raises `StoreError`.
    """
    folders = list(dict.fromkeys(path.parent for path in paths.values()))
    own = {kept.exports for kept in paths}
    for folder in folders:
        (make_private_folder if folder in own else make_folder)(folder)
    return folders


def export_each(paths: Mapping[Kept, Path], format: str, *, overwrite: bool) -> Iterator[Outcome]:
    """Write them one by one, each wholly or not at all; over another file only with `overwrite`."""
    for kept, path in paths.items():
        try:
            write_new_file(path, exported_of(kept, format), overwrite=overwrite)
        except StoreError as error:
            yield Outcome(path, str(error))
        else:
            yield Outcome(path)


def exported_of(kept: Kept, format: str) -> bytes:
    """One of the records in a format. Raises `StoreError`."""
    store = Store(kept.folder)
    record = store.read(kept.id)
    return report_or_file(record, store.path(kept.id), format)


def in_words(written: int, of: int, folders: Iterable[Path]) -> str:
    """How many were written, and where."""
    told = _("Written: {count} of {all}, in {folder}")
    return told.format(count=written, all=of, folder=", ".join(map(str, folders)))
