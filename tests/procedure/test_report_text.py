"""A page as plain text: by the cells of the terminal, its tables where there is room for them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from runbooks.language.cells import fitted, padded, width_of, wrapped
from runbooks.report.blocks import (
    Block,
    Entries,
    Entry,
    Facts,
    Heading,
    Page,
    Paragraph,
    Picture,
    Table,
    Verbatim,
)
from runbooks.report.writers.text import text

WIDE = "日本語のテキスト"
"""Eight characters in sixteen cells."""
LONG = "a person wrote very much in this place, and all of it is to be read here too"


def page(*blocks: Block, mark: str = "") -> Page:
    return Page("Title", (), mark, "2026-11-22T17:00:00-06:00", "en", (Heading(1, "Title"), *blocks))


def lines(*blocks: Block, width: int = 40, mark: str = "") -> list[str]:
    return text(page(*blocks, mark=mark), width).split("\n")[2:-1]


EVERY = (
    Heading(2, "Section"),
    Paragraph(LONG),
    Facts((("Name", WIDE * 4), ("Other", LONG))),
    Heading(3, "Under it"),
    Entries((Entry(LONG, "Label", "done", "Ana", (LONG, WIDE * 4)),)),
    Table(("#", "What"), (("1", LONG), ("2", WIDE * 4))),
    Verbatim("  as sent\n\n" + LONG),
    Picture("<svg/>", LONG),
)


@given(st.text(max_size=200), st.integers(2, 60))
def test_no_line_is_wider_than_it_may_be_and_nothing_is_lost(written: str, width: int) -> None:
    rows = wrapped(written, width)
    assert max(map(width_of, rows)) <= width
    assert "".join("".join(rows).split()) == "".join("".join(wrapped(written, 10**6)).split())


def test_what_fits_stays_as_it_is_and_a_longer_word_is_broken() -> None:
    assert wrapped("  a  b\nc", 10) == ["  a  b", "c"]
    assert wrapped(f"ab {WIDE}", 6) == ["ab", "日本語", "のテキ", "スト"]
    assert wrapped("", 5) == [""]


def test_cells_are_counted_and_not_characters() -> None:
    assert (width_of(WIDE), width_of("e\u0301")) == (16, 1)
    assert padded("日本", 5) == "日本 "
    assert fitted(WIDE, 6) == "日本… "


@pytest.mark.parametrize("mark", ["", "TRAINING"])
@pytest.mark.parametrize("width", [36, 50, 80])
def test_every_block_keeps_to_the_width(width: int, mark: str) -> None:
    assert max(map(width_of, lines(*EVERY, width=width, mark=mark))) <= width


def test_T2_the_lines_of_a_training_are_marked() -> None:
    said = text(page(*EVERY, mark="TRAINING"), 60).split("\n")
    assert [line for line in said if line and not line.startswith("TRAINING · ")] == []


def test_a_table_stands_in_columns_where_they_fit() -> None:
    said = lines(Table(("#", "What"), (("1", "One thing that was done"), ("12", "More"))), width=20)
    assert said == ["#   What", "─" * 20, "1   One thing that", "    was done", "12  More"]


def test_the_columns_share_the_width_as_the_table_says() -> None:
    head, row = ("A", "B"), ("a " * 20, "b " * 20)
    even, uneven = (lines(Table(head, (row,), widths), width=40)[0] for widths in ((), (1, 3)))
    assert (even.index("B"), uneven.index("B")) == (21, 12)


def test_a_table_without_room_is_told_row_by_row_with_the_names_of_its_columns() -> None:
    head = ("Measurement", "Commandment", "Elsewhere")
    said = lines(Table(head, (("one", "", "three"), ("four", "five", "six"))), width=24)
    assert said[:2] == ["- Measurement: one", "  Elsewhere: three"]
    assert said[2:] == ["- Measurement: four", "  Commandment: five", "  Elsewhere: six"]


def test_further_lines_hang_under_the_first() -> None:
    entry = Entry("one two three", inner=("four five six seven",))
    said = lines(Entries((entry,)), width=20)
    assert said == ["- one two three", "  - four five six", "    seven"]
    said = lines(Facts((("Name", "one two three four five"),)), width=22)
    assert said == ["Name: one two three", "  four five"]


def test_what_was_sent_stands_behind_a_bar_with_its_spaces() -> None:
    assert lines(Verbatim("  a\n\nb\n")) == ["│   a", "│", "│ b"]


def test_S10_what_a_person_wrote_steers_no_terminal() -> None:
    evil = "x \x1b[2J \u202e \x9b31m"
    blocks = [Paragraph(evil), Facts(((evil, evil),)), Entries((Entry(evil, evil, evil, evil, (evil,)),))]
    table = Table((evil, evil), ((evil, evil),))
    said = text(page(Heading(2, evil), *blocks, table, Verbatim(evil), Picture("", evil)), 80)
    assert not set("\x1b\x9b\u202e") & set(said)
