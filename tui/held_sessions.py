"""The sessions that are not closed, as home lists them."""

from typing import Final

from runbooks.engine.situation import Situation
from runbooks.folders import Folders
from runbooks.record.errors import StoreError, UnreadableRecord
from runbooks.record.listing import summaries
from runbooks.record.store import Store
from tui.opening import look_at, now
from tui.replaying import replaying
from tui.screens.home import OpenSession
from tui.view.held import held_in_full, held_in_short

MOST_OPEN: Final = 8


def open_sessions(places: Folders) -> tuple[list[OpenSession], list[StoreError]]:
    """The newest sessions that are not closed, and the records that cannot be read."""
    store, found, broken = Store(places.sessions), list[OpenSession](), list[StoreError]()
    try:
        for summary in summaries(places.sessions):
            if isinstance(summary, UnreadableRecord):
                broken.append(summary)
            elif summary.get("status") != "closed" and len(found) < MOST_OPEN:
                try:
                    found.append(_held(store, str(summary["id"])))
                except StoreError as error:
                    broken.append(error)
    except StoreError as error:  # the folder itself
        broken.append(error)
    return found, broken


def _held(store: Store, id: str) -> OpenSession:
    record, state = look_at(store, id)
    with replaying(store.path(id)):
        situation = Situation(state, now())
        return OpenSession(id, held_in_short(situation), held_in_full(situation, record))
