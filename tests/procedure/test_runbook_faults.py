"""`runbook check` finds every fault of a first draft in one pass, names its line and says its cure."""

import json
from argparse import Namespace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from faulty import SMALL, edited, line_of
from seeded import SHAPES, UNREADABLE, Seed, seeded
from seeded_meanings import CIRCLES, MEANINGS, ORDERS

from runbooks.definition.loader import shipped_runbooks
from runbooks.definition.rules import RULES
from runbooks.language import using
from runbooks.training.library import scenario_files
from tests.program import places
from tui.commands.runbook.check import command

Finding = dict[str, Any]
FILES = {
    "shapes": SHAPES,
    "meanings": MEANINGS,
    "circles": CIRCLES,
    "orders": ORDERS,
    **{seed.says: [seed] for seed in UNREADABLE},
}


@pytest.fixture(autouse=True)
def soon_after_the_pages_were_read(monkeypatch: pytest.MonkeyPatch) -> None:
    """A year later the check would ask to read them again."""
    monkeypatch.setattr("tui.commands.runbook.check.now", lambda: datetime(2026, 12, 1, tzinfo=UTC))


def checked(folder: Path, text: str, capsys: pytest.CaptureFixture[str]) -> tuple[int, Any]:
    """Exit code and JSON of the check of this text, beside whose folder's name the templates stand."""
    file = folder / "mpia_dti_140" / "runbook.yaml"
    file.parent.mkdir(exist_ok=True)
    file.write_text(text)
    with using("en"):
        code = command(Namespace(file=str(file), json=True), places(folder))
    return code, json.loads(capsys.readouterr().out)


def found(seed: Seed, text: str, findings: list[Finding]) -> Finding:
    """The finding of a seed, at its line and field."""
    here = [one for one in findings if (one["line"], one["field"]) == (seed.line(text), seed.field)]
    said = [one for one in here if seed.says in f"{one['what'].removesuffix('.')}. {one['cure']}"]
    assert said, (seed, here)
    return said[0]


def test_there_are_more_than_forty_seeds() -> None:
    assert len([seed for seeds in FILES.values() for seed in seeds]) > 55


@pytest.mark.parametrize("name", FILES)
def test_every_seeded_fault_is_found_at_its_line_and_has_its_cure(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = seeded(FILES[name])
    code, told = checked(tmp_path, text, capsys)
    assert (code, told["ok"]) == (1, False)
    for seed in FILES[name]:
        one = found(seed, text, told["findings"])
        assert one["file"] == str(tmp_path / "mpia_dti_140" / "runbook.yaml")
        assert one["severity"] == "error"
        assert one["column"] > 0
        assert one["rule"] == seed.rule
    for one in told["findings"]:
        assert one["cure"], one
        assert one["rule"] is None or one["rule"] in told["rules"]
        assert (one["source"] is None) == (one["rule"] is None)
    lines = [one["line"] for one in told["findings"] if one["severity"] == "error"]
    assert lines == sorted(lines)


def test_what_is_shipped_passes_and_its_one_warning_is_true(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, told = checked(tmp_path, seeded([]), capsys)
    assert (code, told["ok"]) == (0, True)
    # The document's first step has nine items, two more than are advised; their ids are the contract.
    assert [(one["rule"], one["field"]) for one in told["findings"]] == [("R10", "steps.0.items.7")]
    assert told["rules"]["R10"] == {
        "title": RULES["R10"].title,
        "reason": RULES["R10"].reason,
        "source": RULES["R10"].source,
    }


def test_a_runbook_is_checked_by_its_name_its_folder_or_its_file(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "runbook.yaml").write_text(SMALL)
    for asked in (tmp_path, tmp_path / "runbook.yaml"):
        assert command(Namespace(file=str(asked), json=True), places(tmp_path)) == 0
        assert json.loads(capsys.readouterr().out)["files"] == [str(tmp_path / "runbook.yaml")]


def test_a_scenario_is_checked_alone_and_its_fault_has_its_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = shipped_runbooks()["mpia-dti-140"]
    text = scenario_files(path)["deleted_today"].read_text()
    file = tmp_path / "mine.yaml"
    file.write_text(edited(text, "\ndifficulty:", "\ndificulty:"))
    assert command(Namespace(file=str(file), json=True), places(tmp_path)) == 1
    told = json.loads(capsys.readouterr().out)
    line = line_of(file.read_text(), "dificulty:")
    assert [(one["line"], one["field"]) for one in told["findings"] if one["line"] == line] == [
        (line, "dificulty")
    ]
    assert told["files"] == [str(file)]
