"""A session that is kept nowhere: it happens in memory.

What is begun from it, and any file that is written for it, lies in a folder that its caller throws away.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from runbooks.definition.model import Runbook
from runbooks.engine.commands import Command, Complete
from runbooks.engine.decide import branch_taken
from runbooks.engine.events import Event
from runbooks.engine.refusals import Refusal
from runbooks.engine.state import SessionState
from runbooks.record.encoding import Record
from runbooks.record.store import Store
from runbooks.record.writer import RecordWriter
from runbooks.session import Session
from runbooks.settings import Settings

_SHIPPED: Final = Settings(operator="-")
PORTAL: Final = {"name": _SHIPPED.portal_name, "timezone": _SHIPPED.portal_timezone}
SETTINGS: Final = {"copy_hour": _SHIPPED.copy_hour, "support_lead_hours": _SHIPPED.support_lead_hours}
"""As shipped: what a rehearsal comes to must not depend on whose machine it is."""

Branch = tuple[str, int]
"""A branch: the id of its step, and its number from 1."""


class Rehearsal(Session):
    """A session that is kept nowhere, and knows which branches were taken in it."""

    def __init__(self, state: SessionState, writer: RecordWriter, now: Callable[[], datetime]) -> None:
        super().__init__(state, writer, now)
        self.taken: set[Branch] = set()

    @classmethod
    def begin(
        cls,
        folder: Path,
        runbook: Runbook,
        operator: str,
        now: Callable[[], datetime],
        paper: datetime | None = None,
    ) -> "Rehearsal":
        """An incident of `runbook` with the settings as shipped; `folder` is where its record would lie."""
        return cls.start(
            _Nowhere(folder),
            runbook,
            operator=operator,
            portal=PORTAL,
            settings=SETTINGS,
            language="es",
            now=now,
            paper=paper,
        )

    def do(self, command: Command) -> Refusal | None:
        """Carry `command` out; None when done."""
        before = self.situation
        refusal = super().do(command)
        if refusal is None and isinstance(command, Complete):
            branch, branches = branch_taken(before), before.step.branches
            if branch is not None:
                number = next(n for n, one in enumerate(branches, start=1) if one is branch)
                self.taken.add((before.step.id, number))
        return refusal

    def _write_document(self, item: str, text: str) -> None:
        """Nothing: the answer has the text."""


class _Nowhere(Store):
    """A store that keeps its one record in memory."""

    def create(self, record: Record) -> RecordWriter:
        return _Unwritten(self.path(record.id), record)


class _Unwritten(RecordWriter):
    """The writer of a record that is on no disk."""

    def __init__(self, path: str, record: Record) -> None:
        self.path = path
        self._record = record

    @property
    def record(self) -> Record:
        return self._record

    def append(self, events: Sequence[Event], summary: Mapping[str, Any]) -> Record:
        all_events = (*self._record.events, *events)
        self._record = replace(self._record, events=all_events, summary=dict(summary))
        return self._record

    def close(self) -> None:
        """Nothing is held."""
