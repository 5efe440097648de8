"""The golden records are what reports are held against: always the same, and with all there is."""

import json
import unicodedata
from collections.abc import Callable
from datetime import datetime, timedelta
from itertools import pairwise
from pathlib import Path

import pytest

from runbooks.engine.events import EVENT_TYPES, TRAINING_EVENTS
from runbooks.record.encoding import Record, holds_together
from runbooks.record.store import Store
from runbooks.session import replay
from tests import golden

MAKERS = {
    golden.INCIDENT: golden.golden_record,
    golden.TRAINING: golden.golden_training,
    golden.ATTACK: golden.attack_record,
    golden.LONG: golden.long_record,
}


@pytest.mark.parametrize("id", MAKERS)
def test_a_golden_record_is_closed_whole_and_the_same_to_the_byte(id: str, tmp_path: Path) -> None:
    files = []
    for folder in ("one", "two"):
        record = MAKERS[id](tmp_path / folder)
        assert (record.id, record.summary["status"]) == (id, "closed")
        assert holds_together(Store(tmp_path / folder).read(id))
        files.append((tmp_path / folder / f"{id}.json").read_bytes())
    assert files[0] == files[1]


def test_the_golden_incident_has_every_kind_of_item_answered_and_every_event(tmp_path: Path) -> None:
    record = golden.golden_record(tmp_path)
    state = replay(record)
    answered = {event.data["item"] for event in record.events if "item" in event.data}
    kinds = {item.kind for item in state.runbook.items.values()}
    assert {state.runbook.items[item].kind for item in answered} == kinds - {"computed"}
    assert {event.type for event in record.events} == set(EVENT_TYPES) - {"cancelled"}
    assert (state.outcome, state.attempt) == ("restored", 2)


def test_the_golden_incident_lasts_two_days_and_waits_as_people_do(tmp_path: Path) -> None:
    moments = [datetime.fromisoformat(event.at) for event in golden.golden_record(tmp_path).events]
    assert moments == sorted(moments)
    assert (moments[0], moments[0].strftime("%a")) == (golden.START, "Thu")
    assert timedelta(days=2) <= moments[-1] - moments[0] < timedelta(days=3)
    assert max(b - a for a, b in pairwise(moments)) > timedelta(hours=12)


def test_every_pause_is_taken() -> None:
    names = [name for name, _value in golden.actions()]
    assert [key for key in golden.PAUSES if names.count(key[0]) < key[1]] == []


def test_the_golden_training_is_an_exam_with_its_score(tmp_path: Path) -> None:
    record = golden.golden_training(tmp_path)
    assert record.summary["passed"] is True
    assert {event.type for event in record.events} & set(TRAINING_EVENTS)


def test_S10_every_attack_stands_in_a_note_a_delivery_a_reason_and_a_document(tmp_path: Path) -> None:
    record = golden.attack_record(tmp_path)
    attacks = [unicodedata.normalize("NFC", attack) for attack in golden.ATTACKS]

    def told(pick: Callable[[Record], list[str]]) -> list[str]:
        texts = [unicodedata.normalize("NFC", text) for text in pick(record)]
        return [attack for attack in attacks if not any(attack in text for text in texts)]

    assert told(lambda r: [e.data["text"] for e in r.events if e.type == "noted"]) == []
    assert told(lambda r: [e.data["delivery"]["result"] for e in r.events if e.type == "delivered"]) == []
    assert told(lambda r: [e.data["reason"] for e in r.events if e.type == "overridden"]) == []
    documents = told(lambda r: [e.data["value"] for e in r.events if e.type == "drafted"])
    assert documents == [attack for attack in attacks if "{{" in attack]
    assert record.events[0].by == golden.NAME


def test_the_long_incident_has_hundreds_of_entries(tmp_path: Path) -> None:
    record = golden.long_record(tmp_path)
    assert len(record.events) > 400
    assert len(json.dumps([dict(event.data) for event in record.events])) > 80_000
