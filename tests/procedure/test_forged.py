"""A record that holds together and makes no session: a sentence everywhere, and never a traceback."""

import json
from pathlib import Path
from typing import Any

import pytest
from forging import forge
from small import ID, small

from runbooks.record.verify import verify
from tests.commanded import command, places

GOLDEN = Path(__file__).parents[1] / "data" / "format1" / "training.json"
COMMANDS = (
    ("show", ID),
    ("show", ID, "--json"),
    ("show", ID, "--at", "1"),
    ("show", ID, "--handover"),
    ("export", ID),
    ("export", ID, "--format", "csv"),
    ("export", ID, "--redact"),
    ("compare", ID, ID),
    ("resume", ID, "--plain"),
)


def forged(home: Path, number: int, **data: Any) -> Path:
    """A small record whose event of that number says something else."""
    return forge(small(places(home).sessions), number, **data)


@pytest.mark.parametrize(
    "parent",
    [[], "x", 5, {"given": []}, {"session": []}, {"given": {"notice": []}}, {"session": ID, "given": 5}],
)
def test_a_parent_of_the_wrong_shape_is_a_fault_and_a_sentence(parent: Any, tmp_path: Path) -> None:
    file = forged(tmp_path, 1, parent=parent)
    assert verify(file).faults
    _tried(tmp_path, file)


@pytest.mark.parametrize("zone", ["America", "x" * 300, "../../etc/passwd", "", 5, None])
def test_a_portal_of_no_zone_is_a_fault_and_a_sentence(zone: Any, tmp_path: Path) -> None:
    file = forged(tmp_path, 1, portal={"name": "x", "timezone": zone})
    assert [fault.where for fault in verify(file).faults] == ["events"]
    _tried(tmp_path, file)


def test_settings_and_names_of_the_wrong_shape_are_told(tmp_path: Path) -> None:
    for number, data in ((1, {"settings": 5}), (4, {"to": {"a": []}}), (3, {"session": 5, "item": []})):
        _tried(tmp_path, forged(tmp_path, number, **data))


@pytest.mark.parametrize(
    "score", [{}, {"percent": []}, {"failures": [5]}, {"criteria": [{"id": "x", "points": 4}]}]
)
def test_a_training_with_a_score_of_the_wrong_shape_is_told(score: dict[str, Any], tmp_path: Path) -> None:
    file = places(tmp_path).training / "T-2026-11-25-gxrd.json"
    file.parent.mkdir(parents=True)
    file.write_bytes(GOLDEN.read_bytes())
    events = json.loads(GOLDEN.read_bytes())["events"]
    forge(file, len(events), score=events[-1]["data"]["score"] | score if score else [])
    done = command(tmp_path, "train", "history")
    assert done.code == 0 and "not those of a training" in done.err


def _tried(home: Path, file: Path) -> None:
    for arguments in (*COMMANDS, ("verify",), ("import", str(file)), ("list",), ("stats", "--table")):
        done = command(home, *arguments)
        assert done.code in (0, 1, 4), (arguments, done)
        assert "Traceback" not in done.out + done.err and "a fault of its own" not in done.err
    file.unlink()
