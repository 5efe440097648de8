"""The card in Markdown: boxes as `- [ ]`, blanks as dots. Nothing of a text becomes markup (S10)."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final

from runbooks.language import _
from runbooks.report.card.blanks import Blank, Box, Boxes, Grid, Part
from runbooks.report.card.model import Card, CardItem, CardStep
from runbooks.report.writers.inert import opening, plain, row, table

LINE: Final = "." * 48
DAY: Final = "....../....../.........."
HOUR: Final = ".....:....."
SHAPES: Final = {"line": LINE, "day": DAY, "moment": f"{DAY} {HOUR}"}


def card_markdown(card: Card) -> str:
    """The card as Markdown."""
    return "\n".join(_lines(card)).rstrip("\n") + "\n"


def _lines(card: Card) -> Iterator[str]:
    yield f"# {plain(card.code)}: {plain(card.title)}"
    yield from ("", plain(f"{card.revision} · {card.purpose}"), "")
    heads = {_("Date"): DAY, _("Hour"): HOUR, _("Operator"): LINE, _("Reported by"): LINE}
    yield from (f"- {plain(name)}: {blank}" for name, blank in heads.items())
    if card.deadline:
        yield f"- **{plain(card.deadline)}**: {DAY} {HOUR}"
    yield ""
    for told in card.how:
        yield from (opening(told), "")
    for step in card.steps:
        yield from _step(step)
    if card.notes:
        yield from (f"## {plain(_('What may come into force'))}", "", *_boxes(card.notes), "")
    yield f"## {plain(_('Afterwards'))}"
    yield ""
    for told in card.afterwards:
        yield from (opening(told), "")
    yield from (f"`{card.command}` · {plain(_('Record'))}: {LINE}", "")
    columns = (_("Role"), _("Name"), _("Date"), _("Signature"))
    yield from _table(Grid(columns, tuple((role, "", "", "") for role in card.signers), ()))


def _step(step: CardStep) -> Iterator[str]:
    clause = f" ({step.clause})" if step.clause else ""
    yield f"## {step.number}. {plain(step.title + clause)} — {plain(_('Hour'))}: {HOUR}"
    yield ""
    for item in step.items:
        yield from _item(item)
    if step.ends:
        yield from (f"**{plain(_('At the end of the step'))}**", "", *_boxes(step.ends), "")


def _item(item: CardItem) -> Iterator[str]:
    if item.condition:
        yield from (opening(item.condition), "")
    yield f"### {plain(item.number)} {plain(item.label)}"
    about = [item.clause, _("critical") if item.is_critical else ""]
    yield from ("", " · ".join((*(plain(one) for one in about if one), f"{plain(_('Hour'))}: {HOUR}")), "")
    if item.caution:
        yield from (f"**{plain(_('Caution'))}:** {plain(item.caution)}", "")
    for rule in item.rules:
        yield from (opening(rule), "")
    for part in item.parts:
        yield from (*WRITE[type(part)](part), "")


def _boxes(boxes: tuple[Box, ...]) -> Iterator[str]:
    for box in boxes:
        warning = f"**{plain(box.warning)}**" if box.warning else ""
        told = " ".join(part for part in (warning, plain(box.told)) if part)
        yield f"- [ ] {plain(box.label)}" + (f" — {told}" if told else "")


def _ticks(part: Boxes) -> Iterator[str]:
    return _boxes(part.boxes)


def _blank(part: Blank) -> Iterator[str]:
    label = f"{plain(part.label)}: " if part.label else ""
    lines = [label + SHAPES[part.shape], *[LINE] * (part.lines - 1)]
    yield from (*(f"{line}  " for line in lines[:-1]), lines[-1])


def _table(part: Grid) -> Iterator[str]:
    rows = [row(*(plain(cell) or " " for cell in cells)) for cells in part.rows]
    return iter(table(tuple(map(plain, part.columns)), rows))


WRITE: Final[Mapping[type[Part], Callable[[Any], Iterator[str]]]] = {
    Boxes: _ticks,
    Blank: _blank,
    Grid: _table,
}
"""How each part of an answer is written."""
