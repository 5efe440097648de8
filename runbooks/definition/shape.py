"""A file as its model: pydantic's errors become faults that name line, field and the nearest word."""

import re
from collections.abc import Collection, Mapping
from types import UnionType
from typing import Annotated, Any, Final, TypeVar, Union, get_args, get_origin, get_type_hints

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from runbooks.definition.faults import (
    MOST_TOLD,
    DefinitionError,
    Fault,
    nearest,
    one_of,
    unknown_here,
)
from runbooks.definition.yaml_source import Place, Source
from runbooks.language import LANGUAGES, N_, _

Model = TypeVar("Model", bound=BaseModel)
Location = tuple[str | int, ...]

Said = tuple[str, str]
"""What is wrong, and what would be right."""

_NAMES: Final = (
    N_("names with their values are expected here"),
    N_("Write one “name: value” a line, indented under this one."),
)
_LIST: Final = (N_("a list is expected here"), N_("Write one “- ” a line, or [a, b]."))
_WORDS: Final = (N_("a text is expected here"), N_("Write it behind the colon, or on the lines below “>-”."))
_DAY: Final = (N_('"{value}" is no day'), N_("Write it like 2026-11-19."))
_WHOLE: Final = (N_('"{value}" is no whole number'), N_("Write it in digits, such as 7."))
_YES: Final = (N_('"{value}" is neither true nor false'), N_("Write true or false."))
_BOTH: Final = N_("Write it in both languages: {{es: …, en: …}}.")
SAID: Final[Mapping[str, Said]] = {
    "string_too_short": (N_("this cannot be left empty"), N_("Write something, or leave the field out.")),
    "string_too_long": (N_("this is over {max_length} characters"), N_("Shorten it.")),
    "too_short": (N_("at least {min_length} are expected here"), N_("Add to it, or leave the field out.")),
    "too_long": (N_("at most {max_length} are expected here"), N_("Leave some out.")),
    "string_pattern_mismatch": (
        N_('"{value}" does not fit here'),
        N_(
            "A name begins with a letter and goes on with letters, digits and {sign}: lower case, no accents."
        ),
    ),
    "string_unicode": (
        N_("the text has characters that cannot be stored"),
        N_("Write the character itself; halves of it (\\ud800 to \\udfff) say nothing."),
    ),
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
"""What pydantic finds, in words, and its cure; what is not here is said in pydantic's own."""


def typed(model: type[Model], source: Source) -> Model:
    """The file as `model`. Raises `DefinitionError` that names line, field and the nearest word."""
    try:
        return model.model_validate(source.tree)
    except ValidationError as error:
        details = [one for one in error.errors(include_url=False) if not _short_of_faulty(one)]
        told = details[: MOST_TOLD + 1]  # one more, which says that there are more
        raise DefinitionError(
            _fault(model, source, detail, _missing_at(details)) for detail in told
        ) from None


def _missing_at(details: Collection[ErrorDetails]) -> Mapping[Location, Collection[str]]:
    """The fields that are missing, by the place of what they are missing from."""
    found: dict[Location, list[str]] = {}
    for one in details:
        if one["type"] == "missing" and one["loc"]:
            found.setdefault(one["loc"][:-1], []).append(str(one["loc"][-1]))
    return found


def _short_of_faulty(detail: ErrorDetails) -> bool:
    # pydantic counts only the parts that fit; the faults of the others are told by themselves.
    return detail["type"] == "too_short" and len(detail["input"]) >= detail["ctx"]["min_length"]


def _fault(
    model: type[BaseModel],
    source: Source,
    detail: ErrorDetails,
    missing: Mapping[Location, Collection[str]],
) -> Fault:
    path = _place(source.tree, detail["loc"])
    kind, context = detail["type"], detail.get("ctx", {})
    last = str(detail["loc"][-1]) if detail["loc"] else ""
    if kind == "missing":
        return source.fault((*path, last), *_missing(last))
    if kind == "union_tag_not_found":
        return source.fault((*path, "kind"), *_missing("kind"))
    if kind == "union_tag_invalid":
        tags = str(context["expected_tags"])
        return source.fault((*path, "kind"), *_none_of(context["tag"], tags))
    if kind == "literal_error":
        return source.fault(path, *_none_of(detail["input"], str(context["expected"])))
    if kind == "extra_forbidden":
        around = detail["loc"][:-1]
        cure = _instead_of(last, detail["input"], _fields(model, around), missing.get(around, ()))
        return source.fault(path, unknown_here(last), cure)
    if kind == "value_error":
        return source.fault(path, str(context["error"]), getattr(context["error"], "cure", ""))
    return source.fault(path, *_said(kind, {**context, "value": _short(detail["input"])}, detail["msg"]))


def _instead_of(field: str, value: Any, known: Collection[str], missing: Collection[str]) -> str:
    """The cure of a field that is not known: one in another language may mean the one that is missing."""
    if set(known) == set(LANGUAGES) and " " in field and not value:  # {es: Ana, la jefa, en: …}
        return _("A text with a comma in it stands in quotes.")
    near = nearest(_short(field), known)
    if not near and len(missing) == 1:
        return _('Did you mean "{word}"?').format(word=next(iter(missing)))
    return one_of(_short(field), known)


def _said(kind: str, context: Mapping[str, Any], message: str) -> Said:
    if kind not in SAID:
        what = _("this does not fit ({reason}): {value}").format(reason=message, value=context["value"])
        return what, _("What may stand here is in what `restaura runbook schema` prints.")
    what, cure = SAID[kind]
    context = {"sign": "-" if "9-]" in str(context.get("pattern")) else "_", **context}
    if context.get("class_name") in ("Text", "Template"):
        cure = _BOTH
    return _(what).format(**context), _(cure).format(**context)


def _missing(field: str) -> Said:
    if field in LANGUAGES:
        what = _('the text in "{language}" is missing').format(language=field)
        return what, _('Write it behind "{language}:", beside the other language.').format(language=field)
    what = _('"{field}" is missing').format(field=field)
    return what, _('Add a line "{field}: …" here.').format(field=field)


def _none_of(value: Any, expected: str) -> Said:
    what = _('"{value}" is none of {expected}.').format(
        value=_short(value), expected=expected.replace("'", "")
    )
    near = nearest(_short(value), re.findall(r"[\w/.]+", expected)).strip()
    return what, near or _("Write one of these.")


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
        models = [one for one in inside if isinstance(one, type) and issubclass(one, BaseModel)]
        tagged = [one for one in models if loc and _kind(one) == loc[0]]
        return _fields(tagged[0], loc[1:]) if tagged else _fields(models[0], loc) if models else ()
    if origin in (dict, tuple):
        return _fields(inside[-1 if origin is dict else 0], loc[1:])
    if isinstance(hint, type) and issubclass(hint, BaseModel):
        if not loc:
            return hint.model_fields
        return _fields(get_type_hints(hint, include_extras=True).get(str(loc[0])), loc[1:])
    return ()


def _kind(model: type[BaseModel]) -> str | None:
    field = model.model_fields.get("kind")
    return get_args(field.annotation)[0] if field is not None else None


def _short(value: Any) -> str:
    text = str(value)
    return text if len(text) <= 60 else text[:57] + "…"
