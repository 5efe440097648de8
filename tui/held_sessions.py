"""The sessions that are not closed, as home lists them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from operator import itemgetter
from typing import Any, Final

from runbooks.engine.situation import Situation
from runbooks.folders import Folders
from runbooks.record.errors import StoreError, UnreadableRecord
from runbooks.record.listing import summaries
from runbooks.record.store import Store
from tui.lines import Line
from tui.opening import look_at, now
from tui.replaying import replaying
from tui.view.held import held_in_full, held_in_short

MOST_OPEN: Final = 8
"""Sessions that are read whole and listed; the others are counted."""

LONG_AGO: Final = datetime.min.replace(tzinfo=UTC)
Summary = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class OpenSession:
    """A session that is listed: how it stands, where it is held, what it is about and what runs out."""

    situation: Situation
    held: str
    told: tuple[Line, ...]

    @property
    def id(self) -> str:
        """The session's id."""
        return self.situation.state.id


@dataclass(frozen=True, slots=True)
class Listed:
    """The sessions to list; `count` of all that are not closed, `more` of them that are not listed;
    the records that cannot be read."""

    sessions: tuple[OpenSession, ...] = ()
    count: int = 0
    more: int = 0
    broken: tuple[StoreError, ...] = ()


def open_sessions(places: Folders, keep: Sequence[str] | None = None) -> Listed:
    """The sessions that are not closed, the most urgent first; only those listed are read whole.

    With `keep` the same ones as before in their order, whatever became of them: a list that someone
    is choosing from must not change under the keys (R13).
    """
    unclosed, broken = _unclosed(places)
    ids = [str(one["id"]) for one in most_urgent_first(unclosed, now())] if keep is None else list(keep)
    store, found = Store(places.sessions), list[OpenSession]()
    several = len({one.get("runbook") for one in unclosed}) > 1
    waiting = {str(one["id"]) for one in unclosed}
    for id in ids:
        if len(found) == MOST_OPEN:
            break
        waiting.discard(id)
        try:
            found.append(_held(store, id, several))
        except StoreError as error:
            broken.append(error)
    return Listed(tuple(found), len(unclosed), len(waiting), tuple(broken))


def most_urgent_first(unclosed: Sequence[Summary], at: datetime) -> list[Summary]:
    """What only waits to be closed, then what runs out next, then the newest.

    `unclosed` is newest first. Where many wait to be closed, what runs out goes before some of them.
    """
    finished = [one for one in unclosed if one.get("status") == "finished"]
    open_ones = [one for one in unclosed if one.get("status") != "finished"]
    due = [(moment, one) for one in open_ones if (moment := _deadline(one)) > at]
    running = [one for _moment, one in sorted(due, key=itemgetter(0))]
    rest = [one for one in open_ones if _deadline(one) <= at]
    some = MOST_OPEN // 2
    return [*finished[:some], *running, *finished[some:], *rest]


def _unclosed(places: Folders) -> tuple[list[Summary], list[StoreError]]:
    unclosed, broken = list[Summary](), list[StoreError]()
    try:
        for summary in summaries(places.sessions):
            if isinstance(summary, UnreadableRecord):
                broken.append(summary)
            elif summary.get("status") != "closed":
                unclosed.append(summary)
    except StoreError as error:  # the folder itself
        broken.append(error)
    return unclosed, broken


def _deadline(summary: Summary) -> datetime:
    """What the summary says runs out; long ago where it says nothing."""
    try:
        moment = datetime.fromisoformat(str(summary.get("deadline")))
    except ValueError:
        return LONG_AGO
    return moment if moment.tzinfo else LONG_AGO


def _held(store: Store, id: str, several: bool) -> OpenSession:
    record, state = look_at(store, id)
    with replaying(store.path(id)):
        situation = Situation(state, now())
        return OpenSession(situation, held_in_short(situation), held_in_full(situation, record, several))
