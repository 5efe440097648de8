"""What a summary names by its id, in words: from the runbook in a record, read once a version.

This module imports little on purpose, since `restaura list` needs nothing else of a runbook.
"""

from collections.abc import Callable, Mapping
from typing import Any, Final, NamedTuple

from runbooks.language import current
from runbooks.record import strict_json
from runbooks.record.errors import StoreError
from runbooks.record.files import read_regular

Summary = Mapping[str, Any]


class Wording(NamedTuple):
    """The words of one runbook in one language: of its steps, its outcomes, and each item's options."""

    steps: Mapping[str, str]
    outcomes: Mapping[str, str]
    options: Mapping[str, Mapping[str, str]]


UNKNOWN: Final = Wording({}, {}, {})


class Wordings:
    """The words of every version of a runbook that a list comes across, in the current language.

    `read` gives the bytes of the record in a path; it may raise `StoreError`.
    """

    def __init__(self, read: Callable[[str], bytes] | None = None) -> None:
        self._bytes = read or _bytes
        self._known: dict[str, Wording] = {}

    def of(self, summary: Summary, path: str) -> Wording:
        """The words for the summary of the record in `path`; none where they are not found."""
        version = f"{summary.get('runbook')} {summary.get('version')}"
        if version not in self._known:
            self._known[version] = _read(self._bytes, path)
        return self._known[version]

    def place(self, summary: Summary, path: str) -> str:
        """How the session ended, or the step in which it is held; ids where the words are not found."""
        wording = self.of(summary, path)
        step, outcome = str(summary.get("step")), summary.get("outcome")
        if outcome is None:
            return wording.steps.get(step, step)
        return wording.outcomes.get(str(outcome), str(outcome))


def _bytes(path: str) -> bytes:
    return read_regular(path, strict_json.MAX_BYTES)


def _read(read: Callable[[str], bytes], path: str) -> Wording:
    language = current()
    try:
        # Its line alone: the whole record would take as long as all the rest of a list.
        _before, _name, rest = read(path).rpartition(b'\n"runbook":')
        runbook = strict_json.parse(rest.partition(b',\n"seal":')[0])
        steps = {str(step["id"]): str(step["title"][language]) for step in runbook["steps"]}
        outcomes = {str(id): str(one["label"][language]) for id, one in runbook["outcomes"].items()}
        options = {
            str(item["id"]): {str(one["id"]): str(one["label"][language]) for one in item["options"]}
            for step in runbook["steps"]
            for item in step["items"]
            if "options" in item
        }
    except (StoreError, ValueError, LookupError, TypeError, AttributeError):
        return UNKNOWN  # laid out by another program, or spoilt: for a list the ids will do
    return Wording(steps, outcomes, options)
