"""What a field's value must be like, said beside its type."""

from collections.abc import Callable
from typing import Any, NamedTuple


class Words(NamedTuple):
    """What a string must be like."""

    pattern: str | None = None
    least: int | None = None
    most: int | None = None


class Within(NamedTuple):
    """Between what a number lies."""

    least: int
    most: int


class Many(NamedTuple):
    """How many parts there are at least."""

    least: int


class About(NamedTuple):
    """What a value is, for the schema."""

    description: str


class Tagged(NamedTuple):
    """The field that tells the kinds of a union apart."""

    field: str


class Checked(NamedTuple):
    """A check of a value, `before` or after it is typed; raises `ValueError`, returns the value."""

    check: Callable[[Any], Any]
    before: bool = False
