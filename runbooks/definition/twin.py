"""The pydantic model of a `Frozen` one: reads what nobody has checked, and writes the JSON schema."""

from collections.abc import Iterator
from types import UnionType
from typing import Annotated, Any, Final, Union, get_args, get_origin, get_type_hints

import pydantic
from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, StringConstraints, create_model

from runbooks.definition.frozen import REQUIRED, Field, Frozen
from runbooks.definition.limits import About, Checked, Many, Tagged, Within, Words

_TWINS: Final[dict[type[Frozen], type[BaseModel]]] = {}


def twin(model: type[Frozen]) -> type[BaseModel]:
    """The pydantic model with the fields, limits and checks of `model`, made once."""
    if model not in _TWINS:
        _TWINS[model] = _made(model)
    return _TWINS[model]


def _made(model: type[Frozen]) -> type[BaseModel]:
    hints = get_type_hints(model, include_extras=True)
    fields: dict[str, Any] = {
        name: (_hint(hints[name]), _field(declared)) for name, declared in model.model_fields.items()
    }

    def check(self: Any) -> Any:
        model.check(self)
        return self

    return create_model(
        model.__name__,
        __config__=ConfigDict(
            frozen=True, extra="forbid", defer_build=True, str_strip_whitespace=model.strips
        ),
        __doc__=model.__doc__,
        __module__=model.__module__,
        __validators__={"check": pydantic.model_validator(mode="after")(check)},  # type: ignore[dict-item]
        **fields,
    )


def _field(declared: Field) -> Any:
    # A description of None would take the place of the one that the type has.
    told: dict[str, Any] = {} if declared.description is None else {"description": declared.description}
    if declared.default_factory is not None:
        return pydantic.Field(default_factory=declared.default_factory, **told)
    return pydantic.Field(default=... if declared.default is REQUIRED else declared.default, **told)


def _hint(hint: Any) -> Any:
    origin, inside = get_origin(hint), get_args(hint)
    if origin is Annotated:
        told = tuple(one for part in inside[1:] for one in _told(part))
        return Annotated[(_hint(inside[0]), *told)]
    if origin in (Union, UnionType):
        return Union[tuple(_hint(one) for one in inside)]  # noqa: UP007 (`|` takes no tuple)
    if origin in (tuple, dict):
        return origin[tuple(one if one is ... else _hint(one) for one in inside)]
    if origin is None and isinstance(hint, type) and issubclass(hint, Frozen):
        return twin(hint)
    return hint


def _told(part: Any) -> Iterator[Any]:
    if isinstance(part, Words):
        yield StringConstraints(pattern=part.pattern, min_length=part.least, max_length=part.most)
    elif isinstance(part, Within):
        yield pydantic.Field(ge=part.least, le=part.most)
    elif isinstance(part, Many):
        yield pydantic.Field(min_length=part.least)
    elif isinstance(part, About):
        yield pydantic.Field(description=part.description)
    elif isinstance(part, Tagged):
        yield pydantic.Field(discriminator=part.field)
    elif isinstance(part, Checked):
        yield BeforeValidator(part.check) if part.before else AfterValidator(part.check)
