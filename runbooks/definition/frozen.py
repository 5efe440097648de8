"""Models declared once and typed by pydantic only where a file is read: importing it takes a start's time.

A model is a class of annotated fields, as pydantic's are. What fits it to the letter, as all that this
program wrote does, is taken by `of_plain`. For everything else there is its `twin`, the pydantic model
that types what a person wrote, says what does not fit, and writes the JSON schema.
"""

from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import date
from inspect import get_annotations
from typing import (
    Any,
    ClassVar,
    Final,
    NamedTuple,
    Self,
    dataclass_transform,
    get_origin,
    get_type_hints,
)

from runbooks.definition.makers import Maker, maker_of

REQUIRED: Final = object()


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
        """The model of JSON values that fit it to the letter. Raises `ValueError` for all others."""
        if not isinstance(plain, dict):
            raise ValueError("no table")
        makers = _makers(cls)
        if not plain.keys() <= makers.keys():
            raise ValueError("a field is not known")
        made = cls(**{name: makers[name](value) for name, value in plain.items()})
        made.check()
        return made

    @classmethod
    def model_validate(cls, tree: Any) -> Self:
        """The model in what a person wrote. Raises pydantic's `ValidationError`, which is a `ValueError`."""
        if not (cls.strips and _has_blanks(tree)):
            with suppress(ValueError):
                return cls.of_plain(tree)
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


def _has_blanks(value: Any) -> bool:
    if isinstance(value, dict):
        return any(_has_blanks(one) for one in value.values())
    return isinstance(value, str) and value != value.strip()


def _plain(value: Any) -> Any:
    if isinstance(value, Frozen):
        return value.model_dump()
    if isinstance(value, dict):
        return {key: _plain(one) for key, one in value.items()}
    if isinstance(value, tuple):
        return [_plain(one) for one in value]
    return value.isoformat() if isinstance(value, date) else value


_MADE: Final[dict[type[Frozen], dict[str, Maker]]] = {}


def _makers(model: type[Frozen]) -> dict[str, Maker]:
    if model not in _MADE:
        hints = get_type_hints(model, include_extras=True)
        _MADE[model] = {name: maker_of(hints[name]) for name in model.model_fields}
    return _MADE[model]
