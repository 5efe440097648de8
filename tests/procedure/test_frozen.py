"""Models that are typed without pydantic: what they take, it takes too, and makes the same of it."""

import copy
from collections.abc import Iterator
from typing import Any

import pytest
import yaml
from faulty import SMALL
from pydantic import ValidationError

from runbooks.definition.loader import load_runbook, shipped_runbooks
from runbooks.definition.model import Runbook
from runbooks.definition.twin import twin
from runbooks.settings import Settings

WORDS = ["", " ", "a", "A b", "a\n", "\ud800", "x" * 2001, "true", "1", "confirm", "es", "ansi"]
DAYS = ["2026-11-19", "20261119", "2026-W47-4", "2026-02-30", "America/Mexico_City", "Nowhere/City"]
PARTS = [[], ["a"], [1], {}, {"es": "a"}, {"es": "a", "en": "b"}, {"a": "b"}, {"A": {"text": {"es": "a"}}}]
OTHERS: list[Any] = [None, True, False, 0, 1, -1, 25, 10**30, 1.0, float("nan"), *WORDS, *DAYS, *PARTS]
PLAIN = load_runbook(shipped_runbooks()["mpia-dti-140"]).model_dump()


def places(value: Any, place: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The place of every part under `value`."""
    if isinstance(value, dict | list):
        for key, one in value.items() if isinstance(value, dict) else enumerate(value):
            yield (*place, key)
            yield from places(one, (*place, key))


def changed(tree: Any, place: tuple[Any, ...], value: Any) -> Any:
    new = copy.deepcopy(tree)
    part = new
    for key in place[:-1]:
        part = part[key]
    if value is LEFT_OUT:
        del part[place[-1]]
    else:
        part[place[-1]] = value
    return new


LEFT_OUT = object()


def taken(model: Any, tree: Any) -> Any:
    try:
        return model.of_plain(tree)
    except ValueError:
        return None


def assert_pydantic_agrees(model: Any, tree: Any) -> bool:
    """What is taken without pydantic, pydantic takes and makes the same of; whether it was taken."""
    made = taken(model, tree)
    if made is None:
        return False
    assert twin(model).model_validate(tree).model_dump(mode="json") == made.model_dump()
    return True


def test_what_is_taken_of_a_runbook_pydantic_takes_and_makes_the_same_of() -> None:
    small = yaml.safe_load(SMALL)
    assert assert_pydantic_agrees(Runbook, small)
    found = [
        assert_pydantic_agrees(Runbook, changed(small, place, value))
        for place in list(places(small))
        for value in [LEFT_OUT, *OTHERS]
    ]
    assert found.count(True) > 100 and found.count(False) > 1000


@pytest.mark.parametrize("name", Settings.model_fields)
def test_what_is_taken_of_settings_pydantic_takes_and_makes_the_same_of(name: str) -> None:
    values = [one for one in OTHERS if not isinstance(one, str) or one == one.strip()]
    found = [assert_pydantic_agrees(Settings, {name: value}) for value in values]
    assert True in found and False in found


def test_blanks_around_a_setting_are_left_out() -> None:
    assert Settings.model_validate({"operator": " Ana "}).operator == "Ana"
    assert Settings.model_validate({"keys": {"note": " f11 "}}).keys == {"note": "f11"}


def test_all_that_was_written_of_a_runbook_is_read_again_without_pydantic() -> None:
    assert Runbook.of_plain(PLAIN).model_dump() == PLAIN
    assert Runbook.of_plain(PLAIN) == Runbook.model_validate(PLAIN)


def test_a_part_that_nobody_knows_is_refused() -> None:
    assert taken(Runbook, PLAIN | {"more": 1}) is None
    with pytest.raises(ValidationError, match="more"):
        Runbook.model_validate(PLAIN | {"more": 1})
