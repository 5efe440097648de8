"""The ten kinds of item: what each line of a checklist may ask for."""

from typing import Annotated, Literal

from runbooks.definition.frozen import Frozen, field
from runbooks.definition.limits import Many, Tagged
from runbooks.definition.parts import (
    Advisory,
    Expression,
    Identifier,
    Line,
    Named,
    Option,
    Rule,
    Text,
)
from runbooks.language import _


class ItemBase(Frozen):
    """What every line of the checklist has, whatever its kind."""

    id: Identifier
    label: Text = field(description="One imperative action.")
    caution: Text | None = field(default=None, description="Read before the action (R14).")
    expect: Text | None = field(default=None, description="What one should see.")
    otherwise: Text | None = field(default=None, description="What to do if it is not so.")
    why: Text | None = None
    clause: Line | None = None
    critical: bool = False
    deferrable: bool = False
    hard: bool = field(default=False, description="The document forbids to override it.")
    optional: bool | Expression = False
    when: Expression | None = None
    cause: Text | None = field(default=None, description="Why it does not apply, when it does not.")
    done_when: Expression | None = field(
        default=None, description="The answer settles the item only while this holds."
    )
    waiting: Text | None = field(default=None, description="What is waited for until then.")
    default: Expression | None = None
    depends_on: tuple[Identifier, ...] = field(
        default=(), description="Items it depends on that no expression of it names."
    )
    rules: tuple[Rule, ...] = ()
    advisories: tuple[Advisory, ...] = ()

    def check(self) -> None:
        """As `Frozen.check`."""
        if (self.when is None) != (self.cause is None):
            raise ValueError(_("when and cause go together"))
        if (self.done_when is None) != (self.waiting is None):
            raise ValueError(_("done_when and waiting go together"))


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
    options: Annotated[tuple[Option, ...], Many(2)]


class ChoicesItem(ItemBase):
    """At least one of the options."""

    kind: Literal["choices"]
    options: Annotated[tuple[Option, ...], Many(2)]


class DateItem(ItemBase):
    """A calendar day in the portal's zone; `points` are the restore points it is chosen from."""

    kind: Literal["date"]
    points: Expression | None = None


class DatetimeItem(ItemBase):
    """A moment, stored with its offset."""

    kind: Literal["datetime"]


class ComputedItem(ItemBase):
    """A value that the program computes and that no key can tick (R3)."""

    kind: Literal["computed"]
    value: Expression
    inputs: tuple[Identifier, ...] = field(default=(), description="The items shown as its inputs.")


class DocumentItem(ItemBase):
    """A text drafted from a template; `template` is its name in the runbook's templates."""

    kind: Literal["document"]
    template: Identifier


class DeliveriesItem(ItemBase):
    """What was told to whom, over which channel, when and with what result."""

    kind: Literal["deliveries"]
    channels: Annotated[tuple[Named, ...], Many(1)]


class VerificationItem(ItemBase):
    """One check for each area that `checks` gives, each with what was seen (R4)."""

    kind: Literal["verification"]
    checks: Expression
    areas: Annotated[tuple[Named, ...], Many(1)]


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
    Tagged("kind"),
]
