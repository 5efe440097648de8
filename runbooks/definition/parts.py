"""The small parts that steps and items are made of: texts, facts with their source, options."""

from datetime import date
from typing import Annotated, Final, Literal

from runbooks.definition.frozen import Frozen, field
from runbooks.definition.limits import About, Words
from runbooks.language import _

LONGEST_TEMPLATE: Final = 20_000
"""Characters of a document's template, in each language."""

Identifier = Annotated[
    str,
    Words(pattern=r"^[a-z][a-z0-9_]{0,39}$"),
    About("A name that records and answer files use: lower case, digits, _."),
]
FactName = Annotated[str, Words(pattern=r"^[A-Za-z][A-Za-z0-9_]{0,39}$")]
Line = Annotated[str, Words(least=1, most=2000)]
Expression = Annotated[
    str,
    Words(least=1, most=500),
    About("A Jinja2 expression over answers, computed, facts, now, portal, settings."),
]
RefusalCode = Literal["in_future", "before_other", "out_of_window", "not_allowed", "missing"]


class Text(Frozen):
    """What a person reads, in both languages; may hold `{{ expressions }}`."""

    es: Line
    en: Line

    def in_language(self, language: str) -> str:
        """The text in `language` ("es" or "en"), placeholders not yet filled."""
        return self.en if language == "en" else self.es


class Template(Frozen):
    """A document's Jinja2 text in both languages."""

    es: Annotated[str, Words(least=1, most=LONGEST_TEMPLATE)]
    en: Annotated[str, Words(least=1, most=LONGEST_TEMPLATE)]


class VendorPage(Frozen):
    """Where the vendor says so, and when that was read; `pages` empty: looked for, not found."""

    pages: tuple[Line, ...] = ()
    read: date
    inference: bool = field(default=False, description="Concluded by us, not said by the vendor.")


class Fact(Frozen):
    """Something the procedure stands on, with its source: the document's clause or a vendor page."""

    text: Text
    value: int | tuple[Identifier, ...] | None = field(
        default=None, description="What expressions get as `facts.NAME`."
    )
    clause: Line | None = None
    vendor: VendorPage | None = None

    def check(self) -> None:
        """As `Frozen.check`."""
        if (self.clause is None) == (self.vendor is None):
            raise ValueError(_("a fact has one source: either clause or vendor"))


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
    not_allowed: Text | None = field(default=None, description="Why not, when it is not allowed.")
    recommended: Expression | None = None
    why: Text | None = field(default=None, description="Why it is, or may be, recommended.")
    asks_reason: bool = False
    irreversible: bool = False
    exposure: Expression | None = field(
        default=None, description="What a restore throws away: an Exposure, worst and best."
    )
    consequences: tuple[Consequence, ...] = ()

    def check(self) -> None:
        """As `Frozen.check`."""
        if (self.allowed is None) != (self.not_allowed is None):
            raise ValueError(_("allowed and not_allowed go together"))


class Named(Frozen):
    """An id with the words for it."""

    id: Identifier
    label: Text
