"""A screen that keeps a session: what is done on it is saved in a thread, and said to be or not to be."""

import asyncio
from collections.abc import Coroutine
from datetime import UTC, datetime
from typing import Any, Final

from textual.content import Content
from textual.screen import Screen

from runbooks.definition.items import Item
from runbooks.engine.commands import Command
from runbooks.engine.decide import decide
from runbooks.engine.refusals import Refusal
from runbooks.engine.situation import Situation
from runbooks.language import _, words
from runbooks.paper import ENTERED
from runbooks.record.errors import StoreError
from runbooks.session import Session
from tui.keys_bar import KeysBar
from tui.lines import Line, Lines, line, text
from tui.looks import SAVED
from tui.view.paper import clock

AT_ONCE: Final = 0.05
"""Seconds up to which a person takes an answer for saved at once."""


def saved_time(at: datetime, now: datetime) -> str:
    """The hour of `at` by the portal's clock; with its day where that is not today, and its zone where
    this machine's clock shows another hour."""
    told = f"{at:%H:%M:%S}"
    if at.date() != now.astimezone(at.tzinfo).date():
        told = f"{at:%d/%m} {told}"
    if at.utcoffset() != at.astimezone().utcoffset():
        # As short as can be: on 60 columns the key that sends needs the room.
        short = words.offset(at).removesuffix(":00").replace("-0", "-").replace("+0", "+")
        told += f" UTC{short}"
    return told


class KeepingScreen(Screen[None]):
    """The session, the words under the current item, and the words in the last row."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._is_saving = False
        self._told: list[Line] = []

    @property
    def framed_as(self) -> tuple[str, ...]:
        """What the frame of a box over this screen says: the mode, and a clock that is not the real one."""
        return (self._session.state.mode, *self._clock(self._session.situation))

    def _clock(self, situation: Situation) -> tuple[str, ...]:
        """The clock that is not the real one, in full and in short (T4): here that of the paper."""
        return clock(situation)

    @property
    def _item(self) -> Item | None:
        """The item that acts are about."""
        raise NotImplementedError

    async def _turn(self) -> None:
        """Show and ask what is current now."""
        raise NotImplementedError

    def _draw(self) -> None:
        """Show what is current now; what is being typed stays as it is."""
        raise NotImplementedError

    async def _carry_out(self, command: Command) -> str | None:
        """Do and save `command`; None when it is saved, else the sentence that says why not."""
        if self._is_saving:
            return _("The last answer is still being saved.")
        self._is_saving = True
        saving = asyncio.ensure_future(asyncio.to_thread(self._session.do, command))
        try:
            # Said only where there is something to see: most saves take less than a repaint.
            if not (await asyncio.wait([saving], timeout=AT_ONCE))[0]:
                self._say(text(_("saving…"), "bold $warning"))
            refusal = await saving
        except StoreError as error:
            self._say(text(_("NOT SAVED"), "bold $background on $error"))
            return _("NOT SAVED: {reason}").format(reason=error)
        finally:
            self._is_saving = False
        self._say_saved(self._saved_at)
        return refusal.reason if refusal else None

    def _start(self, work: Coroutine[Any, Any, None]) -> None:
        self.run_worker(work)

    def _is_allowed(self, command: Command) -> bool:
        """Whether the engine would do `command`; says why where it would not."""
        decided = decide(self._session.situation, command)
        if isinstance(decided, Refusal) and decided.code != "reason_required":
            self._tell(_("Not done: {reason}").format(reason=decided.reason), "bold $error")
            return False
        return True

    def _tell(self, sentence: str, style: str = "bold $warning") -> None:
        self._told = [line(sentence, style)] if sentence else []
        told = self.query_one("#told", Lines)
        told.show(self._told)
        self.call_after_refresh(told.scroll_visible, animate=False)

    @property
    def _saved_at(self) -> str:
        """The real moment of what was saved last: of what was done on paper, that of its entry."""
        last = self._session.record.events[-1]
        return str(last.data.get(ENTERED, last.at))

    def _say_saved(self, at: str) -> None:
        told = _("saved {time}").format(time=saved_time(datetime.fromisoformat(at), datetime.now(UTC)))
        self._say(Content.assemble((f"{SAVED} ", "$success"), text(told)))

    def _say(self, told: Content) -> None:
        self.query_one(KeysBar).tell(told)
