"""The colours: an own theme, dark and light, and one that leaves them to the terminal.

A test holds every text of the own ones to 4.5:1 (WCAG 2.2, 1.4.3) on what it stands on.
"""

from collections.abc import Mapping
from typing import Final

from textual.color import Color
from textual.theme import Theme

DARK: Final = Theme(
    name="restaura",
    primary="#7fb4ca",
    secondary="#7fb4ca",
    accent="#e6c384",
    warning="#e6c384",
    error="#f0828f",
    success="#98bb6c",
    foreground="#dcd7ba",
    background="#15151b",
    surface="#1f1f28",
    panel="#2a2a37",
    variables={"quiet": "#a8a8a0", "lit": "#363646", "border": "#e6c384", "training": "#b8a0e0"},
)
LIGHT: Final = Theme(
    name="restaura-claro",
    primary="#255a75",
    secondary="#255a75",
    accent="#744e00",
    warning="#744e00",
    error="#a3203a",
    success="#365a1a",
    foreground="#2b2b33",
    background="#f6f4ea",
    surface="#eeebdd",
    panel="#e4e0ce",
    dark=False,
    variables={"quiet": "#555550", "lit": "#d9d4bd", "border": "#744e00", "training": "#5b3a8c"},
)
ANSI: Final = Theme(
    name="ansi",
    ansi=True,
    primary="ansi_cyan",
    secondary="ansi_cyan",
    accent="ansi_magenta",  # readable on a dark and on a light ground, as yellow and blue are not
    warning="ansi_magenta",
    error="ansi_red",
    success="ansi_green",
    foreground="ansi_default",
    background="ansi_default",
    surface="ansi_default",
    panel="ansi_default",
    variables=dict.fromkeys(
        ("ansi-background", "ansi-foreground", "border-blurred", "scrollbar-background"), "ansi_default"
    ),
)
OWN: Final = (DARK, LIGHT, ANSI)

_OF_QUIET: Final = ("text-muted", "text-disabled", "foreground-muted", "foreground-disabled")
"""Textual's names for text that stands back; its own are too faint to read."""

for _theme in (DARK, LIGHT):
    _theme.variables |= dict.fromkeys(_OF_QUIET, _theme.variables["quiet"])


def own_variables(theme: Theme) -> Mapping[str, str]:
    """What the styles here name and Textual's themes lack: quiet text, the row moved to, a training."""
    if theme.ansi:
        plain = {"quiet": "ansi_default", "lit": "ansi_default", "lit-style": "bold reverse"}
        return {**plain, "training": "ansi_cyan"}
    made = theme.to_color_system().generate()
    quiet = Color.parse(made["foreground"]).blend(Color.parse(made["background"]), 0.2)
    own = {"quiet": quiet.hex, "lit": made["panel"], "lit-style": "bold"}
    return {**own, "training": made["primary"]}
