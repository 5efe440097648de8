"""The editor of a verification: for each area whether it is there, and what was seen (R4)."""

from collections.abc import Mapping
from typing import Any, ClassVar, Final

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widget import Widget
from textual.widgets import Input

from runbooks.advised import ruled_out
from runbooks.definition.items import Item, VerificationItem
from runbooks.engine.situation import Situation
from runbooks.language import _
from runbooks.told import found_word
from tui.cells import GAP, Cells, Columns
from tui.editors.area import STATES, WIDTH, Area, Found
from tui.editors.base import Editor
from tui.editors.field import Field
from tui.editors.form import as_draft, from_draft
from tui.keymap import key_of
from tui.lines import Line, Lines, line, text
from tui.looks import CAUTION

LONGEST_NAME: Final = 24


class VerificationEditor(Editor):
    """A row an area; sends all that are judged, once each has what was seen."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "move(-1)", show=False),
        Binding("down", "move(1)", show=False),
    ]

    def compose(self) -> ComposeResult:
        """The header, the rows, and under them how far it is."""
        yield Lines(id="header")
        yield Lines(id="under")

    async def ask(self, situation: Situation, item: Item, draft: str | None) -> None:
        """As `Editor.ask`: what was seen before it opened again is offered, and to be judged anew."""
        assert isinstance(item, VerificationItem)
        self._situation, self.item, self._is_touched = situation, item, False
        self._areas = situation.checks(item)
        self._before: Mapping[str, Any] = situation.proposal(item) or {}
        kept = situation.state.entry(item.id).value or {}
        known = {row.area for row in self.query(Area)}
        new = (Area(area) for area in self._areas if area not in known)
        await self.mount(*new, before=self.query_one("#under"))
        for row in self.query(Area):
            row.display = row.area in self._areas
        for row in self._rows:
            row.name_shown.show([line(str(situation.label(item.id, row.area)), "bold")])
            found = {**kept.get(row.area, {}), **_of(row.area, from_draft(draft))}
            row.found.show(found.get("state"))
            offer = self._before.get(row.area, {}).get("seen", "")
            hint = _("Tab: {offer}").format(offer=offer) if offer else _("a number or a name")
            row.seen.begin(found.get("seen", ""), offer=offer, hint=hint)
        self._head()
        self._say()

    def take_focus(self) -> None:
        """As `Editor.take_focus`: the first area that is not judged."""
        if self._rows:
            next((row for row in self._rows if not row.answer), self._rows[0]).found.focus()

    def send(self) -> None:
        """As `Editor.send`."""
        judged = [row for row in self._rows if row.found.state is not None]
        bare = next((row for row in judged if not row.answer), None)
        if not judged:
            self._ask_to_judge()
        elif bare is not None:
            self._ask_what(bare)
        else:
            self.answer(self._found)

    def action_move(self, rows: int) -> None:
        """To the same cell of another area."""
        at = self.screen.focused
        place = next((n for n, row in enumerate(self._rows) if at in (row.found, row.seen)), None)
        if place is not None and 0 <= place + rows < len(self._rows):
            other = self._rows[place + rows]
            (other.found if isinstance(at, Found) else other.seen).focus()

    def _head(self) -> None:
        """The words of the header over the cells that they name."""
        names = [str(self._situation.label(self.item.id, row.area)) for row in self._rows]
        width = min(max(map(len, names), default=0), LONGEST_NAME)
        for row in self._rows:
            row.name_shown.styles.width = width + GAP
        titles = (_("Area"), _("1 there, 2 missing"), _("What was seen"))
        cells = tuple(text(title, "$quiet") for title in titles)
        self.query_one("#header", Lines).show([Cells(cells=cells, fit=Columns((width, WIDTH, None)))])

    # -- the rows -------------------------------------------------------------------------------

    _areas: tuple[str, ...] = ()

    @property
    def _rows(self) -> list[Area]:
        """The rows of the areas that are asked, in their order."""
        return [self.query_one(f"#area-{area}", Area) for area in self._areas]

    @property
    def _found(self) -> dict[str, dict[str, str]]:
        return {row.area: row.answer for row in self._rows if row.answer}

    def _row_of(self, cell: Widget) -> Area:
        return next(row for row in self._rows if cell in (row.found, row.seen))

    def _ask_to_judge(self) -> None:
        self.post_message(self.Hint(_("Say of each area whether it is there: 1 there, 2 missing.")))

    def _ask_what(self, row: Area) -> None:
        row.seen.focus()
        self.post_message(self.Hint(_("Write what was seen there: a number or a name, not a tick.")))

    @on(Found.Settled)
    def _settled(self, event: Found.Settled) -> None:
        event.stop()
        if event.found.state is None:
            self._ask_to_judge()
        else:
            self._row_of(event.found).seen.focus()

    @on(Field.Entered)
    def _entered(self, event: Field.Entered) -> None:
        event.stop()
        row = self._row_of(event.field)
        open_rows = [one for one in self._rows if not one.answer]
        after = [one for one in open_rows if self._rows.index(one) > self._rows.index(row)]
        if not event.value:
            self._ask_what(row)
        elif open_rows:
            (after or open_rows)[0].found.focus()
        elif self._is_touched or row.seen.touched:
            self.send()
        else:
            self.post_message(self.Hint(_("Press Tab to take over the text that stands there.")))

    @on(Found.Changed)
    @on(Input.Changed)
    def _typed(self) -> None:
        self._is_touched = True
        self._say()
        fields: dict[str, str | None] = {}
        for row in self._rows:
            fields |= {f"{row.area}.state": row.found.state, f"{row.area}.seen": row.seen.value}
        self.post_message(self.Typed(self.item, as_draft(fields)))

    # -- how far it is --------------------------------------------------------------------------

    def on_descendant_focus(self) -> None:
        """What stands under the table is about the row where the cursor is."""
        self._say()

    def _say(self) -> None:
        self.query_one("#under", Lines).show([*self._about(), *self._progress(), *self._cost()])

    def _about(self) -> list[Line]:
        """What was seen before, and all that stands in a field which is too narrow to show it."""
        at = self.screen.focused
        row = next((row for row in self._rows if at in (row.found, row.seen)), None)
        if row is None:
            return []
        before = self._before.get(row.area)
        told = _("Before: {found}: {seen}")
        lines = [] if not before else [line(_told(told, before), "$primary", lead="  ")]
        return [*lines, *row.seen.whole("  ")]

    def _progress(self) -> list[Line]:
        done, of, send = len(self._found), len(self._rows), key_of(self.screen, "send")
        if done == of:
            return [line(_("Every area is judged: Enter sends them."), "bold $success")]
        told = _("Judged: {done} of {all}.").format(done=done, all=of)
        if done and not any(row.found.state and not row.answer for row in self._rows):
            told += " " + _("{key} sends those; the others wait.").format(key=send)
        return [line(told, "$quiet")]

    def _cost(self) -> list[Line]:
        """What the areas that are missing leave no choice of."""
        states = {row.area: row.found.state for row in self._rows if row.found.state}
        if "missing" not in states.values():
            return []
        value = {area: {"state": state, "seen": "?"} for area, state in states.items()}
        told = _("So “{option}” cannot be chosen in “{item}”: {reason}")
        sentences = (
            told.format(option=option, item=later, reason=why)
            for later, option, why in ruled_out(self._situation, self.item, value)
        )
        return [line(one, "$warning", f"{CAUTION} ", "bold $warning") for one in sentences]


def _told(told: str, found: Mapping[str, str]) -> str:
    return told.format(found=found_word(found["state"]), seen=found["seen"])


def _of(area: str, fields: Mapping[str, str]) -> dict[str, str]:
    """What a draft has of one area."""
    names = {f"{area}.state": "state", f"{area}.seen": "seen"}
    found = {names[key]: value for key, value in fields.items() if key in names and value}
    if found.get("state", "ok") not in STATES:  # another program's doing
        del found["state"]
    return found
