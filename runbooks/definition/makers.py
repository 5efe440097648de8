"""Values of a declared type made of JSON values that fit it to the letter, without pydantic."""

import re
import sys
from collections.abc import Callable
from datetime import date
from types import UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from runbooks.definition.limits import Checked, Many, Tagged, Within, Words

Maker = Callable[[Any], Any]


def maker_of(hint: Any) -> Maker:
    """What makes a value of the type `hint` from JSON values, or raises `ValueError`."""
    origin, inside = get_origin(hint), get_args(hint)
    if origin is Annotated:
        return _limited(_maker_of_kind(*inside), inside[1:])
    if origin in (Union, UnionType):
        return _first([maker_of(one) for one in inside])
    if origin is tuple:
        return _many(maker_of(inside[0]))
    if origin is dict:
        return _named(maker_of(inside[0]), maker_of(inside[1]))
    if origin is Literal:
        return _one_of(inside)
    if hasattr(hint, "of_plain"):
        made: Maker = hint.of_plain
        return made
    return _day if hint is date else _text if hint is str else _exactly(hint)


def _limited(maker: Maker, limits: tuple[Any, ...]) -> Maker:
    tests = [test for limit in limits if (test := _test(limit)) is not None]

    def made(value: Any) -> Any:
        value = maker(value)
        if all(test(value) for test in tests):
            return value
        raise ValueError("out of its limits")

    return made if tests else maker


def _test(limit: Any) -> Callable[[Any], object] | None:
    if isinstance(limit, Words):
        least, most = limit.least or 0, limit.most or sys.maxsize
        fits = re.compile(limit.pattern).fullmatch if limit.pattern else None
        return lambda value: least <= len(value) <= most and (fits is None or fits(value))
    if isinstance(limit, Within):
        return lambda value: limit.least <= value <= limit.most
    if isinstance(limit, Many):
        return lambda value: len(value) >= limit.least
    if isinstance(limit, Checked):
        return lambda value: limit.check(value) == value
    return None


def _exactly(kind: type) -> Maker:
    def made(value: Any) -> Any:
        if type(value) is not kind:
            raise ValueError("of another type")
        return value

    return made


def _text(value: Any) -> str:
    if type(value) is not str:
        raise ValueError("no text")
    value.encode()  # a lone surrogate cannot be stored: UnicodeEncodeError is a ValueError
    return value


def _day(value: Any) -> date:
    if isinstance(value, date):
        return value
    if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", _text(value)):
        raise ValueError("no day")
    return date.fromisoformat(value)


def _one_of(values: tuple[Any, ...]) -> Maker:
    def made(value: Any) -> Any:
        if not any(value is one or (type(value) is str and value == one) for one in values):
            raise ValueError("none of those")
        return value

    return made


def _first(makers: list[Maker]) -> Maker:
    def made(value: Any) -> Any:
        for maker in makers:
            try:
                return maker(value)
            except ValueError:
                continue
        raise ValueError("fits nothing")

    return made


def _many(maker: Maker) -> Maker:
    def made(value: Any) -> Any:
        if not isinstance(value, list | tuple):
            raise ValueError("no list")
        return tuple([maker(one) for one in value])

    return made


def _named(name: Maker, maker: Maker) -> Maker:
    def made(value: Any) -> Any:
        if not isinstance(value, dict):
            raise ValueError("no table")
        return {name(key): maker(one) for key, one in value.items()}

    return made


def _maker_of_kind(hint: Any, *told: Any) -> Maker:
    tag = next((one.field for one in told if isinstance(one, Tagged)), None)
    return maker_of(hint) if tag is None else _of_kind(tag, get_args(hint))


def _of_kind(tag: str, models: tuple[Any, ...]) -> Maker:
    by_kind = {get_args(model.model_fields[tag].annotation)[0]: model for model in models}

    def made(value: Any) -> Any:
        kind = value.get(tag) if isinstance(value, dict) else None
        if not isinstance(kind, str) or kind not in by_kind:
            raise ValueError("of no kind")
        return by_kind[kind].of_plain(value)

    return made
