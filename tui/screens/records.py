"""All records: searched as one types, sorted by a key, the marked one opened or gone on with."""

import asyncio
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import ClassVar, Final

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Input

from runbooks.folders import Folders
from runbooks.language import _
from runbooks.record.errors import StoreError
from tui.acts import RECORDS, bindings
from tui.editors.field import Field
from tui.framed import frame
from tui.keys_bar import KeysBar
from tui.lines import BLANK, Line, Lines, line, text
from tui.messages import Shown, Shows
from tui.screens.exporting_several import export_several
from tui.screens.record import RecordScreen
from tui.table import Table
from tui.view.heading import TAGS
from tui.view.records import Row, cell, columns, in_full, matching, ordered, rows

FIRST_PAGE: Final = 200
LARGEST_PAGE: Final = 4000
"""Records read at once: the first few soon, and none so many that leaving would wait for them."""

MOVES: Final = (
    ("up", "move(-1)"),
    ("down", "move(1)"),
    ("pageup", "page(-1)"),
    ("pagedown", "page(1)"),
    ("ctrl+home", "edge(0)"),
    ("ctrl+end", "edge(1)"),
)


class RecordsScreen(Screen[str | None]):
    """The records of incidents, or those of trainings; ends with the id of a session to go on with."""

    CSS_PATH = "records.tcss"
    AUTO_FOCUS = ""
    ACTS = RECORDS
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings([act for act in RECORDS if act.id != "open"]),
        Binding("enter", "open", show=False, id="open"),  # not before what is still being typed
        *(Binding(key, action, show=False) for key, action in MOVES),
    ]

    def __init__(self, places: Folders) -> None:
        super().__init__()
        self._places = places
        self._is_training = False
        self._column, self._is_turned = "started", False
        self._rows: list[Row] = []
        self._found: list[Row] = []
        self._is_reading = False
        self._told: list[Line] = []

    def compose(self) -> ComposeResult:
        """Heading, search, table, the marked record in full, keys."""
        yield Lines(id="heading")
        with Horizontal(id="search"):
            yield Lines([line(_("Search"), "$quiet")], id="label")
            yield Field(compact=True)
        yield Table()
        yield Lines(id="marked")
        yield KeysBar(RECORDS)

    def on_mount(self) -> None:
        """Read the records of incidents."""
        field = self.query_one(Field)
        field.begin(hint=_("id, operator, outcome, step, area…"))
        field.focus()
        self._read()

    def on_screen_resume(self) -> None:
        """Keys typed before the list is seen are not meant for it (R13)."""
        self.post_message(Shows())
        self.call_after_refresh(self.post_message, Shown())

    # -- reading ------------------------------------------------------------------------------

    def _read(self) -> None:
        self._rows, self._told, self._is_reading = [], [], True
        frame(self.query_one(Table), self._mode)
        self.query_one(Table).marked = None
        self._show()
        folder = self._places.of(self._mode).sessions
        self.run_worker(self._read_pages(rows(folder)), exclusive=True)

    @property
    def framed_as(self) -> tuple[str, ...]:
        """As what a box over this list is framed (T2)."""
        return (self._mode,)

    @property
    def _mode(self) -> str:
        return "training" if self._is_training else "incident"

    async def _read_pages(self, unread: Iterator[Row]) -> None:
        size = FIRST_PAGE
        try:
            while page := await asyncio.to_thread(_next_page, unread, size):
                self._rows += page
                self._show()
                size = min(2 * size, LARGEST_PAGE)
        except StoreError as error:
            self._told = [line(str(error), "bold $error")]
        self._is_reading = False
        self._show()

    # -- what is shown ------------------------------------------------------------------------

    def _show(self) -> None:
        """Show what is found, with the mark on the record that it was on."""
        table, asked = self.query_one(Table), self.query_one(Field).value
        before = self._marked
        found = matching(self._rows, asked) if asked.strip() else self._rows
        self._found = found = ordered(found, self._column, turned=self._is_turned)
        mark = next((n for n, row in enumerate(found) if row is before), None) if before else None
        if mark is None and asked.strip() and found:
            mark = 0
        arrow = "▲" if self._is_turned == (self._column == "started") else "▼"
        shown = columns(self._rows, training=self._is_training)
        table.show(shown, (self._column, arrow), len(found), self._cell, mark)
        self._show_heading()

    def _cell(self, row: int, column: str) -> Content:
        return cell(self._found[row], column)

    @property
    def _marked(self) -> Row | None:
        place = self.query_one(Table).marked
        return self._found[place] if place is not None and place < len(self._found) else None

    def _show_heading(self) -> None:
        counted = _("{found} of {count}").format(found=len(self._found), count=len(self._rows))
        told = [text(counted)]
        broken = sum(row.fault is not None for row in self._rows)
        if broken:
            told.append(text(_("unreadable: {count}").format(count=broken), "bold $error"))
        if self._is_reading:
            told.append(text(_("reading…"), "bold $warning"))
        kind = text(_("incidents"))
        if self._is_training:
            kind = text(f" {_('TRAININGS')} ", TAGS["training"])
        title = Content.assemble(
            (" restaura  ", "bold"), text(_("Records"), "bold $accent"), text(" · "), kind
        )
        right = Content.assemble(text(" · ").join(told), " ")
        self.query_one("#heading", Lines).show([Line(title, right=right)])

    @on(Table.Marked)
    def _tell_marked(self) -> None:
        row, told = self._marked, self._told
        if not told:
            told = in_full(row) if row else [line(self._hint(), "$quiet"), BLANK]
        self.query_one("#marked", Lines).show(told)

    def _hint(self) -> str:
        if self._found:
            return _("Type to search; an arrow marks a record, Enter then opens it.")
        if self._rows:
            return _("No record matches. Esc clears the search.")
        return "" if self._is_reading else _("There is no such record yet.")

    # -- the keys -----------------------------------------------------------------------------

    @on(Input.Changed)
    def _searched(self) -> None:
        self.query_one(Table).marked = None
        self._show()

    @on(Field.Entered)
    @on(Table.Taken)
    def action_open(self) -> None:
        """Open the marked record."""
        row = self._marked
        if row is None:
            self._tell(_("Mark a record with an arrow first; Enter then opens it."))
        else:
            self.app.push_screen(RecordScreen(self._places, row), self._left)

    def _left(self, session: str | None) -> None:
        if session is not None:
            self.dismiss(session)

    def action_order(self) -> None:
        """Sort by the next column."""
        ids = [column.id for column in columns(training=False)]
        self._sort(ids[(ids.index(self._column) + 1) % len(ids)], turned=False)

    def action_turn(self) -> None:
        """Turn the order round."""
        self._sort(self._column, turned=not self._is_turned)

    @on(Table.Headed)
    def _headed(self, event: Table.Headed) -> None:
        self._sort(event.column, turned=event.column == self._column and not self._is_turned)

    def _sort(self, column: str, *, turned: bool) -> None:
        self._column, self._is_turned = column, turned
        self._show()

    def action_trainings(self) -> None:
        """Show the records of trainings, or those of incidents again (T2)."""
        self._is_training = not self._is_training
        self._read()

    def action_export(self) -> None:
        """Export all that are found, in one format."""
        if not self._found:
            self._tell(_("There is nothing here to export."))
        elif self._is_reading:
            self._tell(_("The list is still being read."))
        else:
            self.run_worker(self._export(self._found))

    async def _export(self, found: Sequence[Row]) -> None:
        told = await export_several(self, self._places.of(self._mode), found)
        if told is not None:
            self._told = [told]
            self._tell_marked()

    def action_go_on(self) -> None:
        """Go on with the marked session."""
        row = self._marked
        if row is None:
            self._tell(_("Mark a record with an arrow first."))
        elif row.fault is not None:
            self._tell(row.fault)
        elif row.status == "closed":
            self._tell(_("The session is closed. It never changes again."))
        else:
            self.dismiss(row.id)

    def action_home(self) -> None:
        """Back to home; Escape first clears the search."""
        self.dismiss(None)

    def action_clear(self) -> None:
        """Clear the search, or leave where there is none."""
        field = self.query_one(Field)
        if field.value:
            field.value = ""
        else:
            self.dismiss(None)

    def action_move(self, rows: int) -> None:
        """Move the mark."""
        self._told = []
        self.query_one(Table).move(rows)

    def action_page(self, pages: int) -> None:
        """Move the mark by what is seen at once."""
        self.action_move(pages * self.query_one(Table).page)

    def action_edge(self, last: int) -> None:
        """Move the mark to the first record, or the last."""
        self._told = []
        self.query_one(Table).mark(last * (len(self._found) - 1))

    def _tell(self, sentence: str) -> None:
        self.query_one("#marked", Lines).show([line(sentence, "bold $warning")])


def _next_page(unread: Iterator[Row], size: int) -> list[Row]:
    return list(islice(unread, size))
