"""What a runbook is: the neutral, frozen model of a procedure.

Expressions and templates stay strings here; `expressions` compiles them and `check` proves that they
fit. The words are those of the design: step, item, option, branch, outcome, fact, note.
"""

from functools import cached_property
from typing import Annotated, Final, Literal

from pydantic import Field, model_validator

from runbooks.definition.faults import Unfit
from runbooks.definition.items import Item
from runbooks.definition.parts import (
    ON_PAPER,
    Expression,
    Fact,
    FactName,
    Frozen,
    Identifier,
    Line,
    RunbookId,
    Template,
    Text,
)
from runbooks.language import _

MOST_COMPUTED: Final = 500
"""Names that are worked out."""


class Branch(Frozen):
    """Where a completed step leads, when it does not lead to the next: an outcome or a step ahead."""

    when: Expression = Field(description="The branch is taken where this holds once the step is completed.")
    outcome: Identifier | None = Field(default=None, description="The outcome that the session ends with.")
    step: Identifier | None = Field(default=None, description="The later step that comes next.")
    card: Text | None = Field(default=None, description=ON_PAPER)

    @model_validator(mode="after")
    def _one_end(self) -> "Branch":
        if (self.outcome is None) == (self.step is None):
            raise Unfit(
                _("a branch leads to one place: either outcome or step"),
                _("Leave one of the two, and make two branches where both are meant."),
            )
        return self


class Step(Frozen):
    """A section of the runbook; ended by an act of its own (R8)."""

    id: Identifier = Field(description="Its name in records, answer files and branches.")
    title: Text = Field(description="What the step is called.")
    clause: Line | None = Field(default=None, description="The document's clause that asks for it.")
    items: Annotated[tuple[Item, ...], Field(min_length=1)] = Field(
        description="What is to be done, in order: seven items are advised, nine are the most (R10)."
    )
    branches: tuple[Branch, ...] = Field(
        default=(),
        description="Where it leads once it is completed; the first that holds, else to the next step.",
    )


class Outcome(Frozen):
    """How a session ends. `restores`: not while a deferred item is open (R7)."""

    label: Text = Field(description="How the session ended, in a sentence.")
    restores: bool = Field(
        default=False, description="Something was restored: not while a deferred item is open (R7)."
    )


class Note(Frozen):
    """A lasting effect, shown on every later screen while `in_force` holds (R11).

    The first of a runbook is the most urgent, and is shown where there is room for one only.
    """

    id: Identifier = Field(description="The note's name in records.")
    text: Text = Field(description="What must not be forgotten.")
    in_force: Expression = Field(description="The note is shown while this holds.")
    clause: Line | None = Field(default=None, description="The document's clause that says so.")
    fact: FactName | None = Field(default=None, description="The fact that says so.")
    card: Text | None = Field(default=None, description=ON_PAPER)


class Attempt(Frozen):
    """When going back to `step` or before begins a new attempt at what follows it."""

    step: Identifier = Field(
        description="Going back to this step, or to one before it, may begin a new attempt."
    )
    when: Expression = Field(description="It does where this holds.")


class Clock(Frozen):
    """The countdown: until when, of what, and the last safe moment before it.

    `since` is when the time that runs out began: what is left is shown as a part of it. `title` and
    `about` say what it is that runs out, in a word and a line.
    """

    title: Text | None = Field(default=None, description="What runs out, in a word.")
    about: Text | None = Field(default=None, description="What it is that runs out, in a line.")
    deadline: Expression = Field(
        description="The moment at which it runs out; no countdown where it is none."
    )
    since: Expression | None = Field(default=None, description="When the time that runs out began.")
    warn_at: Expression = Field(description="The last safe moment before the deadline.")
    text: Text = Field(description="What the countdown means, and what to do.")
    card: Text | None = Field(default=None, description=ON_PAPER)


class Figure(Frozen):
    """One figure of the report: a value of the session with its label."""

    id: Identifier = Field(description="The figure's name.")
    label: Text = Field(description="What the figure is.")
    value: Expression = Field(description="The value: an expression.")


class TimelinePoint(Frozen):
    """One moment of the report's picture, with its label; not drawn while `value` is none."""

    id: Identifier = Field(description="The point's name.")
    label: Text = Field(description="What happened then.")
    value: Expression = Field(description="The moment: an expression; not drawn where it is none.")


class TimelineSpan(Frozen):
    """From one moment to another, with its label; not drawn while either is none."""

    id: Identifier = Field(description="The span's name.")
    label: Text = Field(description="What lasted so long.")
    start: Expression = Field(description="The moment at which it begins: an expression.")
    end: Expression = Field(description="The moment at which it ends: an expression.")


class Timeline(Frozen):
    """What the report's picture shows on an axis of days: what the procedure is a race against."""

    points: tuple[TimelinePoint, ...] = Field(default=(), description="Moments on the axis.")
    spans: tuple[TimelineSpan, ...] = Field(default=(), description="Stretches of time on the axis.")


class Runbook(Frozen):
    """A whole procedure, as data."""

    format: Literal["restaura.runbook/1"] = Field(description="The format of this file.")
    id: RunbookId = Field(description="The runbook's name on the command line: lower case, digits, -.")
    code: Line = Field(description="The procedure's code, as the document has it.")
    revision: Line = Field(description="The document's revision.")
    title: Text = Field(description="What the procedure is called.")
    purpose: Text = Field(description="What it is for, in a sentence.")
    cancelled: Identifier = Field(description="The outcome of a session that is cancelled.")
    facts: dict[FactName, Fact] = Field(
        description="What the procedure stands on, by name: each with its source."
    )
    computed: dict[Identifier, Expression] = Field(
        default={},
        max_length=MOST_COMPUTED,
        description="What the program works out, by name: expressions, read as `computed.NAME`.",
    )
    summary: dict[Identifier, Expression] = Field(
        default={}, description="What the record's summary shows, by key."
    )
    figures: tuple[Figure, ...] = Field(default=(), description="What the report begins with.")
    signatures: tuple[Text, ...] = Field(
        default=(), description="Who signs the report beside those who took the session."
    )
    timeline: Timeline | None = Field(default=None, description="The report's picture.")
    clock: Clock | None = Field(
        default=None, description="The countdown, where the procedure races against one."
    )
    briefing: Text | None = Field(
        default=None, description="Where things stand, for whoever asks: a sentence without its end."
    )
    about: Text | None = Field(
        default=None, description="What a session is about, in a few words, for a list of sessions."
    )
    notes: tuple[Note, ...] = Field(default=(), description="Lasting effects, the most urgent first (R11).")
    attempt: Attempt | None = Field(default=None, description="When what follows a step is tried anew.")
    steps: Annotated[tuple[Step, ...], Field(min_length=1)] = Field(
        description="The procedure, step by step."
    )
    outcomes: dict[Identifier, Outcome] = Field(description="How a session can end, by name.")
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
