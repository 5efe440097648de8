"""The driver of the end-to-end tests: what it says of a program is so."""

import os
import re
import select
import signal
import sys
from pathlib import Path
from textwrap import dedent
from typing import Protocol

import pytest

from tests.terminal import Terminal, TerminalError, environment

BENCH = Path(__file__).parents[1] / "bench"
HELLO = [sys.executable, str(BENCH / "hello.py")]
FORM = [sys.executable, str(BENCH / "form.py")]

# A program that shows each thing it reads, and ends at a q.
ECHO = """
    import os, sys, tty
    tty.setraw(0)
    print("ready", end="\\r\\n", flush=True)
    while (read := os.read(0, 4096)) != b"q":
        print(read, end="\\r\\n", flush=True)
"""


class Start(Protocol):
    """Starts a Python script, or a whole command, on a small terminal in a home of its own."""

    def __call__(self, program: str | list[str]) -> Terminal: ...


@pytest.fixture
def start(tmp_path: Path) -> Start:
    def started(program: str | list[str]) -> Terminal:
        argv = [sys.executable, "-c", dedent(program)] if isinstance(program, str) else program
        return Terminal(argv, env=environment(tmp_path), columns=60, rows=12)

    return started


def test_the_screen_holds_the_text_that_a_program_draws_without_its_colours(start: Start) -> None:
    drawn = r"""print("\x1b[2J\x1b[3;5H\x1b[1;31mcopia\x1b[0m útil 日本 ✔", end="")"""
    with start(drawn) as terminal:
        terminal.wait()
        assert terminal.lines()[2] == "    copia útil 日本 ✔"
        assert b"\x1b[1;31mcopia" in terminal.output


XTERM_SENDS = {"ñ": "ñ".encode(), "enter": b"\r", "escape": b"\x1b", "backspace": b"\x7f"}
XTERM_SENDS |= {"tab": b"\t", "shift+tab": b"\x1b[Z", "down": b"\x1b[B", "ctrl+n": b"\x0e"}
XTERM_SENDS |= {"f1": b"\x1bOP", "f5": b"\x1b[15~", "f12": b"\x1b[24~"}


@pytest.mark.parametrize(("key", "sent"), XTERM_SENDS.items())
def test_a_key_sends_what_an_xterm_sends(start: Start, key: str, sent: bytes) -> None:
    with start(ECHO) as terminal:
        terminal.wait_for("ready")
        terminal.press(key)
        terminal.wait_for(repr(sent))


def test_a_key_that_no_keyboard_has_is_refused(start: Start) -> None:
    with start(ECHO) as terminal, pytest.raises(KeyError, match="any"):
        terminal.press("any")


def test_a_paste_is_bracketed(start: Start) -> None:
    with start(ECHO) as terminal:
        terminal.wait_for("ready")
        terminal.paste("a\nb")
        terminal.wait_for(repr(b"\x1b[200~a\nb\x1b[201~"))


def test_a_program_that_asks_the_terminal_is_answered(start: Start) -> None:
    program = r"""
        import os, tty
        tty.setraw(0)
        os.write(1, b"\x1b[4;7H\x1b[6n")
        read = b""
        while not read.endswith(b"R"):
            read += os.read(0, 1)
        print(read)
    """
    with start(program) as terminal:
        terminal.wait_for(repr(b"\x1b[4;7R"))


def test_a_question_cut_in_two_is_answered(start: Start) -> None:
    program = r"""
        import os, tty
        tty.setraw(0)
        os.write(1, b"ready\x1b[")
        os.read(0, 1)
        os.write(1, b"5n")
        print(os.read(0, 99))
    """
    with start(program) as terminal:
        terminal.wait_for("ready")
        terminal.press("a")
        terminal.wait_for(repr(b"\x1b[0n"))


def test_a_full_screen_program_that_ends_gives_the_screen_back(start: Start) -> None:
    program = r"""
        print("the shell")
        input("\x1b[?1049h\x1b[Hthe program")
        print("\x1b[?1049l", end="")
    """
    with start(program) as terminal:
        terminal.wait_for("the program")
        assert "the shell" not in terminal.text()
        terminal.press("enter")
        terminal.wait()
        assert terminal.text().strip() == "the shell"


def test_a_program_is_told_of_its_first_size_and_of_a_new_one(start: Start) -> None:
    program = """
        import os, signal
        signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGWINCH])
        print(*os.get_terminal_size(), flush=True)
        signal.sigwait([signal.SIGWINCH])
        print(*os.get_terminal_size(), flush=True)
    """
    with start(program) as terminal:
        terminal.wait_for("60 12")
        terminal.resize(90, 30)
        terminal.wait_for("90 30")
        assert len(terminal.lines()) == 30


def test_what_is_waited_for_may_be_a_text_a_pattern_or_a_function_of_the_text(start: Start) -> None:
    with start("print('guardado 14:32:07'); input()") as terminal:
        terminal.wait_for("guardado")
        terminal.wait_for(re.compile(r"\d\d:\d\d"))
        terminal.wait_for(lambda text: text.startswith("guardado") and "\n" in text)


def test_waiting_tells_when_the_output_came_and_not_when_it_was_drawn(start: Start) -> None:
    with start(ECHO) as terminal:
        assert terminal.wait_for("ready") > terminal.started_at
        pressed_at = terminal.press("a")
        seen_at = terminal.wait_for("b'a'", settle=0.05)
        assert pressed_at < seen_at <= terminal.last_output_at


