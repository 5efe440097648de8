"""What a runbook is: the neutral, frozen model of a procedure.

Expressions and templates stay strings here; `expressions` compiles them and `check` proves that they
fit. The words are those of the design: step, item, option, branch, outcome, fact, note.
"""

from functools import cached_property
from typing import Annotated, Literal

from runbooks.definition.frozen import Frozen, field
from runbooks.definition.items import Item
from runbooks.definition.limits import Many, Words
from runbooks.definition.parts import (
    Expression,
    Fact,
    FactName,
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

    def check(self) -> None:
        """As `Frozen.check`."""
        if (self.outcome is None) == (self.step is None):
            raise ValueError(_("a branch leads to one place: either outcome or step"))


class Step(Frozen):
    """A section of the runbook; ended by an act of its own (R8)."""

    id: Identifier
    title: Text
    clause: Line | None = None
    items: Annotated[tuple[Item, ...], Many(1)]
    branches: tuple[Branch, ...] = ()


class Outcome(Frozen):
    """How a session ends. `restores`: not while a deferred item is open (R7)."""

    label: Text
    restores: bool = False


class Note(Frozen):
    """A lasting effect, shown on every later screen while `in_force` holds (R11)."""

    id: Identifier
    text: Text
    in_force: Expression
    clause: Line | None = None
    fact: FactName | None = None


class Attempt(Frozen):
    """When going back to `step` or before begins a new attempt at what follows it."""

    step: Identifier
    when: Expression


class Clock(Frozen):
    """The countdown: until when, of what, and the last safe moment before it.

    `since` is when the time that runs out began: what is left is shown as a part of it.
    """

    deadline: Expression
    since: Expression | None = None
    warn_at: Expression
    text: Text


class Figure(Frozen):
    """One figure of the report: a value of the session with its label."""

    id: Identifier
    label: Text
    value: Expression


class Runbook(Frozen):
    """A whole procedure, as data."""

    format: Literal["restaura.runbook/1"]
    id: Annotated[str, Words(pattern=r"^[a-z][a-z0-9-]{0,39}$")]
    code: Line
    revision: Line
    title: Text
    purpose: Text
    cancelled: Identifier = field(description="The outcome of a session that is cancelled.")
    facts: dict[FactName, Fact]
    computed: dict[Identifier, Expression] = field(default={})
    summary: dict[Identifier, Expression] = field(
        default={}, description="What the record's summary shows, by key."
    )
    figures: tuple[Figure, ...] = field(default=(), description="What the report begins with.")
    clock: Clock | None = None
    briefing: Text | None = field(
        default=None, description="Where things stand, in a sentence or two for whoever asks."
    )
    notes: tuple[Note, ...] = ()
    attempt: Attempt | None = None
    steps: Annotated[tuple[Step, ...], Many(1)]
    outcomes: dict[Identifier, Outcome]
    templates: dict[Identifier, Template] = field(
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
