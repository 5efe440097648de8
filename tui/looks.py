"""The glyph of each state (R1: never colour alone), and what stands for it on a plain terminal."""

from collections.abc import Mapping
from typing import Final
from unicodedata import normalize

from rich.cells import cell_len, set_cell_size
from rich.segment import Segment
from textual.color import Color
from textual.filter import LineFilter

from runbooks.engine.situation import ItemState

HERE: Final = "▶"
CAUTION: Final = "⚠"
ADVICE: Final = "i"
SAVED: Final = "●"
CHECKED: Final = "✔"
MISSING: Final = "✘"
DOUBTFUL: Final = "?"
PROPOSED: Final = "★"
TODAY: Final = "○"
FOLLOWS_FROM: Final = "←"
MORE: Final = "+"
LESS: Final = "−"
AFTERWARDS: Final = "→"
BULLET: Final = "·"
BAR_LEFT, BAR_GONE = "━", "─"
"""What is left of a time, and what is gone of it."""
GLYPHS: Final[Mapping[ItemState, str]] = {
    ItemState.OPEN: "·",
    ItemState.DONE: CHECKED,
    ItemState.NOT_APPLICABLE: "—",
    ItemState.OVERRIDDEN: "!",
    ItemState.DEFERRED: "◷",
}
COLOURS: Final[Mapping[ItemState, str]] = {
    ItemState.OPEN: "",
    ItemState.DONE: "$success",
    ItemState.NOT_APPLICABLE: "$quiet",
    ItemState.OVERRIDDEN: "$error",
    ItemState.DEFERRED: "$primary",
}

_PLAIN: Final = str.maketrans(
    HERE
    + CAUTION
    + SAVED
    + CHECKED
    + MISSING
    + PROPOSED
    + TODAY
    + FOLLOWS_FROM
    + LESS
    + AFTERWARDS
    + "·—–◷…“”„‘’•⟦⟧␛▼▲◀",
    ">" + "!" + "*" + "+" + "x" + "*" + "o" + "<" + "-" + ">" + '.--~."""\'\'*[]?v^<',
) | {
    ord(drawn): plain
    for plain, all_drawn in {
        "=": "━═",
        "-": "─╌╍┄┅┈┉╴╶╸╺▔▁▂▃▄▀🭶🭻",
        "|": "│┃║╎╏┆┇┊┋╵╷╹╻▏▎▍▌▐▕▊▋▉",
        "+": "╭╮╰╯┌┐└┘┏┓┗┛╔╗╚╝├┤┬┴┼┣┫┳┻╋╠╣╦╩╬",
        "#": "█▓",
        ".": "░▒",
    }.items()
    for drawn in all_drawn
}
_SIGNS: Final = str.maketrans("¡¿«»§°·º±×÷", "!?<>So.o+x/")
"""Signs of Latin-1, where not even those can be shown."""


class Plain(LineFilter):
    """Every row as a terminal with few glyphs can show it; each keeps the cells it takes."""

    def __init__(self, encoding: str) -> None:
        super().__init__()
        self._encoding = encoding
        self._known: dict[str, str] = {}

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """The same row in plain glyphs."""
        return [Segment(self.text(text), style, control) for text, style, control in segments]

    def text(self, text: str) -> str:
        """`text` in ASCII and what the encoding has of Latin-1."""
        if text.isascii():
            return text
        # What several characters draw as one, a family of emoji, takes fewer cells than they do.
        return set_cell_size("".join(map(self._one, text)), cell_len(text))

    def _one(self, character: str) -> str:
        if character not in self._known:
            self._known[character] = _plain(character, self._encoding)
        return self._known[character]


def _plain(character: str, encoding: str) -> str:
    plain = character.translate(_PLAIN)
    if plain.isascii():
        return plain
    if ord(character) < 0x100 and character.encode(encoding, "ignore"):
        return character
    base = normalize("NFKD", character)[0].translate(_SIGNS)  # a letter without its accent
    cells = cell_len(character)
    return base if base.isascii() and cell_len(base) == cells else "?" * cells


def wants_plain(asked: str | None, encoding: str, term: str) -> bool:
    """Whether the plain glyphs are to be used: as `asked`, else as the terminal needs."""
    is_unicode = encoding.lower().replace("-", "").replace("_", "") == "utf8"
    return asked == "ascii" if asked else not is_unicode or term == "linux"
