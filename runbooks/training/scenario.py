"""A scenario: an invented incident as data (T1); what is true in it is typed by its runbook's guide."""

from typing import Annotated, Any, Literal

from pydantic import Field, StringConstraints

from runbooks.definition.parts import Frozen, Identifier, Line, Text
from runbooks.training.guide import Case, Inject

LOCAL_MOMENT = r"^20[0-9]{2}-[01][0-9]-[0-3][0-9] [0-2][0-9]:[0-5][0-9]$"


class Opening(Frozen):
    """Who calls, and what they say."""

    who: Text = Field(description="Who calls.")
    says: Text = Field(description="What they say.")


class Objective(Frozen):
    """What the scenario is to teach: met where these criteria of the rubric are."""

    text: Text = Field(description="What is to be learned.")
    criteria: Annotated[tuple[Identifier, ...], Field(min_length=1)] = Field(
        description="The criteria of the guide that show it."
    )


class Scenario(Frozen):
    """An invented incident: opening facts, hidden truth, injects, objectives, how people answer."""

    format: Literal["restaura.scenario/1"] = Field(description="The format of this file.")
    id: Identifier = Field(description="The scenario's name, as its file's.")
    runbook: Line = Field(description="The id of the runbook that is trained.")
    title: Text = Field(description="What the scenario is called.")
    difficulty: Annotated[int, Field(ge=1, le=5)] = Field(description="From 1, easy, to 5.")
    starts: Annotated[str, StringConstraints(pattern=LOCAL_MOMENT)] = Field(
        description="Where the simulated clock begins, by the portal's clock: 2026-03-09 09:40."
    )
    opening: Annotated[tuple[Opening, ...], Field(min_length=1)] = Field(
        description="Who calls at the beginning, and what they say."
    )
    objectives: Annotated[tuple[Objective, ...], Field(min_length=1)] = Field(
        description="What it is to teach."
    )
    truth: dict[Identifier, Any] = Field(description="What is so, by the names of the guide's `truth`.")
    claims: dict[Identifier, Any] = Field(
        default={}, description="What the opening makes believe, where it is not so."
    )
    says: dict[Identifier, tuple[Case, ...]] = Field(
        default={}, description="What a source says in this scenario, in place of the guide's words."
    )
    injects: tuple[Inject, ...] = Field(default=(), description="What happens by itself in this scenario.")
