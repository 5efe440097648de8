"""The small parts that steps and items are made of: texts, facts with their source, options."""

import re
from datetime import date
from typing import Annotated, Final, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints, model_validator

from runbooks.definition.faults import Unfit
from runbooks.definition.names import RUNBOOK_ID
from runbooks.language import N_, _

LONGEST_TEMPLATE: Final = 20_000
"""Characters of a document's template, in each language."""

Identifier = Annotated[
    str,
    StringConstraints(pattern=r"^[a-z][a-z0-9_]{0,39}$"),
    Field(description="A name that records and answer files use: lower case, digits, _."),
]
RunbookId = Annotated[str, StringConstraints(pattern=RUNBOOK_ID)]
FactName = Annotated[str, StringConstraints(pattern=r"^[A-Za-z][A-Za-z0-9_]{0,39}$")]
Line = Annotated[str, StringConstraints(min_length=1, max_length=2000)]
Expression = Annotated[
    str,
    StringConstraints(min_length=1, max_length=500),
    Field(
        description="A Jinja2 expression over answers, settled, computed, facts, now, portal, settings.",
        json_schema_extra={"format": "jinja2-expression"},
    ),
]
OFFER: Final = r"^(now([+-][0-9]{1,3}[dhm])?|today([+-][0-9]{1,3}d)? ([01][0-9]|2[0-3]):[0-5][0-9])$"
"""The moments that can be offered: whatever fits is understood, but for an hour that clocks skip."""


def _understood(offer: str) -> str:
    if not re.fullmatch(OFFER, offer):
        wrong = _('"{value}" cannot be offered').format(value=offer[:40])
        raise Unfit(wrong, _("Write it like now-2h, today 08:00 or today-1d 18:00."))
    return offer


OfferedMoment = Annotated[
    str,
    AfterValidator(_understood),
    Field(
        description="A moment seen from now: `now-2h`, `today 08:00`, `today-1d 18:00`.",
        json_schema_extra={"pattern": OFFER},
    ),
]
RefusalCode = Literal["in_future", "before_other", "out_of_window", "not_allowed", "missing"]


WRITE_BOTH: Final = N_("Write both, or neither: what holds, and the words for it.")
ON_PAPER: Final = "What the card for paper says here, where nothing but the facts is known."


class Frozen(BaseModel):
    """A model that never changes and knows every key it is given."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


class Text(Frozen):
    """What a person reads, in both languages; may hold `{{ expressions }}`."""

    es: Line = Field(description="In Spanish.")
    en: Line = Field(description="In English.")

    def in_language(self, language: str) -> str:
        """The text in `language` ("es" or "en"), placeholders not yet filled."""
        return self.en if language == "en" else self.es


class ByHand(Frozen):
    """How a value is worked out on paper: the rule, and a table of blanks under its columns."""

    text: Text = Field(description="The rule, in words.")
    columns: Annotated[tuple[Text, ...], Field(min_length=1, max_length=6)] = Field(
        description="The heads of the table's columns."
    )
    rows: Annotated[int, Field(ge=1, le=9)] = Field(
        default=4, description="How many empty rows the table has."
    )


class Procedure(Frozen):
    """Another runbook that can be run for an item: how that session ends is the answer to the item."""

    runbook: RunbookId = Field(description="The id of that runbook.")
    label: Text = Field(description="What it is called where it is offered.")
    answers: Annotated[dict[Identifier, Identifier], Field(min_length=1)] = Field(
        description="For each outcome of it the option that it answers; of another nothing comes back."
    )
    gives: dict[Identifier, Expression] = Field(
        default={}, description="What is known already, by the item of that runbook where it is proposed."
    )


class Template(Frozen):
    """A document's Jinja2 text in both languages."""

    es: Annotated[str, StringConstraints(min_length=1, max_length=LONGEST_TEMPLATE)] = Field(
        description="In Spanish."
    )
    en: Annotated[str, StringConstraints(min_length=1, max_length=LONGEST_TEMPLATE)] = Field(
        description="In English."
    )

    def in_language(self, language: str) -> str:
        """The text in `language` ("es" or "en"), placeholders not yet filled."""
        return self.en if language == "en" else self.es


