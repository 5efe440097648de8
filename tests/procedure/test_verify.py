"""`verify` finds every change to a record that its chain, seal and bytes can show."""

import json
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from runbooks.answers import read_answers, run_answers
from runbooks.definition.loader import load_runbook, shipped_runbooks
from runbooks.record.store import Store
from runbooks.record.verify import verify
from runbooks.session import Session

DATA = Path(__file__).parents[2] / "runbooks" / "mpia_dti_140" / "tests"


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    folder = tmp_path_factory.mktemp("sessions")
    file = DATA / "no_loss.yaml"
    session = Session.start(
        Store(folder),
        load_runbook(shipped_runbooks()["mpia-dti-140"]),
        operator="Director de TI",
        portal={"name": "TAR", "timezone": "America/Mexico_City"},
        settings={"copy_hour": None, "support_lead_hours": 24},
        language="es",
        now=lambda: datetime.now(UTC),
    )
    with session:
        assert run_answers(session, read_answers(file.read_bytes(), file.name)) is None
    return session.path.read_bytes()


def faults(tmp_path: Path, data: bytes) -> tuple[Any, ...]:
    file = tmp_path / "record.json"
    file.write_bytes(data)
    return verify(file).faults


def test_a_record_as_it_was_written_has_no_fault(record: bytes, tmp_path: Path) -> None:
    assert faults(tmp_path, record) == ()


def test_every_single_changed_byte_of_an_event_is_found(record: bytes, tmp_path: Path) -> None:
    lines = record.split(b"\n")
    start = len(b"\n".join(lines[:2])) + 1
    event = lines[2]
    for place in range(len(event)):
        changed = bytearray(record)
        changed[start + place] ^= 1
        assert faults(tmp_path, bytes(changed)), f"byte {place} of {event!r}"


CHANGES: dict[str, Callable[[dict[str, Any]], object]] = {
    "removed": lambda document: document["events"].pop(3),
    "added": lambda document: document["events"].insert(3, document["events"][3]),
    "swapped": lambda document: document["events"].insert(3, document["events"].pop(4)),
    "tail cut": lambda document: document["events"].pop(),
    "summary": lambda document: document["summary"].update(outcome="restored"),
    "runbook": lambda document: document["runbook"].update(code="MPIA-DTI-141"),
}


@pytest.mark.parametrize("change", CHANGES)
def test_a_change_to_the_parts_of_a_record_is_found(change: str, record: bytes, tmp_path: Path) -> None:
    document = json.loads(record)
    CHANGES[change](document)
    assert faults(tmp_path, json.dumps(document).encode())


def test_what_is_no_record_is_a_fault_and_no_traceback(tmp_path: Path) -> None:
    assert faults(tmp_path, b"\x00\xff{")
