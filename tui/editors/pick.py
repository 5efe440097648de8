"""A list to choose one from: a number or an arrow moves, Enter takes what was moved to."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from textual import events
from textual.content import Content
from textual.message import Message
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from tui.lines import Line, Paragraphs, line, text
from tui.looks import HERE

MOST_BY_NUMBER: Final = 9
GAP: Final = 2
"""Cells between a number and what it is for."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry: `note` stands beside its label, `more` under it; `refused` says why it cannot be taken.

    `key` is another key that does the same, told where the entry has no number. `most` cuts label
    and note where they are longer, 0 never.
    """

    id: str
    label: str
    note: str = ""
    refused: str | None = None
    style: str = ""
    more: tuple[Line, ...] = ()
    key: str = ""
    most: int = 0

    def prompt(self, mark: str, width: int, *, is_here: bool = False) -> Paragraphs:
        """The entry as it is shown, behind a `mark` that takes `width` cells; whether it is moved to."""
        lead = (mark + HERE if is_here else mark).ljust(width)
        if self.refused is not None:
            return Paragraphs([line(f"{self.label}  {self.refused}", "$quiet", lead, "$quiet")])
        said = text(self.label, self.style) + text(f"  {self.note}" if self.note else "", "$quiet")
        margin = Content(" " * len(lead))
        under = (replace(one, lead=margin + one.lead) for one in self.more)
        first = Line(said, Content.styled(lead, "bold $accent"), most=self.most)
        return Paragraphs([first, *under])


class Pick(OptionList):
    """An OptionList where nothing is taken that was not moved to (R13)."""

    DEFAULT_CSS = """
    Pick { border: none; background: transparent; padding: 0; height: auto; }
    Pick:focus { border: none; background: transparent; background-tint: transparent; }
    """

    class Taken(Message):
        """An entry was taken."""

        def __init__(self, pick: "Pick", id: str) -> None:
            super().__init__()
            self.pick = pick
            self.id = id

        @property
        def control(self) -> "Pick":
            """The list, for handlers that want one of several."""
            return self.pick

    class Refused(Message):
        """An entry that cannot be taken was asked for, or none was moved to (`reason` empty)."""

        def __init__(self, reason: str) -> None:
            super().__init__()
            self.reason = reason

    def __init__(self, *, id: str | None = None) -> None:
        self._entries: tuple[Entry, ...] = ()
        self._shown_at: int | None = None
        super().__init__(id=id, compact=True, markup=False)
        self._letters: Mapping[str, str] = {}
        self._moved = False
        self._clicked: int | None = None
        self._refusal = ""

    def offer(self, entries: Sequence[Entry | None], letters: Mapping[str, str] | None = None) -> None:
        """Show these entries, a rule for None; `letters` are further keys for them, by entry id."""
        self._entries, self._letters = tuple(entry for entry in entries if entry), letters or {}
        self._moved, self._clicked, self._refusal = False, None, ""
        self.clear_options()
        prompts = iter(self._prompts())
        self.add_options(
            Option(next(prompts), id=one.id, disabled=one.refused is not None) if one else None
            for one in entries
        )

    def renew(self, entries: Sequence[Entry]) -> None:
        """Show what the entries say now; they are the same ones, and the mark stays where it is."""
        if self._entries != tuple(entries):
            self._entries = tuple(entries)
            for entry, prompt in zip(self._entries, self._prompts(), strict=True):
                self.replace_option_prompt(entry.id, prompt)
            self.refresh(layout=True)

    def _prompts(self) -> list[Paragraphs]:
        """The entries as they are shown; a number that would take two keys is none."""
        marks = [
            str(number) if number <= MOST_BY_NUMBER else entry.key
            for number, entry in enumerate(self._entries, 1)
        ]
        width = max(map(len, marks), default=0) + GAP
        return [
            entry.prompt(mark, width, is_here=place == self.highlighted)
            for place, (entry, mark) in enumerate(zip(self._entries, marks, strict=True))
        ]

    def watch_highlighted(self, highlighted: int | None) -> None:
        """The row moved to is told by its sign, too (R1)."""
        super().watch_highlighted(highlighted)
        prompts = self._prompts()
        for place in {self._shown_at, highlighted} - {None}:
            if place is not None and place < len(prompts) == self.option_count:
                self.replace_option_prompt_at_index(place, prompts[place])
        self._shown_at = highlighted

    @property
    def chosen(self) -> str | None:
        """The id of the entry moved to."""
        option = self.highlighted_option if self._moved or self._clicked is not None else None
        return option.id if option else None

    def on_key(self, event: events.Key) -> None:
        """A number or a letter of an entry moves there; Enter takes, before a key behind it moves on."""
        if event.key == "enter":
            event.stop()
            self.action_select()
            return
        place = self._place(event.character or "")
        if place is None:
            self._moved = self._moved or event.key in ("up", "down", "home", "end", "pageup", "pagedown")
            if event.is_printable:
                event.stop()
                self.post_message(self.Refused(""))
            return
        event.stop()
        entry = self._entries[place]
        if entry.refused is not None:
            # What was moved to before is not what was asked for last: Enter must not take it (R13).
            self._moved, self._clicked, self._refusal = False, None, entry.refused
            self.highlighted = None
            self.post_message(self.Refused(entry.refused))
        else:
            self._moved = True
            self.highlighted = place

    def on_mouse_down(self) -> None:
        """The first click only moves; the second on the same entry takes it."""
        self._moved = False

    def action_select(self) -> None:
        """Enter, or a click."""
        if self.highlighted is None:
            self.post_message(self.Refused(self._refusal))
            return
        if self._moved or self._clicked == self.highlighted:
            self.post_message(self.Taken(self, self._entries[self.highlighted].id))
        self._clicked = self.highlighted

    def _place(self, character: str) -> int | None:
        if character in self._letters:
            ids = [entry.id for entry in self._entries]
            return ids.index(self._letters[character])
        known = character.isdecimal() and 1 <= int(character) <= min(len(self._entries), MOST_BY_NUMBER)
        return int(character) - 1 if known else None
