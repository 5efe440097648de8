"""The texts of a picture, and where they stand."""

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from runbooks.report.picture.canvas import width

SVG = "{http://www.w3.org/2000/svg}"
Box = tuple[float, float, float, float]


def texts(svg: Element) -> list[str]:
    return [element.text or "" for element in svg.iter(f"{SVG}text")]


def boxes(svg: Element) -> Iterator[tuple[Box, str]]:
    """Where each text is, at its widest."""
    for element in svg.iter(f"{SVG}text"):
        size, said = float(element.get("font-size", "")), element.text or ""
        wide = width(said, size) * (1.1 if element.get("font-weight") else 1)
        x, y = float(element.get("x", "")), float(element.get("y", ""))
        left = x - {"start": 0.0, "middle": 0.5, "end": 1.0}[element.get("text-anchor", "")] * wide
        yield (left, y - size * 0.8, left + wide, y + size * 0.2), said


def over_another(svg: Element) -> list[tuple[str, str]]:
    """The texts that are drawn over one another, and those that leave the picture."""
    found = list(boxes(svg))
    wide, tall = float(svg.get("width", "")), float(svg.get("height", ""))
    out = [(said, "") for (a, b, c, d), said in found if a < 0 or b < 0 or c > wide or d > tall]
    return out + [
        (one, two)
        for number, ((a, b, c, d), one) in enumerate(found)
        for (e, f, g, h), two in found[:number]
        if a < g and e < c and b < h and f < d
    ]
