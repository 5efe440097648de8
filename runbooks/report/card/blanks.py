"""What is filled in by hand beside each kind of item: boxes to tick, lines to write on, small tables."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final, Literal

from runbooks.definition.items import (
    ChoiceItem,
    ChoicesItem,
    ComputedItem,
    ConfirmItem,
    DateItem,
    DatetimeItem,
    DeliveriesItem,
    DocumentItem,
    Item,
    TextItem,
    VerificationItem,
)
from runbooks.definition.parts import Option
from runbooks.language import _
from runbooks.report.card.paper import Paper
from runbooks.told import found_word

DELIVERIES: Final = 3
"""Rows to write down deliveries in; more go on the back."""

MULTILINE: Final = 3
"""Lines to write a longer text on."""

BOX: Final = "☐"


@dataclass(frozen=True, slots=True)
class Box:
    """A box to tick with its words; `warning` is what cannot be mended afterwards, `told` the rest."""

    label: str
    warning: str = ""
    told: str = ""


@dataclass(frozen=True, slots=True)
class Boxes:
    """Boxes to tick: one below the other where each says something, else side by side."""

    boxes: tuple[Box, ...]

    @property
    def is_list(self) -> bool:
        """Whether each box takes lines of its own."""
        return any(box.warning or box.told for box in self.boxes)


@dataclass(frozen=True, slots=True)
class Blank:
    """Room to write in, behind a `label`: so many `lines`, or a day, or a moment."""

    label: str = ""
    shape: Literal["line", "day", "moment"] = "line"
    lines: int = 1


@dataclass(frozen=True, slots=True)
class Grid:
    """A table to write in: an empty cell is a blank.

    `widths` are the shares of its columns, 0 for as much as fits.
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[int, ...]


Part = Boxes | Blank | Grid


def blanks(paper: Paper, item: Item) -> tuple[Part, ...]:
    """Where the answer to `item` is written."""
    return BLANKS[type(item)](paper, item)


def yes_or_no() -> Boxes:
    """The two boxes of a confirmation."""
    return Boxes((Box(_("yes")), Box(_("no"))))


def _text(_paper: Paper, item: TextItem) -> tuple[Part, ...]:
    if item.number is not None:
        told = _("from {first} to {last}").format(first=item.number.minimum, last=item.number.maximum)
        return (Blank(told),)
    return (Blank(lines=MULTILINE if item.multiline else 1),)


def _confirm(_paper: Paper, item: ConfirmItem) -> tuple[Part, ...]:
    written = (Blank(_("written out")),) if item.typed is not None else ()
    return (yes_or_no(), *written)


def _options(paper: Paper, item: ChoiceItem | ChoicesItem) -> tuple[Part, ...]:
    boxes = Boxes(tuple(_option(paper, option) for option in item.options))
    asked = [option for option in item.options if option.asks_reason]
    reasons = (Blank(_("{option}: why").format(option=paper.say(option.label))) for option in asked)
    return (boxes, *reasons)


def _option(paper: Paper, option: Option) -> Box:
    warning = _("It cannot be undone.") if option.irreversible else ""
    return Box(paper.say(option.label), warning, paper.first((option.card, option.why)))


def _date(_paper: Paper, _item: DateItem) -> tuple[Part, ...]:
    return (Blank(shape="day"),)


def _moment(_paper: Paper, _item: DatetimeItem) -> tuple[Part, ...]:
    return (Blank(shape="moment"),)


def _computed(paper: Paper, item: ComputedItem) -> tuple[Part, ...]:
    if item.by_hand is None:
        return (Blank(),)
    columns = tuple(map(paper.say, item.by_hand.columns))
    empty = ("",) * len(columns)
    return (Grid(columns, (empty,) * item.by_hand.rows, tuple(map(len, columns))),)


def _document(_paper: Paper, _item: DocumentItem) -> tuple[Part, ...]:
    return (Boxes((Box(_("written and read once more")),)),)


def _deliveries(paper: Paper, item: DeliveriesItem) -> tuple[Part, ...]:
    channels = Boxes(tuple(Box(paper.say(channel.label)) for channel in item.channels))
    columns = (_("Channel"), _("To whom"), _("Hour"), _("Result"))
    return (channels, Grid(columns, (("",) * 4,) * DELIVERIES, (4, 5, 3, 5)))


def _verification(paper: Paper, item: VerificationItem) -> tuple[Part, ...]:
    found = "   ".join(f"{BOX} {found_word(word)}" for word in ("ok", "missing"))
    rows = tuple((paper.say(area.label), "", found) for area in item.areas)
    return (Grid((_("Area"), _("What was seen"), _("Found")), rows, (4, 7, 0)),)


BLANKS: Final[Mapping[type, Callable[[Paper, Any], tuple[Part, ...]]]] = {
    TextItem: _text,
    ConfirmItem: _confirm,
    ChoiceItem: _options,
    ChoicesItem: _options,
    DateItem: _date,
    DatetimeItem: _moment,
    ComputedItem: _computed,
    DocumentItem: _document,
    DeliveriesItem: _deliveries,
    VerificationItem: _verification,
}
"""What each kind of item leaves blank."""
