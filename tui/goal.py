"""What the screens are opened for."""

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Goal:
    """Home, a new session of `runbook` (None: the first that is shipped), or going on with `session`."""

    kind: Literal["home", "run", "resume"]
    runbook: str | None = None
    session: str | None = None
