"""The ten kinds of item: what each line of a checklist may ask for."""

from collections.abc import Mapping
from typing import Annotated, Final, Literal

from pydantic import Field, model_validator

from runbooks.definition.faults import Unfit
from runbooks.definition.parts import (
    ON_PAPER,
    WRITE_BOTH,
    Advisory,
    ByHand,
    Expression,
    Frozen,
    Identifier,
    Line,
    Named,
    OfferedMoment,
    Option,
    Procedure,
    Rule,
    Text,
)
from runbooks.language import _

KIND: Final = "Which kind of item it is: what is asked for, and which fields there are."


class ItemBase(Frozen):
    """What every line of the checklist has, whatever its kind."""

    id: Identifier = Field(description="Its name in records, answer files and expressions.")
    label: Text = Field(description="One imperative action.")
    caution: Text | None = Field(default=None, description="Read before the action (R14).")
    expect: Text | None = Field(default=None, description="What one should see.")
    otherwise: Text | None = Field(default=None, description="What to do if it is not so.")
    why: Text | None = Field(default=None, description="Why it is asked, for who wants to know.")
    card: Text | None = Field(default=None, description=ON_PAPER)
    clause: Line | None = Field(default=None, description="The document's clause that asks for it.")
    critical: bool = Field(
        default=False,
        description="Nothing goes on well without it: it takes what was seen, never a tick (R4).",
    )
    deferrable: bool = Field(
        default=False, description="It may be put off to a later step, at which it returns (R7)."
    )
    hard: bool = Field(default=False, description="The document forbids to override it.")
    optional: bool | Expression = Field(
        default=False, description="It may be left empty; an expression says when."
    )
    when: Expression | None = Field(
        default=None, description="Whether it applies; always, where nothing is said."
    )
    cause: Text | None = Field(default=None, description="Why it does not apply, when it does not.")
    done_when: Expression | None = Field(
        default=None, description="The answer settles the item only while this holds."
    )
    waiting: Text | None = Field(default=None, description="What is waited for until then.")
    default: Expression | None = Field(default=None, description="The answer that is proposed.")
    depends_on: tuple[Identifier, ...] = Field(
        default=(), description="Items it depends on that no expression of it names."
    )
    rules: tuple[Rule, ...] = Field(
        default=(), description="Reasons to refuse an answer; the first that holds is told."
    )
    advisories: tuple[Advisory, ...] = Field(default=(), description="Facts shown beside it.")

    @model_validator(mode="after")
    def _says_why(self) -> "ItemBase":
        if (self.when is None) != (self.cause is None):
            raise Unfit(_("when and cause go together"), _(WRITE_BOTH))
        if (self.done_when is None) != (self.waiting is None):
            raise Unfit(_("done_when and waiting go together"), _(WRITE_BOTH))
        return self


class ConfirmItem(ItemBase):
    """Yes or no; with `typed`, the exact words that must be typed instead of a yes."""

    kind: Literal["confirm"] = Field(description=KIND)
    typed: Expression | None = Field(
        default=None, description="The words to be typed instead of a yes; a yes is enough where it is none."
    )


class NumberRange(Frozen):
    """The whole numbers that a text item takes."""

    minimum: int = Field(description="The least that is taken.")
    maximum: int = Field(description="The most that is taken.")


class TextItem(ItemBase):
    """Free text; a whole number where `number` is given."""

    kind: Literal["text"] = Field(description=KIND)
    multiline: bool = Field(default=False, description="The text may have several lines.")
    number: NumberRange | None = Field(
        default=None, description="A whole number is asked for, in this range."
    )


class ChoiceItem(ItemBase):
    """One of the options."""

    kind: Literal["choice"] = Field(description=KIND)
    options: Annotated[tuple[Option, ...], Field(min_length=2)] = Field(
        description="What can be chosen; one of them is."
    )
    procedure: Procedure | None = Field(
        default=None, description="A procedure of its own that finds the answer."
    )

    @property
    def has_consequences(self) -> bool:
        """Whether its options are weighed by what each would do, side by side."""
        return any(option.consequences for option in self.options)


class ChoicesItem(ItemBase):
    """At least one of the options."""

    kind: Literal["choices"] = Field(description=KIND)
    options: Annotated[tuple[Option, ...], Field(min_length=2)] = Field(
        description="What can be chosen; one or several are."
    )


class DateItem(ItemBase):
    """A calendar day in the portal's zone; `points` are the restore points it is chosen from."""

    kind: Literal["date"] = Field(description=KIND)
    points: Expression | None = Field(
        default=None, description="The restore points it is chosen from; any day, where nothing is said."
    )


class DatetimeItem(ItemBase):
    """A moment, stored with its offset."""

    kind: Literal["datetime"] = Field(description=KIND)
    offers: tuple[OfferedMoment, ...] = Field(
        default=(),
        description="What can be taken without typing, where the rules allow it; the usual moments if none.",
    )


class ComputedItem(ItemBase):
    """A value that the program computes and that no key can tick (R3)."""

    kind: Literal["computed"] = Field(description=KIND)
    value: Expression = Field(description="What is shown: an expression over answers and computed names.")
    inputs: tuple[Identifier, ...] = Field(default=(), description="The items shown as its inputs.")
    by_hand: ByHand | None = Field(default=None, description="How it is worked out on paper.")


class DocumentItem(ItemBase):
    """A text drafted from a template; `template` is its name in the runbook's templates."""

    kind: Literal["document"] = Field(description=KIND)
    template: Identifier = Field(description="Which template the document is drafted from.")


class DeliveriesItem(ItemBase):
    """What was told to whom, over which channel, when and with what result."""

    kind: Literal["deliveries"] = Field(description=KIND)
    channels: Annotated[tuple[Named, ...], Field(min_length=1)] = Field(
        description="By which means somebody can be told."
    )


class VerificationItem(ItemBase):
    """One check for each area that `checks` gives, each with what was seen (R4)."""

    kind: Literal["verification"] = Field(description=KIND)
    checks: Expression = Field(description="The ids of the areas to be looked at: a list.")
    areas: Annotated[tuple[Named, ...], Field(min_length=1)] = Field(description="Every area there may be.")


Item = Annotated[
    ConfirmItem
    | TextItem
    | ChoiceItem
    | ChoicesItem
    | DateItem
    | DatetimeItem
    | ComputedItem
    | DocumentItem
    | DeliveriesItem
    | VerificationItem,
    Field(discriminator="kind"),
]


def labels(item: Item) -> Mapping[str, Text]:
    """The words for each id that an answer to `item` may hold: options, channels, areas."""
    if isinstance(item, ChoiceItem | ChoicesItem):
        return {option.id: option.label for option in item.options}
    if isinstance(item, DeliveriesItem):
        return {channel.id: channel.label for channel in item.channels}
    if isinstance(item, VerificationItem):
        return {area.id: area.label for area in item.areas}
    return {}