def test_what_does_not_come_in_time_fails_with_the_screen(start: Start) -> None:
    with start("print('something else'); input()") as terminal:
        terminal.wait_for("else")
        with pytest.raises(TerminalError, match=r"(?s)never.*still running.*something else"):
            terminal.wait_for("never", timeout=0.01)


def test_what_cannot_come_any_more_fails_at_once_with_the_exit_code(start: Start) -> None:
    with (
        start("print('last words'); exit(3)") as terminal,
        pytest.raises(TerminalError, match=r"(?s)ended with 3.*last words"),
    ):
        terminal.wait_for("never", timeout=3600)


def test_typing_to_a_program_that_has_ended_fails(start: Start) -> None:
    with start("") as terminal:
        terminal.wait()
        with pytest.raises(TerminalError, match="nobody"):
            terminal.press("a")


def test_much_input_and_much_output_at_once_do_not_block_each_other(start: Start) -> None:
    program = """
        import os, tty
        tty.setraw(0)
        os.write(1, b"ready")
        left = 300_000
        while left:
            read = os.read(0, 4096)
            left -= len(read)
            os.write(1, read)
    """
    with start(program) as terminal:
        terminal.wait_for("ready")
        terminal.send(b"0123456789" * 30_000, timeout=30)
        assert terminal.wait(timeout=30) == 0
        assert terminal.output == b"ready" + b"0123456789" * 30_000


@pytest.mark.parametrize("code", [0, 1, 143])
def test_the_exit_code_is_the_programs(start: Start, code: int) -> None:
    with start(f"raise SystemExit({code})") as terminal:
        assert terminal.wait() == code
        assert not terminal.is_alive


def test_a_program_that_cannot_be_started_says_why(start: Start) -> None:
    with start(["/nonexistent/program"]) as terminal:
        assert terminal.wait() == 127
        assert "/nonexistent/program: " in terminal.text()


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM])
def test_a_killed_program_ends_with_its_signal(start: Start, number: signal.Signals) -> None:
    with start("print('ready'); input()") as terminal:
        terminal.wait_for("ready")
        assert terminal.is_alive
        terminal.kill(number)
        assert terminal.wait() == -number


def test_a_closed_terminal_hangs_the_program_up(start: Start) -> None:
    with start("print('ready'); input()") as terminal:
        terminal.wait_for("ready")
        terminal.hang_up()
        assert terminal.wait() == -signal.SIGHUP
        assert terminal.text().strip() == "ready"


def test_waiting_for_an_end_that_does_not_come_fails(start: Start) -> None:
    with start(ECHO) as terminal:
        terminal.wait_for("ready")
        with pytest.raises(TerminalError, match="still running"):
            terminal.wait(timeout=0.01)


def test_nothing_is_left_running_even_of_one_that_ignores_signals(start: Start) -> None:
    program = """
        import os, signal
        signal.signal(signal.SIGHUP, signal.SIG_IGN)
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
        child = os.fork()
        if child:
            print("child", child, flush=True)
        signal.pause()
    """
    with start(program) as terminal:
        terminal.wait_for(re.compile(r"child \d+"))
        child = open(os.pidfd_open(int(terminal.text().split()[1])), "rb", buffering=0)  # noqa: SIM115
    with pytest.raises(ProcessLookupError):
        os.kill(terminal.pid, 0)
    with child:
        ended, _, _ = select.select([child], [], [], 10)
        assert ended == [child]


def test_a_program_finds_only_the_environment_that_it_was_given(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SECRET", "canary")
    program = "import os; print(sorted(os.environ), os.environ['HOME'])"
    with Terminal(
        [sys.executable, "-c", program], env=environment(tmp_path, TZ="UTC"), columns=400
    ) as terminal:
        terminal.wait()
        names = ["COLORTERM", "HOME", "LANG", "PATH", "RESTAURA_HOME", "TERM", "TZ"]
        assert terminal.text().strip() == f"{names} {tmp_path}"


def test_a_program_that_leaves_the_terminal_changed_is_told_of(start: Start) -> None:
    program = r"""
        import tty
        tty.setcbreak(0)
        print("\x1b[?1000h\x1b[?25l\x1b[>25u")
    """
    with start(program) as terminal:
        terminal.wait()
        assert terminal.left_behind() == [
            "mode 1000 is on",
            "mode 25 is off",
            "kitty's keyboard protocol is on",
            "the line is not set as before",
        ]


def test_a_textual_program_shows_takes_keys_and_leaves_nothing_behind(start: Start) -> None:
    with start(FORM) as terminal:
        terminal.wait_for(lambda text: "form header" in text and "footer hint" in text)
        terminal.press(*"hola")
        terminal.wait_for("hola")
        terminal.press("ctrl+q")
        assert terminal.wait() == 0
        assert terminal.left_behind() == []
        assert terminal.text().strip() == ""


def test_a_killed_textual_program_leaves_the_terminal_broken(start: Start) -> None:
    with start(HELLO) as terminal:
        terminal.wait_for(lambda text: "hello body" in text and "footer hint" in text)
        terminal.kill()
        terminal.wait()
        assert "mode 1049 is on" in terminal.left_behind()
        assert "the line is not set as before" in terminal.left_behind()
