"""What the screens are opened for."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from runbooks.training.scenario import Scenario


@dataclass(frozen=True, slots=True)
class Goal:
    """Home, a new session of `runbook` (None: the usual one), going on with `session`, training,
    or a session of `runbook` that was begun on paper.

    A training begins at once where a `scenario` is given; `seed` where that was invented from one. Else
    the screen with all of them is shown.
    """

    kind: Literal["home", "run", "resume", "train", "paper"]
    runbook: str | None = None
    session: str | None = None
    scenario: "Scenario | None" = None
    exam: bool = False
    seed: int | None = None
