"""The editor of deliveries: a table of what was told to whom, and under it the next row."""

from typing import ClassVar, Final

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.message import Message
from textual.widgets import Input

from runbooks.definition.items import DeliveriesItem, Item
from runbooks.engine import moments
from runbooks.engine.retention import time_between
from runbooks.engine.situation import Situation
from runbooks.language import _, words
from tui.editors.base import Editor
from tui.editors.cell import Cell
from tui.editors.channel import ChannelCell, Channels
from tui.editors.field import Field
from tui.editors.form import as_draft, from_draft
from tui.keymap import key_of
from tui.lines import Line, Lines, line
from tui.looks import HERE
from tui.view.deliveries import LEAD, fit, header, noted, offers

FIELDS: Final = ("audience", "at", "result")


class Noted(Lines):
    """The deliveries noted so far; to be read only."""

    class Clicked(Message):
        """Someone would like to change one."""

    def on_click(self) -> None:
        """Events never change."""
        self.post_message(self.Clicked())


class DeliveriesEditor(Editor):
    """One row after another; those noted stand above, in the same columns."""

    DEFAULT_CSS = """
    DeliveriesEditor > #row { height: auto; }
    DeliveriesEditor > #row.-folded { layout: vertical; }
    DeliveriesEditor Horizontal { height: auto; width: auto; }
    DeliveriesEditor Horizontal Lines { width: 2; }
    DeliveriesEditor ChannelCell, DeliveriesEditor Field { margin-right: 2; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [Binding("up", "look_up", show=False)]

    def compose(self) -> ComposeResult:
        """The header, the rows noted, the row that is filled in, the channels, and what to do."""
        yield Lines([header()], id="header")
        yield Noted()
        with Horizontal(id="row"):
            with Horizontal():
                yield Lines([line(HERE, "bold $accent")])
                yield ChannelCell()
                yield Cell(id="audience")
            with Horizontal():
                yield Lines(id="fold")
                yield Cell(id="at")
                yield Cell(id="result")
        yield Channels()
        yield Lines(id="under")

    async def ask(self, situation: Situation, item: Item, draft: str | None) -> None:
        """As `Editor.ask`: an empty row under those noted, or what was typed into it before."""
        assert isinstance(item, DeliveriesItem)
        self._situation, self.item = situation, item
        rows = noted(situation, item)
        self._ids = [channel.id for channel in item.channels]
        self._labels = [situation.say(channel.label) for channel in item.channels]
        self.query_one("#header", Lines).show([header()])
        self.query_one(Noted).show(rows)
        kept = from_draft(draft)
        channel = kept.get("channel")
        self._channel.offer(self._labels, self._ids.index(channel) if channel in self._ids else None)
        audience, result = offers(situation, item)
        for name, offer in {"audience": audience, "at": "", "result": result}.items():
            hint = _("now") if name == "at" else _("Tab: {offer}").format(offer=offer) if offer else ""
            self._field(name).begin(kept.get(name, ""), offer=offer, hint=hint)
        self._say()

    def take_focus(self) -> None:
        """As `Editor.take_focus`."""
        self._channel.focus()

    def send(self) -> None:
        """As `Editor.send`."""
        given = {name: self._field(name).value.strip() for name in FIELDS}
        if self._channel.place is None:
            self._ask_for_channel()
        elif not given["audience"] or not given["result"]:
            self.post_message(self.Hint(_("Write to whom it was told, and with what result.")))
            self._field("audience" if not given["audience"] else "result").focus()
        else:
            channel = self._ids[self._channel.place]
            self.answer([{"channel": channel, **given, "at": given["at"] or "now"}])

    def action_look_up(self) -> None:
        """Up from the row: to the rows above it, which are there to be read."""
        self.query_one("#header").scroll_visible(animate=False)
        if self.query_one(Noted).size.height:
            self._never_changes()

    def on_resize(self) -> None:
        """The cells of the row stand where those of the table do."""
        rows = fit(self.content_size.width - LEAD)
        self.query_one("#row").set_class(len(rows) > 1, "-folded")
        self.query_one("#fold").display = len(rows) > 1
        cells = (self._channel, *(self._field(name) for name in FIELDS))
        for cell, width in zip(cells, (width for row in rows for width in row), strict=True):
            cell.styles.width = width

    # -- the cells ------------------------------------------------------------------------------

    @property
    def _channel(self) -> ChannelCell:
        return self.query_one(ChannelCell)

    def _field(self, name: str) -> Cell:
        return self.query_one(f"#{name}", Cell)

    def _ask_for_channel(self) -> None:
        self.post_message(self.Hint(_("Choose the channel first, with its number.")))
        self._channel.focus()

    @on(Noted.Clicked)
    def _never_changes(self) -> None:
        told = _("What is noted never changes; a note corrects it ({key}).")
        self.post_message(self.Hint(told.format(key=key_of(self.screen, "note"))))

    @on(ChannelCell.Chosen)
    def _chosen(self) -> None:
        self._typed()

    @on(ChannelCell.Entered)
    def _channel_entered(self) -> None:
        if self._channel.place is None:
            self._ask_for_channel()
        else:
            self._field("audience").focus()

    @on(Channels.Clicked)
    def _channel_clicked(self, event: Channels.Clicked) -> None:
        self._channel.choose(event.place)
        self._field("audience").focus()

    @on(Field.Entered)
    def _entered(self, event: Field.Entered) -> None:
        event.stop()
        place = FIELDS.index(event.field.id or FIELDS[0])
        is_untouched = isinstance(event, Field.Untouched)
        if is_untouched and event.value:
            self.post_message(self.Hint(_("Press Tab to take over the text that stands there.")))
        elif is_untouched and FIELDS[place] != "at":
            self.post_message(self.Hint(_("Write something first.")))
        elif FIELDS[place] == "at" and event.value and (wrong := self._misread(event.value)):
            self.post_message(self.Hint(wrong))
        elif place + 1 < len(FIELDS):
            self._field(FIELDS[place + 1]).focus()
        else:
            self.send()

    @on(Input.Changed)
    def _changed(self, event: Input.Changed) -> None:
        event.stop()
        self._typed()

    def _typed(self) -> None:
        self._say()
        fields = {name: self._field(name).value for name in FIELDS}
        channel = {} if self._channel.place is None else {"channel": self._ids[self._channel.place]}
        self.post_message(self.Typed(self.item, as_draft({**channel, **fields})))

    # -- what to do -----------------------------------------------------------------------------

    def on_descendant_focus(self) -> None:
        """Each cell says what it takes, and the whole row is seen."""
        self._say()
        self.query_one("#under").scroll_visible(animate=False)

    def _say(self) -> None:
        self.query_one(Channels).offer(self._labels, self._channel.place)
        self.query_one("#under", Lines).show(self._under())

    def _under(self) -> list[Line]:
        at = self.screen.focused
        if isinstance(at, Cell) and at.id in FIELDS:
            return [self._about(at), *at.whole("  ")]
        if self._channel.place is not None:
            told = _("Enter goes on to the next cell, and from the last one notes the row.")
            return [line(told, "$quiet", lead="  ")]
        told = _("Choose the channel with its number or an arrow.")
        way_on = {"key": key_of(self.screen, "following")}
        if self._situation.state.entry(self.item.id).value:
            return [
                line(_("Note another, or go on with {key}.").format(**way_on), "bold $success", lead="  ")
            ]
        if self._situation.is_optional(self.item):
            told += " " + _("It is optional: {key} goes on without.").format(**way_on)
        return [line(told, "$quiet", lead="  ")]

    def _about(self, field: Cell) -> Line:
        if field.offer and not field.value:
            return line(_("Tab takes over: {offer}").format(offer=field.offer), "$quiet", lead="  ")
        if field.id == "audience":
            return line(_("Who was told: a name or a group."), "$quiet", lead="  ")
        if field.id == "result":
            return line(_("What they answered, or how it went. Enter notes the row."), "$quiet", lead="  ")
        if not field.value.strip():
            return line(_("Empty: now. Or: 14:30, 20 min ago, yesterday 09:15."), "$quiet", lead="  ")
        try:
            return line(self._meant(field.value), "$success", lead="= ")
        except ValueError as wrong:
            return line(str(wrong), "$warning", lead="  ")

    def _misread(self, written: str) -> str:
        try:
            self._meant(written)
        except ValueError as wrong:
            return str(wrong)
        return ""

    def _meant(self, written: str) -> str:
        """The moment meant, in words. Raises ValueError, with what would be right, where there is none."""
        now = self._situation.now
        meant = moments.resolve_datetime(written, now=now, zone=self._situation.zone)
        told = words.moment(meant)
        return told + (f" ({words.ago(time_between(meant, now))})" if meant < now else "")
