"""What works here and what does not: one finding a line, each with what to do about it.

Looks only: nothing is made, nothing is written.
"""

import os
import platform
import shutil
from collections.abc import Callable, Generator, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Final, Literal
from zoneinfo import ZoneInfo

from runbooks.definition.faults import DefinitionError, nearest
from runbooks.folders import Folders
from runbooks.language import _, words
from runbooks.library import each_checked
from runbooks.record.errors import StoreError, UnreadableRecord
from runbooks.record.listing import is_id, summaries
from runbooks.settings import Settings, load_settings
from runbooks.version import VERSION

LEAST_COLUMNS: Final = 60
LEAST_ROWS: Final = 20
MIB: Final = 1024 * 1024
LEAST_ROOM: Final = 8 * MIB  # a record of 4 MiB, and its next version beside it
LITTLE_ROOM: Final = 100 * MIB
CLOCK_SLACK: Final = timedelta(minutes=5)

State = Literal["ok", "warning", "fault"]


@dataclass(frozen=True, slots=True)
class Finding:
    """What was looked at, how it is, and what to do where it is not well."""

    about: str
    state: State
    what: str
    advice: str = ""


@dataclass(frozen=True, slots=True)
class Terminal:
    """What output goes to: a terminal, as it tells of itself, or none."""

    is_one: bool
    columns: int
    rows: int
    encoding: str
    term: str
    colours: str


def examine(
    places: Folders, environment: Mapping[str, str], terminal: Terminal, now: datetime
) -> Iterator[Finding]:
    """Everything looked at, in the order in which it matters; `now` is aware."""
    yield Finding(
        _("program"),
        "ok",
        _("restaura {version}, Python {python}").format(version=VERSION, python=platform.python_version()),
    )
    yield from _folders(places)
    settings = yield from _settings(places.config_file, environment)
    yield from _terminal(terminal)
    if settings is not None:
        yield _time_zone(settings.portal_timezone, now)
    yield from _runbooks(places, settings)
    yield from _records(places, now)


# -- folders --------------------------------------------------------------------------------------


def _folders(places: Folders) -> Iterator[Finding]:
    chosen = {_("records"): places.sessions, _("settings"): places.config, _("drafts and log"): places.state}
    for name, path in chosen.items():
        yield _folder(_("folder of {what}").format(what=name), path)


