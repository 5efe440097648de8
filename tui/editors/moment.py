"""The editor of a moment: typed, or one of a few that people mean most."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any, Final

from textual.app import ComposeResult
from textual.content import Content

from runbooks.definition.items import DatetimeItem, Item
from runbooks.engine import moments
from runbooks.engine.retention import time_between
from runbooks.engine.situation import Situation
from runbooks.language import _, words
from runbooks.tried import Offer, examples, moments_offered
from tui.editors.led import Clickable
from tui.editors.when import WhenEditor
from tui.lines import Line, Lines, line, text
from tui.looks import HERE

MINUTE: Final = timedelta(minutes=1)
WIDTH: Final = 18
"""Columns of the words of an offer, before the moment that they mean."""


class Offers(Clickable):
    """The moments offered, a row each; one of them may be moved to."""

    offers: Sequence[Offer] = ()

    def show_offers(self, offers: Sequence[Offer], here: str) -> None:
        """Show `offers`; the one whose words are `here` is moved to."""
        self.offers = offers
        rows = [line(_("Down goes to these, Enter takes one:"), "$quiet")] if offers else []
        self.show([*rows, *(_row(offer, is_here=offer.words == here) for offer in offers)])

    def at(self, x: int, y: int) -> str | None:
        """As `Clickable.at`: the offer there."""
        return self.offers[y - 1].words if 1 <= y <= len(self.offers) else None


class MomentEditor(WhenEditor):
    """A line for a moment; under it how it is understood, and what is offered."""

    DEFAULT_CSS = "MomentEditor #understood { min-height: 1; }"

    def compose(self) -> ComposeResult:
        """Line, what it is understood as, offers."""
        yield from super().compose()
        yield Lines(id="understood")
        yield Offers()

    def understand(self, value: str) -> None:
        """As `LineEditor.understand`."""
        self.show_understood(self._understood(value))
        offers = self._offers
        offers.show_offers(offers.offers, value)

    def passed(self, situation: Situation) -> None:
        """As `Editor.passed`: what is offered too."""
        assert isinstance(self.item, DatetimeItem)
        self._offers.offers = moments_offered(situation, self.item)
        super().passed(situation)

    async def ask(self, situation: Situation, item: Item, draft: str | None) -> None:
        """As `Editor.ask`."""
        assert isinstance(item, DatetimeItem)
        self._offers.offers = moments_offered(situation, item)
        await super().ask(situation, item, draft)

    def prompt_to_empty(self) -> list[Line]:
        """As `LineEditor.prompt_to_empty`: it stands under the line, where rows are scarce."""
        return []

    def lead(self, key: str) -> str | None:
        """As `WhenEditor.lead`: down into the list, up and out of it again."""
        told = [offer.words for offer in self._offers.offers]
        place = told.index(self.field.value) if self.field.value in told else -1
        if key == "down" and told:
            return told[min(place + 1, len(told) - 1)]
        if key == "up" and place >= 0:
            return told[place - 1] if place else ""
        return None

    def say_refused(self, told: Line) -> None:
        """As `WhenEditor.say_refused`: what it is understood as stays beside it."""
        said = self._meant(self.field.value)
        self.show_understood([*said, told])

    def hint(self, item: Item) -> str:
        """As `LineEditor.hint`."""
        return examples(self.situation, self._offers.offers)

    def written(self, value: Any) -> str:
        """As `LineEditor.written`."""
        return datetime.fromisoformat(value).astimezone(self.asked_in.zone).strftime("%d/%m/%Y %H:%M")

    @property
    def _offers(self) -> Offers:
        return self.query_one(Offers)

    def _understood(self, value: str) -> list[Line]:
        if value and not self.field.touched and self.can_be_emptied:
            return super().prompt_to_empty()
        said = self._meant(value)
        return said + self.objection(value) if said else []

    def _meant(self, value: str) -> list[Line]:
        situation = self.situation
        try:
            meant = moments.resolve_datetime(value, now=situation.now, zone=situation.zone)
        except ValueError:
            return []
        told = words.moment(meant)
        now = situation.now.replace(microsecond=0)  # what is typed is read to the second
        if meant <= now - MINUTE:
            told += f" ({words.ago(time_between(meant, now))})"
        elif meant >= now + MINUTE:
            told += f" ({words.ahead(time_between(now, meant))})"
        return [line(told, "$success", lead="= ")]


def _row(offer: Offer, *, is_here: bool) -> Line:
    told = f"{words.day(offer.moment)} {offer.moment:%H:%M}"
    note = _("before") if offer.is_proposal else ""
    style = "bold $accent" if is_here else ""
    said = told if offer.is_proposal else f"{offer.words:<{WIDTH}}{told}"
    body = Content.assemble(text(said, style), text(f"  {note}" if note else "", "$quiet"))
    return Line(body, Content.styled(f"{HERE if is_here else ' '} ", "bold $accent"), most=1)
