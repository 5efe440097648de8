"""A person before the screens, without a terminal: presses keys, reads the rows."""

import json
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from math import isinf
from pathlib import Path
from tempfile import TemporaryDirectory
from time import monotonic
from typing import Any, Final

from textual import events
from textual.geometry import Region
from textual.pilot import Pilot

from runbooks.answers import AnswerFile, run_answers
from runbooks.engine.commands import HandOver
from runbooks.folders import Folders, folders
from runbooks.language import use
from runbooks.record.files import make_private_folder, write_whole
from runbooks.session import Session
from tests.kept import keep_runbooks
from tui.app import Restaura
from tui.dialogs.ask import Dialog
from tui.opening import start_incident, take_up
from tui.screens.session import SessionScreen

Action = tuple[str, Any]
WIDE: Final = (120, 50)
NARROW: Final = (80, 24)
SMALL: Final = (60, 20)
PATIENCE: Final = 20.0
"""Seconds after which what is waited for is held not to come."""

BAR: Final = "┃"
"""What stands before each row of the item that is asked."""
CHARACTERS: Final = {"space": " ", "enter": "\r", "tab": "\t"}


def places(home: Path) -> Folders:
    """The folders of an installation under `home`."""
    found = folders({"RESTAURA_HOME": str(home)})
    keep_runbooks(found.cache)
    return found


KEPT: Final[dict[str, tuple[str, bytes]]] = {}
"""The id and the bytes of the record that some actions made: most tests begin like another one."""


def begun(home: Path, actions: Iterable[Action] = (), *, operator: str = "Directora") -> Session:
    """An incident under `home` that `actions` were done in; none of them may be refused."""
    done = tuple(actions)
    if not KEPT:
        with TemporaryDirectory() as elsewhere, start_incident(places(Path(elsewhere))) as first:
            KEPT[repr(())] = first.state.id, first.path.read_bytes()
    known = next(n for n in range(len(done), -1, -1) if repr(done[:n]) in KEPT)
    id, record = KEPT[repr(done[:known])]
    path = places(home).sessions / f"{id}.json"
    make_private_folder(path.parent)
    write_whole(path, record)
    session = take_up(places(home), id)
    for n in range(known, len(done)):
        refused = run_answers(session, AnswerFile(None, None, (done[n],)))
        assert refused is None, refused
        KEPT[repr(done[: n + 1])] = id, session.path.read_bytes()
    assert session.do(HandOver(operator)) is None
    return session


