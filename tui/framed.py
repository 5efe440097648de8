"""The frame of a training: around the main area of every screen that shows one (T2)."""

from textual.widget import Widget

from runbooks.language import _


def frame(area: Widget, mode: str) -> None:
    """Frame `area` with the word where what it shows is a training; nothing of it in an incident."""
    is_training = mode == "training"
    area.set_class(is_training, "training")
    area.border_title = _("TRAINING") if is_training else None
