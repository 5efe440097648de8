"""The second procedure in answers: what is found in the recycle bins, for the item that it is begun for."""

from typing import Any, Final

from desk import FULL, before

BINS: Final = "bitrix24-recycle-bins"
AT_THE_BIN: Final = before("recycle_bin", FULL)
FOUND: Final[list[tuple[str, Any]]] = [
    ("lost_areas", ["crm"]),
    ("what", "12 negociaciones"),
    ("how", "deleted"),
    ("last_seen", "now-30h"),
    ("complete", "locate"),
    ("crm_bin", "all"),
    ("complete", "look"),
    ("who", "Ana, como administradora"),
    ("checked", {"crm": {"state": "ok", "seen": "412 negociaciones"}}),
    ("complete", "take_back"),
]
"""All of it, up to before its closing."""
