"""The report of a session as it will be handed on, page by page, and beside it what it is exported as."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar, Final

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.screen import Screen

from runbooks.definition.faults import DefinitionError
from runbooks.engine.situation import Situation
from runbooks.folders import Folders
from runbooks.language import _
from runbooks.record.encoding import Record
from runbooks.record.errors import StoreError
from runbooks.report.blocks import Page
from runbooks.report.forms import FORMS
from runbooks.session import at_last_event, replay
from tui.acts import REPORT, bindings
from tui.closing import short_path
from tui.exporting import REPORT as REPORT_PAGE
from tui.exporting import Wish, pages_of, usual_path
from tui.framed import frame
from tui.keymap import key_of
from tui.keys_bar import KeysBar
from tui.lines import BLANK, Line, Lines, line, text
from tui.messages import Shown, Shows
from tui.replaying import replaying
from tui.rows import LongPaper
from tui.screens.exporting import making, write_elsewhere, write_usual
from tui.view.heading import heading
from tui.view.page import Sheet, sheet
from tui.view.report_side import contents, exports, exports_row, pages_row, section_row

WIDTHS: Final = [(0, "-narrow"), (100, "-wide")]
Writes = Callable[[Screen[None], Path, Callable[[], bytes]], Awaitable[Line | None]]


@dataclass(frozen=True, slots=True)
class Reported:
    """What is made of a record: its pages by their names, each also as it is read, and the session."""

    pages: dict[str, Page]
    sheets: dict[str, Sheet]
    situation: Situation


class ReportScreen(Screen[None]):
    """The pages of one record, only read; nothing but an export is written here."""

    CSS_PATH = "report.tcss"
    AUTO_FOCUS = ""
    ACTS = REPORT
    HORIZONTAL_BREAKPOINTS = WIDTHS
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings([act for act in REPORT if act.id not in ("mark", "write")]),
        Binding("enter", "write", show=False),
        Binding("shift+tab", "section_before", show=False, priority=True),
        *(Binding(str(n), f"mark({n})", show=False) for n in range(1, len(FORMS) + 1)),
    ]

    def __init__(self, places: Folders, record: Record, path: str) -> None:
        """`record` was read from `path`."""
        super().__init__()
        self._places, self._record, self._path = places, record, path
        self._reported: Reported | None = None
        self._page = REPORT_PAGE
        self._format: str | None = None
        self._is_writing = False

    @property
    def framed_as(self) -> tuple[str, ...]:
        """As what the frame of a box over this screen shows it: the mode (T2)."""
        return (self._record.mode,)

    def compose(self) -> ComposeResult:
        """Heading, the pages there are, the page with its side, what was done, keys."""
        yield Lines([line(f" {self._record.id}", "bold")], id="heading")
        yield Lines(id="pages")
        yield Lines([BLANK], id="section")
        with Horizontal(id="body"):
            yield LongPaper()
            with Vertical(id="side"):
                yield Lines(id="exports")
                yield Lines(id="contents")
        yield Lines(id="row")
        yield Lines(id="told")
        yield KeysBar(REPORT)

    def on_mount(self) -> None:
        """Make the pages, which may take a moment."""
        self.post_message(Shows())
        self.query_one(KeysBar).leave_out({"other_text"})
        paper = self.query_one(LongPaper)
        frame(paper, self._record.mode)
        paper.show([line(_("The report is being written…"), "$quiet")])
        paper.focus()
        self.watch(paper, "scroll_y", self._show_where, init=False)
        self._show_exports()
        self.run_worker(self._read())
        self.call_after_refresh(self.post_message, Shown())  # Esc must not wait for the page

    def on_resize(self, _event: events.Resize) -> None:
        """What is shown depends on the room there is."""
        self.call_after_refresh(self._show_where)

    async def _read(self) -> None:
        try:
            self._reported = await asyncio.to_thread(_reported, self._record, self._path, self._places)
        except (StoreError, DefinitionError) as error:
            self.query_one(LongPaper).show([line(str(error), "bold $error")])
        else:
            self.post_message(Shows())
            self._show_read()
            self.call_after_refresh(self.post_message, Shown())

    def _show_read(self) -> None:
        assert self._reported is not None
        self.query_one("#heading", Lines).show(heading(self._reported.situation))
        if len(self._reported.pages) > 1:
            self.query_one(KeysBar).leave_out(())
        self.action_page(next(iter(self._reported.pages)))

    # -- what is shown ------------------------------------------------------------------------

    @property
    def _sheet(self) -> Sheet:
        return self._reported.sheets[self._page] if self._reported else Sheet((), ())

    @property
    def _section(self) -> int:
        return self._sheet.section_at(self.query_one(LongPaper).top)

    def _show_where(self) -> None:
        """Which section is read now."""
        sections, at = self._sheet.sections, self._section
        self.query_one("#section", Lines).show(section_row(sections, at))
        height = self.query_one("#contents", Lines).size.height
        self.query_one("#contents", Lines).show(contents(sections, at, height) if sections else [])

    def _show_exports(self) -> None:
        self.query_one("#exports", Lines).show(exports(self._format))
        self.query_one("#row", Lines).show(exports_row(self._format))

    def _tell(self, told: Line | None) -> None:
        self.query_one("#told", Lines).show([told] if told else [])

    # -- reading ------------------------------------------------------------------------------

    def action_page(self, page: str) -> None:
        """Show one of the pages from its beginning."""
        if self._reported is not None:
            self._page = page
            self.query_one("#pages", Lines).show(pages_row([*self._reported.pages], page))
            self.query_one(LongPaper).show(self._sheet.lines)
            self._mark(self._format)
            self.call_after_refresh(self._show_where)

    def action_other_text(self) -> None:
        """The next page; only a training has several."""
        names = [*self._reported.pages] if self._reported else []
        if len(names) > 1:
            self.action_page(names[(names.index(self._page) + 1) % len(names)])
        else:
            self._tell(line(_("This session has one page: its report."), "bold $warning"))

    def action_section(self) -> None:
        """The next section; after the last the first."""
        self.action_section_at(self._section + 1)

    def action_section_before(self) -> None:
        """The section before, or the beginning of this one where it is not seen."""
        sections, at = self._sheet.sections, self._section
        is_within = bool(sections) and self.query_one(LongPaper).top > sections[at].place
        self.action_section_at(at if is_within else at - 1)

    def action_section_at(self, number: int) -> None:
        """Scroll to a section."""
        sections = self._sheet.sections
        if sections:
            self.query_one(LongPaper).go_to(sections[number % len(sections)].place)

    # -- exporting ----------------------------------------------------------------------------

    def action_mark(self, number: int) -> None:
        """Mark a format, and say where it would go."""
        self._mark([*FORMS][number - 1])

    def action_take(self, number: int) -> None:
        """As a click does: mark a format; write the one that is marked already (R13)."""
        if self._format == [*FORMS][number - 1]:
            self.action_write()
        else:
            self.action_mark(number)

    def _mark(self, format: str | None) -> None:
        self._format = format
        self._show_exports()
        if format is None:
            self._tell(None)
        else:
            path = short_path(self._usual(format))
            where = _("Enter writes {path}").format(path=path)
            elsewhere = _("{key} to another place").format(key=key_of(self, "export"))
            name = _("Enter writes {path}").format(path=self._usual(format).name)
            whole, *instead = (text(one, "$quiet") for one in (f"{where} · {elsewhere}", where, name))
            self._tell(Line(whole, instead=tuple(instead), most=1))

    def action_write(self) -> None:
        """Write the marked format to its usual place."""
        self._write(write_usual)

    def action_export(self) -> None:
        """Write the marked format to another place."""
        self._write(write_elsewhere)

    def _write(self, writes: Writes) -> None:
        if self._reported is None or self._is_writing:
            return
        if self._format is None:
            told = _("Mark a format with its number first; Enter then writes it.")
            self._tell(line(told, "bold $warning"))
        else:
            self._is_writing = True
            self.run_worker(self._written(writes, self._format, self._reported.pages))

    async def _written(self, writes: Writes, format: str, pages: dict[str, Page]) -> None:
        make = making(self._record, self._path, pages, self._wish(format))
        self._tell(line(_("writing…"), "bold $warning"))
        try:
            self._tell(await writes(self, self._usual(format), make))
        finally:
            self._is_writing = False

    def _wish(self, format: str) -> Wish:
        return Wish(format, self._page) if FORMS[format].is_page else Wish(format)

    def _usual(self, format: str) -> Path:
        return usual_path(self._places, self._record, self._wish(format))

    def action_back(self) -> None:
        """Back to where it was opened."""
        self.dismiss(None)


def _reported(record: Record, path: str, places: Folders) -> Reported:
    pages = pages_of(record, path, places)
    with replaying(path):
        situation = at_last_event(replay(record))
    return Reported(pages, {name: sheet(page) for name, page in pages.items()}, situation)
