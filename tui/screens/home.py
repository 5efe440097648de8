"""Home: the sessions that are not closed, each with where it is held, then a new incident."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar, Final

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.message import Message
from textual.screen import Screen

from runbooks.language import N_, _, ngettext
from tui.acts import HOME, bindings
from tui.editors.pick import Entry, Pick
from tui.keys_bar import KeysBar
from tui.lines import BLANK, Line, Lines, line
from tui.messages import Shown, Shows

OWN: Final[Mapping[str, tuple[str, str]]] = {
    "new": (N_("New incident"), N_("something was lost in Bitrix24: begin here")),
    "records": (N_("Records"), N_("all sessions: search, read, replay, export")),
    "settings": (N_("Settings"), N_("language, operator, portal, colours, keys")),
    "app.help": (N_("Help"), N_("all keys, and how answering works")),
}
"""What home offers beside the sessions: the act, its word and what it is for."""


@dataclass(frozen=True, slots=True)
class OpenSession:
    """A session that is not closed: its id, where it is held, what it is about and what runs out."""

    id: str
    held: str
    told: tuple[Line, ...]


class HomeScreen(Screen[None]):
    """What is open, and what can be begun."""

    AUTO_FOCUS = ""
    ACTS = HOME
    BINDINGS: ClassVar[list[BindingType]] = bindings(HOME)

    class Chosen(Message):
        """A session to go on with, or a new one where `session` is None."""

        def __init__(self, session: str | None) -> None:
            super().__init__()
            self.session = session

    class Records(Message):
        """The records are to be shown."""

    class SettingsAsked(Message):
        """The settings are to be shown."""

    def __init__(self) -> None:
        super().__init__()
        self._shown = False

    def compose(self) -> ComposeResult:
        """Heading, what is open, keys."""
        yield Lines([line(" restaura", "bold")], id="heading")
        with VerticalScroll(id="main", can_focus=False):
            yield Lines(id="about")
            yield Pick()
            yield Lines(id="told")
        yield KeysBar(HOME)

    def show(self, sessions: Sequence[OpenSession], folder: str, told: Sequence[Line]) -> None:
        """Show the open sessions, newest first; `folder` is where records are kept."""
        self.post_message(Shows())
        told_above = _held_above(sessions) if sessions else _first_words(folder)
        self.query_one("#about", Lines).show([*told_above, BLANK])
        entries = [Entry(s.id, s.id, s.held, style="bold", more=s.told) for s in sessions]
        own = [Entry(id, _(word), _(what), style="bold") for id, (word, what) in OWN.items()]
        pick = self.query_one(Pick)
        pick.offer([*entries, *([None] if entries else []), *own])
        self.query_one("#told", Lines).show([BLANK, *told] if told else [])
        pick.focus()
        self.call_after_refresh(self.post_message, Shown())

    def action_new(self) -> None:
        """Begin a new incident."""
        self.post_message(self.Chosen(None))

    def action_records(self) -> None:
        """Show the records."""
        self.post_message(self.Records())

    def action_settings(self) -> None:
        """Show the settings."""
        self.post_message(self.SettingsAsked())

    @on(Pick.Taken)
    async def _taken(self, event: Pick.Taken) -> None:
        if event.id in OWN:
            await self.run_action(event.id if "." in event.id else f"screen.{event.id}")
        else:
            self.post_message(self.Chosen(event.id))

    @on(Pick.Refused)
    def _refused(self) -> None:
        hint = _("Choose with a number or an arrow; Enter then takes it.")
        self.query_one("#told", Lines).show([BLANK, line(hint, "bold $warning")])


def _first_words(folder: str) -> list[Line]:
    """What this is and where records are kept, while there is nothing to go on with."""
    return [
        line(_("restaura takes you through the recovery of lost data, step by step.")),
        line(_("Each answer is saved before it says so; you can leave at any moment and go on later.")),
        line(_("Records are kept in {folder}.").format(folder=folder), "$quiet"),
    ]


def _held_above(sessions: Sequence[OpenSession]) -> list[Line]:
    told = ngettext("{count} SESSION NOT CLOSED", "{count} SESSIONS NOT CLOSED", len(sessions))
    return [line(told.format(count=len(sessions)), "$quiet")]
