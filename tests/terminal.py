"""A real program in a pseudo-terminal: what its person would see, press and lose.

For the end-to-end tests and the benchmarks; Linux only (it waits by pidfd). Nothing here sleeps:
every wait ends with the output, or the end of the program, that it is for.
"""

import contextlib
import fcntl
import os
import pty
import re
import select
import signal
import struct
import termios
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from time import monotonic, perf_counter_ns
from typing import NoReturn, Self, TypeAlias

from tests.kept import keep_runbooks
from tests.xterm import AT_REST, KEYS, Xterm, asks

Sight: TypeAlias = str | re.Pattern[str] | Callable[[str], object]

KEEP_TITLE, GIVE_TITLE_BACK = b"\x1b[22;2t", b"\x1b[23;2t"  # xterm's stack of titles

_INHERITED = ("SIGHUP", "SIGINT", "SIGQUIT", "SIGPIPE", "SIGTERM", "SIGXFSZ")


class TerminalError(AssertionError):
    """What was waited for did not come; the message holds the screen as it was."""


def environment(home: Path, **more: str) -> dict[str, str]:
    """A clean environment: nothing of the caller's but PATH, and HOME and RESTAURA_HOME in `home`.

    As on every start but the first, the shipped runbooks are kept there as checked.
    """
    keep_runbooks(home / "restaura" / "cache")
    return {
        "PATH": os.environ.get("PATH", os.defpath),
        "TERM": "xterm-256color",
        "COLORTERM": "truecolor",
        "LANG": "C.UTF-8",
        "HOME": str(home),
        "RESTAURA_HOME": str(home / "restaura"),
    } | more


