"""A plain xterm without its window: what it shows, what it answers, and what its keys send.

The sequences are those of "XTerm Control Sequences" (Thomas Dickey). pyte draws the screen; here
is what pyte leaves out of what Textual writes and asks.
"""

import re
from collections.abc import Iterator
from typing import Any, Final

import pyte

ALTERNATE_SCREEN: Final = 1049
AT_REST: Final = frozenset({7, 25})  # the private modes of a terminal nobody uses: wrap, and a cursor shown
KNOWN_MODES: Final = AT_REST | {1, 1000, 1002, 1003, 1004, 1006, 1015, 1016, ALTERNATE_SCREEN, 2004}

KEYS: Final = {
    **{"enter": "\r", "tab": "\t", "escape": "\x1b", "backspace": "\x7f", "space": " "},
    **{"shift+tab": "\x1b[Z", "insert": "\x1b[2~", "delete": "\x1b[3~"},
    **{"up": "\x1b[A", "down": "\x1b[B", "right": "\x1b[C", "left": "\x1b[D"},
    **{"home": "\x1b[H", "end": "\x1b[F", "pageup": "\x1b[5~", "pagedown": "\x1b[6~"},
    **{f"f{1 + n}": f"\x1bO{final}" for n, final in enumerate("PQRS")},
    **{f"f{5 + n}": f"\x1b[{code}~" for n, code in enumerate((15, 17, 18, 19, 20, 21, 23, 24))},
    **{f"ctrl+{letter}": chr(ord(letter) - 96) for letter in "abcdefghijklmnopqrstuvwxyz"},
}

_LEFT_OPEN = re.compile(rb"\x1b(?:\[[0-?]*[ -/]*|[P^_X][^\x1b]*\x1b?)?\Z")
_FOREIGN_TO_PYTE = re.compile(
    rb"\x1b[P^_X].*?\x1b\\"  # strings meant for the terminal, which pyte would draw
    rb"|\x1b\[[<=>][0-?]*[ -/]*[@-~]"  # kitty's keyboard stack and the like: the same
    rb"|\x1b\[\?[0-?]*(?:[ -/]+[@-~]|[@-IL-gi-km-~])"  # private, which pyte takes for public ones
    rb"|\x1b\[[0-9;]*:[0-?]*m",  # styles with sub-parameters
    re.DOTALL,
)
_QUERY = re.compile(
    rb"\x1b\[(?:(?P<attributes>0?c)|(?P<secondary>>0?c)|(?P<version>>0?q)"
    rb"|(?P<status>5n)|(?P<cursor>6n)|\?(?P<mode>[0-9]+)\$p)"
)
_SAME_ALWAYS: Final = {
    "attributes": b"\x1b[?64;1;2;6;9;15;16;17;18;21;22;28c",
    "secondary": b"\x1b[>41;390;0c",
    "version": b"\x1bP>|XTerm(390)\x1b\\",
    "status": b"\x1b[0n",
}


def asks(data: bytes) -> bool:
    """Whether a program that wrote this waits for the terminal's answer."""
    return _QUERY.search(data) is not None


class Xterm(pyte.Screen):
    """The screen of an xterm; unlike pyte's it has a second one, which full-screen programs leave again."""

    _behind: dict[int, Any] | None = None

    def __init__(self, columns: int, rows: int) -> None:
        super().__init__(columns, rows)
        self._stream = pyte.ByteStream(self)
        self._unfinished = b""

    def take(self, data: bytes) -> Iterator[bytes]:
        """Draw what a program wrote; yields what the terminal answers to the queries in it.

        A sequence cut in two is kept until its other half comes. Kitty's query (`CSI ? u`) gets no
        answer, as in xterm, and of the modes only those an xterm knows are told as known.
        """
        data = self._unfinished + data
        cut = _LEFT_OPEN.search(data)
        end = cut.start() if cut else len(data)
        self._unfinished = data[end:]
        drawn = 0
        for query in _QUERY.finditer(data, 0, end):
            self._draw(data[drawn : query.start()])
            drawn = query.end()
            yield self._answer(query)
        self._draw(data[drawn:end])

    def rows(self) -> list[str]:
        """The rows from top to bottom, without the blanks at their ends."""
        columns = range(self.columns)
        cells = (self.buffer[row] for row in range(self.lines))
        return ["".join(row[column].data for column in columns).rstrip() for row in cells]

    def private_modes(self) -> frozenset[int]:
        """The DEC private modes that are on, such as 1049 for the alternate screen."""
        return frozenset(mode >> 5 for mode in self.mode if mode >= 32)  # pyte keeps them shifted

    def set_mode(self, *modes: int, **kwargs: Any) -> None:
        super().set_mode(*modes, **kwargs)
        if kwargs.get("private") and ALTERNATE_SCREEN in modes and self._behind is None:
            self.save_cursor()
            self._behind = dict(self.buffer)
            self.buffer.clear()

    def reset_mode(self, *modes: int, **kwargs: Any) -> None:
        super().reset_mode(*modes, **kwargs)
        if kwargs.get("private") and ALTERNATE_SCREEN in modes and self._behind is not None:
            self.buffer.clear()
            self.buffer.update(self._behind)
            self._behind = None
            self.restore_cursor()

    def _draw(self, data: bytes) -> None:
        self._stream.feed(_FOREIGN_TO_PYTE.sub(b"", data))

    def _answer(self, query: re.Match[bytes]) -> bytes:
        match query.lastgroup:
            case "cursor":
                return b"\x1b[%d;%dR" % (self.cursor.y + 1, self.cursor.x + 1)
            case "mode":
                mode = int(query["mode"])
                state = 0 if mode not in KNOWN_MODES else 1 if mode in self.private_modes() else 2
                return b"\x1b[?%d;%d$y" % (mode, state)
            case name:
                return _SAME_ALWAYS[str(name)]
