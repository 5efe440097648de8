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
from runbooks.report.writers.data import data_of
from runbooks.report.writers.glyphs import printable

LONG_WORD: Final = re.compile(r"\S{24}(?=\S)")
PAGE_TREE: Final = re.compile(rb"/Type/Pages/Count (\d+)")


def pdf(page: Page) -> bytes:
    """The page as PDF: the same page always gives the same bytes, on every machine.

    Only the fonts that Typst carries are used; a character that they lack is shown by its number.
    """
    return typeset("page.typ", given(page))


def given(page: Page) -> dict[str, Any]:
    """What the template is given of a page."""
    words = {"page": _("page {number} of {count}"), "document": " · ".join(page.foot)}
    return {"page": data_of(page, settable), "words": words, "date": _date(page.moment)}


def settable(text: str) -> str:
    """A text that can be set: what no font has is told, and a word too long for a line may be broken."""
    return LONG_WORD.sub("\\g<0>\u200b", printable(visible(text, multiline=True)))


def typeset(template: str, data: Any) -> bytes:
    """What a template of `templates/report` makes of `data`."""
    made = compiler(template).compile(format="pdf", sys_inputs={"data": json.dumps(data)})
    assert isinstance(made, bytes)
    return made


def pages(pdf: bytes) -> int:
    """How many pages a PDF of `typeset` has: its first object is the whole tree of them."""
    found = PAGE_TREE.search(pdf)
    assert found is not None
    return int(found[1])


def _date(moment: str) -> dict[str, int]:
    day = datetime.fromisoformat(moment)
    return {"year": day.year, "month": day.month, "day": day.day}


@cache
def compiler(template: str) -> Any:
    """Typst for one of our templates, with its own fonts alone."""
    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=True)
    source = templates_folder() / "report" / template
    return typst.Compiler(str(source), root=str(source.parent), font_paths=fonts)
