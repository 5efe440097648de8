"""What must hold of the parts of invented incidents: names, tags, and that incidents can be played."""

from collections.abc import Collection, Iterable, Iterator
from typing import Any, Final
from zoneinfo import ZoneInfo

from runbooks.definition.check.subject import texts
from runbooks.definition.faults import Fault, nearest, unknown
from runbooks.definition.model import Runbook
from runbooks.definition.yaml_source import Place, Source
from runbooks.language import _
from runbooks.training.check import scenario_faults
from runbooks.training.generator import DIFFICULTIES, invent
from runbooks.training.guide import Guide
from runbooks.training.invented import CALLED, PLACEHOLDER, Goal, Invented, Piece
from runbooks.training.truth import NotSo, start_of, typed_value

TRIED: Final = range(1, 4)
"""The seeds that are played for each difficulty when the file is checked; the tests play many more."""


def invented_faults(parts: Invented, guide: Guide, runbook: Runbook, source: Source) -> tuple[Fault, ...]:
    """Every fault of parts that have the right shape; empty when incidents can be invented from them."""
    pieces = tuple(parts.pieces())
    found = (
        *_runbook(parts, guide, source),
        *_ids(pieces, source),
        *_tags(parts, pieces, source),
        *_names(parts, pieces, guide, runbook, source),
        *_placeholders(pieces, source),
    )
    return found or tuple(_unplayable(parts, guide, runbook, source))


Placed = tuple[tuple[Place, Piece], ...]


def _runbook(parts: Invented, guide: Guide, source: Source) -> Iterator[Fault]:
    if parts.runbook != guide.runbook:
        what = _('these are incidents of "{other}", not of "{runbook}"')
        yield source.fault(("runbook",), what.format(other=parts.runbook, runbook=guide.runbook))


def _ids(pieces: Placed, source: Source) -> Iterator[Fault]:
    seen: set[str] = set()
    for place, piece in pieces:
        if piece.id in seen:
            what = _('the id "{id}" is given twice').format(id=piece.id)
            yield source.fault((*place, "id"), what)
        seen.add(piece.id)


def _tags(parts: Invented, pieces: Placed, source: Source) -> Iterator[Fault]:
    """A tag that no piece has would be needed in vain, or exclude nothing."""
    known = frozenset().union(*(piece.marks for _place, piece in pieces))
    goals: Iterable[tuple[Place, Goal]] = ((("goals", n), goal) for n, goal in enumerate(parts.goals))
    for place, one in (*pieces, *goals):
        for field in ("needs", "excludes"):
            for number, tag in enumerate(getattr(one, field)):
                if tag not in known:
                    what = _('no piece has the id or the tag "{tag}".').format(tag=tag)
                    yield source.fault((*place, field, number), what + nearest(tag, known))


def _names(
    parts: Invented, pieces: Placed, guide: Guide, runbook: Runbook, source: Source
) -> Iterator[Fault]:
    for place, piece in pieces:
        for where, name, raw in _said(piece):
            yield from _value((*place, *where), name, raw, guide, runbook, source)
        for name in piece.says:
            yield from _known((*place, "says", name), name, {one.id for one in guide.sources}, source)
    criteria = {criterion.id for criterion in guide.rubric}
    for number, goal in enumerate(parts.goals):
        for n, name in enumerate(goal.criteria):
            yield from _known(("goals", number, "criteria", n), name, criteria, source)


def _said(piece: Piece) -> Iterator[tuple[Place, str, Any]]:
    for field in ("truth", "claims"):
        for name, raw in getattr(piece, field).items():
            yield (field, name), name, raw
    for number, inject in enumerate(piece.injects):
        for name, raw in inject.changes.items():
            yield ("injects", number, "changes", name), name, raw


def _value(
    place: Place, name: str, raw: Any, guide: Guide, runbook: Runbook, source: Source
) -> Iterator[Fault]:
    if isinstance(raw, str) and PLACEHOLDER.search(raw) and name in guide.truth:
        return  # known only once it is filled: see `_unplayable`
    start = start_of("2026-03-09 09:00", ZoneInfo(guide.portal.timezone))
    try:
        typed_value(guide, runbook, name, raw, start)
    except NotSo as wrong:
        yield source.fault(place, str(wrong))


def _known(place: Place, name: str, known: Collection[str], source: Source) -> Iterator[Fault]:
    if name not in known:
        yield source.fault(place, unknown(name, known))


def _placeholders(pieces: Placed, source: Source) -> Iterator[Fault]:
    """A `{name}` that no piece gives."""
    known: set[str] = set()
    for _place, piece in pieces:
        known |= piece.numbers.keys() | piece.words.keys() | (piece.texts.keys() - set(CALLED))
        for moment in piece.times.moments if piece.times is not None else ():
            known |= {moment, f"at_{moment}"}
    for place, piece in pieces:
        for where, written in _written(piece):
            for name in sorted({one[1] for one in PLACEHOLDER.finditer(written)} - known):
                what = _('nothing is told as "{name}".').format(name=f"{{{name}}}") + nearest(name, known)
                yield source.fault((*place, *where), what)


def _written(piece: Piece) -> Iterator[tuple[Place, str]]:
    """Every string of a piece that is filled, with its place; the pieces inside it are told apart."""
    alone = piece.model_copy(update={"one_of": ()})
    for where, text in texts(alone):
        yield from (((*where, "es"), text.es), ((*where, "en"), text.en))
    for where, _name, raw in _said(piece):
        inside = raw.items() if isinstance(raw, dict) else [(None, raw)]
        for key, one in inside:
            if isinstance(one, str):
                yield (*where, *([] if key is None else [key])), one


def _unplayable(parts: Invented, guide: Guide, runbook: Runbook, source: Source) -> Iterator[Fault]:
    """What is wrong with the first incidents of each difficulty."""
    for difficulty in DIFFICULTIES:
        for seed in TRIED:
            try:
                scenario = invent(runbook, parts, seed, difficulty)
            except ValueError as error:
                yield source.fault(("difficulties", difficulty - 1), str(error))
                return
            for fault in scenario_faults(scenario, guide, runbook, source):
                what = _("the incident of seed {seed}, difficulty {difficulty}, cannot be played: {what}")
                told = what.format(seed=seed, difficulty=difficulty, what=fault.sentence)
                yield source.fault((), told)
