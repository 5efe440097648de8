"""Incidents of the past: tests of the runbook run on a clock that only the test moves."""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta

from begun import Clock, begin
from desk import Action, actions_of

from runbooks.answers import AnswerFile, run_answers
from runbooks.record.store import Store

NOBODY_WAITS: Mapping[str, timedelta] = {}


def past(
    store: Store,
    name: str,
    began: str,
    waits: Mapping[str, timedelta] = NOBODY_WAITS,
    *,
    until: str | None = None,
    zone: str = "America/Mexico_City",
) -> str:
    """The id of the session that one of the runbook's tests makes, begun at `began` (ISO, with its offset).

    Before the first action of a name in `waits` so much time passes; `until` is the action that is not done
    any more, where the session is left.
    """
    return past_actions(store, _until(actions_of(name), until), began, waits, zone=zone)


def past_actions(
    store: Store,
    actions: Iterable[Action],
    began: str,
    waits: Mapping[str, timedelta] = NOBODY_WAITS,
    *,
    zone: str = "America/Mexico_City",
) -> str:
    """As `past`, with actions of one's own."""
    clock, left = Clock(datetime.fromisoformat(began)), dict(waits)
    with begin(store, clock, zone=zone) as session:
        for action in actions:
            clock.now += left.pop(action[0], timedelta(0))
            refused = run_answers(session, AnswerFile(None, None, (action,)))
            assert refused is None, refused
        assert not left, left
        return session.state.id


def _until(actions: tuple[Action, ...], name: str | None) -> tuple[Action, ...]:
    names = [action for action, _value in actions]
    return actions if name is None else actions[: names.index(name)]
