"""A page as one HTML file: no script, nothing from outside, for a screen in light and dark, and for paper."""

import re
from functools import cache
from typing import Final

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template

from runbooks.definition.loader import templates_folder
from runbooks.language import _
from runbooks.language.visible import visible
from runbooks.report.blocks import Page
from runbooks.report.writers.data import data_of

OUTSIDE_CSS: Final = re.compile(r"[^A-Za-z0-9 .,:·/-]")


def html(page: Page) -> str:
    """The page as HTML. Nothing that a person wrote becomes markup: every text is escaped (S10)."""
    words = {"contents": _("Contents"), "page": _("page"), "foot": " · ".join(page.foot)}
    return _template().render(page=data_of(page, _shown), words=words)


def _shown(text: str) -> str:
    return visible(text, multiline=True)


def css_string(text: str) -> str:
    """`text` as what stands between the quotes of a CSS string (CSS Syntax 3, 4.3.7)."""
    return OUTSIDE_CSS.sub(lambda found: f"\\{ord(found[0]):x} ", visible(text))


@cache
def _template() -> Template:
    """The template; it is the project's own, and gets plain data only."""
    environment = Environment(
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        loader=FileSystemLoader(templates_folder() / "report"),
    )
    environment.filters["css_string"] = css_string
    return environment.get_template("page.html.j2")
