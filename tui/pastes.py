"""What is typed and what is pasted, told apart before Textual's parser sees it.

Textual 8.2.8 (textual/_xterm_parser.py) goes on looking for key sequences between the marks of a
bracketed paste: from each ESC it takes up to 32 characters out of the paste and gives them to the
program as keys, one by one. A paste of garbage is typed then, for half a minute, and a Ctrl+Q in it
leaves. A paste whose end mark never comes swallows all that is typed after it; one from a terminal
that marks none is keys anyway. So whatever is pasted is handed on here with no ESC in it, between
marks, as long as there is reason to hold it for a paste.
"""

import codecs
import re
import time
from collections.abc import Callable
from math import inf
from typing import Final

from tui.hush import BURST

START, END = "\x1b[200~", "\x1b[201~"
BEGUN: Final = re.compile(r"\x1b(\[(20{0,2})?)?\Z")
"""The beginning of a mark that a read has cut in two. Its first two characters may be keys as well."""

REPORTS: Final = re.compile(r"\x1b\[<[\d;-]+[Mm]|\x1b\[[IO]|\x1b\[\?[\d;]*\$?[a-z]|\x1b\[\d+;\d+R")
"""What a terminal says by itself: the mouse, the focus, its answers."""

KEYS: Final = re.compile(r"\x1b\[[\d;:]*[A-HPQSZ~u]|\x1bO[A-Z]")
"""Keys that send more than a character; an arrow held down, or a wheel, sends many."""

MANY: Final = 256
"""Characters in one read that nobody has typed: more than half a minute's, kept back by a bad line."""

LOST: Final = 1.0
"""Seconds since a paste flowed, after which a key shows that its end was lost."""

MOST: Final = 256 * 1024
"""Characters of one paste that are handed on; an answer may have less than a tenth of them."""


class PasteReader(codecs.IncrementalDecoder):
    """Decodes what a terminal sends; what cannot be decoded becomes replacement characters.

    `clock` gives seconds that only grow.
    """

    def __init__(self, errors: str = "replace", *, clock: Callable[[], float] = time.monotonic) -> None:
        super().__init__(errors)
        self._characters = codecs.getincrementaldecoder("utf-8")(errors)
        self._clock = clock
        self._read_at = self._flowed_at = self._pasted_at = -inf
        self._pasted: str | None = None  # of the paste whose end has not come yet
        self._begun, self._handed_on = "", 0  # of a mark; so many characters of it are with Textual

    def decode(self, data: bytes, final: bool = False) -> str:  # type: ignore[override]
        """The keys in `data` as they are, the pastes without anything that steers."""
        now = self._clock()
        text = self._characters.decode(data, final)
        is_flowing = now - self._read_at < BURST
        if is_flowing or _is_burst(text):  # keys pressed in vain do not count
            self._flowed_at = now
        if not is_flowing:
            self._begun, self._handed_on = self._begun[self._handed_on :], 0
        self._read_at = now
        if self._pasted is None:
            return self._typed(text)
        if now - self._flowed_at > LOST and END not in text:
            pasted, self._pasted = self._pasted, None
            return _inert(pasted) + END + self._typed(text)
        return self._in_paste(text)

    def _typed(self, text: str) -> str:
        """`text` outside of marks: keys, or a paste that nothing marks."""
        text, handed_on = self._begun + text, self._handed_on
        self._begun, self._handed_on = "", 0
        keys, mark, pasted = text.partition(START)
        if _is_burst(keys):
            self._pasted_at = self._read_at
            keys = START + _inert(keys) + END
        elif self._read_at - self._pasted_at < BURST and (rest := REPORTS.sub("", keys)):
            # Nobody is so quick: the rest of the paste, behind an end mark that stood in it.
            self._pasted_at = self._read_at
            keys = START + "".join(one for one in KEYS.sub("", rest) if one.isprintable()) + END
        elif not mark and (begun := BEGUN.search(keys)):
            self._begun = begun[0]
            if len(self._begun) > 2:
                self._handed_on = 0 if begun.start() else handed_on
                keys = keys[: begun.start()] + self._begun[: self._handed_on]
            else:
                self._handed_on = len(self._begun)
        if mark:
            self._pasted, self._flowed_at = "", self._read_at
            keys += START + self._in_paste(pasted)
        return keys[handed_on:]

    def _in_paste(self, text: str) -> str:
        """`text` behind a mark that begins a paste."""
        pasted, mark, rest = f"{self._pasted}{text}".partition(END)
        if not mark:
            # Of what is too long its last characters are kept: they may be the beginning of the mark.
            self._pasted = pasted if len(pasted) <= MOST else pasted[:MOST] + pasted[-len(END) :]
            return ""
        self._pasted = None
        self._pasted_at = self._read_at
        return _inert(pasted) + END + self._typed(rest)


def _is_burst(text: str) -> bool:
    """Whether so much came at once that it was pasted; one key again and again is held down."""
    rest = KEYS.sub("", REPORTS.sub("", text))
    return len(rest) >= MANY and len(set(rest)) > 1


def _inert(pasted: str) -> str:
    """`pasted` without escapes, and with the line ends that terminals send as CR."""
    return pasted[:MOST].replace("\r\n", "\n").replace("\r", "\n").replace("\x1b", "␛")
