"""Home: the sessions that are not closed, each with where it is held, then a new incident."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.message import Message
from textual.screen import Screen

from runbooks.language import _
from tui.acts import HOME, bindings
from tui.editors.pick import Entry, Pick
from tui.keys_bar import KeysBar
from tui.lines import BLANK, Line, Lines, line
from tui.messages import Shown, Shows

NEW, RECORDS, SETTINGS = "new-incident", "records", "settings"


@dataclass(frozen=True, slots=True)
class OpenSession:
    """A session that is not closed: its id, and where it is held in words."""

    id: str
    held: str
    finished: bool


class HomeScreen(Screen[None]):
    """What is open, and what can be begun."""

    AUTO_FOCUS = ""
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
        yield Lines(id="heading")
        with VerticalScroll(id="main", can_focus=False):
            yield Lines(id="about")
            yield Pick()
            yield Lines(id="told")
        yield KeysBar(HOME)

    def show(self, sessions: Sequence[OpenSession], folder: str, told: Sequence[Line]) -> None:
        """Show the open sessions, newest first; `folder` is where records are kept."""
        self.post_message(Shows())
        self.query_one("#heading", Lines).show([line(" restaura", "bold")])
        self.query_one("#about", Lines).show(_about(sessions, folder))
        entries = [Entry(s.id, s.id, s.held.replace("\n", "\n     "), style="bold") for s in sessions]
        pick = self.query_one(Pick)
        own = {NEW: _("New incident"), RECORDS: _("Records"), SETTINGS: _("Settings")}
        pick.offer([*entries, *(Entry(id, word, style="bold") for id, word in own.items())])
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
    def _taken(self, event: Pick.Taken) -> None:
        if event.id == RECORDS:
            self.action_records()
            return
        if event.id == SETTINGS:
            self.action_settings()
            return
        self.post_message(self.Chosen(None if event.id == NEW else event.id))

    @on(Pick.Refused)
    def _refused(self) -> None:
        hint = _("Choose with a number or an arrow; Enter then takes it.")
        self.query_one("#told", Lines).show([BLANK, line(hint, "bold $warning")])


def _about(sessions: Sequence[OpenSession], folder: str) -> list[Line]:
    if not sessions:
        return [
            line(_("restaura takes you through the recovery of lost data, step by step.")),
            line(_("Each answer is saved before it says so; you can leave at any moment and go on later.")),
            line(_("Records are kept in {folder}.").format(folder=folder), "$quiet"),
            BLANK,
        ]
    lines = [line(_("SESSIONS NOT CLOSED"), "$quiet"), BLANK]
    if any(session.finished for session in sessions):
        told = _("A session is finished and not closed yet: go into it and close it.")
        lines.insert(0, line(told, "bold $warning"))
        lines.insert(1, BLANK)
    return lines
