"""The editor of a verification: for each area whether it is there, and what was seen (R4)."""

from collections.abc import Mapping
from typing import ClassVar, Final

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Input

from runbooks.definition.items import Item, VerificationItem
from runbooks.engine.situation import Situation
from runbooks.language import _
from runbooks.told import found_word
from tui.editors.base import Editor
from tui.editors.field import Field
from tui.editors.form import as_draft, from_draft
from tui.lines import Lines, line, text
from tui.looks import CHECKED, MISSING

STATES: Final[Mapping[str, tuple[str, str]]] = {
    "ok": (CHECKED, "$success"),
    "missing": (MISSING, "bold $error"),
}
KEYS: Final[Mapping[str, str]] = {"1": "ok", "2": "missing"}


class Found(Widget, can_focus=True):
    """Whether an area is there or missing: 1 or 2."""

    DEFAULT_CSS = """
    Found { height: 1; width: 16; padding: 0 1; background: $surface; }
    Found:focus { background: $panel; text-style: bold; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "go_on", show=False)]

    class Settled(Message):
        """The area was judged; what was seen comes next."""

        def __init__(self, found: "Found") -> None:
            super().__init__()
            self.found = found

    state: str | None = None

    def show(self, state: str | None) -> None:
        """Show `state`: "ok", "missing" or None."""
        self.state = state
        self.refresh()

    def render(self) -> Content:
        """Glyph and word."""
        if self.state is None:
            return text(_("1 yes, 2 no"), "$quiet")
        glyph, style = STATES[self.state]
        return text(f"{glyph} {found_word(self.state)}", style)

    def on_key(self, event: events.Key) -> None:
        """1 there, 2 missing."""
        if event.character is not None and event.character in KEYS:
            event.stop()
            self.show(KEYS[event.character])
            self.post_message(self.Settled(self))

    def on_click(self) -> None:
        """A click changes it to the other."""
        self.show("missing" if self.state == "ok" else "ok")

    def action_go_on(self) -> None:
        """Enter: on to what was seen, once it is judged."""
        if self.state is None:
            self.post_message(Editor.Hint(_("Say of each area whether it is there: 1 yes, 2 no.")))
        else:
            self.post_message(self.Settled(self))


class Area(Horizontal):
    """The row of one area."""

    DEFAULT_CSS = """
    Area { height: 1; margin-bottom: 0; }
    Area Lines { width: 18; }
    Area Field { width: 1fr; }
    """

    def __init__(self, area: str) -> None:
        super().__init__(id=f"area-{area}")
        self.area = area

    def compose(self) -> ComposeResult:
        """Its name, whether it is there, what was seen."""
        yield Lines()
        yield Found()
        yield Field(compact=True)

    @property
    def seen(self) -> Field:
        """What was seen."""
        return self.query_one(Field)

    @property
    def found(self) -> Found:
        """Whether it is there."""
        return self.query_one(Found)


class VerificationEditor(Editor):
    """A row an area; sends all that are judged, once each has what was seen."""

    async def ask(self, situation: Situation, item: Item, draft: str | None) -> None:
        """As `Editor.ask`."""
        assert isinstance(item, VerificationItem)
        self.item = item
        self._areas = situation.checks(item)
        kept = situation.state.entry(item.id).value or {}
        known = {row.area for row in self.query(Area)}
        await self.mount(*(Area(area) for area in self._areas if area not in known))
        for row in self.query(Area):
            row.display = row.area in self._areas
        for area in self._areas:
            row = self._row(area)
            found = {**kept.get(area, {}), **_of(area, from_draft(draft))}
            row.query_one(Lines).show([line(str(situation.label(item.id, area)), "bold")])
            row.found.show(found.get("state"))
            row.seen.begin(found.get("seen", ""), hint=_("what was seen: a number, a name"))

    def take_focus(self) -> None:
        """As `Editor.take_focus`: the first area that is not judged."""
        if self._areas and self.query(Area):
            first = next((a for a in self._areas if self._row(a).found.state is None), self._areas[0])
            self._row(first).found.focus()

    def send(self) -> None:
        """As `Editor.send`."""
        rows = [self._row(area) for area in self._areas]
        judged = [row for row in rows if row.found.state is not None]
        bare = next((row for row in judged if not row.seen.value.strip()), None)
        if not judged:
            self.post_message(self.Hint(_("Say of each area whether it is there: 1 yes, 2 no.")))
        elif bare is not None:
            bare.seen.focus()
            self.post_message(self.Hint(_("Write what was seen there: a number or a name, not a tick.")))
        else:
            found = {r.area: {"state": r.found.state, "seen": r.seen.value.strip()} for r in judged}
            self.answer(found)

    def _row(self, area: str) -> Area:
        return self.query_one(f"#area-{area}", Area)

    @on(Found.Settled)
    def _settled(self, event: Found.Settled) -> None:
        event.stop()
        row = event.found.parent
        assert isinstance(row, Area)
        row.seen.focus()

    @on(Field.Entered)
    def _entered(self, event: Field.Entered) -> None:
        event.stop()
        row = event.field.parent
        assert isinstance(row, Area)
        if not event.field.value.strip():
            self.post_message(self.Hint(_("Write what was seen there: a number or a name, not a tick.")))
            return
        rest = self._areas[self._areas.index(row.area) + 1 :]
        following = next((area for area in rest if self._row(area).found.state is None), None)
        if following is not None:
            self._row(following).found.focus()
        else:
            self.send()

    @on(Input.Changed)
    def _changed(self, event: Input.Changed) -> None:
        event.stop()
        fields: dict[str, str | None] = {}
        for area in self._areas:
            row = self._row(area)
            fields |= {f"{area}.state": row.found.state, f"{area}.seen": row.seen.value}
        self.post_message(self.Typed(self.item, as_draft(fields)))


def _of(area: str, fields: Mapping[str, str]) -> dict[str, str]:
    """What a draft has of one area."""
    names = {f"{area}.state": "state", f"{area}.seen": "seen"}
    found = {names[key]: value for key, value in fields.items() if key in names and value}
    if found.get("state", "ok") not in STATES:  # another program's doing
        del found["state"]
    return found
