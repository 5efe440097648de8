"""The ten kinds of item: what each line of a checklist may ask for."""

from collections.abc import Mapping
from typing import Annotated, Literal

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
    Rule,
    Text,
)
from runbooks.language import _


class ItemBase(Frozen):
    """What every line of the checklist has, whatever its kind."""

    id: Identifier
    label: Text = Field(description="One imperative action.")
    caution: Text | None = Field(default=None, description="Read before the action (R14).")
    expect: Text | None = Field(default=None, description="What one should see.")
    otherwise: Text | None = Field(default=None, description="What to do if it is not so.")
    why: Text | None = None
    card: Text | None = Field(default=None, description=ON_PAPER)
    clause: Line | None = None
    critical: bool = False
    deferrable: bool = False
    hard: bool = Field(default=False, description="The document forbids to override it.")
    optional: bool | Expression = False
    when: Expression | None = None
    cause: Text | None = Field(default=None, description="Why it does not apply, when it does not.")
    done_when: Expression | None = Field(
        default=None, description="The answer settles the item only while this holds."
    )
    waiting: Text | None = Field(default=None, description="What is waited for until then.")
    default: Expression | None = None
    depends_on: tuple[Identifier, ...] = Field(
        default=(), description="Items it depends on that no expression of it names."
    )
    rules: tuple[Rule, ...] = ()
    advisories: tuple[Advisory, ...] = ()

    @model_validator(mode="after")
    def _says_why(self) -> "ItemBase":
        if (self.when is None) != (self.cause is None):
            raise Unfit(_("when and cause go together"), _(WRITE_BOTH))
        if (self.done_when is None) != (self.waiting is None):
            raise Unfit(_("done_when and waiting go together"), _(WRITE_BOTH))
        return self


class ConfirmItem(ItemBase):
    """Yes or no; with `typed`, the exact words that must be typed instead of a yes."""

    kind: Literal["confirm"]
    typed: Expression | None = None


class NumberRange(Frozen):
    """The whole numbers that a text item takes."""

    minimum: int
    maximum: int


class TextItem(ItemBase):
    """Free text; a whole number where `number` is given."""

    kind: Literal["text"]
    multiline: bool = False
    number: NumberRange | None = None


class ChoiceItem(ItemBase):
    """One of the options."""

    kind: Literal["choice"]
    options: Annotated[tuple[Option, ...], Field(min_length=2)]

    @property
    def has_consequences(self) -> bool:
        """Whether its options are weighed by what each would do, side by side."""
        return any(option.consequences for option in self.options)


class ChoicesItem(ItemBase):
    """At least one of the options."""

    kind: Literal["choices"]
    options: Annotated[tuple[Option, ...], Field(min_length=2)]


class DateItem(ItemBase):
    """A calendar day in the portal's zone; `points` are the restore points it is chosen from."""

    kind: Literal["date"]
    points: Expression | None = None


class DatetimeItem(ItemBase):
    """A moment, stored with its offset."""

    kind: Literal["datetime"]
    offers: tuple[OfferedMoment, ...] = Field(
        default=(),
        description="What can be taken without typing, where the rules allow it; the usual moments if none.",
    )


class ComputedItem(ItemBase):
    """A value that the program computes and that no key can tick (R3)."""

    kind: Literal["computed"]
    value: Expression
    inputs: tuple[Identifier, ...] = Field(default=(), description="The items shown as its inputs.")
    by_hand: ByHand | None = None


class DocumentItem(ItemBase):
    """A text drafted from a template; `template` is its name in the runbook's templates."""

    kind: Literal["document"]
    template: Identifier


class DeliveriesItem(ItemBase):
    """What was told to whom, over which channel, when and with what result."""

    kind: Literal["deliveries"]
    channels: Annotated[tuple[Named, ...], Field(min_length=1)]


class VerificationItem(ItemBase):
    """One check for each area that `checks` gives, each with what was seen (R4)."""

    kind: Literal["verification"]
    checks: Expression
    areas: Annotated[tuple[Named, ...], Field(min_length=1)]


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
