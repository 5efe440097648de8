"""Sessions that anything may be true of, for properties of the figures over time."""

from datetime import date, timedelta

from hypothesis import strategies as st

from runbooks.engine.retention import Exposure
from runbooks.figures.seen import Measure, Named, Passed, Seen, Wait
from runbooks.figures.stats import Stats
from runbooks.figures.tally import Tally

UNTIL = date(2026, 11, 29)
DAYS = st.dates(date(2025, 1, 1), date(2026, 12, 31))
TIMES = st.timedeltas(timedelta(0), timedelta(days=40))


def named(*ids: str) -> st.SearchStrategy[Named]:
    return st.builds(Named, st.sampled_from(["one", "two"]), st.sampled_from(ids), st.just("label"))


MEASURES: st.SearchStrategy[Measure] = st.one_of(TIMES, st.builds(Exposure, TIMES, TIMES))
SEEN = st.builds(
    Seen,
    st.uuids().map(str),
    DAYS,
    st.sampled_from(["open", "finished", "closed"]),
    st.none() | named("restored", "cancelled"),
    st.booleans(),
    st.lists(st.tuples(named("rto", "rpo"), MEASURES), max_size=3).map(tuple),
    st.lists(
        st.builds(
            Passed, named("a", "b"), st.sampled_from(["overridden", "deferred"]), st.text(), st.just("s")
        ),
        max_size=4,
    ).map(tuple),
    st.lists(
        st.builds(Wait, named("first", "second"), st.none() | named("a"), TIMES, st.just("s")), max_size=6
    ).map(tuple),
)


def tallied(sessions: list[Seen], since: date | None = None) -> Stats:
    """The figures of these sessions."""
    tally = Tally("incident", since, UNTIL)
    for one in sessions:
        tally.count(one)
    return tally.stats()
