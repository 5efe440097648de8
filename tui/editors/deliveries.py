"""The editor of deliveries: what was told to whom, over which channel, when, with what result."""

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.widgets import Input

from runbooks.definition.items import DeliveriesItem, Item
from runbooks.engine.situation import Situation
from runbooks.language import _
from runbooks.told import delivery_in_words
from tui.editors.base import Editor
from tui.editors.field import Field
from tui.editors.form import as_draft, from_draft
from tui.editors.pick import Entry, Pick
from tui.lines import Lines, line
from tui.looks import CHECKED

FIELDS = ("audience", "at", "result")


class DeliveriesEditor(Editor):
    """One delivery after another; those noted stand above."""

    DEFAULT_CSS = """
    DeliveriesEditor Horizontal { height: auto; }
    DeliveriesEditor Pick { width: 20; }
    DeliveriesEditor Vertical { height: auto; width: 1fr; }
    DeliveriesEditor Vertical Horizontal { margin-bottom: 1; }
    DeliveriesEditor Vertical Lines { width: 24; }
    DeliveriesEditor Vertical Field { width: 1fr; }
    """

    def compose(self) -> ComposeResult:
        """What was noted, the channels, and the three lines."""
        yield Lines(id="noted")
        with Horizontal():
            yield Pick(id="channel")
            with Vertical():
                for name in FIELDS:
                    with Horizontal():
                        yield Lines(id=f"label-{name}")
                        yield Field(id=name, compact=True)

    async def ask(self, situation: Situation, item: Item, draft: str | None) -> None:
        """As `Editor.ask`."""
        assert isinstance(item, DeliveriesItem)
        self.item = item
        told = situation.state.entry(item.id).value or ()
        rows = [line(delivery_in_words(situation, item, one), "$success", f"{CHECKED} ") for one in told]
        if rows:
            rows.append(line(_("Note another one, or go on with F8."), "$quiet"))
        self.query_one("#noted", Lines).show(rows)
        channels = [Entry(channel.id, situation.say(channel.label)) for channel in item.channels]
        self.query_one(Pick).offer(channels)
        labels = {
            "audience": _("To whom"),
            "at": _("When (empty: now)"),
            "result": _("With what result"),
        }
        kept = from_draft(draft)
        for name in FIELDS:
            self.query_one(f"#label-{name}", Lines).show([line(labels[name], "$quiet")])
            self._field(name).begin(kept.get(name, ""))

    def take_focus(self) -> None:
        """As `Editor.take_focus`."""
        self.query_one(Pick).focus()

    def send(self) -> None:
        """As `Editor.send`."""
        channel = self.query_one(Pick).chosen
        given = {name: self._field(name).value.strip() for name in FIELDS}
        if channel is None:
            self.post_message(self.Hint(_("Choose the channel first, with its number.")))
            self.query_one(Pick).focus()
        elif not given["audience"] or not given["result"]:
            self.post_message(self.Hint(_("Write to whom it was told, and with what result.")))
            self._field("audience" if not given["audience"] else "result").focus()
        else:
            self.answer([{"channel": channel, **given, "at": given["at"] or "now"}])

    def _field(self, name: str) -> Field:
        return self.query_one(f"#{name}", Field)

    @on(Pick.Taken)
    def _channel(self, event: Pick.Taken) -> None:
        event.stop()
        self._field("audience").focus()

    @on(Pick.Refused)
    def _no_channel(self, event: Pick.Refused) -> None:
        event.stop()
        self.post_message(self.Hint(_("Choose the channel first, with its number.")))

    @on(Field.Entered)
    def _entered(self, event: Field.Entered) -> None:
        event.stop()
        place = FIELDS.index(event.field.id or FIELDS[0])
        if isinstance(event, Field.Untouched) and FIELDS[place] != "at":
            self.post_message(self.Hint(_("Write something first.")))
        elif place + 1 < len(FIELDS):
            self._field(FIELDS[place + 1]).focus()
        else:
            self.send()

    @on(Input.Changed)
    def _changed(self, event: Input.Changed) -> None:
        event.stop()
        text = as_draft({name: self._field(name).value for name in FIELDS})
        self.post_message(self.Typed(self.item, text))
