"""What the screens are opened for."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from runbooks.training.scenario import Scenario


@dataclass(frozen=True, slots=True)
class Goal:
    """Home, a new session of `runbook` (None: the first that is shipped), or going on with `session`.

    Or a training on `scenario`, as an exam or guided, invented from `seed` where that is said; None: the
    trainings to choose from.
    """

    kind: Literal["home", "run", "resume", "train"]
    runbook: str | None = None
    session: str | None = None
    scenario: "Scenario | None" = None
    exam: bool = False
    seed: int | None = None
