"""The page that a report is written on, and the few things every part of it needs."""

from datetime import datetime

from runbooks.engine.situation import Situation
from runbooks.language import _, words


class Page:
    """Lines of Markdown in their order; a training is marked on every heading (T2)."""

    def __init__(self, situation: Situation) -> None:
        self.situation = situation
        self._mark = _("TRAINING") + " · " if situation.state.mode == "training" else ""
        self._lines: list[str] = []

    def heading(self, level: int, title: str) -> None:
        """A heading; `title` is Markdown already."""
        self.add(f"{'#' * level} {self._mark}{title}", "")

    def add(self, *lines: str) -> None:
        """Lines of Markdown, as they are."""
        self._lines += lines

    def section(self, title: str, lines: list[str]) -> None:
        """A heading and what stands under it; nothing where there is nothing."""
        if lines:
            self.heading(2, title)
            self.add(*lines, *([""] if lines[-1] else []))

    def text(self) -> str:
        """The whole page."""
        return "\n".join(self._lines).rstrip("\n") + "\n"


def at(situation: Situation, moment: str) -> str:
    """A stored moment by the portal's clock, with its zone."""
    return words.moment(datetime.fromisoformat(moment).astimezone(situation.zone))
