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

    kind: Literal["moment", "day", "yes_no", "number", "name", "text", "word", "words"] = Field(
        description="What is said under this name."
    )
    of: Identifier | None = Field(default=None, description="The item whose options these words are.")
    among: tuple[Identifier, ...] = Field(
        default=(), description="The words, where they are not those of an item."
    )
    optional: bool = Field(default=False, description="May be left out: none then.")
    default: Any = Field(default=None, description="What is so where a scenario says nothing.")


class Case(Text):
    """A text for one case; the first of several whose `when` holds is said."""

    when: Expression | None = Field(
        default=None, description="Said where this holds; always, where nothing is said."
    )


class Source(Frozen):
    """Somebody to ask, somewhere to look, or something to do: it takes time, and the world answers."""

    id: Identifier = Field(description="Its name in answer files and expressions.")
    label: Text = Field(description="One imperative action.")
    minutes: Annotated[int, Field(ge=0, le=600)] = Field(
        default=10, description="What it takes, by the simulated clock."
    )
    when: Expression | None = Field(default=None, description="Whether it can be done now.")
    needed: Expression | None = Field(
        default=None, description="Whether the ideal path goes there; where not, it is time lost."
    )
    about: tuple[Identifier, ...] = Field(default=(), description="The items that it tells of.")
    says: Annotated[tuple[Case, ...], Field(min_length=1)] = Field(
        description="What it answers: the first that holds."
    )


class Inject(Frozen):
    """Something that happens by itself: at a time, or once something is so (T5).

    It comes `after` so many hours from `since`, from the start where that is not said, and not before
    `when` holds; at once where neither is said.
    """

    id: Identifier = Field(description="Its name in expressions.")
    when: Expression | None = Field(default=None, description="Not before this holds.")
    since: Expression | None = Field(default=None, description="The moment from which `after` counts.")
    after: Expression | None = Field(default=None, description="Hours.")
    each_attempt: bool = Field(default=False, description="Once in each attempt; else once at all.")
    who: Text = Field(description="Who tells it.")
    says: Annotated[tuple[Case, ...], Field(min_length=1)] = Field(
        description="What is told: the first that holds."
    )
    changes: dict[Identifier, Any] = Field(default={}, description="What is true from then on, by name.")
    keeps: dict[Identifier, Expression] = Field(
        default={},
        description="As `changes`, worked out then: it stays, whatever is answered later.",
    )


class RightDelivery(Frozen):
    """A delivery as it should be."""

    channel: Identifier = Field(description="By which means.")
    audience: Text = Field(description="Who is to be told.")
    result: Text = Field(description="What comes of it.")


class RightCheck(Frozen):
    """What the check of one `area` finds: a state, and what is seen there."""

    state: Expression = Field(description="What is found there: `ok` or `missing`.")
    seen: Text = Field(description="What is seen there.")


class Right(Frozen):
    """What an item should hold, worked out of the truth.

    One of `value`, `text`, `deliveries` and `checks`. Other answers are right too where `accept` holds of
    them (`answer`). `sources` tell it; until it is `ready` one waits.
    """

    value: Expression | None = Field(default=None, description="The value it should hold.")
    text: Text | None = Field(default=None, description="The text it should hold.")
    deliveries: tuple[RightDelivery, ...] = Field(default=(), description="Who should be told, and how.")
    checks: RightCheck | None = Field(default=None, description="What the check of each area finds.")
    accept: Expression | None = Field(
        default=None, description="Other answers are right too where this holds of them, as `answer`."
    )
    ready: Expression | None = Field(default=None, description="One waits until this holds.")
    reason: Text | None = Field(default=None, description="The reason to give, where one is asked.")
    sources: tuple[Identifier, ...] = Field(default=(), description="Who or what tells it.")

    @model_validator(mode="after")
    def _one_way(self) -> "Right":
        said = [self.value is not None, self.text is not None, bool(self.deliveries), self.checks is not None]
        if sum(said) != 1:
            raise ValueError(_("what is right is said in one way: value, text, deliveries or checks"))
        return self


