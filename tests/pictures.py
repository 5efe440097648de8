"""The pictures of the README and of every screen, from the real program: `python -m tests.pictures`.

Look at what it changed before committing it: the tests hold the program to these files.
"""

import asyncio
import re
from itertools import product
from pathlib import Path
from typing import Final

from tests.screen.sitting import Sitting
from tests.still import DATA, VIEWS, View, drawn, seen

README: Final = Path(__file__).parents[1] / "docs"
SCREENS: Final = DATA / "screens"
SIZES: Final = ((120, 40), (80, 24))
LANGUAGES: Final = ("es", "en")
PICTURES: Final = {"variants": (120, 40), "ticket": (120, 40), "small": (80, 24), "training": (120, 40)}
"""The README's pictures, and how large each is."""

OF: Final = {
    "variants": "3-variants",
    "ticket": "4-ticket",
    "small": "3-date",
    "training": "training-result",
}
OUTSIDE: Final = re.compile(r"@font-face \{.*?\}\s*", re.DOTALL)
"""Textual's pictures ask for their font from outside; the reader's own will do."""


def picture(name: str) -> str:
    """One picture of the README, as SVG."""
    view = next(view for view in VIEWS if view.name == OF[name])
    return str(drawn(view, PICTURES[name], _as_svg))


def _as_svg(desk: Sitting) -> str:
    return OUTSIDE.sub("", desk.app.export_screenshot())


def file_of(view: View, size: tuple[int, int], language: str) -> Path:
    """Where the text of a screen is kept."""
    return SCREENS / f"{view.name}-{size[0]}x{size[1]}-{language}.txt"


async def text(view: View, size: tuple[int, int], language: str, *, without_colour: bool = False) -> str:
    """The rows of a screen, each without the blanks at its end."""
    async with seen(view, size=size, language=language, without_colour=without_colour) as desk:
        return desk.text().rstrip("\n") + "\n"


def main() -> None:
    """Write every picture and every screen."""
    for name in PICTURES:
        (README / f"{name}.svg").write_text(picture(name), encoding="utf-8")
    SCREENS.mkdir(exist_ok=True)
    for file in SCREENS.glob("*.txt"):
        file.unlink()
    for view, size, language in product(VIEWS, SIZES, LANGUAGES):
        rows = asyncio.run(text(view, size, language))
        file_of(view, size, language).write_text(rows, encoding="utf-8")


if __name__ == "__main__":
    main()
