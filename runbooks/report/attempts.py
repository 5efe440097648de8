"""Which attempt a decision, a document or a delivery belongs to, and what became of it.

The record of a session with several attempts holds what was decided, written and told in each; whoever
reads the report must not take what was given up, or changed before it was used, for what was done.
"""

from collections.abc import Iterable
from typing import Final

from runbooks.engine.events import Event
from runbooks.engine.situation import Situation
from runbooks.language import _
from runbooks.paper import entered_in_words
from runbooks.record.encoding import Record
from runbooks.report.facts import at

ANSWERS: Final = ("answered", "drafted")
ENDS: Final = (*ANSWERS, "reopened", "overridden", "deferred")
"""What an answer stands until: another one to the same item, or what opens it again."""


class Attempts:
    """The attempts of a session, by the numbers of its events."""

    def __init__(self, record: Record, situation: Situation) -> None:
        self._situation = situation
        self._of: dict[int, int] = {}
        self._changed: set[int] = set()
        self._walk(record.events[: situation.state.seq])
        self.are_several = situation.state.attempt > 1

    def _walk(self, events: Iterable[Event]) -> None:
        attempt, last = 1, dict[str, int]()
        for event in events:
            if event.type == "went_back" and event.data["attempt"] > attempt:
                attempt, last = event.data["attempt"], {}
            self._of[event.seq] = attempt
            if event.type in ENDS:
                before = last.pop(event.data["item"], None)
                self._changed |= {before} if before is not None else set()
            if event.type in ANSWERS:
                last[event.data["item"]] = event.seq

    def number(self, event: Event) -> int:
        """The attempt in which `event` happened, from 1."""
        return self._of[event.seq]

    def heading(self, label: str, event: Event) -> str:
        """`label` with when and who; with the attempt where there are several, and what became of it."""
        told = []
        if self.are_several:
            is_last = self.number(event) == self._situation.state.attempt
            said = _("attempt {number}") if is_last else _("attempt {number}, given up")
            told.append(said.format(number=self.number(event)))
        if event.seq in self._changed:
            told.append(_("changed afterwards"))
        aside = f"({'; '.join(told)})" if told else ""
        head = f"{label} — {at(self._situation, event.at)}, {event.by}"
        return " ".join(filter(None, (head, aside, entered_in_words(self._situation, event))))
