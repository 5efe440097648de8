"""What a runbook is: the neutral, frozen model of a procedure.

Expressions and templates stay strings here; `expressions` compiles them and `check` proves that they
fit. The words are those of the design: step, item, option, branch, outcome, fact, note.
"""

from functools import cached_property
from typing import Annotated, Literal

from pydantic import Field, StringConstraints, model_validator

from runbooks.definition.items import Item
from runbooks.definition.names import RUNBOOK_ID
from runbooks.definition.parts import (
    ON_PAPER,
    Expression,
    Fact,
    FactName,
    Frozen,
    Identifier,
    Line,
    Template,
    Text,
)
from runbooks.language import _


class Branch(Frozen):
    """Where a completed step leads, when it does not lead to the next: an outcome or a step ahead."""

    when: Expression
    outcome: Identifier | None = None
    step: Identifier | None = None
    card: Text | None = Field(default=None, description=ON_PAPER)

    @model_validator(mode="after")
    def _one_end(self) -> "Branch":
        if (self.outcome is None) == (self.step is None):
            raise ValueError(_("a branch leads to one place: either outcome or step"))
        return self


class Step(Frozen):
    """A section of the runbook; ended by an act of its own (R8)."""

    id: Identifier
    title: Text
    clause: Line | None = None
    items: Annotated[tuple[Item, ...], Field(min_length=1)]
    branches: tuple[Branch, ...] = ()


class Outcome(Frozen):
    """How a session ends. `restores`: not while a deferred item is open (R7)."""

    label: Text
    restores: bool = False


class Note(Frozen):
    """A lasting effect, shown on every later screen while `in_force` holds (R11).

    The first of a runbook is the most urgent, and is shown where there is room for one only.
    """

    id: Identifier
    text: Text
    in_force: Expression
    clause: Line | None = None
    fact: FactName | None = None
    card: Text | None = Field(default=None, description=ON_PAPER)


class Attempt(Frozen):
    """When going back to `step` or before begins a new attempt at what follows it."""

    step: Identifier
    when: Expression


class Clock(Frozen):
    """The countdown: until when, of what, and the last safe moment before it.

    `since` is when the time that runs out began: what is left is shown as a part of it. `title` and
    `about` say what it is that runs out, in a word and a line.
    """

    title: Text | None = None
    about: Text | None = None
    deadline: Expression
    since: Expression | None = None
    warn_at: Expression
    text: Text
    card: Text | None = Field(default=None, description=ON_PAPER)


class Figure(Frozen):
    """One figure of the report: a value of the session with its label."""

    id: Identifier
    label: Text
    value: Expression


class TimelinePoint(Frozen):
    """One moment of the report's picture, with its label; not drawn while `value` is none."""

    id: Identifier
    label: Text
    value: Expression


class TimelineSpan(Frozen):
    """From one moment to another, with its label; not drawn while either is none."""

    id: Identifier
    label: Text
    start: Expression
    end: Expression


class Timeline(Frozen):
    """What the report's picture shows on an axis of days: what the procedure is a race against."""

    points: tuple[TimelinePoint, ...] = ()
    spans: tuple[TimelineSpan, ...] = ()


class Runbook(Frozen):
    """A whole procedure, as data."""

    format: Literal["restaura.runbook/1"]
    id: Annotated[str, StringConstraints(pattern=RUNBOOK_ID)]
    code: Line
    revision: Line
    title: Text
    purpose: Text
    cancelled: Identifier = Field(description="The outcome of a session that is cancelled.")
    facts: dict[FactName, Fact]
    computed: dict[Identifier, Expression] = Field(default={})
    summary: dict[Identifier, Expression] = Field(
        default={}, description="What the record's summary shows, by key."
    )
    figures: tuple[Figure, ...] = Field(default=(), description="What the report begins with.")
    signatures: tuple[Text, ...] = Field(
        default=(), description="Who signs the report beside those who took the session."
    )
    timeline: Timeline | None = None
    clock: Clock | None = None
    briefing: Text | None = Field(
        default=None, description="Where things stand, for whoever asks: a sentence without its end."
    )
    about: Text | None = Field(
        default=None, description="What a session is about, in a few words, for a list of sessions."
    )
    notes: tuple[Note, ...] = ()
    attempt: Attempt | None = None
    steps: Annotated[tuple[Step, ...], Field(min_length=1)]
    outcomes: dict[Identifier, Outcome]
    templates: dict[Identifier, Template] = Field(
        default={},
        description="The documents' templates; read from the templates folder when loaded.",
    )

    @cached_property
    def items(self) -> dict[str, Item]:
        """Every item by id, in the order of the procedure."""
        return {item.id: item for step in self.steps for item in step.items}

    @cached_property
    def home(self) -> dict[str, int]:
        """The index of the step that each item belongs to, by item id."""
        return {item.id: index for index, step in enumerate(self.steps) for item in step.items}

    @cached_property
    def places(self) -> dict[str, int]:
        """The index of each step, by step id."""
        return {step.id: index for index, step in enumerate(self.steps)}
