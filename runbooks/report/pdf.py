"""A page as PDF, set by Typst: its data goes in through inputs, never into the source (S10)."""

import json
import re
from datetime import datetime
from functools import cache
from typing import Any, Final

import typst

from runbooks.definition.loader import templates_folder
from runbooks.language import _
from runbooks.language.visible import visible
from runbooks.report.blocks import Page
from runbooks.report.data import data_of
from runbooks.report.glyphs import printable

LONG_WORD: Final = re.compile(r"\S{24}(?=\S)")


def pdf(page: Page) -> bytes:
    """The page as PDF: the same page always gives the same bytes, on every machine.

    Only the fonts that Typst carries are used; a character that they lack is shown by its number.
    """
    words = {"page": _("page {number} of {count}"), "document": " · ".join(page.foot)}
    data = {"page": data_of(page, _set), "words": words, "date": _date(page.moment)}
    made = _compiler().compile(format="pdf", sys_inputs={"data": json.dumps(data)})
    assert isinstance(made, bytes)
    return made


def _set(text: str) -> str:
    """A text that can be set: what no font has is told, and a word too long for a line may be broken."""
    return LONG_WORD.sub("\\g<0>\u200b", printable(visible(text, multiline=True)))


def _date(moment: str) -> dict[str, int]:
    day = datetime.fromisoformat(moment)
    return {"year": day.year, "month": day.month, "day": day.day}


@cache
def _compiler() -> Any:
    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=True)
    source = templates_folder() / "report" / "page.typ"
    return typst.Compiler(str(source), root=str(source.parent), font_paths=fonts)
