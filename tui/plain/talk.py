"""The conversation: lines said and lines typed, and what it remembers while it lasts."""

import sys
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

from runbooks.definition.items import Item
from runbooks.engine.commands import Command
from runbooks.engine.situation import Situation
from runbooks.language import _, words
from runbooks.language.visible import visible
from runbooks.procedures import Find, shipped
from runbooks.record.errors import StoreError
from runbooks.session import Session

QUIT: Final = "/q"
TAKE: Final = "="
END: Final = "."

Options = Sequence[tuple[str, str]]
"""What can be chosen by number: id and words."""


class Leave(Exception):
    """The operator leaves; everything that was said to be saved is."""


class Anew(Exception):
    """What was being asked no longer stands: look at the session again."""


class Talk:
    """One conversation about `session`; `asides` are the commands that every prompt takes, `find` brings
    the runbook of a procedure that is begun for an item.

    `item` is what is being asked, `shown` the item shown last and after which event, `left_empty` the
    optional items passed by, `seen` the computed values that were shown, `noted` the notes in force
    shown last, `again` the item to be answered once more, `unsaved` whether the last answer is not saved.
    """

    def __init__(
        self, session: Session, asides: Mapping[str, Callable[["Talk"], None]], find: Find = shipped
    ) -> None:
        self.session = session
        self.find = find
        self.item: Item | None = None
        self.shown: tuple[str, int] | None = None
        self.left_empty: set[str] = set()
        self.seen: dict[str, str] = {}
        self.noted: tuple[str, ...] = ()
        self.again: str | None = None
        self.unsaved = False
        self._asides = asides
        self._is_aside = False
        self._enter_is_spent = False

    @property
    def situation(self) -> Situation:
        """The session as it stands now."""
        return self.session.situation

    def takes(self, name: str) -> bool:
        """Whether every prompt takes the command `name`."""
        return name == QUIT or name in self._asides

    def begin(self) -> None:
        """What is told before the first prompt, behind what the session is."""

    def tell_clock(self) -> None:
        """The clock, where it is not the one on the wall: here that of the paper."""
        if self.session.paper is not None:
            self.say(_("ON PAPER · done at {time}").format(time=words.moment(self.situation.now)))

    def before_closing(self) -> None:
        """What is asked before the session is closed."""

    def tell_score(self) -> None:
        """What is told once it is."""

    def say(self, *lines: str) -> None:
        """Lines for the person, foreign control characters made visible."""
        for line in lines:
            print(visible(line, multiline=True), flush=True)

    def ask(self, prompt: str) -> str:
        """One line; asides are carried out before. Raises `Leave`, `Anew`, `EOFError`."""
        while True:
            typed = self._line(prompt)
            if typed == QUIT:
                raise Leave
            if typed not in self._asides:
                return typed
            if self._is_aside:
                self.say(_("Finish this first: Enter alone leaves it undone."))
            else:
                self._step_aside(typed)

    def ask_until(self, prompt: str) -> str:
        """One line that is not empty."""
        while not (typed := self.ask(prompt)):
            self.say(_("Not done: {reason}").format(reason=_("this cannot be left empty")))
        return typed

    def ask_or_take(self, prompt: str) -> str | None:
        """One line; None where what is proposed is taken, by Enter or by `=`.

        One Enter takes one proposal: a held or pasted Enter changes one item at most (R13).
        """
        while True:
            typed = self.ask(prompt)
            if typed == TAKE:
                return None
            if typed:
                return typed
            if not self._enter_is_spent:
                self._enter_is_spent = True
                return None
            self.say(_("Enter took the proposal before this one. Type = to take this one too."))

    def choose(self, prompt: str, options: Options, default: str | None = None) -> str | None:
        """The id of one of `options` (id, words), by number, words or id; None for Enter alone.

        With `default`, Enter takes that one.
        """
        while True:
            typed = self.ask(prompt)
            if not typed:
                return default
            found = among(typed, options)
            if found is not None:
                return found
            self.say(_("Not done: type a number from 1 to {most}.").format(most=len(options)))

    def lines(self) -> str:
        """Several lines, up to one that is only a dot."""
        self.say(_("Write the lines; one with only a dot ends the text."))
        written: list[str] = []
        while (line := self._read("")) != END:
            written.append(line)
        return "\n".join(written)

    def carry_out(self, command: Command) -> bool:
        """Do and save `command`; False when it is refused. What is not saved is tried again."""
        while True:
            try:
                refusal = self.session.do(command)
            except StoreError as error:
                self.unsaved = True
                self.say(_("NOT SAVED: {reason}").format(reason=error))
                self._wait(_("What you typed is kept. Enter tries again, /q leaves: "))
                continue
            self.unsaved = False
            self.say(_("Not done: {reason}").format(reason=refusal.reason) if refusal else _("saved"))
            return refusal is None

    def _wait(self, prompt: str) -> None:
        # Only Enter goes on: whatever else is typed must not be taken for an answer.
        while typed := self._line(prompt):
            if typed == QUIT:
                raise Leave

    def _step_aside(self, name: str) -> None:
        before, self._is_aside = self._place(), True
        try:
            self._asides[name](self)
        finally:
            self._is_aside = False
        if self._place() != before:
            raise Anew

    def _place(self) -> Any:
        state, item = self.session.state, self.situation.current_item
        return state.step, state.status, item and item.id, self.again, self.session.paper

    def _line(self, prompt: str) -> str:
        _drop_what_was_typed_ahead()
        typed = self._read(prompt).strip()
        if typed:
            self._enter_is_spent = False
        return typed

    def _read(self, prompt: str) -> str:
        return read_line(prompt)


def read_line(prompt: str) -> str:
    """One line as it was typed. Raises `EOFError`."""
    print(visible(prompt), end="", flush=True)
    line = sys.stdin.readline()
    if not line:
        raise EOFError
    return line.rstrip("\r\n")


def among(typed: str, options: Options) -> str | None:
    """The id of the option that `typed` means: its number from 1, its words or its id."""
    if typed.isascii() and typed.isdigit() and len(typed) < 4 and 0 < int(typed) <= len(options):
        return options[int(typed) - 1][0]
    wanted = typed.casefold()
    return next((id for id, words in options if wanted in (id.casefold(), words.casefold())), None)


def numbered(options: Options) -> list[str]:
    """The options as lines with their numbers."""
    return [f"  {number}  {words}" for number, (_id, words) in enumerate(options, start=1)]


def _drop_what_was_typed_ahead() -> None:
    """Forget keys typed or pasted at a terminal before the prompt showed (R13); pipes keep theirs."""
    if sys.stdin.isatty():
        import termios

        termios.tcflush(sys.stdin.fileno(), termios.TCIFLUSH)
