"""Options as cards: what each would do here, and why one is recommended or not available."""

from collections.abc import Mapping
from typing import Final

from textual.content import Content

from runbooks.advised import Effect, Weighed
from tui.lines import BLANK, Line, line, text
from tui.looks import AFTERWARDS, LESS, MORE

ASPECTS: Final[Mapping[str, tuple[str, str]]] = {
    "returns": (MORE, "bold $success"),
    "lost": (LESS, "bold $error"),
    "touches": ("!", "bold $error"),
    "undo": ("!", "bold $error"),
    "afterwards": (AFTERWARDS, "bold $primary"),
    "ask": ("?", "bold $primary"),
}
"""The mark before each consequence; the sentence itself says what it is."""


def card(option: Weighed) -> list[Line]:
    """What stands on the card of one option."""
    if option.refused is not None:
        return [line(option.word, "bold $quiet"), BLANK, line(option.refused, "$quiet")]
    head = [line(option.why, "bold $accent" if option.recommended else "")] if option.why else []
    return [*head, *map(_effect, option.consequences)]


def _effect(effect: Effect) -> Line:
    mark, style = ASPECTS[effect.aspect]
    said = text(effect.text, "bold" if effect.aspect == "lost" else "")
    source = text(f" ({effect.source})" if effect.source else "", "$quiet")
    return Line(Content.assemble(said, source), Content.styled(f"{mark} ", style))