def _folder(about: str, path: Path) -> Finding:
    there = path
    while not os.path.lexists(there) and there != there.parent:
        there = there.parent
    if not there.is_dir():
        told = _("{path} cannot be made: {there} is no folder.").format(path=path, there=there)
        return Finding(about, "fault", told, _("Move that file away, or choose another RESTAURA_HOME."))
    if not os.access(there, os.W_OK | os.X_OK):
        told = _("{path}: nothing can be written in {there}.").format(path=path, there=there)
        return Finding(about, "fault", told, _("Correct its permissions, or choose another RESTAURA_HOME."))
    try:
        free = shutil.disk_usage(there).free
    except OSError as error:
        told = _("{path} cannot be looked at: {reason}").format(path=path, reason=error.strerror)
        return Finding(about, "fault", told, _("Look at the disk, or choose another RESTAURA_HOME."))
    told = (
        _("{path} is there, with {room} MiB free.")
        if there == path
        else _("{path} will be made when needed; {room} MiB are free.")
    )
    told = told.format(path=path, room=free // MIB)
    if free < LITTLE_ROOM:
        state: State = "fault" if free < LEAST_ROOM else "warning"
        return Finding(about, state, told, _("Free some space: a session needs some 8 MiB."))
    return Finding(about, "ok", told)


# -- settings, terminal, time ---------------------------------------------------------------------


def _settings(path: Path, environment: Mapping[str, str]) -> Generator[Finding, None, Settings | None]:
    """Yields what is found; returns the settings, None where they cannot be used."""
    about = _("settings")
    try:
        settings = load_settings(path, environment)
    except DefinitionError as error:
        for fault in error.faults:
            yield Finding(about, "fault", str(fault), _("Correct it there, or take that line out."))
        return None
    told = _("{path} is read.") if path.is_file() else _("{path} is not there: everything is as shipped.")
    yield Finding(about, "ok", told.format(path=path))
    return settings


def _terminal(terminal: Terminal) -> Iterator[Finding]:
    about = _("terminal")
    if not terminal.is_one:
        told = _("There is none: output goes to a file or another program.")
        yield Finding(about, "warning", told, _("The screens need one; every other command does not."))
        return
    told = _("{columns}x{rows}, {encoding}, {term}, {colours}").format(
        columns=terminal.columns,
        rows=terminal.rows,
        encoding=terminal.encoding,
        term=terminal.term or "TERM=",
        colours=terminal.colours,
    )
    advice = []
    if terminal.columns < LEAST_COLUMNS or terminal.rows < LEAST_ROWS:
        least = _("Make it at least {columns}x{rows}.")
        advice.append(least.format(columns=LEAST_COLUMNS, rows=LEAST_ROWS))
    if terminal.encoding.lower().replace("-", "") != "utf8":
        advice.append(_("Set LANG to a UTF-8 one, such as es_MX.UTF-8."))
    if terminal.term in ("", "dumb"):
        advice.append(_("Set TERM to what it is, such as xterm-256color; until then use --plain."))
    yield Finding(about, "warning" if advice else "ok", told, " ".join(advice))


def _time_zone(name: str, now: datetime) -> Finding:
    there = words.moment(now.astimezone(ZoneInfo(name)))
    return Finding(_("time zone"), "ok", _("{zone}: it is {moment} there.").format(zone=name, moment=there))


def _clock(newest: datetime | None, now: datetime) -> Finding:
    about = _("clock")
    if newest is None or newest <= now + CLOCK_SLACK:
        return Finding(about, "ok", words.moment(now.astimezone()))
    told = _("It says {now}, but a record was changed at {newest}.").format(
        now=words.moment(now.astimezone()), newest=words.moment(newest)
    )
    return Finding(about, "fault", told, _("Set the clock: every deadline is counted from it."))


# -- runbooks and records -------------------------------------------------------------------------


def _runbooks(places: Folders, settings: Settings | None) -> Iterator[Finding]:
    ids = []
    for known, passed in each_checked(places.runbooks):
        ids.append(known.id)
        about = _("runbook {name}").format(name=known.id)
        if isinstance(passed, DefinitionError):
            mend = _("Correct it there, or move it away: `restaura runbook check {name}` looks again.")
            advice = _("Install restaura anew.") if known.origin == "shipped" else mend.format(name=known.id)
            yield Finding(about, "fault", str(passed), advice)
        else:
            told = _("{code}, revision {revision}: passes its check.")
            if known.own is not None and known.is_shipped:
                told = _("{code}, revision {revision}: passes its check, with what stands in {folder}.")
            where = {"code": passed.code, "revision": passed.revision, "folder": known.own}
            yield Finding(about, "ok", told.format(**where))
    if settings is not None and settings.runbook not in ids:
        told = _("There is no runbook “{name}”, which the settings name.").format(name=settings.runbook)
        advice = _("Correct the setting `runbook`.") + nearest(settings.runbook, ids)
        yield Finding(_("settings"), "fault", told, advice)


def _records(places: Folders, now: datetime) -> Iterator[Finding]:
    about, readable, newest = _("records"), 0, None
    for folder in (places.sessions, places.training):
        try:
            for one in summaries(folder):
                if isinstance(one, UnreadableRecord):
                    yield _unreadable(about, one)
                    continue
                readable += 1
                newest = max(filter(None, (newest, _changed(one))), default=None)
        except StoreError as error:
            yield Finding(about, "fault", str(error))
    yield Finding(about, "ok", _("{count} can be read.").format(count=readable))
    yield _clock(newest, now)


def _unreadable(about: str, record: UnreadableRecord) -> Finding:
    if is_id(Path(record.path).stem):
        advice = _("Keep a copy of it, and put one from your backups in its place.")
        return Finding(about, "fault", str(record), advice)
    return Finding(about, "warning", str(record), _("Move it out of that folder."))


def _changed(summary: Mapping[str, Any]) -> datetime | None:
    try:
        changed = datetime.fromisoformat(str(summary.get("updated_at")))
    except ValueError:
        return None
    return changed if changed.tzinfo else None


STATES: Final[Mapping[State, Callable[[], str]]] = {
    "ok": lambda: _("well"),
    "warning": lambda: _("warning"),
    "fault": lambda: _("FAULT"),
}
"""The word for each state, in the reader's language."""
