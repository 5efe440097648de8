"""A page as plain data for a template: every text in it has passed one gate."""

from collections.abc import Callable
from typing import Any

from runbooks.report.blocks import Block, Entry, Page, Picture

Say = Callable[[str], str]
"""What a format makes of a text of a person before it is written."""


def data_of(page: Page, say: Say) -> dict[str, Any]:
    """`page` for a template. Each block has its `kind`, the name of its class in lower case."""
    return {
        "title": say(page.title),
        "foot": [say(one) for one in page.foot],
        "mark": page.mark,
        "moment": page.moment,
        "language": page.language,
        "is_sheet": page.is_sheet,
        "blocks": [{"kind": type(block).__name__.lower(), **_fields(block, say)} for block in page.blocks],
    }


def _fields(block: Block | Entry, say: Say) -> dict[str, Any]:
    if isinstance(block, Picture):  # its drawing has passed its own gate
        return {"svg": block.svg, "alt": say(block.alt)}
    return {name: _said(getattr(block, name), say) for name in block.__slots__}


def _said(value: Any, say: Say) -> Any:
    if isinstance(value, str):
        return say(value) if value else value
    if isinstance(value, tuple):
        return [_said(one, say) for one in value]
    return _fields(value, say) if isinstance(value, Entry) else value
