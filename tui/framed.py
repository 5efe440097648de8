"""The frame of a training: around the main area of every screen that shows one (T2)."""

from typing import Final

from textual.widget import Widget

from runbooks.language import _

EDGES: Final = 6
"""Cells of the frame's upper edge that no title takes."""


def frame(area: Widget, mode: str, *told: str, width: int = 0) -> None:
    """Frame `area` with the word where what it shows is a training; nothing of it in an incident.

    The first of `told` that there is room for stands behind the word: in `width` cells, or in those that
    the area has.
    """
    is_training = mode == "training"
    area.set_class(is_training, "training")
    room = (width or area.outer_size.width or area.app.size.width) - EDGES
    titles = [f"{_('TRAINING')} · {one}" for one in told]
    fitting = next((one for one in titles if len(one) <= room), _("TRAINING"))
    area.border_title = fitting if is_training else None
