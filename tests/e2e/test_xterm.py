"""The terminal of the end-to-end tests draws and answers as an xterm does, whatever a program writes."""

import pytest

from tests.xterm import Xterm

# What Textual and other programs write that is not text, and that pyte alone would draw or fail on.
NOT_TEXT = [
    b"\x1b[>25u",
    b"\x1b[<u",
    b"\x1b[>4;1m",
    b"\x1b[?4m",
    b"\x1b[?1;3r",
    b"\x1b[4:3m",
    b"\x1b[?2026h",
    b"\x1b]22;default\x07",
    b"\x1b]8;id=1;http://localhost\x1b\\",
    b"\x1bP+q544e\x1b\\",
    b"\x1b_Gi=31\x1b\\",
]


@pytest.fixture
def xterm() -> Xterm:
    return Xterm(60, 12)


@pytest.mark.parametrize(
    ("query", "answer"),
    [
        (b"\x1b[c", b"\x1b[?64;1;2;6;9;15;16;17;18;21;22;28c"),
        (b"\x1b[>c", b"\x1b[>41;390;0c"),
        (b"\x1b[>0q", b"\x1bP>|XTerm(390)\x1b\\"),
        (b"\x1b[5n", b"\x1b[0n"),
        (b"\x1b[4;7H\x1b[6n", b"\x1b[4;7R"),
        (b"\x1b[6n\x1b[4;7H", b"\x1b[1;1R"),
        (b"\x1b[?2026$p", b"\x1b[?2026;0$y"),
        (b"\x1b[?2048$p", b"\x1b[?2048;0$y"),
        (b"\x1b[?2004$p", b"\x1b[?2004;2$y"),
        (b"\x1b[?2004h\x1b[?2004$p", b"\x1b[?2004;1$y"),
    ],
)
def test_a_query_is_answered(xterm: Xterm, query: bytes, answer: bytes) -> None:
    assert list(xterm.take(query)) == [answer]


def test_kittys_question_is_met_with_silence(xterm: Xterm) -> None:
    assert list(xterm.take(b"\x1b[?u")) == []


def test_queries_are_answered_in_the_order_in_which_they_were_put(xterm: Xterm) -> None:
    assert list(xterm.take(b"\x1b[?25$p\x1b[?25l\x1b[?25$pabc\x1b[6n")) == [
        b"\x1b[?25;1$y",
        b"\x1b[?25;2$y",
        b"\x1b[1;4R",
    ]


@pytest.mark.parametrize("sequence", NOT_TEXT)
def test_what_is_not_text_leaves_no_trace(xterm: Xterm, sequence: bytes) -> None:
    assert list(xterm.take(b"before" + sequence + b"after")) == []
    assert xterm.rows() == ["beforeafter", *[""] * 11]


@pytest.mark.parametrize("sequence", [*NOT_TEXT, b"\x1b[1;31m", b"\x1b[?1049h"])
def test_a_sequence_cut_anywhere_is_read_as_one(xterm: Xterm, sequence: bytes) -> None:
    for byte in sequence + b"after":
        list(xterm.take(bytes([byte])))
    assert xterm.rows() == ["after", *[""] * 11]


def test_a_letter_of_several_bytes_cut_in_two_is_drawn(xterm: Xterm) -> None:
    for byte in "ñ✔日".encode():
        list(xterm.take(bytes([byte])))
    assert xterm.rows()[0] == "ñ✔日"


def test_the_alternate_screen_covers_the_other_and_gives_it_back(xterm: Xterm) -> None:
    list(xterm.take(b"the shell\x1b[?1049h\x1b[5;1Hthe program"))
    assert [row for row in xterm.rows() if row] == ["the program"]
    list(xterm.take(b"\x1b[?1049l goes on"))
    assert [row for row in xterm.rows() if row] == ["the shell goes on"]


def test_the_modes_that_are_on_are_told(xterm: Xterm) -> None:
    list(xterm.take(b"\x1b[?1000h\x1b[?1006h\x1b[?1000l\x1b[?25l\x1b[4h"))
    assert xterm.private_modes() == {7, 1006}
