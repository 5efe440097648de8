"""The card as PDF: one sheet, its two sides at most."""

from dataclasses import asdict
from typing import Any, Final

from runbooks.language import _
from runbooks.report.card.blanks import Boxes, Part
from runbooks.report.card.model import Card, CardItem, CardStep
from runbooks.report.writers.pdf import pages, settable, typeset

SIDES: Final = 2
"""The sides of a sheet."""


class TooLong(Exception):
    """The card takes more `pages` than a sheet has sides."""

    def __init__(self, pages: int) -> None:
        told = _(
            "The card takes {pages} pages, and a sheet has {sides}: this runbook is too long for one. "
            "Shorter texts or fewer items would help; --format md writes it at any length."
        )
        super().__init__(told.format(pages=pages, sides=SIDES))


def card_pdf(card: Card) -> bytes:
    """The card as PDF, the same bytes for the same card. Raises `TooLong`."""
    data = typeset("card.typ", {"card": _plain(card), "words": _words(card)})
    if pages(data) > SIDES:
        raise TooLong(pages(data))
    return data


def _words(card: Card) -> dict[str, str]:
    return {
        "document": settable(f"{card.code} · {card.revision}"),
        "page": _("page {number} of {count}"),
        "date": _("Date"),
        "hour": _("Hour"),
        "operator": _("Operator"),
        "reported": _("Reported by"),
        "caution": _("Caution"),
        "notes": _("What may come into force"),
        "ends": _("At the end of the step"),
        "afterwards": _("Afterwards"),
        "name": _("Name"),
        "signature": _("Signature"),
        "critical": _("critical"),
        "record": _("Record"),
    }


def _plain(card: Card) -> Any:
    return _settable({**asdict(card), "steps": [_step(step) for step in card.steps]})


def _step(step: CardStep) -> dict[str, Any]:
    return {**asdict(step), "items": [_item(item) for item in step.items]}


def _item(item: CardItem) -> dict[str, Any]:
    return {**asdict(item), "parts": [_part(part) for part in item.parts]}


def _part(part: Part) -> dict[str, Any]:
    more = {"is_list": part.is_list} if isinstance(part, Boxes) else {}
    return {"kind": type(part).__name__.lower(), **asdict(part), **more}


def _settable(value: Any) -> Any:
    """Every text under `value` as one that can be set."""
    if isinstance(value, str):
        return settable(value)
    if isinstance(value, dict):
        return {name: _settable(one) for name, one in value.items()}
    return [_settable(one) for one in value] if isinstance(value, list | tuple) else value