class Terminal:
    """A program started as the leader of a session on a terminal of its own.

    Used as a context manager, which always ends and reaps it. Times are `time.perf_counter_ns`.
    """

    def __init__(
        self,
        argv: Sequence[str],
        *,
        env: Mapping[str, str],
        columns: int = 120,
        rows: int = 40,
        cwd: Path | None = None,
    ) -> None:
        self.output = b""  # all that the program wrote, untouched
        self.started_at = self.last_output_at = perf_counter_ns()
        self.pid, master = _spawn(argv, env, struct.pack("HHHH", rows, columns, 0, 0), cwd)
        self._line = termios.tcgetattr(master)  # as it is before the program has begun
        os.set_blocking(master, False)
        self._tty = open(master, "r+b", buffering=0)  # noqa: SIM115 (closed by `close`)
        self._pidfd = open(os.pidfd_open(self.pid), "rb", buffering=0)  # noqa: SIM115
        self._at_end = False
        self._exit_code: int | None = None
        self._screen = Xterm(columns, rows)
        self._undrawn: deque[tuple[int, bytes]] = deque()
        self._drawn_at = self.started_at

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_reason: object) -> None:
        self.close()

    def press(self, *keys: str) -> int:
        """Press keys by name ("enter", "ctrl+n", "f1") or by their character; returns when.

        A lone "escape" needs something to wait for before the next key: a program tells Escape
        from Alt by the silence after it.
        """
        return self.send("".join(key if len(key) == 1 else KEYS[key] for key in keys))

    def paste(self, text: str) -> int:
        """Paste text as a terminal in bracketed paste mode does; returns when."""
        return self.send(f"\x1b[200~{text}\x1b[201~")

    def click(self, column: int, row: int) -> int:
        """Press and let go the left button over a cell, counted from 0, as xterm's SGR mode tells it."""
        return self.send(f"\x1b[<0;{column + 1};{row + 1}M\x1b[<0;{column + 1};{row + 1}m")

    def send(self, text: str | bytes, timeout: float = 10.0) -> int:
        """Write to the program's input; returns when it was begun.

        Raises `TerminalError` when the program is gone or reads nothing for `timeout` seconds.
        """
        data = text.encode() if isinstance(text, str) else text
        self._read_all()
        begun_at = perf_counter_ns()
        while data:
            if self._at_end:
                self._fail("nobody is there to read what is typed")
            readable, writable, _ = select.select([self._tty], [self._tty], [], timeout)
            if readable and not self._read():
                continue
            if writable:
                data = data[self._tty.write(data) or 0 :]
            if not readable and not writable:
                self._fail(f"nothing typed is read for {timeout:g} s")
        return begun_at

    def wait_for(self, sight: Sight, timeout: float = 10.0, settle: float = 0.0) -> int:
        """Wait until the screen shows a text, a pattern, or what a function of its text says yes to.

        Returns when the output that brought it was read. Drawing takes time in which a busy
        program would have to wait for its reader: who measures gives `settle`, and then nothing is
        drawn before the program has been silent for so many seconds. Raises `TerminalError` after
        `timeout` seconds, or when the program ends without having shown it.
        """
        seen = _seeing(sight)
        deadline = monotonic() + timeout
        while not seen("\n".join(self._screen.rows())):
            if self._undrawn:
                self._draw_next()
            elif not self._read_more(deadline, settle):
                self._fail(f"not seen in {timeout:g} s: {sight}")
        return self._drawn_at

    def text(self) -> str:
        """The screen as it is now, a line a row, without the blanks at their ends."""
        return "\n".join(self.lines())

    def lines(self) -> list[str]:
        """The rows of the screen as it is now, from top to bottom."""
        self._read_all()
        while self._undrawn:
            self._draw_next()
        return self._screen.rows()

    def left_behind(self) -> list[str]:
        """What is not as the program found it: modes of the terminal, its keyboard and its line.

        Empty for one that ended well. The line's settings are told while the terminal is there.
        """
        self.lines()
        on = self._screen.private_modes()
        found = [f"mode {mode} is on" for mode in sorted(on - AT_REST)]
        found += [f"mode {mode} is off" for mode in sorted(AT_REST - on)]
        if len(re.findall(rb"\x1b\[>\d*u", self.output)) > len(re.findall(rb"\x1b\[<\d*u", self.output)):
            found.append("kitty's keyboard protocol is on")
        if self.output.count(KEEP_TITLE) != self.output.count(GIVE_TITLE_BACK):
            found.append("the window has not its own title back")
        if not self._tty.closed and termios.tcgetattr(self._tty) != self._line:
            found.append("the line is not set as before")
        return found

    def resize(self, columns: int, rows: int) -> None:
        """Give the terminal another size; the kernel tells the program by SIGWINCH."""
        self.lines()
        self._screen.resize(rows, columns)
        fcntl.ioctl(self._tty, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    def kill(self, number: signal.Signals = signal.SIGKILL) -> None:
        """Send a signal to the program alone, unless it has ended."""
        if self.is_alive:
            os.kill(self.pid, number)

    def hang_up(self) -> None:
        """Close the terminal's window: the program gets SIGHUP and has nowhere to write."""
        self._read_all()
        self._tty.close()
        self._at_end = True

    @property
    def is_alive(self) -> bool:
        """Whether the program still runs."""
        return self._reaped() is None

    def wait(self, timeout: float = 10.0) -> int:
        """Wait for the end of the program; returns its exit code, or minus the signal that ended it.

        Raises `TerminalError` when it still runs after `timeout` seconds.
        """
        deadline = monotonic() + timeout
        while (code := self._reaped()) is None:
            sources = [self._pidfd] if self._at_end else [self._pidfd, self._tty]
            ready, _, _ = select.select(sources, [], [], max(0.0, deadline - monotonic()))
            if not ready:
                self._fail(f"still running after {timeout:g} s")
            if self._tty in ready:
                self._read()
        self._read_all()
        return code

    def close(self) -> None:
        """End the program with all it started in its session's first group, and reap it."""
        if self.is_alive:
            with contextlib.suppress(ProcessLookupError):  # a moment after its birth it leads no group
                os.killpg(self.pid, signal.SIGKILL)
            os.kill(self.pid, signal.SIGKILL)
            self.wait()
        self._tty.close()
        self._pidfd.close()
        self._at_end = True

    def _reaped(self) -> int | None:
        if self._exit_code is None:
            pid, status = os.waitpid(self.pid, os.WNOHANG)
            if pid:
                self._exit_code = os.waitstatus_to_exitcode(status)
        return self._exit_code

    def _read(self) -> bool:
        """Read what is there; False when no program holds the terminal any more."""
        try:
            data = self._tty.read(65536)
        except OSError:  # EIO: the last one that had it open is gone
            data = b""
        if not data:
            self._at_end = True
            return False
        self.last_output_at = perf_counter_ns()
        self.output += data
        self._undrawn.append((self.last_output_at, data))
        if asks(data):
            while self._undrawn:
                self._draw_next()
        return True

    def _read_all(self) -> None:
        while not self._at_end and select.select([self._tty], [], [], 0)[0]:
            self._read()

    def _read_more(self, deadline: float, settle: float) -> bool:
        """Read from the next output to the next silence; False when none came."""
        came = False
        patience = deadline - monotonic()
        while not self._at_end and select.select([self._tty], [], [], max(0.0, patience))[0]:
            came = self._read() or came
            patience = min(settle, deadline - monotonic())
        return came

    def _draw_next(self) -> None:
        self._drawn_at, data = self._undrawn.popleft()
        for answer in self._screen.take(data):
            with contextlib.suppress(OSError, ValueError):  # nobody waits for it any more
                self._tty.write(answer)

    def _fail(self, what: str) -> NoReturn:
        if self._at_end:  # its files are closed a moment before it can be reaped
            select.select([self._pidfd], [], [], 1.0)
        code = self._reaped()
        state = "still running" if code is None else f"ended with {code}"
        screen = "\n".join(f"| {line}" for line in self.lines())
        raise TerminalError(f"{what}\nthe program is {state}; the screen:\n{screen}")


def _seeing(sight: Sight) -> Callable[[str], object]:
    if isinstance(sight, str):
        return lambda text: sight in text
    return sight.search if isinstance(sight, re.Pattern) else sight


def _spawn(argv: Sequence[str], env: Mapping[str, str], size: bytes, cwd: Path | None) -> tuple[int, int]:
    """Start a program on a new terminal of that size; its process id and the terminal's other end."""
    pid, master = pty.fork()
    if pid:
        return pid, master
    try:
        fcntl.ioctl(0, termios.TIOCSWINSZ, size)
        if cwd is not None:
            os.chdir(cwd)
        for name in _INHERITED:  # pytest, nohup and `&` leave some of these ignored
            signal.signal(getattr(signal, name), signal.SIG_DFL)
        os.execvpe(argv[0], list(argv), dict(env))
    except OSError as error:
        os.write(2, f"{argv[0]}: {error}\n".encode())
    finally:
        os._exit(127)
