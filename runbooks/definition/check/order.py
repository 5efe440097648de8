"""Order: nothing is worked out from itself or from what is asked later, and R9 of the checklist rules.

These read what depends on what, so they come after every name is known.
"""

from collections.abc import Iterator, Mapping
from itertools import chain
from typing import Final

from runbooks.definition.check.subject import Subject
from runbooks.definition.dependencies import READER, Dependencies
from runbooks.definition.faults import Fault
from runbooks.definition.items import ChoiceItem, ChoicesItem, ComputedItem, ConfirmItem, Item
from runbooks.definition.yaml_source import Place
from runbooks.language import _

MOST_CHAINED: Final = 40
"""How many names may be worked out one through the other: each is some calls deep when it is asked for."""

MOST_SHOWN: Final = 8
"""How many names of a circle are told."""

KNOWN_BEFORE = ("when", "default", "typed", "points", "checks", "value")
"""What an item is asked by: these fields are worked out before it is answered."""


def order_faults(subject: Subject) -> Iterator[Fault]:
    """Every circle; where there is none, everything that reads what comes later, and R9."""
    worked_out = _worked_out(subject)
    found = tuple(circles(subject, worked_out)) or tuple(_chained(subject, worked_out))
    yield from found or chain(_later(subject), _not_asked_again(subject))


def _chained(subject: Subject, worked_out: Mapping[str, tuple[Place, str]]) -> Iterator[Fault]:
    """The first name that is worked out through more others than a session could follow."""
    left = {name: _worked_out_from(expression) for name, (_place, expression) in worked_out.items()}
    for _round in range(MOST_CHAINED):
        left = {name: reads for name, reads in left.items() if reads & left.keys()}
    for name in [*left][:1]:
        what = _("this is worked out through more than {most} others, one behind the other")
        yield subject.fault(
            worked_out[name][0],
            what.format(most=MOST_CHAINED),
            _("Say more in one of them, and leave some out."),
        )


def circles(subject: Subject, worked_out: Mapping[str, tuple[Place, str]]) -> Iterator[Fault]:
    """Every circle among named expressions: `root.name` with its place and what it is worked out by."""
    reads = {name: _worked_out_from(expression) for name, (_place, expression) in worked_out.items()}
    told: set[str] = set()
    for name, (place, _expression) in worked_out.items():
        circle = () if name in told else _way_back(name, reads)
        if circle and not told & set(circle):
            told |= set(circle)
            shown = circle if len(circle) <= MOST_SHOWN else (*circle[:MOST_SHOWN], "…")
            way = " → ".join((*shown, name))
            what = _("this is worked out from itself: {way}").format(way=way)
            yield subject.fault(place, what, _("Let one of these read an answer instead."))


def _worked_out(subject: Subject) -> Mapping[str, tuple[Place, str]]:
    found: dict[str, tuple[Place, str]] = {
        f"computed.{name}": (("computed", name), expression)
        for name, expression in subject.runbook.computed.items()
    }
    for place, item in subject.items():
        if isinstance(item, ComputedItem):
            found[f"answers.{item.id}"] = ((*place, "value"), item.value)
    return found


def _worked_out_from(expression: str) -> frozenset[str]:
    return frozenset(f"{read.root}.{read.name}" for read in READER.read(expression).references)


def _way_back(name: str, reads: Mapping[str, frozenset[str]]) -> tuple[str, ...]:
    """The shortest way from `name` through what it reads back to it; empty where there is none."""
    read_by: dict[str, str] = {}
    reached = [name]
    for last in reached:  # grows while it is walked
        read = reads.get(last, frozenset())
        if name in read:
            way = [last]
            while way[-1] != name:
                way.append(read_by[way[-1]])
            return tuple(reversed(way))
        new = sorted(read - read_by.keys())
        read_by |= dict.fromkeys(new, last)
        reached += new
    return ()


def _later(subject: Subject) -> Iterator[Fault]:
    dependencies = Dependencies.of(subject.runbook)
    position = {name: number for number, name in enumerate(subject.runbook.items)}
    for place, item in subject.items():
        for field in KNOWN_BEFORE:
            expression = getattr(item, field, None)
            if expression is None:
                continue
            for name in sorted(dependencies.items_of(expression), key=position.__getitem__):
                if position[name] >= position[item.id]:
                    what = _('this reads "{name}", which is not answered before it')
                    cure = _("Put this item behind that one, or read something that is answered before.")
                    yield subject.fault((*place, field), what.format(name=name), cure)


def _not_asked_again(subject: Subject) -> Iterator[Fault]:
    # R9: before a point of no return what is critical is shown and confirmed once more.
    dependencies = Dependencies.of(subject.runbook)
    for place, item in subject.items():
        if not isinstance(item, ChoiceItem | ChoicesItem):
            continue
        after = subject.runbook.steps[int(place[1])].items[int(place[-1]) + 1 :]
        if any(_confirms(later) and item.id in dependencies.inputs[later.id] for later in after):
            continue
        for n, option in enumerate(item.options):
            if option.irreversible:
                what = _("what cannot be undone is asked again in its step")
                cure = _('Put behind it a confirm that is critical, has "typed" and depends on it.')
                yield subject.fault((*place, "options", n, "irreversible"), what, cure, rule="R9")


def _confirms(item: Item) -> bool:
    return isinstance(item, ConfirmItem) and item.critical and item.typed is not None
