"""The guide to training on one runbook: how its world works, what is right in it, and how that is judged.

A guide is data beside its runbook (`training.yaml`), once for all scenarios; a scenario says only what is
true in it. Expressions are those of the runbook, with a few names more (`names.py`).
"""

from typing import Annotated, Any, Literal

from pydantic import Field, model_validator

from runbooks.definition.parts import Expression, Frozen, Identifier, Line, Text
from runbooks.language import _

FULL = 4
"""What a criterion is worth."""


class Kind(Frozen):
    """What a scenario may say under one name of its truth.

    `day` is a date; `moment` is seen from the scenario's start (`today-1d 18:00`, `now-30h`); `word` and
    `words` are options of the item `of`, or of `among`; `name` is said alike in both languages, `text` in
    each.
    """

    kind: Literal["moment", "day", "yes_no", "number", "name", "text", "word", "words"]
    of: Identifier | None = None
    among: tuple[Identifier, ...] = ()
    optional: bool = Field(default=False, description="May be left out: none then.")
    default: Any = None


class Case(Text):
    """A text for one case; the first of several whose `when` holds is said."""

    when: Expression | None = None


class Source(Frozen):
    """Somebody to ask, somewhere to look, or something to do: it takes time, and the world answers."""

    id: Identifier
    label: Text = Field(description="One imperative action.")
    minutes: Annotated[int, Field(ge=0, le=600)] = 10
    when: Expression | None = Field(default=None, description="Whether it can be done now.")
    needed: Expression | None = Field(
        default=None, description="Whether the ideal path goes there; where not, it is time lost."
    )
    about: tuple[Identifier, ...] = Field(default=(), description="The items that it tells of.")
    says: Annotated[tuple[Case, ...], Field(min_length=1)]


class Inject(Frozen):
    """Something that happens by itself: at a time, or once something is so (T5).

    It comes `after` so many hours from `since`, from the start where that is not said, and not before
    `when` holds; at once where neither is said.
    """

    id: Identifier
    when: Expression | None = None
    since: Expression | None = None
    after: Expression | None = Field(default=None, description="Hours.")
    each_attempt: bool = Field(default=False, description="Once in each attempt; else once at all.")
    who: Text
    says: Annotated[tuple[Case, ...], Field(min_length=1)]
    changes: dict[Identifier, Any] = Field(default={}, description="What is true from then on, by name.")
    keeps: dict[Identifier, Expression] = Field(
        default={},
        description="As `changes`, worked out then: it stays, whatever is answered later.",
    )


class RightDelivery(Frozen):
    """A delivery as it should be."""

    channel: Identifier
    audience: Text
    result: Text


class RightCheck(Frozen):
    """What the check of one `area` finds: a state, and what is seen there."""

    state: Expression
    seen: Text


class Right(Frozen):
    """What an item should hold, worked out of the truth.

    One of `value`, `text`, `deliveries` and `checks`. Other answers are right too where `accept` holds of
    them (`answer`). `sources` tell it; until it is `ready` one waits.
    """

    value: Expression | None = None
    text: Text | None = None
    deliveries: tuple[RightDelivery, ...] = ()
    checks: RightCheck | None = None
    accept: Expression | None = None
    ready: Expression | None = None
    reason: Text | None = Field(default=None, description="The reason to give, where one is asked.")
    sources: tuple[Identifier, ...] = ()

    @model_validator(mode="after")
    def _one_way(self) -> "Right":
        said = [self.value is not None, self.text is not None, bool(self.deliveries), self.checks is not None]
        if sum(said) != 1:
            raise ValueError(_("what is right is said in one way: value, text, deliveries or checks"))
        return self


class Afterwards(Frozen):
    """What is still to be done once the outcome is reached."""

    source: Identifier
    when: Expression


class Criterion(Frozen):
    """One line of the rubric (T9): worth `FULL`; wrong answers to `items` and hints on them lower it."""

    id: Identifier
    label: Text
    clause: Line | None = None
    when: Expression | None = Field(default=None, description="Whether it applies in this scenario.")
    items: tuple[Identifier, ...] = ()
    met: Expression
    partly: Expression | None = None
    did: Text
    right: Text


class Failure(Frozen):
    """What no good answer elsewhere makes up for (T9); one that is `lasting`, no later attempt either."""

    id: Identifier
    label: Text
    clause: Line | None = None
    when: Expression
    story: Text
    lasting: bool = False


class Sound(Frozen):
    """What must hold of the truth at the beginning of every scenario, and what is said where it does not."""

    holds: Expression
    otherwise: Text


class Portal(Frozen):
    """The invented portal; its zone is that of every scenario."""

    name: Line
    timezone: Line


class Rules(Frozen):
    """The settings that the runbook reads, the same in every training (T17)."""

    copy_hour: int | None = None
    support_lead_hours: int = 24


class Guide(Frozen):
    """How one runbook is trained."""

    format: Literal["restaura.training/1"]
    runbook: Line
    portal: Portal
    settings: Rules
    answer_minutes: Annotated[int, Field(ge=0, le=60)] = Field(
        default=2, description="What an answer takes by the simulated clock."
    )
    pass_percent: Annotated[int, Field(ge=1, le=100)] = 80
    hint_costs: tuple[int, int, int] = (1, 1, 2)
    truth: dict[Identifier, Kind]
    sound: tuple[Sound, ...] = ()
    world: dict[Identifier, Expression] = Field(
        default={}, description="What follows from the truth and the answers, as `world.NAME`."
    )
    sources: Annotated[tuple[Source, ...], Field(min_length=1)]
    injects: tuple[Inject, ...] = ()
    right: dict[Identifier, Right]
    afterwards: tuple[Afterwards, ...] = ()
    naive: dict[Identifier, Any] = Field(
        default={}, description="What someone believes who looks nowhere, by name of the truth."
    )
    rubric: Annotated[tuple[Criterion, ...], Field(min_length=1)]
    failures: tuple[Failure, ...] = ()
