"""Options as they can be chosen: their consequences, and why one is recommended or not allowed."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from textual.content import Content

from runbooks.definition.parts import Consequence, Option
from runbooks.engine.situation import Situation
from runbooks.language import _
from tui.lines import BLANK, Line, line, text

ASPECTS: Final[Mapping[str, tuple[str, str]]] = {
    "returns": ("+", "bold $success"),
    "lost": ("−", "bold $error"),
    "touches": ("!", "bold $error"),
    "undo": ("!", "bold $error"),
    "afterwards": ("→", "bold $primary"),
    "ask": ("?", "bold $primary"),
}
"""The mark before each consequence; the sentence itself says what it is."""


@dataclass(frozen=True, slots=True)
class Choosable:
    """One option in this situation; `refused` says why it cannot be chosen, None when it can."""

    id: str
    label: str
    refused: str | None
    recommended: bool
    why: str
    lines: tuple[Line, ...]


def choosable(situation: Situation, option: Option) -> Choosable:
    """How `option` stands in `situation`."""
    refused = None
    if option.allowed and option.not_allowed and not situation.evaluate(option.allowed):
        refused = situation.say(option.not_allowed)
    recommended = refused is None and bool(option.recommended and situation.evaluate(option.recommended))
    lines = [] if refused else _consequences(situation, option)
    return Choosable(
        option.id,
        situation.say(option.label),
        refused,
        recommended,
        situation.say(option.why) if option.why else "",
        tuple(lines),
    )


def card(option: Choosable) -> list[Line]:
    """What stands on the card of one option."""
    if option.refused is not None:
        return [line(_("not available"), "bold $quiet"), BLANK, line(option.refused, "$quiet")]
    head = [line(option.why, "bold $accent" if option.recommended else "")] if option.why else []
    return [*head, *option.lines]


def standing(option: Choosable) -> str:
    """Whether it is recommended or not available, as a word; empty for neither."""
    if option.refused is not None:
        return _("not available")
    return _("recommended") if option.recommended else ""


def _consequences(situation: Situation, option: Option) -> list[Line]:
    shown = (c for c in option.consequences if c.when is None or situation.evaluate(c.when))
    return [_consequence(situation, one) for one in shown]


def _consequence(situation: Situation, one: Consequence) -> Line:
    mark, style = ASPECTS[one.aspect]
    fact = situation.runbook.facts[one.fact] if one.fact else None
    source = one.clause or ""
    if fact is not None and fact.vendor is not None:
        kind = _("our inference") if fact.vendor.inference else _("vendor")
        source = f"{kind} {fact.vendor.read:%d/%m/%Y}"
    said = text(situation.say(one.text), "bold" if one.aspect == "lost" else "")
    told = Content.assemble(said, text(f" ({source})" if source else "", "$quiet"))
    return Line(told, Content.styled(f"{mark} ", style))
