"""Models declared once and typed by pydantic only where a file is read: importing it takes a start's time.

A model is a class of annotated fields, as pydantic's are. Its `twin` is the pydantic model that reads
files, says what does not fit, and writes the JSON schema. What has passed it once is read back by
`of_plain`, without it.
"""

from collections.abc import Callable, Mapping
from datetime import date
from functools import cache
from inspect import get_annotations
from types import UnionType
from typing import (
    Annotated,
    Any,
    ClassVar,
    Final,
    Literal,
    NamedTuple,
    Self,
    Union,
    dataclass_transform,
    get_args,
    get_origin,
    get_type_hints,
)

REQUIRED: Final = object()


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


class Field(NamedTuple):
    """A field as it is declared: what it is when not given, and what it means."""

    default: Any = REQUIRED
    description: str | None = None
    default_factory: Callable[[], Any] | None = None
    annotation: Any = None

    def unset(self) -> Any:
        """Its value where none is given. Raises `ValueError` where one must be."""
        if self.default_factory is not None:
            return self.default_factory()
        if self.default is REQUIRED:
            raise ValueError("a value is missing")
        return self.default


def field(
    *,
    default: Any = REQUIRED,
    description: str | None = None,
    default_factory: Callable[[], Any] | None = None,
) -> Any:
    """Declare a field with more to it than a default."""
    return Field(default, description, default_factory)


@dataclass_transform(eq_default=False, kw_only_default=True, frozen_default=True, field_specifiers=(field,))
class Frozen:
    """A model that never changes and knows every key it is given.

    Made by name of its fields, which are then not checked: `model_validate` is for what is foreign.
    The names are those of pydantic.
    """

    model_fields: ClassVar[Mapping[str, Field]] = {}
    strips: ClassVar[bool] = False
    """Whether blanks around a string are left out."""

    def __init_subclass__(cls) -> None:
        found = dict(cls.model_fields)
        own: dict[str, Any] = get_annotations(cls)
        for name, annotation in own.items():
            if get_origin(annotation) is not ClassVar:
                given = cls.__dict__.get(name, REQUIRED)
                told = given if isinstance(given, Field) else Field(given)
                found[name] = told._replace(annotation=annotation)
                if name in cls.__dict__:
                    delattr(cls, name)  # or the class would have what an instance lacks
        cls.model_fields = found

    def __init__(self, **given: Any) -> None:
        fields = type(self).model_fields
        if not given.keys() <= fields.keys():
            raise TypeError(f"not known: {', '.join(given.keys() - fields.keys())}")
        own = self.__dict__
        for name, declared in fields.items():
            own[name] = given[name] if name in given else declared.unset()

    def check(self) -> None:
        """What must hold between the fields. Raises `ValueError` with a sentence."""

    def __setattr__(self, name: str, value: Any) -> None:
        raise AttributeError(f"a {type(self).__name__} is frozen")

    def __delattr__(self, name: str) -> None:
        raise AttributeError(f"a {type(self).__name__} is frozen")

    def __eq__(self, other: object) -> bool:
        if type(self) is not type(other):
            return NotImplemented
        mine, theirs = self.__dict__, other.__dict__
        return self is other or all(mine[name] == theirs[name] for name in type(self).model_fields)

    def __repr__(self) -> str:
        told = ", ".join(f"{name}={self.__dict__[name]!r}" for name in type(self).model_fields)
        return f"{type(self).__name__}({told})"

    @classmethod
    def of_plain(cls, plain: Any) -> Self:
        """The model in what `model_dump` made of one. Raises `ValueError` for what it cannot have made."""
        if not isinstance(plain, dict):
            raise ValueError("no table")
        makers = _makers(cls)
        if not plain.keys() <= makers.keys():
            raise ValueError("a field is not known")
        return cls(**{name: makers[name](value) for name, value in plain.items()})

    @classmethod
    def model_validate(cls, tree: Any) -> Self:
        """The model in `tree`, of a file that nobody has checked. Raises pydantic's `ValidationError`."""
        from runbooks.definition.twin import twin

        return cls.of_plain(twin(cls).model_validate(tree).model_dump())

    @classmethod
    def model_json_schema(cls) -> dict[str, Any]:
        """The JSON schema of such a file."""
        from runbooks.definition.twin import twin

        return twin(cls).model_json_schema()

    def model_dump(self) -> dict[str, Any]:
        """The model as JSON values."""
        return {name: _plain(self.__dict__[name]) for name in type(self).model_fields}

    def model_copy(self, *, update: Mapping[str, Any]) -> Self:
        """The same with other values in some fields, which are not checked."""
        kept = {name: self.__dict__[name] for name in type(self).model_fields}
        return type(self)(**{**kept, **update})


def _plain(value: Any) -> Any:
    if isinstance(value, Frozen):
        return value.model_dump()
    if isinstance(value, dict):
        return {key: _plain(one) for key, one in value.items()}
    if isinstance(value, tuple):
        return [_plain(one) for one in value]
    return value.isoformat() if isinstance(value, date) else value


Maker = Callable[[Any], Any]


@cache
def _makers(model: type[Any]) -> dict[str, Maker]:
    hints = get_type_hints(model, include_extras=True)
    return {name: _maker(hints[name]) for name in model.model_fields}


def _maker(hint: Any) -> Maker:
    """What makes a value of the type `hint` from JSON values, or raises `ValueError`."""
    origin, inside = get_origin(hint), get_args(hint)
    if origin is Annotated:
        tag = next((told.field for told in inside[1:] if isinstance(told, Tagged)), None)
        return _maker(inside[0]) if tag is None else _of_kind(tag, get_args(inside[0]))
    if origin in (Union, UnionType):
        return _first([_maker(one) for one in inside])
    if origin is tuple:
        return _many(_maker(inside[0]))
    if origin is dict:
        return _named(_maker(inside[0]), _maker(inside[1]))
    if origin is Literal:
        return _one_of(inside)
    if isinstance(hint, type) and issubclass(hint, Frozen):
        return hint.of_plain
    return _day if hint is date else _exactly(hint)


def _exactly(kind: type) -> Maker:
    def made(value: Any) -> Any:
        if type(value) is not kind:
            raise ValueError("of another type")
        return value

    return made


def _day(value: Any) -> date:
    return value if isinstance(value, date) else date.fromisoformat(_exactly(str)(value))


def _one_of(values: tuple[Any, ...]) -> Maker:
    def made(value: Any) -> Any:
        if not isinstance(value, str) or value not in values:
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


def _of_kind(tag: str, models: tuple[type[Frozen], ...]) -> Maker:
    by_kind = {get_args(model.model_fields[tag].annotation)[0]: model for model in models}

    def made(value: Any) -> Any:
        kind = value.get(tag) if isinstance(value, dict) else None
        if not isinstance(kind, str) or kind not in by_kind:
            raise ValueError("of no kind")
        return by_kind[kind].of_plain(value)

    return made
