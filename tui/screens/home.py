"""Home: the sessions that are not closed, each with where it is held, then a new incident."""

import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import ClassVar, Final

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.message import Message
from textual.screen import Screen

from runbooks.language import N_, _, ngettext
from runbooks.record.errors import StoreError, UnreadableRecord
from tui.acts import HOME, bindings
from tui.editors.pick import Entry, Pick
from tui.held_sessions import Listed
from tui.keymap import key_of
from tui.keys_bar import KeysBar
from tui.lines import BLANK, Line, Lines, line, text
from tui.messages import Shown, Shows
from tui.view.held import home_in_the_title

OWN: Final[Mapping[str, tuple[str, str]]] = {
    "new": (N_("New incident"), N_("something was lost in Bitrix24: begin here")),
    "another": (N_("Another procedure"), N_("one of the others, from a list; your own are there too")),
    "train": (N_("Training"), N_("practise on invented incidents; nobody is reached")),
    "records": (N_("Records"), N_("all sessions: search, read, replay, export")),
    "stats": (N_("Figures over time"), N_("outcomes, times and waits over the months")),
    "settings": (N_("Settings"), N_("language, operator, portal, colours, keys")),
    "app.help": (N_("Help"), N_("all keys, and how answering works")),
}
"""What home offers beside the sessions: the act, its word and what it is for."""

MOST_BROKEN: Final = 3
"""Unreadable records that are named; the others are counted."""


class HomeScreen(Screen[None]):
    """What is open, and what can be begun."""

    AUTO_FOCUS = ""
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (100, "-wide")]  # noqa: RUF012 (as Textual declares it)
    ACTS = HOME
    BINDINGS: ClassVar[list[BindingType]] = bindings(HOME)

    class Chosen(Message):
        """A session to go on with, or a new one where `session` is None."""

        def __init__(self, session: str | None) -> None:
            super().__init__()
            self.session = session

    class Another(Message):
        """A new incident of another procedure than the usual one is to begin."""

    class Records(Message):
        """The records are to be shown."""

    class Trainings(Message):
        """The trainings are to be shown."""

    class FromPaper(Message):
        """A session that was begun on paper is to be entered."""

    class Stats(Message):
        """The figures over time are to be shown."""

    class SettingsAsked(Message):
        """The settings are to be shown."""

    def __init__(self) -> None:
        super().__init__()
        self._listed = Listed()
        self._folder = ""
        self._told: Sequence[Line] = ()

    def compose(self) -> ComposeResult:
        """Heading, what is open, keys."""
        yield Lines([line(" restaura", "bold")], id="heading")
        with Vertical(id="main"):
            yield Lines(id="about")
            with Vertical(id="list"):
                yield Pick()
                yield Lines(id="told")
        yield KeysBar(HOME)

    @property
    def sessions(self) -> tuple[str, ...]:
        """The ids of the sessions that are listed, in their order."""
        return tuple(one.id for one in self._listed.sessions)

    def show(self, listed: Listed, folder: str, told: Iterable[Line]) -> None:
        """Show what is open, in its order; `folder` is where records are kept, `told` why one is here."""
        self.post_message(Shows())
        self._listed, self._folder, self._told = listed, folder, tuple(told)
        sessions, own = self._entries()
        pick = self.query_one(Pick)
        pick.offer([*sessions, *([None] if sessions else []), *own])
        self._tell()
        pick.focus()
        self.call_after_refresh(self.post_message, Shown())

    def renew(self, listed: Listed) -> None:
        """Show how the sessions that are listed stand now: the same ones, whatever was moved to (R13)."""
        known = {one.id: one for one in listed.sessions}
        kept = tuple(known.get(one.id, one) for one in self._listed.sessions)
        self._listed = replace(listed, sessions=kept)
        sessions, own = self._entries()
        self.query_one(Pick).renew([*sessions, *own])
        self._tell()

    def _entries(self) -> tuple[list[Entry], list[Entry]]:
        sessions = [
            Entry(one.id, one.id, one.held, style="bold", more=one.told, most=2)
            for one in self._listed.sessions
        ]
        own = [
            Entry(id, _(word), _(what), style="bold", key=key_of(self, id.removeprefix("app.")))
            for id, (word, what) in OWN.items()
        ]
        return sessions, own

    def _tell(self) -> None:
        """All that stands around the list, and the terminal's title."""
        listed, key = self._listed, key_of(self, "records")
        above = _held_above(listed, key) if listed.count else _first_words(self._folder)
        self.query_one("#about", Lines).show([*above, BLANK])
        told = [*self._told, *_broken(listed.broken, key)]
        self.query_one("#told", Lines).show([BLANK, *told] if told else [])
        self.app.title = home_in_the_title(listed.count, [one.situation for one in listed.sessions])

    def action_new(self) -> None:
        """Begin a new incident."""
        self.post_message(self.Chosen(None))

    def action_another(self) -> None:
        """Choose the procedure of a new incident."""
        self.post_message(self.Another())

    def action_train(self) -> None:
        """Show what can be trained."""
        self.post_message(self.Trainings())

    def action_paper(self) -> None:
        """Enter a session that was begun on paper."""
        self.post_message(self.FromPaper())

    def action_records(self) -> None:
        """Show the records."""
        self.post_message(self.Records())

    def action_stats(self) -> None:
        """Show the figures over time."""
        self.post_message(self.Stats())

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
        self._told = [line(hint, "bold $warning")]
        self._tell()


def _first_words(folder: str) -> list[Line]:
    """What this is and where records are kept, while there is nothing to go on with."""
    return [
        line(_("restaura takes you through the recovery of lost data, step by step.")),
        line(_("Each answer is saved at once: leave at any moment, and go on later.")),
        line(_("Records are kept in {folder}.").format(folder=folder), "$quiet"),
    ]


def _held_above(listed: Listed, key: str) -> list[Line]:
    """How many sessions are not closed, and where those are that are not listed."""
    told = ngettext("{count} SESSION NOT CLOSED", "{count} SESSIONS NOT CLOSED", listed.count)
    head = told.format(count=listed.count)
    if listed.more:
        more = _("{shown} here, {count} more in Records: {key}")
        head += " · " + more.format(shown=len(listed.sessions), count=listed.more, key=key)
    return [line(head, "$quiet")]


def _broken(errors: Sequence[StoreError], key: str) -> list[Line]:
    """The records that cannot be read: a few by name, each once, then how many more there are."""
    told = list(dict.fromkeys(map(_why_not, errors)))
    named = [Line(text(one, "bold $warning"), most=2) for one in told[:MOST_BROKEN]]
    more = len(told) - len(named)
    if more:
        counted = _("{count} more that cannot be read, in Records: {key}").format(count=more, key=key)
        named.append(line(counted, "bold $warning"))
    return named


def _why_not(error: StoreError) -> str:
    if not isinstance(error, UnreadableRecord):
        return str(error)
    told = _("{name} cannot be read: {reason}")  # the folder is told in the settings, all of it in Records
    return told.format(name=os.path.basename(error.path), reason=error.reason)
