"""Many records at once, for lists: one real record under many ids."""

import re
from datetime import date, timedelta
from pathlib import Path
from typing import Final

_ID: Final = re.compile(rb'"id":"([0-9]{4}-[0-9]{2}-[0-9]{2}-[a-z0-9]{4})"')
_A_DAY: Final = 100
_LAST_DAY: Final = date(2026, 11, 22)


def make_records(folder: Path, count: int, template: bytes) -> list[str]:
    """Write `count` records into `folder`, a hundred a day backwards; returns their ids, newest first.

    Each is `template`, the bytes of a real record, with another id wherever its own stands. They
    list as real ones do; `verify` would find their chains broken, since an id is part of them.
    Raises `ValueError` when the template names no id.
    """
    found = _ID.search(template)
    if found is None:
        raise ValueError("the template is not a record: it names no id")
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    ids = [
        f"{_LAST_DAY - timedelta(days=number // _A_DAY)}-{_A_DAY - number % _A_DAY:04}"
        for number in range(count)
    ]
    for id in ids:
        (folder / f"{id}.json").write_bytes(template.replace(found[1], id.encode()))
    return ids
