"""Figures over time, whatever the sessions are: every total is the sum of its parts."""

from datetime import date, timedelta
from itertools import chain

from counted import DAYS, SEEN, tallied
from hypothesis import given
from hypothesis import strategies as st

from runbooks.figures.seen import Seen
from runbooks.figures.tally import LONGEST


@given(sessions=st.lists(SEEN, max_size=12), since=st.none() | DAYS)
def test_every_total_is_the_sum_of_its_parts(sessions: list[Seen], since: date | None) -> None:
    found = tallied(sessions, since)
    kept = [one for one in sessions if since is None or one.began >= since]
    assert found.sessions == len(kept) == sum(found.statuses.values())
    assert found.sessions == sum(one.count for one in found.outcomes) + found.not_ended
    assert found.sessions == sum(month.sessions for month in found.months)
    assert sum(one.spread.count for one in found.measured) == sum(len(one.measures) for one in kept)
    assert sum(len(one.each) for one in found.passed) == sum(len(one.passed) for one in kept)
    assert all(one.overridden + one.deferred == len(one.each) for one in found.passed)
    waits = list(chain.from_iterable(one.waits for one in kept))
    assert sum((one.spread.total for one in found.steps), timedelta(0)) == sum(
        (wait.time for wait in waits), timedelta(0)
    )
    longest = sorted((wait.time for wait in waits if wait.time), reverse=True)
    assert [wait.time for wait in found.longest] == longest[:LONGEST]
    spreads = [one.spread for one in found.measured] + [one.spread for one in found.steps]
    for spread in spreads:
        assert spread.shortest <= spread.longest
        assert spread.shortest <= spread.median + timedelta(seconds=1)


@given(sessions=st.lists(SEEN, max_size=6))
def test_the_figures_are_the_same_in_whatever_order_the_records_are_read(sessions: list[Seen]) -> None:
    first, second = tallied(sessions), tallied(sessions[::-1])
    assert (first.statuses, first.months, first.steps) == (second.statuses, second.months, second.steps)
    assert sorted(map(repr, first.measured)) == sorted(map(repr, second.measured))
