"""The shipped runbooks as an earlier start would have left them, checked, in a home that is new.

Reading and checking a runbook takes longer than most tests; what a first start does has its own tests.
"""

from contextlib import suppress
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from runbooks.checked import checked_runbook
from runbooks.definition.loader import shipped_runbooks


def keep_runbooks(folder: Path) -> None:
    """Put them into `folder`, that of `Folders.cache`; a folder that is there stays as it is."""
    with suppress(OSError):  # in a home where nothing can be made
        folder.mkdir(mode=0o700, parents=True)
        for name, checked in _checked().items():
            (folder / name).write_bytes(checked)
            (folder / name).chmod(0o600)


@cache
def _checked() -> dict[str, bytes]:
    with TemporaryDirectory() as folder:
        for path in shipped_runbooks().values():
            checked_runbook(path, Path(folder))
        return {kept.name: kept.read_bytes() for kept in Path(folder).iterdir()}
