"""How the screens look: the theme, and the glyph of each state (R1: never colour alone)."""

from collections.abc import Mapping
from typing import Final

from textual.theme import Theme

from runbooks.engine.situation import ItemState

THEME: Final = Theme(
    name="restaura",
    primary="#7fb4ca",
    secondary="#7fb4ca",
    accent="#e6c384",
    warning="#e6c384",
    error="#e46876",
    success="#98bb6c",
    foreground="#dcd7ba",
    background="#15151b",
    surface="#1f1f28",
    panel="#2a2a37",
    variables={"quiet": "#9a9a93", "footer-key-foreground": "#e6c384"},
)

HERE: Final = "▶"
CAUTION: Final = "⚠"
ADVICE: Final = "i"
GLYPHS: Final[Mapping[ItemState, str]] = {
    ItemState.OPEN: "·",
    ItemState.DONE: "✔",
    ItemState.NOT_APPLICABLE: "—",
    ItemState.OVERRIDDEN: "!",
    ItemState.DEFERRED: "◷",
}
COLOURS: Final[Mapping[ItemState, str]] = {
    ItemState.OPEN: "",
    ItemState.DONE: "$success",
    ItemState.NOT_APPLICABLE: "$quiet",
    ItemState.OVERRIDDEN: "$error",
    ItemState.DEFERRED: "$primary",
}
