"""What a terminal sends, through the reader of pastes and Textual's own parser: keys, or one paste."""

import random
from collections.abc import Iterable
from typing import Final

import pytest
from textual import events
from textual._xterm_parser import XTermParser
from textual.drivers import linux_driver

from tui.pastes import END, LOST, MANY, MOST, START, PasteReader
from tui.terminal import forgive_broken_input

APART: Final = LOST / 3
"""Seconds between two keys of a person."""

GARBAGE: Final = random.Random(140).randbytes(64 * 1024 - 1) + b"."


class Reader:
    """The reader with its own clock, and the parser behind it."""

    def __init__(self) -> None:
        self.now = 100.0
        self.reader = PasteReader(clock=lambda: self.now)
        self.parser = XTermParser()

    def reads(self, data: str | bytes, after: float = 0.001) -> list[str]:
        """What comes of one read, `after` seconds behind the one before: keys by name, pastes quoted."""
        self.now += after
        text = self.reader.decode(data.encode() if isinstance(data, str) else data)
        return [_told(event) for event in self.parser.feed(text)] if text else []

    def reads_all(self, parts: Iterable[str | bytes]) -> list[str]:
        """What comes of reads right behind one another."""
        return [told for part in parts for told in self.reads(part)]


def _told(event: object) -> str:
    if isinstance(event, events.Paste):
        return repr(event.text)
    return event.key if isinstance(event, events.Key) else type(event).__name__


def only_pastes(told: list[str]) -> bool:
    """Whether nothing came but pastes, at least one."""
    return bool(told) and all(one.startswith(("'", '"')) for one in told)


@pytest.fixture
def reader() -> Reader:
    return Reader()


def cut(data: bytes, size: int) -> list[bytes]:
    return [data[at : at + size] for at in range(0, len(data), size)]


def test_keys_pass_as_they_are(reader: Reader) -> None:
    assert reader.reads("añ\r\x13\x1b[A\x1bOP") == ["a", "ñ", "enter", "ctrl+s", "up", "f1"]
    assert reader.reads("\x1b[<0;3;4M\x1b[<0;3;4m\x1b[I") == ["MouseDown", "MouseUp", "AppFocus"]


def test_a_byte_that_is_no_text_is_a_replacement_character_and_a_letter_cut_in_two_is_one(
    reader: Reader,
) -> None:
    assert len(reader.reads(b"\xff")) == 1
    assert reader.reads_all([b"\xc3", b"\xb1"]) == ["ñ"]


def test_a_marked_paste_arrives_whole_with_its_escapes_to_be_seen(reader: Reader) -> None:
    pasted = f"{START}a\x1b]0;x\x07\x1b\x11\x1b[A{END}"
    assert reader.reads(pasted) == [repr("a␛]0;x\x07␛\x11␛[A")]


@pytest.mark.parametrize("size", range(1, 14))
def test_a_marked_paste_cut_anywhere_is_one_paste(reader: Reader, size: int) -> None:
    data = f"{START}año\x1b[201x{END}".encode()
    assert reader.reads_all(cut(data, size)) == [repr("año␛[201x")]


def test_line_ends_of_a_paste_are_line_ends_whatever_the_terminal_makes_of_them(reader: Reader) -> None:
    assert reader.reads(f"{START}a\rb\r\nc\nd{END}") == [repr("a\nb\nc\nd")]


def test_a_key_behind_a_paste_is_a_key(reader: Reader) -> None:
    assert reader.reads(f"{START}a{END}") == ["'a'"]
    assert reader.reads("\r", after=APART) == ["enter"]


def test_what_stands_behind_an_end_mark_within_the_paste_is_no_key(reader: Reader) -> None:
    assert reader.reads(f"{START}a{END}\x11\rb\x1bOP{END}") == ["'a'", "'b'"]
    assert reader.reads("\r\x11c") == ["'c'"]
    assert reader.reads("\r", after=APART) == ["enter"]


def test_the_mouse_behind_a_paste_stays_the_mouse(reader: Reader) -> None:
    assert reader.reads(f"{START}a{END}\x1b[<35;3;4M") == ["'a'", "MouseMove"]


@pytest.mark.parametrize("size", [300, 1024, 4095, 4096])
def test_garbage_that_nothing_marks_is_no_key(reader: Reader, size: int) -> None:
    assert only_pastes(reader.reads_all(cut(GARBAGE, size)))
    assert reader.reads("a\r", after=APART) == ["a", "enter"]


def test_garbage_between_marks_is_one_paste(reader: Reader) -> None:
    told = reader.reads_all(cut(START.encode() + GARBAGE + END.encode(), 4096))
    assert len(told) == 1
    assert only_pastes(told)


def test_garbage_with_marks_in_it_is_no_key(reader: Reader) -> None:
    marks = f"{START}\r\x11{END}\r\x11{START}\x03".encode()
    data = START.encode() + marks.join(cut(GARBAGE, 1500)) + END.encode()
    told = reader.reads_all(cut(data, 4096))
    told += reader.reads("x", after=2 * LOST)
    assert only_pastes([one for one in told if one != "x"])
    assert told[-1] == "x"


def test_a_paste_whose_end_never_comes_swallows_no_key_that_is_pressed_later(reader: Reader) -> None:
    assert reader.reads(f"{START}medio") == []
    assert reader.reads("a", after=2 * LOST) == ["'medio'", "a"]
    assert reader.reads("\r", after=APART) == ["enter"]


def test_keys_pressed_in_vain_do_not_keep_a_lost_paste_open(reader: Reader) -> None:
    reader.reads(f"{START}medio")
    told = [told for _press in range(6) for told in reader.reads("x", after=APART)]
    assert told[-1] == "x"
    assert reader.reads("\r", after=APART) == ["enter"]


def test_a_paste_over_a_slow_line_is_one_paste(reader: Reader) -> None:
    pasted = START.encode() + b"0123456789" * 400 + END.encode()
    assert len(reader.reads_all(cut(pasted, 8))) == 1


def test_the_rest_of_a_paste_that_was_held_up_on_its_way_still_belongs_to_it(reader: Reader) -> None:
    assert reader.reads(f"{START}una ") == []
    assert reader.reads(f"línea\r\x11{END}", after=5 * LOST) == [repr("una línea\n\x11")]


def test_a_paste_without_end_takes_no_more_memory_than_one_that_is_handed_on(reader: Reader) -> None:
    assert reader.reads_all([START, *["x" * 4096] * (MOST // 2048)]) == []
    [told] = reader.reads(END)
    assert len(told) == MOST + 2


@pytest.mark.parametrize("key", ["a", "\r", "\x7f", "\x1b[B", "\x1b[<65;3;4M"])
def test_a_key_held_down_while_the_line_stood_still_is_that_key(reader: Reader, key: str) -> None:
    assert not only_pastes(reader.reads(key * (2 * MANY)))


@pytest.mark.parametrize("key", ["\x1b", "\x1b["])
def test_what_may_be_a_key_or_the_beginning_of_a_mark_does_not_wait(reader: Reader, key: str) -> None:
    assert reader.reader.decode(key.encode()) == key
    reader.now += APART
    assert reader.reader.decode(b"200~") == b"200~".decode()


def test_textuals_driver_still_finds_its_decoder_where_it_is_put() -> None:
    assert "getincrementaldecoder" in linux_driver.LinuxDriver.run_input_thread.__code__.co_names
    forgive_broken_input()
    assert linux_driver.__dict__["getincrementaldecoder"]("utf-8") is PasteReader
