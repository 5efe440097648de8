"""The frame of a training (T2), or of what is entered from paper: around the main area of its screens."""

from typing import Final

from textual.widget import Widget

from runbooks.language import _

EDGES: Final = 6
"""Cells of the frame's upper edge that no title takes."""


def frame(area: Widget, mode: str, *told: str, width: int = 0) -> None:
    """Frame `area` with the word where what it shows is a training, or an incident with a clock `told`.

    The first of `told` that there is room for stands behind the word: in `width` cells, or in those that
    the area has. Only what is entered from paper tells the clock of an incident.
    """
    is_training, is_on_paper = mode == "training", mode != "training" and bool(told)
    area.set_class(is_training, "training")
    area.set_class(is_on_paper, "on-paper")
    word = _("TRAINING") if is_training else _("ON PAPER")
    room = (width or area.outer_size.width or area.app.size.width) - EDGES
    titles = [f"{word} · {one}" for one in told]
    fitting = next((one for one in titles if len(one) <= room), word)
    area.border_title = fitting if is_training or is_on_paper else None
