"""`restaura verify`: whether records and archives are what they were."""

import os
from argparse import Namespace
from collections.abc import Generator, Iterable, Sequence
from datetime import UTC, datetime
from typing import Final

from runbooks.folders import Folders
from runbooks.language import _
from runbooks.record.archive.reading import ENDING
from runbooks.record.archive.verifying import examine_archive, verify_archived
from runbooks.record.checking import Asked, Checked, Checking, check_record, lost
from runbooks.record.errors import StoreError
from runbooks.record.store import Store
from runbooks.record.verified import (
    GROWN,
    MISSING,
    NEW,
    REWRITTEN,
    moment_in_words,
    read_verified,
    write_verified,
)
from runbooks.record.verify import Verdict, verify
from tui.commands.output import as_json, complain, say
from tui.commands.progress import progress
from tui.cores import on_every_core
from tui.ending import DONE, NOT_SO
from tui.locating import located

NAMED: Final = 5
"""So many ids are named in a summary; more would push it off the screen."""


def command(options: Namespace, places: Folders) -> int:
    """Check the records named, by id or as files, or every one."""
    if options.records:
        verdicts = [_of(places, one) for one in options.records]
        summary: list[str] = []
    else:
        verdicts, summary = _everything(places)
    if options.json:
        found = [verdict.as_json() for verdict in verdicts]
        print(as_json(found[0] if len(options.records) == 1 else found))
    else:
        for verdict in verdicts:
            _tell(verdict)
    for line in summary:
        (complain if options.json else say)(line)
    return NOT_SO if any(verdict.faults for verdict in verdicts) else DONE


def _of(places: Folders, asked: str) -> Verdict:
    if os.path.isfile(asked) or (os.sep in asked and os.path.lexists(asked)):
        return examine_archive(asked).verdict if asked.endswith(ENDING) else verify(asked)
    place, id = located(places, asked)
    if place.suffix == ENDING:
        return verify_archived(place, id)
    return check_record(Asked(Store(place).path(id), read_verified(places.verified).records.get(id))).verdict


def _tell(verdict: Verdict) -> None:
    state = _("CHANGED") if verdict.faults else _("unchanged")
    if verdict.records is not None:
        state = _("{state}, an archive (records: {count})").format(state=state, count=verdict.records)
    say(f"{verdict.path}: {state}")
    for fault in verdict.faults:
        say(f"  {fault.where}: {fault.what}")


# -- everything, beside what was known the last time ---------------------------------------------------


def _everything(places: Folders) -> tuple[list[Verdict], list[str]]:
    """What is found, and what to say of all of it together."""
    before = read_verified(places.verified)
    if before.trouble:
        complain(before.trouble)
    now = datetime.now(UTC).astimezone().isoformat(timespec="seconds")
    checking = Checking(places, before, now)
    files = checking.files()
    with progress(len(files)) as advance:
        verdicts = list(checking.verdicts(files, advance, _on_every_core))
    if checking.known or before.at:
        try:
            write_verified(places.verified, now, checking.known)
        except StoreError as error:
            complain(str(error))
    return verdicts, _summary(places, checking, verdicts)


def _on_every_core(asked: Sequence[Asked]) -> Generator[Checked, None, None]:
    return on_every_core(check_record, asked, lost)


def _summary(places: Folders, checking: Checking, verdicts: Sequence[Verdict]) -> list[str]:
    told = _("Records checked: {count}; in archives: {archived}; with faults: {faults}.")
    faults = sum(bool(verdict.faults) for verdict in verdicts)
    lines = [told.format(count=checking.records, archived=checking.archived, faults=faults)]
    if not checking.known:
        return []
    if not checking.before.at:
        return [*lines, _("What is new is told from the next time on.")]
    news = [
        (_("new"), checking.became.get(NEW, [])),
        (_("grown"), checking.became.get(GROWN, [])),
        (_("put into an archive"), checking.put_away),
        (_("gone with their archive"), checking.gone_with_archive),
        (_("REWRITTEN OR CUT"), checking.became.get(REWRITTEN, [])),
        (_("MISSING"), checking.became.get(MISSING, [])),
        (_("faults that are new"), checking.new_faults),
        (_("faults that are gone"), checking.faults_gone),
    ]
    what = [f"  {name}: {_named(ids)}" for name, ids in news if ids] or ["  " + _("nothing new")]
    lines += [_("Since the last time, {at}:").format(at=moment_in_words(checking.before.at)), *what]
    if checking.became.keys() & {REWRITTEN, MISSING}:
        told = _("This is told each time. To accept what is there, delete {path}.")
        lines.append(told.format(path=places.verified))
    return lines


def _named(ids: Iterable[str]) -> str:
    every = sorted(ids)
    more = f" … ({len(every)})" if len(every) > NAMED else ""
    return ", ".join(every[:NAMED]) + more
