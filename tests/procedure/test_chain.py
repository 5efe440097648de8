"""The hashes of contract.md, "The record", held against bytes written by hand."""

import hashlib
from dataclasses import replace
from typing import Any

import pytest
import rfc8785
from hypothesis import given
from hypothesis.strategies import (
    booleans,
    characters,
    dictionaries,
    floats,
    integers,
    lists,
    none,
    recursive,
    text,
)

from runbooks.engine.events import Event, Happening
from runbooks.record import chain

GENESIS_BYTES = (
    b'{"format":"restaura.session/1","id":"2026-11-22-a7f3","mode":"incident",'
    b'"runbook_sha256":"' + b"ab" * 32 + b'"}'
)
GENESIS = hashlib.sha256(GENESIS_BYTES).hexdigest()
AT = "2026-11-22T14:32:07-06:00"
THREE = [
    Happening("session_started", {"runbook": "mpia-dti-140"}),
    Happening("answered", {"item": "lost_areas", "value": ["crm", "drive"]}),
    Happening("noted", {"text": "Ventas pide hora estimada"}),
]


def sealed() -> tuple[Event, ...]:
    return chain.seal(THREE, after=GENESIS, at=AT, by="Director de TI")


def test_the_genesis_covers_format_id_mode_and_runbook() -> None:
    assert chain.genesis("2026-11-22-a7f3", "incident", "ab" * 32) == GENESIS


def test_an_event_s_hash_covers_the_one_before_and_all_its_parts_in_canonical_order() -> None:
    by_hand = (
        b'{"at":"2026-11-22T14:32:07-06:00","by":"Director de TI",'
        b'"data":{"a":1.5,"item":"reported_by","value":"se\xc3\xb1ora \\"A\\"\\n"},'
        b'"prev":"' + GENESIS.encode() + b'","seq":1,"type":"answered"}'
    )
    data = {"value": 'señora "A"\n', "item": "reported_by", "a": 1.5}
    found = chain.event_hash(GENESIS, seq=1, at=AT, by="Director de TI", type="answered", data=data)
    assert found == hashlib.sha256(by_hand).hexdigest()


def test_a_known_hash_stays_what_it_was() -> None:
    # Computed with sha256sum from the bytes above: a change of the format would show here.
    assert GENESIS == "f52bd54d649039efbfbc6b145e44405d5e61ee5eca8d57835f743b06b0127f0f"
    assert sealed()[-1].hash == "ad45a90719c659419364d3b57c756a039f9c28100ce17b869b07a06a1750f94c"


def test_the_runbook_s_hash_leaves_its_own_place_out() -> None:
    by_hand = hashlib.sha256(b'{"id":"r","steps":[]}').hexdigest()
    assert chain.runbook_sha256({"steps": [], "id": "r"}) == by_hand
    assert chain.runbook_sha256({"steps": [], "id": "r", "sha256": by_hand}) == by_hand


def test_sealing_goes_on_from_the_last_event_as_if_all_were_sealed_at_once() -> None:
    first = chain.seal(THREE[:1], after=GENESIS, at=AT, by="Director de TI")
    rest = chain.seal(THREE[1:], after=first[-1], at=AT, by="Director de TI")
    assert first + rest == sealed()
    assert [event.seq for event in sealed()] == [1, 2, 3]


def test_a_chain_as_sealed_is_unbroken() -> None:
    assert chain.unbroken(sealed(), after=GENESIS)
    assert chain.unbroken(sealed()[1:], after=sealed()[0])


@pytest.mark.parametrize("place", [0, 1, 2])
@pytest.mark.parametrize(
    "change",
    [
        {"seq": 9},
        {"at": "2026-11-22T14:32:08-06:00"},
        {"by": "Subdirector de TI"},
        {"type": "overridden"},
        {"data": {}},
        {"hash": "0" * 64},
    ],
    ids=lambda change: next(iter(change)),
)
def test_any_part_of_any_event_changed_breaks_the_chain(place: int, change: dict[str, Any]) -> None:
    events = list(sealed())
    events[place] = replace(events[place], **change)
    assert not chain.unbroken(events, after=GENESIS)


def test_an_event_removed_added_or_swapped_breaks_the_chain() -> None:
    one, two, three = sealed()
    for events in ([one, three], [two, three], [one, three, two], [one, two, two, three]):
        assert not chain.unbroken(events, after=GENESIS)


def test_a_chain_of_another_session_or_runbook_is_broken() -> None:
    for other in (
        chain.genesis("2026-11-22-a7f4", "incident", "ab" * 32),
        chain.genesis("2026-11-22-a7f3", "training", "ab" * 32),
        chain.genesis("2026-11-22-a7f3", "incident", "ac" * 32),
    ):
        assert not chain.unbroken(sealed(), after=other)


@pytest.mark.parametrize("value", ["\ud800", float("nan"), float("inf"), 2**53, {1: "a"}, b"x"])
def test_what_json_cannot_hold_has_no_canonical_form(value: object) -> None:
    with pytest.raises(ValueError, match=r"."):
        chain.canonical({"value": value})


TEXT = text(characters(exclude_categories=["Cs"]), max_size=6) | text("ab", max_size=2)
JSON = recursive(
    none()
    | booleans()
    | integers(-(2**53) + 1, 2**53 - 1)
    | floats(allow_nan=False, allow_infinity=False)
    | TEXT,
    lambda inner: lists(inner, max_size=4) | dictionaries(TEXT, inner, max_size=4),
    max_leaves=12,
)


@given(JSON)
def test_every_value_has_the_form_that_RFC_8785_gives_it(value: Any) -> None:
    assert chain.canonical(value) == rfc8785.dumps(value)


def test_every_character_has_the_form_that_RFC_8785_gives_it() -> None:
    every = "".join(map(chr, [*range(0xD800), *range(0xE000, 0x10000), 0x1F9EF, 0x10FFFF]))
    for value in (
        [every],
        {"k": every},
        {"a": 1, "B": (2, None), "_": True, "": -0},
        {"é": 1, "\U0001f9ef": 2, "\uffee": 3},
    ):
        assert chain.canonical(value) == rfc8785.dumps(value)
