"""`restaura resume`: going on with a session that is kept."""

import os
from argparse import Namespace

from runbooks.answers import Refused
from runbooks.engine.refusals import Refusal, in_each_language
from runbooks.folders import Folders
from runbooks.language import _
from runbooks.record.archive.store import store_at
from runbooks.record.errors import NotFound, SessionLocked
from runbooks.record.store import Store
from runbooks.session import as_it_stands
from runbooks.settings import load_settings
from tui.commands.driving import answer_file, go_on, report
from tui.commands.opening import open_screens
from tui.ending import NOT_FOUND, NOT_SO, Ended
from tui.goal import Goal
from tui.locating import located
from tui.opening import look_at, newest_open, now, taken_up


def command(options: Namespace, places: Folders) -> int:
    """Go on with the session named, or with the newest open one."""
    file = answer_file(options)
    folder, id = located(places, options.id) if options.id else (places.sessions, _newest_open(places))
    store = store_at(folder)
    if file is None:  # with a file, the refusal of its first answer says so
        _refuse_closed(store, id)
        if not options.plain:
            settings = load_settings(places.config_file, os.environ)
            return open_screens(Goal("resume", session=id), places, settings)
    try:
        session = taken_up(store, id)
    except SessionLocked as error:
        if file is None:
            raise
        path = error.path
        refusal = Refusal("locked", None, in_each_language(lambda: str(SessionLocked(path))))
        _record, state = look_at(store, id)
        return report(as_it_stands(state, now()), path, Refused(1, refusal), options)
    return go_on(session, file, options, places)


def _newest_open(places: Folders) -> str:
    try:
        return newest_open(places)
    except NotFound:
        told = _("No session is open. `restaura run` begins one, `restaura list` shows those there are.")
        raise Ended(NOT_FOUND, told) from None


def _refuse_closed(store: Store, id: str) -> None:
    if store.read(id).summary.get("status") == "closed":
        told = _("The session {id} is closed and never changes again. `restaura show {id}` shows it.")
        raise Ended(NOT_SO, told.format(id=id))
