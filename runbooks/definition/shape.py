"""A file as its model: pydantic's errors become faults that name line, field and the nearest word."""

import re
from collections.abc import Collection, Mapping
from types import UnionType
from typing import Annotated, Any, Final, TypeVar, Union, get_args, get_origin, get_type_hints

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from runbooks.definition.faults import DefinitionError, Fault, nearest, unknown
from runbooks.definition.frozen import Frozen
from runbooks.definition.yaml_source import Place, Source
from runbooks.language import LANGUAGES, N_, _

Model = TypeVar("Model", bound=Frozen)
Location = tuple[str | int, ...]

_NAMES: Final = N_("names with their values are expected here")
_LIST: Final = N_("a list is expected here")
_WORDS: Final = N_("a text is expected here")
_DAY: Final = N_('"{value}" is no day: write it like 2026-11-19')
_WHOLE: Final = N_('"{value}" is no whole number')
_YES: Final = N_('"{value}" is neither true nor false')
SAID: Final[Mapping[str, str]] = {
    "string_too_short": N_("this cannot be left empty"),
    "string_too_long": N_("this is over {max_length} characters"),
    "too_short": N_("at least {min_length} are expected here"),
    "string_pattern_mismatch": N_('"{value}" does not fit here; a name is written {pattern}'),
    "string_unicode": N_("the text has characters that cannot be stored"),
    "string_type": _WORDS,
    "model_type": _NAMES,
    "model_attributes_type": _NAMES,
    "dict_type": _NAMES,
    "tuple_type": _LIST,
    "bool_type": _YES,
    "bool_parsing": _YES,
    "int_type": _WHOLE,
    "int_parsing": _WHOLE,
    "date_type": _DAY,
    "date_parsing": _DAY,
    "date_from_datetime_parsing": _DAY,
    "date_from_datetime_inexact": _DAY,
}
"""What pydantic finds, in words; what is not here is said in pydantic's own."""


def typed(model: type[Model], source: Source) -> Model:
    """The file as `model`. Raises `DefinitionError` that names line, field and the nearest word."""
    try:
        return model.model_validate(source.tree)
    except ValidationError as error:
        details = [detail for detail in error.errors() if not _short_of_faulty(detail)]
        raise DefinitionError(_fault(model, source, detail) for detail in details) from None


def _short_of_faulty(detail: ErrorDetails) -> bool:
    # pydantic counts only the parts that fit; the faults of the others are told by themselves.
    return detail["type"] == "too_short" and len(detail["input"]) >= detail["ctx"]["min_length"]


def _fault(model: type[Frozen], source: Source, detail: ErrorDetails) -> Fault:
    path = _place(source.tree, detail["loc"])
    kind, context = detail["type"], detail.get("ctx", {})
    last = str(detail["loc"][-1]) if detail["loc"] else ""
    if kind == "missing":
        return source.fault((*path, last), _missing(last))
    if kind == "union_tag_not_found":
        return source.fault((*path, "kind"), _missing("kind"))
    if kind == "union_tag_invalid":
        tags = str(context["expected_tags"])
        return source.fault((*path, "kind"), _none_of(context["tag"], tags))
    if kind == "literal_error":
        return source.fault(path, _none_of(detail["input"], str(context["expected"])))
    if kind == "extra_forbidden":
        return source.fault(path, unknown(last, _fields(model, detail["loc"][:-1])))
    if kind == "value_error":
        return source.fault(path, str(context["error"]))
    value = _short(detail["input"])
    if kind in SAID:
        return source.fault(path, _(SAID[kind]).format(**{**context, "value": value}))
    what = _("this does not fit ({reason}): {value}").format(reason=detail["msg"], value=value)
    return source.fault(path, what)


def _missing(field: str) -> str:
    if field in LANGUAGES:
        return _('the text in "{language}" is missing').format(language=field)
    return _('"{field}" is missing').format(field=field)


def _none_of(value: Any, expected: str) -> str:
    what = _('"{value}" is none of {expected}.').format(
        value=_short(value), expected=expected.replace("'", "")
    )
    return what + nearest(_short(value), re.findall(r"[\w/.]+", expected))


def _place(tree: Any, loc: Location) -> Place:
    # pydantic puts the kind of an item into the path, and what the file does not have: both left out.
    path: list[str | int] = []
    inside_kind = False
    for part in loc:
        if isinstance(tree, dict) and part == tree.get("kind") and not inside_kind:
            inside_kind = True
        elif part in (tree if isinstance(tree, dict) else range(len(tree) if isinstance(tree, list) else 0)):
            tree = tree[part]
            path.append(part)
            inside_kind = False
    return tuple(path)


def _fields(hint: Any, loc: Location) -> Collection[str]:
    """The fields of the model that stands at `loc` under `hint`; none where there is no model."""
    origin, inside = get_origin(hint), get_args(hint)
    if origin is Annotated:
        return _fields(inside[0], loc)
    if origin in (Union, UnionType):
        models = [one for one in inside if isinstance(one, type) and issubclass(one, Frozen)]
        tagged = [one for one in models if loc and _kind(one) == loc[0]]
        return _fields(tagged[0], loc[1:]) if tagged else _fields(models[0], loc) if models else ()
    if origin in (dict, tuple):
        return _fields(inside[-1 if origin is dict else 0], loc[1:])
    if isinstance(hint, type) and issubclass(hint, Frozen):
        if not loc:
            return hint.model_fields
        return _fields(get_type_hints(hint, include_extras=True).get(str(loc[0])), loc[1:])
    return ()


def _kind(model: type[Frozen]) -> str | None:
    field = model.model_fields.get("kind")
    return get_args(field.annotation)[0] if field is not None else None


def _short(value: Any) -> str:
    text = str(value)
    return text if len(text) <= 60 else text[:57] + "…"
