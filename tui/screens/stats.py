"""Figures over time: of incidents or of trainings, as charts or as tables, of the period that is chosen."""

import asyncio
import os
from collections.abc import Iterator
from itertools import islice
from typing import ClassVar, Final
from zoneinfo import ZoneInfo

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.screen import Screen

from runbooks.definition.faults import DefinitionError
from runbooks.figures.reading import Found, found, put
from runbooks.figures.stats import Stats
from runbooks.figures.tally import Tally
from runbooks.folders import Folders
from runbooks.language import _
from runbooks.record.errors import StoreError
from runbooks.record.store import Store
from runbooks.settings import Settings, load_settings
from tui.acts import STATS, bindings
from tui.framed import frame
from tui.keys_bar import KeysBar
from tui.lines import EMPTY, Line, Lines, line, text
from tui.messages import Shown, Shows
from tui.opening import now
from tui.rows import Paper
from tui.view.heading import TAGS, titles_in_a_row
from tui.view.stats import PERIODS, period_since, told

PAGE: Final = 25
"""Records read at once: none so many that leaving would wait for them."""


class StatsScreen(Screen[None]):
    """The figures; read anew for each mode and period, away from the screen's thread."""

    CSS_PATH = "stats.tcss"
    AUTO_FOCUS = ""
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (100, "-wide")]  # noqa: RUF012 (as Textual declares it)
    ACTS = STATS
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings(STATS),
        Binding("escape", "home", show=False),
        *(Binding(str(n + 1), f"period_of({n})", show=False) for n in range(len(PERIODS))),
    ]

    def __init__(self, places: Folders) -> None:
        super().__init__()
        self._places = places
        self._mode, self._period = "incident", 0
        self._as_tables = False
        self._stats: Stats | None = None
        self._fault: str | None = None
        self._read_so_far = 0

    def compose(self) -> ComposeResult:
        """Heading, periods, figures, keys."""
        yield Lines(id="heading")
        yield Lines(id="periods")
        yield Paper()
        yield KeysBar(STATS)

    def on_mount(self) -> None:
        """Count the incidents."""
        self.app.title = f"restaura · {_('Figures over time')}"
        self.query_one(Paper).focus()
        self._read()

    def on_screen_resume(self) -> None:
        """Keys typed before the figures are seen are not meant for them (R13)."""
        self.post_message(Shows())
        self.call_after_refresh(self.post_message, Shown())

    def on_resize(self, _event: events.Resize) -> None:
        """Charts are drawn for the room there is."""
        self.call_after_refresh(self._show)

    @property
    def framed_as(self) -> tuple[str, ...]:
        """The mode of what is shown: dialogs over it are framed alike (T2)."""
        return (self._mode,)

    # -- reading ------------------------------------------------------------------------------

    def _read(self) -> None:
        self._stats, self._fault, self._read_so_far = None, None, 0
        frame(self.query_one(Paper), self._mode)
        self._show()
        self.run_worker(self._count(), exclusive=True)

    async def _count(self) -> None:
        """Read page after page, and tell how far that has come."""
        today = now().astimezone(_zone(self._places)).date()
        since = period_since(self._period, today)
        tally = Tally(self._mode, since, today)
        unread = found(Store(self._places.of(self._mode).sessions), self._mode, since)
        try:
            while page := await asyncio.to_thread(_next_page, unread):
                for one in page:
                    put(tally, one)
                self._read_so_far += len(page)
                self._show_heading()
        except StoreError as error:
            self._fault = str(error)
        self._stats = tally.stats()
        self._show()

    # -- what is shown ------------------------------------------------------------------------

    def _show(self) -> None:
        self._show_heading()
        titles = [_(title) for title in PERIODS]
        self.query_one("#periods", Lines).show(titles_in_a_row(titles, self._period, self.size.width - 4))
        self.query_one(Paper).show(self._figures())

    def _show_heading(self) -> None:
        kind = text(_("incidents"))
        if self._mode == "training":
            kind = text(f" {_('TRAININGS')} ", TAGS["training"])
        title = Content.assemble(
            (" restaura  ", "bold"), text(_("Figures over time"), "bold $accent"), text(" · "), kind
        )
        right = EMPTY
        if self._stats is None:
            right = text(_("reading… {count}").format(count=self._read_so_far) + " ", "bold $warning")
        self.query_one("#heading", Lines).show([Line(title, right=right)])

    def _figures(self) -> list[Line]:
        if self._fault is not None:
            return [line(self._fault, "bold $error")]
        if self._stats is None:
            return []
        room = self.query_one(Paper).size.width - 1  # the scroll bar's column stays free
        return told(self._stats, room, as_tables=self._as_tables)

    # -- the keys -----------------------------------------------------------------------------

    def action_shape(self) -> None:
        """The same figures as tables, or as charts again."""
        self._as_tables = not self._as_tables
        self._show()

    def action_period(self) -> None:
        """The next period; after the last the first."""
        self.action_period_of((self._period + 1) % len(PERIODS))

    def action_period_of(self, period: int) -> None:
        """One of the periods."""
        self._period = period
        self._read()

    def action_trainings(self) -> None:
        """The figures of trainings, or those of incidents again: never one sum of both (T2)."""
        self._mode = "incident" if self._mode == "training" else "training"
        self._read()

    def action_home(self) -> None:
        """Back to home."""
        self.dismiss(None)


def _next_page(unread: Iterator[Found]) -> list[Found]:
    return list(islice(unread, PAGE))


def _zone(places: Folders) -> ZoneInfo:
    """The portal's zone; the shipped one where the settings cannot be read."""
    try:
        settings = load_settings(places.config_file, os.environ)
    except DefinitionError:
        settings = Settings()
    return ZoneInfo(settings.portal_timezone)
