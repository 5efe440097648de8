"""The runbook that is checked, with the place in its file of every part."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, get_args, get_origin, get_type_hints

from pydantic import BaseModel

from runbooks.definition.faults import Fault
from runbooks.definition.items import Item
from runbooks.definition.model import Runbook
from runbooks.definition.parts import Template, Text
from runbooks.definition.templates import template_file
from runbooks.definition.yaml_source import Place, Source


@dataclass(frozen=True, slots=True)
class Subject:
    """A runbook, the file that it was read from, and the folders of its templates where they are apart.

    `part` is what is checked where that is not the runbook but something beside it, whose expressions
    may name `more` roots with attributes and `plain` ones without.
    """

    runbook: Runbook
    source: Source
    templates: tuple[Path, ...] = ()
    part: BaseModel | None = None
    more: Mapping[str, Collection[str]] = field(default_factory=dict)
    plain: frozenset[str] = frozenset()

    @property
    def checked(self) -> BaseModel:
        """What is checked."""
        return self.part or self.runbook

    def fault(
        self,
        place: Place,
        what: str,
        cure: str = "",
        *,
        rule: str = "",
        warning: bool = False,
        line: int = 0,
    ) -> Fault:
        """A fault at `place`; `line` counts inside a text with lines of its own, 0 is the text as a whole."""
        file = self._template(place)
        if file:
            return Fault(str(file), max(line, 1), 1, "", what, cure, rule, warning)
        return self.source.fault(place, what, cure, rule=rule, warning=warning, inside=line)

    def rank(self, place: Place) -> int:
        """How far in front the text at `place` stands: 0 for what stands before everything else."""
        file = self._template(place)
        if file is not None:
            return self.templates.index(file.parent.parent)
        return len(self.templates) if place[:1] == ("templates",) else place not in self.source.elsewhere

    def _template(self, place: Place) -> Path | None:
        if place[:1] != ("templates",) or len(place) < 3:
            return None
        return template_file(self.templates, str(place[1]), str(place[-1]))

    def items(self) -> Iterator[tuple[Place, Item]]:
        """Every item with its place, two of one id too."""
        for s, step in enumerate(self.runbook.steps):
            for i, item in enumerate(step.items):
                yield ("steps", s, "items", i), item


def marked(value: Any, kind: Any, place: Place = ()) -> Iterator[tuple[Place, str]]:
    """Every string under `value` that its model declares as `kind`: an Expression, a FactName."""
    declared = _declared(type(value), kind) if isinstance(value, BaseModel) else ()
    for name, inner, field_place in _fields(value, place):
        if name in declared:
            inside = inner.items() if isinstance(inner, dict) else [(None, inner)]
            for key, one in inside:
                if isinstance(one, str):
                    yield (*field_place, *([] if key is None else [key])), one
        else:
            yield from marked(inner, kind, field_place)


def texts(value: Any, place: Place = ()) -> Iterator[tuple[Place, Text | Template]]:
    """Every text under `value`, and every template."""
    if isinstance(value, Text | Template):
        yield place, value
        return
    for _name, inner, field_place in _fields(value, place):
        yield from texts(inner, field_place)


def _fields(value: Any, place: Place) -> Iterator[tuple[str | int, Any, Place]]:
    inside: Any = ()
    if isinstance(value, BaseModel):
        inside = ((name, getattr(value, name)) for name in type(value).model_fields)
    elif isinstance(value, dict):
        inside = value.items()
    elif isinstance(value, tuple):
        inside = enumerate(value)
    yield from ((name, inner, (*place, name)) for name, inner in inside)


@cache
def _declared(model: type[BaseModel], kind: Any) -> frozenset[str]:
    hints = get_type_hints(model, include_extras=True)
    return frozenset(name for name, hint in hints.items() if _is(hint, kind))


def _is(hint: Any, kind: Any) -> bool:
    # `Expression`, `Expression | None`, or the values of `dict[Identifier, Expression]`.
    inside = get_args(hint)[1:] if get_origin(hint) is dict else get_args(hint)
    return hint == kind or kind in inside