class Sitting:
    """The program on a screen of its own, and the hands and eyes of its person."""

    def __init__(self, app: Restaura, pilot: Pilot[None], session: Session | None) -> None:
        self.app, self.pilot = app, pilot
        self._session = session

    @property
    def session(self) -> Session:
        """The session that was opened."""
        assert self._session is not None
        return self._session

    # -- eyes ---------------------------------------------------------------------------------

    def rows(self, *of: str) -> list[str]:
        """The rows of the screen, or of those parts of it where the widgets `of` can be seen."""
        rows = [strip.text for strip in self.app.screen._compositor.render_strips()]
        areas = [self.seen(one) for one in of] or [self.app.screen.region]
        seen = [row[a.x : a.right].rstrip() for a in areas for row in rows[a.y : a.bottom]]
        return [row.removeprefix(BAR).removeprefix(" ") if row.startswith(BAR) else row for row in seen]

    def seen(self, of: str) -> Region:
        """The region of the screen where the widget `of` can be seen; empty where it cannot."""
        shown = self.app.screen._compositor.visible_widgets
        regions = (shown[widget] for widget in self.app.screen.query(of) if widget in shown)
        visible, clip = next(regions, (Region(), Region()))
        return visible.intersection(clip)

    def text(self, *of: str) -> str:
        """The rows, a line each."""
        return "\n".join(self.rows(*of))

    def said(self, *of: str) -> str:
        """The rows as running text, so that a sentence is found whole where it was wrapped."""
        return " ".join(" ".join(self.rows(*(of or ("#main",)))).replace(BAR, " ").split())

    @property
    def is_in_dialog(self) -> bool:
        """Whether a dialog lies over the screen."""
        return isinstance(self.app.screen, Dialog)

    # -- hands --------------------------------------------------------------------------------

    async def press(self, *names: str) -> "Sitting":
        """Press keys, each once what the one before did is done and shown."""
        for name in names:
            self.post(name)
            await self.settle()
        return self

    def post(self, *names: str) -> None:
        """Press keys as fast as a terminal can send them."""
        for name in names:
            character = name if len(name) == 1 else CHARACTERS.get(name)
            self.app.post_message(events.Key(name, character))

    async def paste(self, text: str, *then: str) -> "Sitting":
        """Put `text` where the cursor is, as one paste, then press keys."""
        self.app.post_message(events.Paste(text))
        await self.settle()
        return await self.press(*then)

    async def click(self, of: str, row: int = 0, column: int = 2) -> "Sitting":
        """Click on a row of the widget `of`."""
        await self.pilot.click(of, offset=(column, row))
        return await self.settle()

    async def go_on(self, *actions: Action) -> "Sitting":
        """Let `actions` be done without keys, and show where that leads."""
        refused = run_answers(self.session, AnswerFile(None, None, actions))
        assert refused is None, refused
        screen = self.app.screen
        assert isinstance(screen, SessionScreen)
        await screen._turn()
        return await self.settle()

    async def until(self, condition: Any) -> "Sitting":
        """Wait until `condition()` holds; fails with the screen where it never does."""
        limit = monotonic() + PATIENCE
        while not condition():
            assert monotonic() < limit, self.text()
            await self.pilot.pause(0.002)
        return self

    async def settle(self) -> "Sitting":
        """Wait until all that was pressed is done, saved and on the screen."""
        calm = 0
        limit = monotonic() + PATIENCE
        while calm < 2:
            assert monotonic() < limit and self.app.is_running, self.text()
            # A thread that saves would have to wait for one that only looks whether it is done.
            await self.pilot.pause(0.002 if self._is_at_work else 0)
            calm = calm + 1 if self._is_calm() else 0
        return self

    @property
    def _is_at_work(self) -> bool:
        # A worker that waits for a dialog is done when the person is.
        return not self.is_in_dialog and any(not worker.is_finished for worker in self.app.workers)

    def _is_calm(self) -> bool:
        pumps: list[Any] = [self.app, self.app.screen, *self.app.screen.query("*")]
        waiting = any(one.message_queue_size for one in pumps)
        undrawn = any(one._layout_required for one in pumps[1:])
        is_shown = not undrawn and not isinf(self.app._hush._shown_at)
        return is_shown and not waiting and not self._is_at_work

    # -- what is kept -------------------------------------------------------------------------

    @property
    def events(self) -> list[str]:
        """The types of the events on disk."""
        record = json.loads(self.session.path.read_bytes())
        return [event["type"] for event in record["events"]]

    @property
    def status(self) -> str:
        """The session's status: "open", "finished" or "closed"."""
        return self.session.state.status

    def kept(self, item: str) -> Any:
        """The answer to `item` as the session has it."""
        return self.session.state.entry(item).value

    @property
    def place(self) -> str:
        """The row of the checklist where the cursor is."""
        return next((row.strip("▶ ") for row in self.rows("#checklist") if row.startswith("▶")), "")


@asynccontextmanager
async def sitting(
    home: Path,
    actions: Iterable[Action] | None = (),
    *,
    size: tuple[int, int] = WIDE,
    language: str = "es",
    operator: str = "Directora",
    resumed: bool = False,
) -> AsyncIterator[Sitting]:
    """The program at the place where `actions` bring a new incident; at home where they are None.

    With `resumed`, the session is closed and taken up again before.
    """
    use(language)
    session = None if actions is None else begun(home, actions, operator=operator)
    if session is not None and resumed:
        session.close()
        session = take_up(places(home), session.state.id)
    async with shown(Restaura(places(home), session, resumed=resumed), session, size) as desk:
        yield desk


@asynccontextmanager
async def shown(
    app: Restaura, session: Session | None, size: tuple[int, int], *, toasts: bool = False
) -> AsyncIterator[Sitting]:
    """The program on a screen of `size`, columns by rows; with its `toasts` where they are asked for."""
    try:
        async with app.run_test(size=size, notifications=toasts) as pilot:
            yield await Sitting(app, pilot, session).settle()
    finally:
        app.close_session()
        if session is not None:
            session.close()


def in_order(text: str, *parts: str) -> bool:
    """Whether `parts` all stand in `text`, each behind the one before."""
    rest = text
    for part in parts:
        _before, found, rest = rest.partition(part)
        if not found:
            return False
    return True
