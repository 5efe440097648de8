"""Which characters the fonts that Typst carries can show; a PDF uses no others, to be the same anywhere.

`FONTS` is read off those fonts by `python -m tests.glyphs`, and a test holds it against them.
"""

from bisect import bisect_right
from functools import cache
from pathlib import Path
from typing import Final

FONTS: Final = Path(__file__).with_name("glyphs.txt")
"""Ranges of code points in hexadecimal, first and last, a line each."""


def printable(text: str) -> str:
    """`text` with every character that no font has shown by its number: `⟦U+1F600⟧`."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(one if has_glyph(one) else f"⟦U+{ord(one):04X}⟧" for one in text)


def has_glyph(character: str) -> bool:
    """Whether one of the fonts can show `character`; line ends and tabs need none."""
    firsts, lasts = _ranges()
    place = bisect_right(firsts, ord(character)) - 1
    return character in "\n\t" or (place >= 0 and ord(character) <= lasts[place])


@cache
def _ranges() -> tuple[list[int], list[int]]:
    pairs = [line.split("-") for line in FONTS.read_text().split()]
    return [int(first, 16) for first, _last in pairs], [int(last, 16) for _first, last in pairs]
