"""Options as cards: what each would do here, and why one is recommended or not available."""

from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import Final

from textual.content import Content

from runbooks.advised import Effect, Weighed
from tui.lines import BLANK, Line, line, text
from tui.looks import AFTERWARDS, BULLET, HERE, LESS, MORE

ASPECTS: Final[Mapping[str, tuple[str, str]]] = {
    "returns": (MORE, "bold $success"),
    "lost": (LESS, "bold $error"),
    "touches": ("!", "bold $error"),
    "undo": ("!", "bold $error"),
    "afterwards": (AFTERWARDS, "bold $primary"),
    "ask": ("?", "bold $primary"),
}
"""The mark before each consequence; the sentence itself says what it is."""

HARMLESS: Final = frozenset({"lost", "touches", "undo"})
"""What warns of nothing where an option can be taken back."""


def card(option: Weighed) -> list[Line]:
    """What stands on the card of one option: a line a consequence."""
    if option.refused is not None:
        return [line(option.word, "bold $quiet"), BLANK, line(option.refused, "$quiet")]
    head = [line(option.why, "bold $accent" if option.recommended else "")] if option.why else []
    return [*head, *(_effects([effect], _mark(option, effect)) for effect in option.consequences)]


def folded(option: Weighed, number: int, *, was: str, is_open: bool) -> list[Line]:
    """One option of a list: its row and, where it is open, its consequences, those of a kind together."""
    name = f"{HERE} {number}  " if is_open else f"  {number}  "
    style = "bold $accent" if is_open or option.recommended else ""
    if option.refused is not None:
        style = "$quiet"
    words = [f"{option.label}: {option.word}" if option.word else option.label, was]
    head = text(" ".join(word for word in words if word), style)
    why = option.refused or option.why
    said = Content.assemble(head, text(f". {why}" if why else "", "$quiet"))
    lines = [Line(said, Content.styled(name, style))]
    if is_open:
        alike = groupby(option.consequences, lambda effect: _mark(option, effect))
        lines += [_effects(list(effects), mark, "  ") for mark, effects in alike]
    return lines


def _mark(option: Weighed, effect: Effect) -> tuple[str, str]:
    return (BULLET, "$quiet") if option.harmless and effect.aspect in HARMLESS else ASPECTS[effect.aspect]


def _effects(effects: Sequence[Effect], mark: tuple[str, str], margin: str = "") -> Line:
    glyph, style = mark
    said = Content(" ").join(_effect(effect, is_loss=glyph == LESS) for effect in effects)
    return Line(said, Content.assemble(margin, (f"{glyph} ", style)))


def _effect(effect: Effect, *, is_loss: bool) -> Content:
    said = text(effect.text, "bold" if is_loss else "")
    return said + text(f" ({effect.source})" if effect.source else "", "$quiet")
