"""Nothing that steers a terminal passes the gate, and all else does (reliability.md, S1 and S18)."""

import sys
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from runbooks.language.visible import STEERING, visible

EVERY = [chr(code) for code in range(sys.maxunicode + 1)]


def test_no_character_that_steers_comes_through() -> None:
    steering = "".join(c for c in EVERY if unicodedata.category(c) in STEERING)
    assert {"\x1b", "\x9b", "\u202e", "\u2066", "\u2028", "\ud800"} <= set(steering)
    assert [c for c in visible(steering) if unicodedata.category(c) in STEERING] == []


def test_each_mark_tells_which_character_it_stands_for() -> None:
    marks = [visible(c) for c in EVERY if unicodedata.category(c) in STEERING]
    assert len(set(marks)) == len(marks)


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("\x1b[31mred\x1b[0m", "␛[31mred␛[0m"),
        ("\x1b]52;c;ZXZpbA==\x07", "␛]52;c;ZXZpbA==␇"),
        ("\x9b2J", "⟦U+009B⟧2J"),
        ("abc\u202ecba", "abc⟦U+202E⟧cba"),
        ("\x7f", "⟦U+007F⟧"),
        ("zero\u200bwidth", "zero⟦U+200B⟧width"),
        ("\U000e0041", "⟦U+E0041⟧"),
        ("a\tb\rc\nd", "a␉b␍c␊d"),
        ("\x00", "␀"),
    ],
)
def test_what_would_steer_is_shown(written: str, shown: str) -> None:
    assert visible(written) == shown


def test_line_ends_stay_only_where_lines_are_meant() -> None:
    assert visible("a\r\nb\nc\rd", multiline=True) == "a\nb\nc␍d"


@pytest.mark.parametrize(
    "text", ["", "Año: «sí» — 80 %", "[b]markup[/b] [@click=app.x]", "東京", "👩", "a b"]
)
def test_what_people_write_stays_as_it_is(text: str) -> None:
    assert visible(text) == text


def test_two_ways_of_writing_one_name_become_one() -> None:
    assert visible("Jose\u0301") == visible("José") == "José"


@given(st.text(st.characters()), st.booleans())
def test_what_was_made_visible_stays_the_same(text: str, multiline: bool) -> None:
    once = visible(text, multiline=multiline)
    assert visible(once, multiline=multiline) == once
