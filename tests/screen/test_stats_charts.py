"""Charts of figures over time, whatever is counted: drawn in the room there is, and the same each time."""

import pytest
from counted import SEEN, tallied
from hypothesis import given, settings
from hypothesis import strategies as st
from textual.content import Content

from runbooks.figures.seen import Seen
from runbooks.language import using
from tui.figures.charts import LEAST_ROOM, WIDEST, charts
from tui.figures.paint import painted, runs
from tui.figures.tables import tables


@settings(deadline=None)  # the first one loads the library
@given(sessions=st.lists(SEEN, max_size=8), width=st.integers(0, 200))
def test_no_chart_is_wider_than_its_room(sessions: list[Seen], width: int) -> None:
    with using("es"):
        drawn = charts(tallied(sessions), width)
    assert bool(drawn) is (bool(sessions) and width >= LEAST_ROOM)
    for chart in drawn:
        for label, row in chart.rows:
            assert Content(label + row).cell_length <= min(width, WIDEST)


@settings(deadline=None)  # the first one loads the library
@given(sessions=st.lists(SEEN, min_size=1, max_size=8))
def test_what_was_drawn_before_leaves_nothing_on_the_next_chart(sessions: list[Seen]) -> None:
    stats = tallied(sessions)
    with using("en"):
        first = charts(stats, 100)
        charts(tallied(sessions[:1]), 61)
        assert charts(stats, 100) == first


@settings(deadline=None)  # the first one loads the library
@given(sessions=st.lists(SEEN, max_size=8))
def test_every_row_of_a_table_has_all_its_columns(sessions: list[Seen]) -> None:
    with using("es"):
        for table in tables(tallied(sessions)):
            assert {len(row) for row in table.rows} == {len(table.head)}


@pytest.mark.parametrize("row", ["", "│ ██▒▒░░ ", "4 d┤● ○", "█ │"])
def test_paint_changes_no_character(row: str) -> None:
    assert "".join(piece for _kind, piece in runs(row)) == row
    assert ("\x1b" in painted(row)) is bool(row.strip())
