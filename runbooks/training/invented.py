"""What incidents are invented from: pieces with their words, what they make so, and how hard that is.

A file beside the runbook (`invented.yaml`). An invented incident takes one piece of each group, and twists
until it is as hard as asked. Which pieces go together is said here by tags, never by code.
"""

import re
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Annotated, Any, Final, Literal

from pydantic import Field, StringConstraints, model_validator

from runbooks.definition.parts import Frozen, Identifier, Line, Text
from runbooks.language import _
from runbooks.training.guide import Case, Inject
from runbooks.training.scenario import Objective, Opening

CALLED: Final = ("title", "who", "opening")
"""The texts that a scenario holds itself: its title, who calls first, and what they say."""

PLACEHOLDER: Final = re.compile(r"(?<![{%])\{([a-z][a-z0-9_]*)\}(?!\})")
"""`{lost}` in a text; `{{ truth.lost_at }}` is left to the scenario."""

Span = tuple[Annotated[int, Field(ge=0)], Annotated[int, Field(ge=0)]]
Clock = Annotated[str, StringConstraints(pattern=r"^([01][0-9]|2[0-3]):[0-5][0-9]$")]


class When(Frozen):
    """Where a moment may lie: `days` before the day on which the scenario starts, at a time of `clock`.

    Or `minutes` after another moment.
    """

    days: Span = (0, 0)
    clock: tuple[Clock, Clock] | None = None
    after: Identifier | None = None
    minutes: Span | None = None

    @model_validator(mode="after")
    def _one_way(self) -> "When":
        if (self.clock is None) == (self.after is None) or (self.after is None) != (self.minutes is None):
            raise ValueError(_("a moment is said in one way: days and clock, or after and minutes"))
        return self


class Times(Frozen):
    """The moments of an incident, in the order in which they come, and when its clock starts.

    Each can only come after the one before it, wherever in their spans they fall.
    """

    moments: dict[Identifier, When]
    starts: tuple[Clock, Clock]

    @model_validator(mode="after")
    def _in_order(self) -> "Times":
        reached = -(10**9)
        bounds: dict[str, tuple[int, int]] = {}
        for name, when in {**self.moments, "starts": When(clock=self.starts)}.items():
            if when.after is not None and when.after not in bounds:
                raise ValueError(
                    _('"{name}" comes after a moment that is not said before it').format(name=name)
                )
            bounds[name] = first, last = bounds_of(when, bounds)
            own = bounds[when.after][1] if when.after is not None else reached
            if first > last or (first < reached and own != reached):
                raise ValueError(_('"{name}" can come before what is said before it').format(name=name))
            reached = last
        return self


def minutes_of(clock: str) -> int:
    """Minutes since midnight."""
    return int(clock[:2]) * 60 + int(clock[3:])


def bounds_of(when: When, known: dict[str, tuple[int, int]]) -> tuple[int, int]:
    """The earliest and the latest of a moment, in minutes from the midnight before the start."""
    if when.after is not None and when.minutes is not None:
        first, last = known[when.after]
        return first + when.minutes[0], last + when.minutes[1]
    assert when.clock is not None
    first, last = (minutes_of(clock) for clock in when.clock)
    return first - when.days[1] * 1440, last - when.days[0] * 1440


class Piece(Frozen):
    """A part of an incident: what it makes so, what is said of it, and what it goes with.

    It is taken only where all of `needs` and none of `excludes` is among the tags of the others; its id
    is a tag too. Of the texts under one name one phrasing is taken. What several pieces say under a name of
    `CALLED` is joined in the file's order; a text of another name is told where `{name}` stands behind it.
    """

    id: Identifier
    adds: Annotated[int, Field(ge=0, le=20)] = 0
    often: Annotated[int, Field(ge=1, le=20)] = 1
    tags: tuple[Identifier, ...] = ()
    needs: tuple[Identifier, ...] = ()
    excludes: tuple[Identifier, ...] = ()
    times: Times | None = None
    numbers: dict[Identifier, Span] = Field(default={}, description="Drawn from these, as `{name}`.")
    words: dict[Identifier, Line] = Field(default={}, description="Said alike in both languages.")
    texts: dict[Identifier, Annotated[tuple[Text, ...], Field(min_length=1)]] = Field(
        default={}, description="Phrasings, by the name under which they are told."
    )
    truth: dict[Identifier, Any] = Field(default={}, description="What it makes so.")
    claims: dict[Identifier, Any] = Field(default={}, description="What it makes believe.")
    says: dict[Identifier, tuple[Case, ...]] = Field(default={}, description="What a source says then.")
    calls: tuple[Opening, ...] = Field(default=(), description="One of these calls too.")
    injects: tuple[Inject, ...] = ()
    one_of: tuple["Piece", ...] = Field(default=(), description="One of these is taken with it.")

    @property
    def marks(self) -> frozenset[str]:
        """All that it can be known by."""
        return frozenset({self.id, *self.tags})


class Group(Frozen):
    """Pieces of which every incident has one."""

    id: Identifier
    one_of: Annotated[tuple[Piece, ...], Field(min_length=1)]


class Goal(Objective):
    """What an incident with such pieces teaches."""

    needs: tuple[Identifier, ...] = ()
    excludes: tuple[Identifier, ...] = ()


class Spoken(Frozen):
    """How a moment is told by someone who speaks: `{day}` with `{clock}`."""

    moment: Text
    days_ago: tuple[Text, ...] = Field(description="Today, yesterday, and so on.")
    weekdays: Annotated[tuple[Text, ...], Field(min_length=7, max_length=7)]
    earlier: Text = Field(description="A week ago or more: `{days}` days.")


class Invented(Frozen):
    """Everything from which incidents of one runbook are invented."""

    format: Literal["restaura.invented/1"]
    runbook: Line
    dates: tuple[date, date] = Field(description="The first and the last day on which one can start.")
    difficulties: Annotated[tuple[Span, ...], Field(min_length=5, max_length=5)] = Field(
        description="What the pieces add up to, least and most, for each difficulty."
    )
    spoken: Spoken
    always: Piece
    groups: Annotated[tuple[Group, ...], Field(min_length=1)]
    twists: tuple[Piece, ...]
    most_goals: Annotated[int, Field(ge=1, le=9)] = 4
    goals: Annotated[tuple[Goal, ...], Field(min_length=1)]

    def pieces(self) -> Iterator[tuple[tuple[str | int, ...], Piece]]:
        """Every piece with its place in the file."""
        yield from _with_inner(("always",), self.always)
        for number, group in enumerate(self.groups):
            for place, piece in enumerate(group.one_of):
                yield from _with_inner(("groups", number, "one_of", place), piece)
        for number, piece in enumerate(self.twists):
            yield from _with_inner(("twists", number), piece)


def _with_inner(place: tuple[str | int, ...], piece: Piece) -> Iterator[tuple[tuple[str | int, ...], Piece]]:
    yield place, piece
    for number, inner in enumerate(piece.one_of):
        yield from _with_inner((*place, "one_of", number), inner)


def goes_with(one: Piece | Goal, others: Iterable[Piece]) -> bool:
    """Whether `one` fits beside `others`, by what each needs and excludes."""
    others = tuple(others)
    there = frozenset().union(*(other.marks for other in others))
    if not there.issuperset(one.needs) or not there.isdisjoint(one.excludes):
        return False
    return isinstance(one, Goal) or all(one.marks.isdisjoint(other.excludes) for other in others)
