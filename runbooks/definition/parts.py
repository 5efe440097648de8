"""The small parts that steps and items are made of: texts, facts with their source, options."""

import re
from datetime import date
from typing import Annotated, Final, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints, model_validator

from runbooks.language import _

LONGEST_TEMPLATE: Final = 20_000
"""Characters of a document's template, in each language."""

Identifier = Annotated[
    str,
    StringConstraints(pattern=r"^[a-z][a-z0-9_]{0,39}$"),
    Field(description="A name that records and answer files use: lower case, digits, _."),
]
FactName = Annotated[str, StringConstraints(pattern=r"^[A-Za-z][A-Za-z0-9_]{0,39}$")]
Line = Annotated[str, StringConstraints(min_length=1, max_length=2000)]
Expression = Annotated[
    str,
    StringConstraints(min_length=1, max_length=500),
    Field(description="A Jinja2 expression over answers, settled, computed, facts, now, portal, settings."),
]
OFFER: Final = r"^(now([+-][0-9]{1,3}[dhm])?|today([+-][0-9]{1,3}d)? ([01][0-9]|2[0-3]):[0-5][0-9])$"
"""The moments that can be offered: whatever fits is understood, but for an hour that clocks skip."""


def _understood(offer: str) -> str:
    if not re.fullmatch(OFFER, offer):
        wrong = _('"{value}" cannot be offered: write it like now-2h, today 08:00 or today-1d 18:00')
        raise ValueError(wrong.format(value=offer[:40]))
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


ON_PAPER: Final = "What the card for paper says here, where nothing but the facts is known."


class Frozen(BaseModel):
    """A model that never changes and knows every key it is given."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


class Text(Frozen):
    """What a person reads, in both languages; may hold `{{ expressions }}`."""

    es: Line
    en: Line

    def in_language(self, language: str) -> str:
        """The text in `language` ("es" or "en"), placeholders not yet filled."""
        return self.en if language == "en" else self.es


class ByHand(Frozen):
    """How a value is worked out on paper: the rule, and a table of blanks under its columns."""

    text: Text
    columns: Annotated[tuple[Text, ...], Field(min_length=1, max_length=6)]
    rows: Annotated[int, Field(ge=1, le=9)] = 4


class Template(Frozen):
    """A document's Jinja2 text in both languages."""

    es: Annotated[str, StringConstraints(min_length=1, max_length=LONGEST_TEMPLATE)]
    en: Annotated[str, StringConstraints(min_length=1, max_length=LONGEST_TEMPLATE)]

    def in_language(self, language: str) -> str:
        """The text in `language` ("es" or "en"), placeholders not yet filled."""
        return self.en if language == "en" else self.es


class VendorPage(Frozen):
    """Where the vendor says so, and when that was read; `pages` empty: looked for, not found."""

    pages: tuple[Line, ...] = ()
    read: date
    inference: bool = Field(default=False, description="Concluded by us, not said by the vendor.")


class Fact(Frozen):
    """Something the procedure stands on, with its source: the document's clause or a vendor page."""

    text: Text
    value: int | tuple[Identifier, ...] | None = Field(
        default=None, description="What expressions get as `facts.NAME`."
    )
    clause: Line | None = None
    vendor: VendorPage | None = None

    @model_validator(mode="after")
    def _one_source(self) -> "Fact":
        if (self.clause is None) == (self.vendor is None):
            raise ValueError(_("a fact has one source: either clause or vendor"))
        return self


class Advisory(Frozen):
    """A fact shown beside an item; it advises and never gates."""

    fact: FactName
    when: Expression | None = None


class Rule(Frozen):
    """A reason to refuse a value: `refuse_when` sees the new value as `answer`."""

    refuse_when: Expression
    code: RefusalCode
    reason: Text


class Consequence(Frozen):
    """One line of what an option does, computed for this incident."""

    aspect: Literal["returns", "lost", "touches", "undo", "afterwards", "ask"]
    text: Text
    clause: Line | None = None
    fact: FactName | None = None
    when: Expression | None = None


class Option(Frozen):
    """One thing that can be chosen."""

    id: Identifier
    label: Text
    allowed: Expression | None = None
    not_allowed: Text | None = Field(default=None, description="Why not, when it is not allowed.")
    recommended: Expression | None = None
    why: Text | None = Field(default=None, description="Why it is, or may be, recommended.")
    asks_reason: bool = False
    irreversible: bool = False
    exposure: Expression | None = Field(
        default=None, description="What a restore throws away: an Exposure, worst and best."
    )
    consequences: tuple[Consequence, ...] = ()
    card: Text | None = Field(default=None, description=ON_PAPER)

    @model_validator(mode="after")
    def _says_why_not(self) -> "Option":
        if (self.allowed is None) != (self.not_allowed is None):
            raise ValueError(_("allowed and not_allowed go together"))
        return self


class Named(Frozen):
    """An id with the words for it."""

    id: Identifier
    label: Text