class Afterwards(Frozen):
    """What is still to be done once the outcome is reached."""

    source: Identifier = Field(description="What is still to be done.")
    when: Expression = Field(description="It is where this holds.")


class Criterion(Frozen):
    """One line of the rubric (T9): worth `FULL`; wrong answers to `items` and hints on them lower it."""

    id: Identifier = Field(description="The criterion's name.")
    label: Text = Field(description="What is judged.")
    clause: Line | None = Field(default=None, description="The document's clause behind it.")
    when: Expression | None = Field(default=None, description="Whether it applies in this scenario.")
    items: tuple[Identifier, ...] = Field(
        default=(), description="The items whose wrong answers and hints lower it."
    )
    met: Expression = Field(description="It is met where this holds.")
    partly: Expression | None = Field(default=None, description="It is met in part where this holds.")
    did: Text = Field(description="What the trainee did, in a sentence.")
    right: Text = Field(description="What would have been right, and why.")


class Failure(Frozen):
    """What no good answer elsewhere makes up for (T9); one that is `lasting`, no later attempt either."""

    id: Identifier = Field(description="The failure's name.")
    label: Text = Field(description="What went wrong.")
    clause: Line | None = Field(default=None, description="The document's clause behind it.")
    when: Expression = Field(description="It happened where this holds.")
    story: Text = Field(description="What follows from it, told as a story.")
    lasting: bool = Field(default=False, description="No later attempt makes up for it.")


class Sound(Frozen):
    """What must hold of the truth at the beginning of every scenario, and what is said where it does not."""

    holds: Expression = Field(description="What must hold of the truth.")
    otherwise: Text = Field(description="What is said of a scenario of which it does not.")


class Portal(Frozen):
    """The invented portal; its zone is that of every scenario."""

    name: Line = Field(description="The invented portal's name.")
    timezone: Line = Field(description="Its time zone, such as America/Mexico_City.")


class Rules(Frozen):
    """The settings that the runbook reads, the same in every training (T17)."""

    copy_hour: int | None = Field(default=None, description="Hour of the daily copies, if known.")
    support_lead_hours: int = Field(default=24, description="Hours that Support needs.")


class Guide(Frozen):
    """How one runbook is trained."""

    format: Literal["restaura.training/1"] = Field(description="The format of this file.")
    runbook: Line = Field(description="The id of the runbook that is trained.")
    portal: Portal = Field(description="Where the scenarios play.")
    settings: Rules = Field(description="The settings of every training.")
    answer_minutes: Annotated[int, Field(ge=0, le=60)] = Field(
        default=2, description="What an answer takes by the simulated clock."
    )
    pass_percent: Annotated[int, Field(ge=1, le=100)] = Field(
        default=80, description="Percent of the full marks from which an exam is passed."
    )
    hint_costs: tuple[int, int, int] = Field(
        default=(1, 1, 2), description="What the first, second and third hint on an item cost."
    )
    truth: dict[Identifier, Kind] = Field(description="What a scenario may say is so, by name.")
    sound: tuple[Sound, ...] = Field(default=(), description="What must hold of every scenario.")
    world: dict[Identifier, Expression] = Field(
        default={}, description="What follows from the truth and the answers, as `world.NAME`."
    )
    sources: Annotated[tuple[Source, ...], Field(min_length=1)] = Field(
        description="Whom one can ask, where one can look, what one can do."
    )
    injects: tuple[Inject, ...] = Field(default=(), description="What happens by itself in every scenario.")
    right: dict[Identifier, Right] = Field(description="What each item should hold, by its id.")
    afterwards: tuple[Afterwards, ...] = Field(
        default=(), description="What is still to be done after the outcome."
    )
    naive: dict[Identifier, Any] = Field(
        default={}, description="What someone believes who looks nowhere, by name of the truth."
    )
    rubric: Annotated[tuple[Criterion, ...], Field(min_length=1)] = Field(
        description="What is judged, line by line."
    )
    failures: tuple[Failure, ...] = Field(
        default=(), description="What no good answer elsewhere makes up for."
    )