class VendorPage(Frozen):
    """Where the vendor says so, and when that was read; `pages` empty: looked for, not found."""

    pages: tuple[Line, ...] = Field(default=(), description="Addresses of the pages that say so.")
    read: date = Field(description="The day on which they were read: 2026-11-19.")
    inference: bool = Field(default=False, description="Concluded by us, not said by the vendor.")


class Fact(Frozen):
    """Something the procedure stands on, with its source: the document's clause or a vendor page."""

    text: Text = Field(description="What is so, as it is shown.")
    value: int | tuple[Identifier, ...] | None = Field(
        default=None, description="What expressions get as `facts.NAME`."
    )
    clause: Line | None = Field(default=None, description="The document's clause that says so.")
    vendor: VendorPage | None = Field(
        default=None, description="The vendor's pages that say so; they advise and never gate."
    )

    @model_validator(mode="after")
    def _one_source(self) -> "Fact":
        if (self.clause is None) == (self.vendor is None):
            raise Unfit(
                _("a fact has one source: either clause or vendor"),
                _("Write the document's clause, or the vendor's pages and the day they were read."),
            )
        return self


class Advisory(Frozen):
    """A fact shown beside an item; it advises and never gates."""

    fact: FactName = Field(description="The fact that is shown.")
    when: Expression | None = Field(
        default=None, description="Whether it is shown; always, where nothing is said."
    )


class Rule(Frozen):
    """A reason to refuse a value: `refuse_when` sees the new value as `answer`."""

    refuse_when: Expression = Field(
        description="The value is refused while this holds; it sees it as `answer`."
    )
    code: RefusalCode = Field(description="The kind of refusal, for programs.")
    reason: Text = Field(description="Why it is refused, and what would be right.")


class Consequence(Frozen):
    """One line of what an option does, computed for this incident."""

    aspect: Literal["returns", "lost", "touches", "undo", "afterwards", "ask"] = Field(
        description="Under which heading it stands when options are compared."
    )
    text: Text = Field(description="What happens, in one line.")
    clause: Line | None = Field(default=None, description="The document's clause that says so.")
    fact: FactName | None = Field(default=None, description="The fact that says so.")
    when: Expression | None = Field(
        default=None, description="Whether it is shown; always, where nothing is said."
    )


class Option(Frozen):
    """One thing that can be chosen."""

    id: Identifier = Field(description="What an answer holds when this is chosen.")
    label: Text = Field(description="How it is called on the screen.")
    allowed: Expression | None = Field(default=None, description="Whether it can be chosen.")
    not_allowed: Text | None = Field(default=None, description="Why not, when it is not allowed.")
    recommended: Expression | None = Field(default=None, description="Whether it is the one that is advised.")
    why: Text | None = Field(default=None, description="Why it is, or may be, recommended.")
    asks_reason: bool = Field(default=False, description="A written reason is asked for with it.")
    irreversible: bool = Field(
        default=False, description="It cannot be undone: it is confirmed again in its step, by typing (R9)."
    )
    exposure: Expression | None = Field(
        default=None, description="What a restore throws away: an Exposure, worst and best."
    )
    consequences: tuple[Consequence, ...] = Field(
        default=(), description="What it does, line by line, beside what the other options do."
    )
    card: Text | None = Field(default=None, description=ON_PAPER)

    @model_validator(mode="after")
    def _says_why_not(self) -> "Option":
        if (self.allowed is None) != (self.not_allowed is None):
            raise Unfit(_("allowed and not_allowed go together"), _(WRITE_BOTH))
        return self


class Named(Frozen):
    """An id with the words for it."""

    id: Identifier = Field(description="What an answer holds.")
    label: Text = Field(description="How it is called on the screen.")
