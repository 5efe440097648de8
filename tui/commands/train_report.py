"""`restaura train report`: the after-action report of one training, or what confused over all."""

from argparse import Namespace
from collections.abc import Iterator
from datetime import timedelta

from runbooks.folders import Folders
from runbooks.language import _, words
from runbooks.record.store import Store
from runbooks.report.after_action import after_action
from runbooks.report.formats import written
from runbooks.training.confusing import RECKONED, Confusing, Line, confusing
from tui.commands.handing_out import hand_out
from tui.commands.output import as_json, columns, complain
from tui.commands.train_history import unread_as_json
from tui.ending import DONE, NOT_SO, USAGE, Ended
from tui.replaying import replaying
from tui.trainings import training_named


def command(options: Namespace, places: Folders) -> int:
    """Write the report; with `--confusing` the lines of the runbook that confused, the worst first."""
    if options.confusing and options.id:
        raise Ended(USAGE, _("--confusing is over all trainings: name none."))
    if options.json and not options.confusing:
        raise Ended(USAGE, _("--json is for --confusing; the report of one training is a page."))
    if options.confusing:
        return _confusing(options, places)
    record = training_named(places, options.id)
    if record.summary.get("status") != "closed":
        told = _("{id} is not closed; its report comes at the end.")
        raise Ended(NOT_SO, told.format(id=record.id))
    with replaying(Store(places.training).path(record.id)):
        page = after_action(record)
    hand_out(written(page, options.format), options)
    return DONE


def _confusing(options: Namespace, places: Folders) -> int:
    found = confusing(Store(places.training))
    if options.json:
        lines = [line.as_json() for line in found.lines]
        told = {"trainings": found.trainings, "reckoned": _(RECKONED), "lines": lines}
        hand_out((as_json(told | {"unread": unread_as_json(found.unread)}) + "\n").encode(), options)
        return DONE
    for error in found.unread:
        complain(str(error))
    hand_out("".join(f"{line}\n" for line in _told(found)).encode(), options)
    return DONE


def _told(found: Confusing) -> Iterator[str]:
    yield _("TRAINING") + " · " + _("trainings read: {count}").format(count=found.trainings)
    trouble = [line for line in found.lines if line.confusion]
    yield _("lines that gave no trouble: {count}").format(count=len(found.lines) - len(trouble))
    if not trouble:
        return
    yield _(RECKONED)
    yield ""
    head = (
        _("Confusion"),
        _("Line"),
        _("Trainings"),
        _("Median time"),
        _("Wrong"),
        _("Hints"),
        _("Passed over"),
        _("Put off"),
    )
    yield from columns([head, *(_row(line) for line in trouble)])


def _row(line: Line) -> tuple[str, ...]:
    signs = (line.signs[name] for name in ("wrong", "hinted", "overridden", "deferred"))
    return (
        f"{line.confusion:.1f}",
        f"{line.label} ({line.clause})" if line.clause else line.label,
        str(line.trainings),
        words.duration(timedelta(seconds=line.median)),
        *(str(count) for count in signs),
    )
