"""What must hold in a guide and in a scenario beyond their shape: names, values, and a way to full marks."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any, Final
from zoneinfo import ZoneInfo

from pydantic import BaseModel

from runbooks.definition.check.order import circles
from runbooks.definition.check.subject import Subject
from runbooks.definition.check.wording import wording_faults
from runbooks.definition.dependencies import READER
from runbooks.definition.faults import ExpressionError, Fault, nearest
from runbooks.definition.items import ComputedItem, DeliveriesItem, DocumentItem
from runbooks.definition.model import Runbook
from runbooks.definition.yaml_source import Place, Source
from runbooks.engine.values import BadValue
from runbooks.language import _
from runbooks.training.guide import Guide, Inject
from runbooks.training.lesson import Lesson, begun
from runbooks.training.names import AREA, OF_ITEMS, PLAIN, TALLY
from runbooks.training.player import Stuck, ideal
from runbooks.training.scenario import Scenario
from runbooks.training.scene import MOST_HOURS, Scene
from runbooks.training.score import score
from runbooks.training.truth import NotSo, known_words, start_of, typed_value

RESERVED: Final = frozenset({"list", "history", "report", "certificate", "again", "seed"})
"""What `restaura train` takes for something else than a scenario."""


def guide_faults(guide: Guide, runbook: Runbook, source: Source) -> tuple[Fault, ...]:
    """Every fault of a guide that has the right shape; empty when trainings can go by it."""
    subject = _subject(guide, guide, runbook, source)
    return (
        *wording_faults(subject),
        *circles(subject, {f"world.{name}": (("world", name), e) for name, e in guide.world.items()}),
        *_kinds(subject, guide),
        *_hours(subject, guide.injects),
        *_kept(subject, guide, guide.injects),
        *_ids(subject, guide),
        *_right(subject, guide),
    )


def scenario_faults(scenario: Scenario, guide: Guide, runbook: Runbook, source: Source) -> tuple[Fault, ...]:
    """Every fault of a scenario that has the right shape; empty when it can be played to full marks."""
    subject = _subject(scenario, guide, runbook, source, scenario.injects)
    found = (
        *_names(subject, scenario, guide),
        *wording_faults(subject),
        *_values(subject, scenario, guide),
    )
    return found or tuple(_unsolved(subject, Lesson(guide, runbook, scenario)))


def _subject(
    part: BaseModel, guide: Guide, runbook: Runbook, source: Source, more: Iterable[Inject] = ()
) -> Subject:
    injects = (*guide.injects, *more)
    names: Mapping[str, Collection[str]] = {
        "truth": guide.truth.keys(),
        "world": guide.world.keys(),
        "asked": {one.id for one in guide.sources},
        "asked_last": {one.id for one in guide.sources},
        "told": {one.id for one in injects},
        "tally": TALLY,
        **dict.fromkeys(OF_ITEMS, runbook.items.keys()),
    }
    return Subject(runbook, source, part=part, more=names, plain=PLAIN | {AREA})


# -- a guide ----------------------------------------------------------------------------------------


def _kinds(subject: Subject, guide: Guide) -> Iterator[Fault]:
    for name, kind in guide.truth.items():
        if kind.kind in ("word", "words") and not known_words(kind, subject.runbook):
            what = _('a word is one of the options of an item ("of"), or of those listed ("among")')
            yield subject.fault(("truth", name), what)
    start = start_of("2026-03-09 09:00", ZoneInfo(guide.portal.timezone))
    for place, name, raw in _said_in(guide):
        yield from _typed(subject, guide, place, name, raw, start)


def _said_in(guide: Guide) -> Iterator[tuple[Place, str, Any]]:
    for name, kind in guide.truth.items():
        if kind.default is not None:
            yield ("truth", name, "default"), name, kind.default
    yield from ((("naive", name), name, raw) for name, raw in guide.naive.items())
    yield from _changes(guide.injects)


def _changes(injects: Iterable[Inject]) -> Iterator[tuple[Place, str, Any]]:
    for number, inject in enumerate(injects):
        for name, raw in inject.changes.items():
            yield ("injects", number, "changes", name), name, raw


def _kept(subject: Subject, guide: Guide, injects: Iterable[Inject]) -> Iterator[Fault]:
    """What an inject keeps under a name that the truth does not have."""
    for number, inject in enumerate(injects):
        for name in inject.keeps:
            place: Place = ("injects", number, "keeps", name)
            yield from _unknown(subject, place, name, guide.truth, _("name"))


def _hours(subject: Subject, injects: Iterable[Inject]) -> Iterator[Fault]:
    """Hours that are written as a number, and are none, or more than anybody waits."""
    for number, inject in enumerate(injects):
        if inject.after is None or READER.read(inject.after).references:
            continue
        try:
            hours = float(inject.after)
        except ValueError:
            hours = -1.0
        if not 0 <= hours <= MOST_HOURS:
            what = _("hours are expected here, from 0 to {most}").format(most=MOST_HOURS)
            yield subject.fault(("injects", number, "after"), what)


def _typed(subject: Subject, guide: Guide, place: Place, name: str, raw: Any, start: Any) -> Iterator[Fault]:
    try:
        typed_value(guide, subject.runbook, name, raw, start)
    except NotSo as wrong:
        yield subject.fault(place, str(wrong))


def _ids(subject: Subject, guide: Guide) -> Iterator[Fault]:
    for field in ("sources", "injects", "rubric", "failures"):
        yield from _twice(subject, field, [one.id for one in getattr(guide, field)])
    sources = {one.id for one in guide.sources}
    for number, source in enumerate(guide.sources):
        yield from _no_item(subject, ("sources", number, "about"), source.about)
    for number, criterion in enumerate(guide.rubric):
        yield from _no_item(subject, ("rubric", number, "items"), criterion.items)
    for number, one in enumerate(guide.afterwards):
        yield from _unknown(subject, ("afterwards", number, "source"), one.source, sources, _("source"))
    for name, right in guide.right.items():
        for number, one_source in enumerate(right.sources):
            place: Place = ("right", name, "sources", number)
            yield from _unknown(subject, place, one_source, sources, _("source"))


def _right(subject: Subject, guide: Guide) -> Iterator[Fault]:
    items = subject.runbook.items
    for name, right in guide.right.items():
        item = items.get(name)
        if item is None:
            yield from _unknown(subject, ("right", name), name, items, _("item"))
        elif isinstance(item, DeliveriesItem):
            channels = {channel.id for channel in item.channels}
            for number, told in enumerate(right.deliveries):
                place: Place = ("right", name, "deliveries", number, "channel")
                yield from _unknown(subject, place, told.channel, channels, _("channel"))
    for name, item in items.items():
        needs_none = isinstance(item, ComputedItem | DocumentItem) or item.optional is not False
        if name not in guide.right and not needs_none:
            yield subject.fault(("right",), _('what is right for "{item}" is missing').format(item=name))


# -- a scenario -------------------------------------------------------------------------------------


def _names(subject: Subject, scenario: Scenario, guide: Guide) -> Iterator[Fault]:
    if scenario.runbook != guide.runbook:
        what = _('this is a scenario of "{other}", not of "{runbook}"')
        yield subject.fault(("runbook",), what.format(other=scenario.runbook, runbook=guide.runbook))
    if scenario.id in RESERVED:
        what = _('"{name}" means something else on the command line; choose another name')
        yield subject.fault(("id",), what.format(name=scenario.id))
    own = [inject.id for inject in scenario.injects]
    yield from _twice(subject, "injects", own)
    for number, id in enumerate(own):
        if id in {inject.id for inject in guide.injects}:
            what = _('the guide has an inject "{id}" of its own').format(id=id)
            yield subject.fault(("injects", number, "id"), what)
    sources = {source.id for source in guide.sources}
    for name in scenario.says:
        yield from _unknown(subject, ("says", name), name, sources, _("source"))
    criteria = {criterion.id for criterion in guide.rubric}
    for number, objective in enumerate(scenario.objectives):
        for n, id in enumerate(objective.criteria):
            place: Place = ("objectives", number, "criteria", n)
            yield from _unknown(subject, place, id, criteria, _("criterion"))


def _values(subject: Subject, scenario: Scenario, guide: Guide) -> Iterator[Fault]:
    try:
        start = start_of(scenario.starts, ZoneInfo(guide.portal.timezone))
    except NotSo as wrong:
        yield subject.fault(("starts",), str(wrong))
        return
    for field in ("truth", "claims"):
        for name, raw in getattr(scenario, field).items():
            yield from _typed(subject, guide, (field, name), name, raw, start)
    yield from _hours(subject, scenario.injects)
    yield from _kept(subject, guide, scenario.injects)
    for place, name, raw in _changes(scenario.injects):
        yield from _typed(subject, guide, place, name, raw, start)
    for name, kind in guide.truth.items():
        if kind.default is None and not kind.optional and name not in scenario.truth:
            yield subject.fault(("truth", name), _('"{field}" is missing').format(field=name))


def _unsolved(subject: Subject, lesson: Lesson) -> Iterator[Fault]:
    """Where the truth is not sound, or the ideal path does not come to full marks."""
    scene = Scene(begun(lesson, "—"))
    unsound = [one for one in lesson.guide.sound if not scene.holds(one.holds)]
    yield from (subject.fault(("truth",), scene.say(one.otherwise)) for one in unsound)
    if unsound:
        return
    try:
        path = ideal(lesson)
        found = score(path.play, path.play)
    except (Stuck, ExpressionError, BadValue) as stuck:
        yield subject.fault((), _("the engine finds no way through it: {where}").format(where=stuck))
        return
    short = [mark.criterion.id for mark in found.marks if mark.level != "met"]
    failed = [failure.id for failure in found.failures]
    if short or failed:
        what = _("even the ideal path does not come to full marks: {what}")
        yield subject.fault((), what.format(what=", ".join((*short, *failed))))


# -- small parts ------------------------------------------------------------------------------------


def _twice(subject: Subject, field: str, ids: Iterable[str]) -> Iterator[Fault]:
    seen: set[str] = set()
    for number, id in enumerate(ids):
        if id in seen:
            yield subject.fault((field, number, "id"), _('the id "{id}" is given twice').format(id=id))
        seen.add(id)


def _no_item(subject: Subject, place: Place, named: Iterable[str]) -> Iterator[Fault]:
    for number, name in enumerate(named):
        yield from _unknown(subject, (*place, number), name, subject.runbook.items, _("item"))


def _unknown(subject: Subject, place: Place, name: str, known: Collection[str], what: str) -> Iterator[Fault]:
    if name not in known:
        told = _('no {what} is called "{name}".').format(what=what, name=name)
        yield subject.fault(place, told + nearest(name, known))
