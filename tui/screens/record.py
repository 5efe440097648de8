"""One record to read, section by section; from here it is replayed, exported, or gone on with."""

import asyncio
from dataclasses import replace
from pathlib import Path
from typing import ClassVar, Final

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.screen import Screen

from runbooks.engine.situation import Situation
from runbooks.folders import Folders
from runbooks.language import _
from runbooks.record.errors import StoreError
from runbooks.record.store import Store
from runbooks.record.verify import Verdict, verify
from runbooks.session import at_last_event
from runbooks.training.debrief import Debrief
from tui.acts import RECORD, bindings
from tui.framed import frame
from tui.keys_bar import KeysBar
from tui.lines import BLANK, Line, Lines, line
from tui.messages import Shown, Shows
from tui.opening import look_at, now
from tui.replaying import replaying
from tui.rows import Paper
from tui.screens.exporting import export
from tui.screens.replay import ReplayScreen
from tui.screens.report import ReportScreen
from tui.view.heading import heading
from tui.view.record import (
    OF_A_TRAINING,
    SECTIONS,
    Kept,
    section_titles,
    sections,
    verdict_told,
    verdict_word,
)
from tui.view.records import Row

WIDTHS: Final = [(0, "-narrow"), (100, "-wide")]


class RecordScreen(Screen[str | None]):
    """A record, only read; ends with the id of the session where its person wants to go on with it."""

    CSS_PATH = "record.tcss"
    AUTO_FOCUS = ""
    ACTS = RECORD
    HORIZONTAL_BREAKPOINTS = WIDTHS
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings(RECORD),
        Binding("shift+tab", "section_before", show=False, priority=True),
        *(Binding(str(n + 1), f"go_to({n})", show=False) for n in range(len(SECTIONS + OF_A_TRAINING))),
    ]

    def __init__(self, places: Folders, row: Row) -> None:
        super().__init__()
        self._places, self._row = places, row
        self._kept: Kept | None = None
        self._verdict: Verdict | None = None
        self._fault: str | None = None
        self._at = 0

    def compose(self) -> ComposeResult:
        """Heading, titles of the sections, the section, what was done, keys."""
        yield Lines([line(f" {self._row.id}", "bold")], id="heading")
        yield Lines(id="sections")
        yield Paper()
        yield Lines(id="told")
        yield KeysBar(RECORD)

    def on_mount(self) -> None:
        """Read the record."""
        self.post_message(Shows())
        self.query_one(Paper).focus()
        self.run_worker(self._read())

    def on_resize(self, _event: events.Resize) -> None:
        """What is shown depends on the room there is."""
        self.call_after_refresh(self._show_heading)

    @property
    def framed_as(self) -> tuple[str, ...]:
        """As what a box over this record is framed (T2)."""
        return (self._kept.record.mode,) if self._kept else ("incident",)

    # -- reading ------------------------------------------------------------------------------

    async def _read(self) -> None:
        """Show the record, then whether it is unchanged, which takes longer."""
        try:
            self._kept = await asyncio.to_thread(_read, self._row)
        except StoreError as error:
            self._fault = str(error)
        self._show()
        self.call_after_refresh(self.post_message, Shown())
        self._verdict = await asyncio.to_thread(verify, self._row.path)
        if self._kept is not None:
            self._kept = replace(self._kept, verdict=self._verdict)
        self._show_verdict()

    # -- what is shown ------------------------------------------------------------------------

    def _show(self) -> None:
        self._show_heading()
        self.query_one(Paper).show(self._section())
        self.query_one(KeysBar).tell(verdict_word(self._verdict))

    def _show_heading(self) -> None:
        if self._kept is None:
            return
        self.query_one("#heading", Lines).show(heading(self._kept.situation))
        frame(self.query_one(Paper), self._kept.record.mode)
        titles = section_titles(sections(self._kept), self._at, self.size.width - 2)
        self.query_one("#sections", Lines).show(titles)

    def _show_verdict(self) -> None:
        self.query_one(KeysBar).tell(verdict_word(self._verdict))
        if self._kept is None or self._at == len(sections(self._kept)) - 1:
            self.query_one(Paper).show(self._section())

    def _section(self) -> list[Line]:
        if self._kept is not None:
            _title, section = sections(self._kept)[self._at]
            try:
                with replaying(self._row.path):
                    return section(self._kept)
            except StoreError as error:  # what was changed may make a session that cannot be told
                return [line(str(error), "bold $error")]
        if self._fault is None:
            return [line(_("reading…"), "$quiet")]
        fault = self._row.fault or self._fault
        return [line(fault, "bold $error"), BLANK, *verdict_told(self._verdict)]

    def _tell(self, *lines: Line) -> None:
        self.query_one("#told", Lines).show(lines)

    # -- the keys -----------------------------------------------------------------------------

    def action_go_to(self, section: int) -> None:
        """Show a section from its beginning."""
        self._at = section % len(sections(self._kept))
        self._tell()
        self._show()

    def action_section(self) -> None:
        """The next section; after the last the first."""
        self.action_go_to(self._at + 1)

    def action_section_before(self) -> None:
        """The section before."""
        self.action_go_to(self._at - 1)

    def action_replay(self) -> None:
        """Go through the session event by event."""
        if self._is_read():
            assert self._kept is not None
            self.app.push_screen(ReplayScreen(self._places, self._kept.record, self._row.path), self._left)

    def _left(self, session: str | None) -> None:
        """From the replay, with the training that was begun there, if one was."""
        if session is not None:
            self.dismiss(session)

    def action_preview(self) -> None:
        """Read the report as it will be, and export it from there."""
        if self._is_read():
            assert self._kept is not None
            self.app.push_screen(ReportScreen(self._places, self._kept.record, self._row.path))

    def action_export(self) -> None:
        """Write the report, the record or its answers to a file."""
        if self._is_read():
            self.run_worker(self._export())

    async def _export(self) -> None:
        assert self._kept is not None
        told = await export(self, self._places, self._kept.record, self._row.path)
        if told is not None:
            self._tell(told)

    def action_go_on(self) -> None:
        """Go on with this session, where it is not closed."""
        if not self._is_read():
            return
        assert self._kept is not None
        state = self._kept.situation.state
        if state.status == "closed":
            self._tell(line(_("The session is closed. It never changes again."), "bold $warning"))
        else:
            self.dismiss(state.id)

    def action_back(self) -> None:
        """Back to the list."""
        self.dismiss(None)

    def _is_read(self) -> bool:
        if self._kept is None:
            self._tell(
                line(_("There is nothing to show of this record but what is wrong with it."), "$error")
            )
        return self._kept is not None


def _read(row: Row) -> Kept:
    folder = Path(row.path).parent
    if row.fault is not None:
        raise StoreError(row.fault, row.path)
    record, state = look_at(Store(folder), row.id)
    is_training = state.mode == "training"
    still = state.status == "open" and not is_training  # a training's clock moves by what is done alone
    with replaying(row.path):
        situation = Situation(state, now()) if still else at_last_event(state)
        debrief = Debrief.of(record) if is_training and state.status == "closed" else None
        if debrief is not None:
            _ = debrief.score  # worked out here, off the screen's thread
    return Kept(record, situation, row.path, debrief=debrief)
