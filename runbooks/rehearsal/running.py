"""A runbook's tests: answer files beside it, each with the outcome that it must reach.

They run in memory: nothing stays behind, whatever is accepted, told or begun in them.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, time
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final
from zoneinfo import ZoneInfo

from runbooks.answers import AnswerFile, Refused, missed_outcome, read_answers, run_answers
from runbooks.definition.faults import DefinitionError, nearest
from runbooks.definition.files import RUNBOOK, TESTS, read_bytes
from runbooks.definition.graph import By, Edge, graph_of
from runbooks.definition.model import Runbook
from runbooks.engine.refusals import Refusal
from runbooks.language import _
from runbooks.paper import clock_of
from runbooks.procedures import Find, shipped
from runbooks.rehearsal.unkept import PORTAL, Branch, Rehearsal

HOUR: Final = time(14)
ZONE: Final = ZoneInfo(PORTAL["timezone"])


@dataclass(frozen=True, slots=True)
class Rehearsed:
    """How one test went: where it came, what stopped it, and the branches that were taken on the way."""

    name: str
    expected: str | None = None
    reached: str | None = None
    refused: Refused | None = None
    wrong: str | None = None
    taken: frozenset[Branch] = frozenset()

    @property
    def passed(self) -> bool:
        """Whether it reached the outcome that it must."""
        return self.wrong is None


def folder_of_tests(runbook: Path) -> Path:
    """The folder of the tests of the runbook in a file, there or not.

    That of a single `NAME.yaml` is `NAME/tests` where there is no `tests` beside it: it may lie among others.
    """
    beside = runbook.parent / TESTS
    is_single = runbook.name != RUNBOOK and not beside.is_dir()
    return runbook.with_suffix("") / TESTS if is_single else beside


def answers_beside(runbook: Path) -> tuple[Path, ...]:
    """The tests of the runbook in a file: the answer files in `tests/` beside it, in order of name."""
    return tuple(sorted(folder_of_tests(runbook).glob("*.yaml")))


def afternoon(moment: datetime) -> datetime:
    """Two in the afternoon on the day of `moment`: the same test comes to the same at any hour of the day."""
    return datetime.combine(moment.astimezone(ZONE), HOUR, ZONE)


def rehearse(runbook: Runbook, test: Path, now: datetime, find: Find = shipped) -> Rehearsed:
    """Run one test by a clock that stands at `now`; what is wrong with it is told in its `wrong`.

    `find` brings the runbook of a procedure that is begun for an item.
    """
    try:
        file = read_answers(read_bytes(test), test.name)
    except DefinitionError as error:
        return Rehearsed(test.stem, wrong="; ".join(map(str, error.faults)))
    if (wrong := _names_no_outcome(runbook, file)) is not None:
        return Rehearsed(test.stem, file.outcome, wrong=wrong)
    begun = clock_of(file.begun, now=now, zone=ZONE) if file.begun is not None else None
    if isinstance(begun, Refusal):
        return _stopped(Rehearsed(test.stem, file.outcome), file, Refused(1, begun))
    file = file.begun_at(begun) if begun is not None else file
    operator = file.operator or _("Operator")
    with (
        TemporaryDirectory(prefix="restaura-") as folder,
        Rehearsal.begin(Path(folder) / "sessions", runbook, operator, lambda: now, begun) as session,
    ):
        try:
            refused = run_answers(session, file, find)
        except DefinitionError as error:
            return Rehearsed(test.stem, file.outcome, wrong=str(error))
        reached = session.state.outcome
        done = Rehearsed(test.stem, file.outcome, reached, taken=frozenset(session.taken))
    if refused is not None:
        return _stopped(done, file, refused)
    return replace(done, wrong=missed_outcome(file, reached))


def untaken(runbook: Runbook, tests: Iterable[Rehearsed]) -> tuple[tuple[Edge, ...], tuple[Edge, ...]]:
    """The branches that can be taken: all of them, and those that no test takes."""
    branches = tuple(edge for edge in graph_of(runbook).edges if edge.by is By.BRANCH)
    taken = {branch for test in tests for branch in test.taken}
    return branches, tuple(one for one in branches if (one.source.id, one.branch) not in taken)


def _names_no_outcome(runbook: Runbook, file: AnswerFile) -> str | None:
    if file.outcome is None:
        return _("a test says which outcome it must reach; write it above the answers: outcome: ID")
    if file.outcome not in runbook.outcomes:
        what = _('no outcome is called "{name}".').format(name=file.outcome)
        return what + nearest(file.outcome, runbook.outcomes)
    return None


def _stopped(done: Rehearsed, file: AnswerFile, refused: Refused) -> Rehearsed:
    told = _("action {number}, {action}, was refused ({code}): {reason}")
    refusal, (action, _value) = refused.refusal, file.actions[refused.action - 1]
    wrong = told.format(number=refused.action, action=action, code=refusal.code, reason=refusal.reason)
    return replace(done, refused=refused, wrong=wrong)
