"""What the fonts inside Typst can show: read off its binary. `python -m tests.glyphs` writes it down."""

import io
import struct
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import typst
from fontTools.ttLib import TTFont, TTLibError

from runbooks.report.writers.glyphs import FONTS

PRIVATE = range(0xE000, 0xF900)
HEADERS = (b"OTTO", b"\x00\x01\x00\x00")


def fonts() -> Iterator[TTFont]:
    """Every font that lies in the binary (OpenType 1.9, "Organization of an OpenType font")."""
    [binary] = Path(typst.__file__).parent.glob("_typst*.so")
    data = binary.read_bytes()
    for header in HEADERS:
        place = data.find(header)
        while place >= 0:
            if (end := _end(data, place)) and (font := _font(data[place : place + end])):
                yield font
            place = data.find(header, place + 1)


def _end(data: bytes, place: int) -> int:
    """How long the font at `place` is; 0 where none is."""
    (count,) = struct.unpack_from(">H", data, place + 4)
    if not 6 <= count <= 40:
        return 0
    tables = [struct.unpack_from(">4sLLL", data, place + 12 + 16 * n) for n in range(count)]
    if not any(tag == b"cmap" for tag, *_rest in tables):
        return 0
    return max(offset + length for _tag, _sum, offset, length in tables)


def _font(data: bytes) -> TTFont | None:
    try:
        font = TTFont(io.BytesIO(data))
        font.getBestCmap()
    except (TTLibError, struct.error, AssertionError):
        return None
    return font


def covered() -> set[int]:
    """The code points that at least one font has, without those for private use."""
    return {code for font in fonts() for code in font.getBestCmap() or () if code not in PRIVATE}


def ranges(codes: set[int]) -> str:
    """The code points as the lines of `glyphs.txt`."""
    ordered = sorted(codes)
    starts = [ordered[0], *(b for a, b in pairwise(ordered) if b != a + 1)]
    ends = [*(a for a, b in pairwise(ordered) if b != a + 1), ordered[-1]]
    return "".join(f"{first:x}-{last:x}\n" for first, last in zip(starts, ends, strict=True))


if __name__ == "__main__":
    FONTS.write_text(ranges(covered()))
