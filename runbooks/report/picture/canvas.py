"""What a picture is drawn on: SVG elements, numbers of a fixed form, and how wide a text is at most."""

import re
from functools import lru_cache
from typing import Final
from xml.etree.ElementTree import Element, SubElement, tostring

from runbooks.language.visible import visible

WIDTH: Final = 720.0
"""Units of the whole picture; its height follows from what is drawn."""

TEXT: Final = 11.0
SMALL: Final = 9.5
INK: Final = "currentColor"
"""The colour of letters and lines: what the page has, so that it is read on light and on dark."""

TONES: Final = ("#6f8fa8", "#b5685c", "#b08d4a", "#6e9a83", "#8a7ea3", "#8b8b8b")
"""Fills that stand out on white, on black and, by their labels, without any colour."""

MARKER: Final = "#4d6f8c"
"""Dark enough for white figures."""

ALONE: Final = (
    "svg{color:#1b2733}.page{fill:#fff}"
    "@media(prefers-color-scheme:dark){svg{color:#e3e7eb}.page{fill:#14191e}}"
)
"""The colours of a picture that stands on no page."""

_NO_CHARACTER: Final = re.compile("[\ufdd0-\ufdef\ufffe\uffff]")
_NARROW: Final = frozenset("iljtfrI.,:;'’!|()[]·/- ")
_WIDE: Final = frozenset("mwMW@%—…«»&")


class Canvas:
    """A picture in the making. `height` is how far down it has come; texts are made harmless here."""

    def __init__(self, family: str, width: float = WIDTH) -> None:
        self._svg = Element("svg", {"xmlns": "http://www.w3.org/2000/svg", "font-family": family})
        self.width = width
        self.height = 0.0

    def text(
        self, x: float, y: float, said: str, *, size: float = TEXT, anchor: str = "start", **more: str
    ) -> None:
        """A line of text whose baseline is at `y`; `anchor` is start, middle or end."""
        drawn = {"x": number(x), "y": number(y), "font-size": number(size), "text-anchor": anchor}
        SubElement(self._svg, "text", {**drawn, "fill": INK, **_names(more)}).text = harmless(said)

    def line(self, x1: float, y1: float, x2: float, y2: float, **more: str) -> None:
        """A thin line."""
        drawn = {"x1": number(x1), "y1": number(y1), "x2": number(x2), "y2": number(y2)}
        SubElement(self._svg, "line", {**drawn, "stroke": INK, "stroke-width": "0.75", **_names(more)})

    def box(self, x: float, y: float, width: float, height: float, radius: float, **more: str) -> None:
        """A box with round corners."""
        drawn = {"x": number(x), "y": number(y), "width": number(width), "height": number(height)}
        SubElement(self._svg, "rect", {**drawn, "rx": number(radius), **_names(more)})

    def bar(self, x: float, y: float, width: float, height: float, **more: str) -> None:
        """A bar; one without length is still seen."""
        wide = max(width, 2.0)
        drawn = {"x": number(x), "y": number(y), "width": number(wide), "height": number(height)}
        SubElement(self._svg, "rect", {**drawn, "rx": number(min(1.5, wide / 2)), **_names(more)})

    def circle(self, x: float, y: float, radius: float, **more: str) -> None:
        """A circle."""
        drawn = {"cx": number(x), "cy": number(y), "r": number(radius)}
        SubElement(self._svg, "circle", {**drawn, **_names(more)})

    def shape(self, x: float, y: float, path: str, **more: str) -> None:
        """A small path around the point where `x` and `y` meet."""
        drawn = {"d": path, "transform": f"translate({number(x)} {number(y)})"}
        SubElement(self._svg, "path", {**drawn, **_names(more)})

    def numbered(self, x: float, y: float, figure: int) -> None:
        """A marker with its number."""
        self.circle(x, y, 7.5, fill=MARKER)
        self.text(x, y + 3.3, str(figure), size=SMALL, anchor="middle", fill="#ffffff")

    def standing_alone(self) -> None:
        """Give the picture a page of its own, light or dark as its reader has it; the last that is drawn."""
        style = Element("style")
        style.text = ALONE
        page = Element("rect", {"class": "page", "width": "100%", "height": "100%"})
        self._svg[:0] = [style, page]

    def svg(self, alt: str) -> str:
        """The picture, with the sentence for who cannot see it."""
        wide, tall = number(self.width), number(self.height)
        told = {"role": "img", "aria-label": harmless(alt), "viewBox": f"0 0 {wide} {tall}"}
        self._svg.attrib.update({**told, "width": wide, "height": tall})
        return tostring(self._svg, encoding="unicode")


def number(value: float) -> str:
    """A number as it is always written: two places at most, no `-0`."""
    said = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if said == "-0" else said


@lru_cache(maxsize=2048)  # most texts are those of the runbook, in every picture alike
def harmless(said: str) -> str:
    """A text on one line in which nothing steers, and nothing that XML does not know."""
    return _NO_CHARACTER.sub(lambda found: f"⟦U+{ord(found[0]):04X}⟧", visible(said))


@lru_cache(maxsize=2048)
def width(said: str, size: float = TEXT) -> float:
    """How wide a text is at most, in the widest of the usual fonts."""
    return size * sum(_wide(character) for character in harmless(said))


def fitted(said: str, room: float, size: float = TEXT) -> str:
    """As much of a text as has room, with `…` where something was cut off."""
    said = harmless(said)
    if width(said, size) <= room:
        return said
    while said and width(said + "…", size) > room:
        said = said[:-1]
    return said.rstrip() + "…"


def wrapped(said: str, room: float, size: float = TEXT, most: int = 2) -> list[str]:
    """A text in lines that have room, `most` of them; `…` stands where something was cut off."""
    lines, left = list[str](), harmless(said).split()
    while left and len(lines) < most - 1:
        taken = 1
        while taken < len(left) and width(" ".join(left[: taken + 1]), size) <= room:
            taken += 1
        lines.append(fitted(" ".join(left[:taken]), room, size))
        left = left[taken:]
    return [*lines, fitted(" ".join(left), room, size)] if left else lines


def _wide(character: str) -> float:
    if character in _NARROW:
        return 0.42
    if character in _WIDE or character > "ɏ":
        return 1.1
    return 0.78 if character.isupper() else 0.65


def _names(more: dict[str, str]) -> dict[str, str]:
    return {name.replace("_", "-"): value for name, value in more.items()}
