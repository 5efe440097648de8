"""The runbook of a record as it was read: most records hold the same one, so it is read and hashed once."""

from collections.abc import Mapping
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Any, Final

from runbooks.record import chain, strict_json

if TYPE_CHECKING:
    from runbooks.definition.model import Runbook

BEFORE: Final = b'\n],\n"runbook":'
AFTER: Final = b',\n"seal":'
"""What stands around a runbook in a file of ours. No text in JSON holds a line end as it is."""


class Pinned(dict[str, Any]):
    """A runbook with its "sha256", never changed once it is read."""

    @cached_property
    def canonical(self) -> bytes:
        """Its RFC 8785 form."""
        return chain.canonical(dict(self))

    @cached_property
    def own_sha256(self) -> str:
        """The hash that it should have."""
        return chain.runbook_sha256(self)

    @cached_property
    def runbook(self) -> "Runbook":
        """The same as a model. Raises pydantic's `ValidationError` for what is none."""
        from runbooks.definition.model import Runbook  # imported here: lists of records need no model

        return Runbook.model_validate({key: value for key, value in self.items() if key != "sha256"})


def pinned(runbook: Mapping[str, Any]) -> Pinned:
    """The runbook of a record, as it was read or as it was made."""
    return runbook if isinstance(runbook, Pinned) else Pinned(runbook)


def parted(data: bytes) -> tuple[bytes, Pinned] | None:
    """A record's file with `null` for its runbook, and that; None where it is laid out otherwise.

    Raises `BadJson` for a runbook that is no JSON.
    """
    first, last = data.find(BEFORE) + len(BEFORE), data.rfind(AFTER)
    if not len(BEFORE) <= first < last or len(data) > strict_json.MAX_BYTES:
        return None
    runbook = _read(data[first:last])
    return None if runbook is None else (data[:first] + b"null" + data[last:], runbook)


@lru_cache(maxsize=8)
def _read(written: bytes) -> Pinned | None:
    value = strict_json.parse(written)
    return Pinned(value) if isinstance(value, dict) else None
