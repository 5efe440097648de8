"""A scenario: an invented incident as data (T1); what is true in it is typed by its runbook's guide."""

from typing import Annotated, Any, Literal

from pydantic import Field, StringConstraints

from runbooks.definition.parts import Frozen, Identifier, Line, Text
from runbooks.training.guide import Case, Inject

LOCAL_MOMENT = r"^20[0-9]{2}-[01][0-9]-[0-3][0-9] [0-2][0-9]:[0-5][0-9]$"


class Opening(Frozen):
    """Who calls, and what they say."""

    who: Text
    says: Text


class Objective(Frozen):
    """What the scenario is to teach: met where these criteria of the rubric are."""

    text: Text
    criteria: Annotated[tuple[Identifier, ...], Field(min_length=1)]


class Scenario(Frozen):
    """An invented incident: opening facts, hidden truth, injects, objectives, how people answer."""

    format: Literal["restaura.scenario/1"]
    id: Identifier
    runbook: Line
    title: Text
    difficulty: Annotated[int, Field(ge=1, le=5)]
    starts: Annotated[str, StringConstraints(pattern=LOCAL_MOMENT)] = Field(
        description="Where the simulated clock begins, by the portal's clock: 2026-03-09 09:40."
    )
    opening: Annotated[tuple[Opening, ...], Field(min_length=1)]
    objectives: Annotated[tuple[Objective, ...], Field(min_length=1)]
    truth: dict[Identifier, Any] = Field(description="What is so, by the names of the guide's `truth`.")
    claims: dict[Identifier, Any] = Field(
        default={}, description="What the opening makes believe, where it is not so."
    )
    says: dict[Identifier, tuple[Case, ...]] = Field(
        default={}, description="What a source says in this scenario, in place of the guide's words."
    )
    injects: tuple[Inject, ...] = ()
