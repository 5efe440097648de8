"""`restaura train history`: the class for the trainer, or one person's attempts."""

import os
from argparse import Namespace
from collections.abc import Iterator
from datetime import date
from typing import Any

from runbooks.definition.faults import nearest
from runbooks.folders import Folders
from runbooks.language import _
from runbooks.record.errors import StoreError
from runbooks.record.store import Store
from runbooks.settings import load_settings
from runbooks.training.history import Attempt, Trainee, history
from tui.commands.output import as_json, columns, complain, say
from tui.ending import DONE, NOT_FOUND, Ended


def command(options: Namespace, places: Folders) -> int:
    """Print a row for each trainee, or one trainee's attempts and rubric over time."""
    months = load_settings(places.config_file, os.environ).training_months
    kept = history(Store(places.training), months)
    today = date.today()
    trainee = _named(kept.of(options.trainee), options.trainee, kept.trainees) if options.trainee else None
    if options.json:
        found = _person(trainee, today) if trainee else {"trainees": [_row(t, today) for t in kept.trainees]}
        print(as_json(found | {"unread": unread_as_json(kept.unread)}))
        return DONE
    for error in kept.unread:
        complain(str(error))
    if trainee is not None:
        for line in _attempts(trainee, today):
            say(line)
    elif kept.trainees:
        for line in _class(kept.trainees, today):
            print(line)
    else:
        complain(_("No training is closed yet. `restaura train` begins one."))
    return DONE


def unread_as_json(unread: tuple[StoreError, ...]) -> list[dict[str, str]]:
    """The records that could not be taken into account, for `--json`."""
    return [{"path": error.path, "reason": getattr(error, "reason", str(error))} for error in unread]


def _named(found: Trainee | None, asked: str, known: tuple[Trainee, ...]) -> Trainee:
    if found is None:
        told = _("Nobody called “{name}” has closed a training.").format(name=asked)
        raise Ended(NOT_FOUND, told + nearest(asked, [one.name for one in known]))
    return found


# -- the class -------------------------------------------------------------------------------------


def _class(trainees: tuple[Trainee, ...], today: date) -> list[str]:
    head = (
        _("Trainee"),
        _("Attempts"),
        _("Last"),
        _("Scenario"),
        _("Result"),
        _("Best"),
        _("Critical failures"),
        _("Exam due"),
    )
    rows = (
        (
            one.name,
            str(len(one.attempts)),
            one.last.day.isoformat(),
            one.last.scenario,
            result_in_words(one.last),
            "—" if one.best is None else f"{one.best} %",
            str(one.failures),
            due_in_words(one, today),
        )
        for one in trainees
    )
    return columns([head, *rows])


def result_in_words(attempt: Attempt) -> str:
    """How an attempt ended: `92 %, aprobado`."""
    told = _("{percent} %, passed") if attempt.passed else _("{percent} %, not passed")
    return told.format(percent=attempt.percent)


def due_in_words(trainee: Trainee, today: date) -> str:
    """When an exam is to be taken: `ahora`, or the day."""
    if trainee.due is None:
        return _("now: none passed yet")
    if trainee.is_due(today):
        return _("now: since {day}").format(day=trainee.due)
    return trainee.due.isoformat()


def _row(one: Trainee, today: date) -> dict[str, Any]:
    return {
        "trainee": one.name,
        "attempts": len(one.attempts),
        "last": one.last.as_json(),
        "best": one.best,
        "failures": one.failures,
        **_due(one, today),
    }


def _due(one: Trainee, today: date) -> dict[str, Any]:
    return {"due": one.due and one.due.isoformat(), "is_due": one.is_due(today)}


# -- one person ------------------------------------------------------------------------------------


def _person(one: Trainee, today: date) -> dict[str, Any]:
    rubric = [{"id": id, "label": label, "points": points} for id, label, points in one.rubric()]
    attempts = [attempt.as_json() for attempt in one.attempts]
    return {"trainee": one.name, **_due(one, today), "attempts": attempts, "rubric": rubric}


def _attempts(one: Trainee, today: date) -> Iterator[str]:
    yield _("{name}; exam due: {due}").format(name=one.name, due=due_in_words(one, today))
    yield ""
    head = ("#", _("Id"), _("Day"), _("Scenario"), _("Difficulty"), _("Kind"), _("Result"))
    rows = [
        (
            str(number),
            attempt.id,
            attempt.day.isoformat(),
            attempt.scenario,
            str(attempt.difficulty),
            _kind(attempt),
            _with_failures(attempt),
        )
        for number, attempt in enumerate(one.attempts, start=1)
    ]
    yield from columns([head, *rows])
    yield ""
    numbers = [str(number) for number, _attempt in enumerate(one.attempts, start=1)]
    points = [(label, *("·" if n is None else str(n) for n in each)) for _id, label, each in one.rubric()]
    yield from columns([(_("Points of 4, by attempt"), *numbers), *points])


def _kind(attempt: Attempt) -> str:
    kind = _("exam") if attempt.exam else _("guided")
    return _("{kind}, tried again").format(kind=kind) if attempt.again else kind


def _with_failures(attempt: Attempt) -> str:
    told = result_in_words(attempt)
    if not attempt.failures:
        return told
    failures = "; ".join(attempt.labels.get(one, one) for one in attempt.failures)
    return told + "; " + _("critical failures: {failures}").format(failures=failures)
