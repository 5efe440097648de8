"""Whoever writes a file in an editor is told there what each field is for."""

from collections.abc import Iterator
from typing import Any

import pytest

from runbooks.definition.yaml_source import read_yaml
from runbooks.schemas import SCHEMAS, editor_line, printed_by
from tui.parser import parser

MADE = {name: made() for name, made in SCHEMAS.items()}


def fields(schema: Any, place: str = "") -> Iterator[tuple[str, Any]]:
    """Every field of every object in a schema, with its place."""
    if isinstance(schema, dict):
        properties = schema.get("properties")
        if isinstance(properties, dict) and schema.get("type") == "object":
            yield from ((f"{place}.{name}", field) for name, field in properties.items())
        for key, inner in schema.items():
            yield from fields(inner, f"{place}.{key}")
    elif isinstance(schema, list):
        for number, inner in enumerate(schema):
            yield from fields(inner, f"{place}.{number}")


@pytest.mark.parametrize("name", SCHEMAS)
def test_every_field_says_what_it_is_for(name: str) -> None:
    found = dict(fields(MADE[name]))
    assert len(found) > 10
    mute = [place for place, field in found.items() if not str(field.get("description", "")).strip()]
    assert mute == []


@pytest.mark.parametrize("name", SCHEMAS)
def test_every_model_says_what_it_is(name: str) -> None:
    mute = [one for one, model in MADE[name].get("$defs", {}).items() if not model.get("description")]
    assert mute == []
    assert MADE[name]["title"].startswith("restaura: ")


@pytest.mark.parametrize("name", SCHEMAS)
def test_a_schema_says_how_an_editor_comes_to_use_it(name: str) -> None:
    line = editor_line(name)
    if name == "record":  # nobody writes one
        assert line is None
        assert "$comment" not in MADE[name]
        return
    assert line is not None
    assert line in MADE[name]["$comment"]
    assert f"`{printed_by(name)}`" in MADE[name]["$comment"]
    command, _, file = printed_by(name).partition(" > ")
    assert f"./{file}" in line
    assert parser().parse_args(command.split()[1:]).of == name
    assert "://" not in line


def test_the_line_is_a_comment_to_the_files_own_reader() -> None:
    for name in ("runbook", "scenario", "training", "answers"):
        assert read_yaml(f"{editor_line(name)}\na: 1\n".encode(), "it.yaml").tree == {"a": "1"}
    assert str(editor_line("config")).startswith("#")
