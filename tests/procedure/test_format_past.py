"""`restaura.session/1` is frozen: what it wrote is read for ever, and what comes after it is left alone.

The two records in tests/data/format1 are never made anew. Whoever must change this test to make it pass has
made every record that is kept somewhere unreadable, or has changed what it means.
"""

import hashlib
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from runbooks.engine.situation import Situation
from runbooks.record.encoding import Record, decode, is_canonical
from runbooks.record.listing import read_summary
from runbooks.record.verify import verify
from runbooks.report.formats import exported
from runbooks.session import at_last_event, replay
from tests.commanded import Done, command, places

KEPT = Path(__file__).parents[1] / "data" / "format1"
FACTS: dict[str, dict[str, Any]] = {
    "incident": {
        "sha256": "d1db6666e49fcda65b1050eef2661a7b52245c7768370f03cf1305a18292f22f",
        "events": 102,
        "head": "1068996c3849dcb28d6d68e59ce71dc8d4982d4c01999072aa5ed97778e73850",
        "id": "2026-11-19-gxrd",
        "operator": "Óscar Ruiz Güereña",
        "restore_date": "2026-11-17",
        "variant": "full",
        "told": "Tiempo hasta restaurar (RTO real): 1 d 22 h",
    },
    "training": {
        "sha256": "04276d578cf3dcc07caaf140fc6601a413d2af8374ea84f386255daa87539bd5",
        "events": 52,
        "head": "e159d7c9db36736b690dde29d2680210b40d0101fd45966f78cbd8c97e723ba1",
        "id": "T-2026-11-25-gxrd",
        "operator": "Begoña Ávila Núñez",
        "restore_date": "2026-03-09",
        "variant": "csv",
        "told": "Marisol Pech, de Ventas",
    },
}


def kept(mode: str) -> tuple[Path, bytes, Record]:
    path = KEPT / f"{mode}.json"
    return path, path.read_bytes(), decode(path.read_bytes(), path)


def stood(record: Record) -> Situation:
    return at_last_event(replay(record))


@pytest.mark.parametrize("mode", FACTS)
def test_a_record_of_format_1_is_the_file_that_was_put_here(mode: str) -> None:
    _path, data, record = kept(mode)
    assert hashlib.sha256(data).hexdigest() == FACTS[mode]["sha256"]
    assert is_canonical(data, record)


@pytest.mark.parametrize("mode", FACTS)
def test_a_record_of_format_1_verifies_and_lists_as_it_did(mode: str, tmp_path: Path) -> None:
    path, data, _record = kept(mode)
    found, facts = verify(path), FACTS[mode]
    assert (found.faults, found.events, found.head) == ((), facts["events"], facts["head"])
    file = tmp_path / f"{facts['id']}.json"
    file.write_bytes(data)
    summary = read_summary(file)
    named = ("id", "operator", "restore_date", "variant")
    assert [summary[name] for name in named] == [facts[name] for name in named]
    assert (summary["mode"], summary["status"], summary["outcome"]) == (mode, "closed", "restored")


@pytest.mark.parametrize("mode", FACTS)
def test_a_record_of_format_1_replays_and_reports_what_happened(mode: str) -> None:
    _path, data, record = kept(mode)
    situation = stood(record)
    assert situation.counts["open"] == 0
    assert situation.state.entry("variant").value == FACTS[mode]["variant"]
    first = replay(record, 12)
    assert first.outcome is None and first.seq == 12
    report = exported(record, situation, "md").decode()
    assert FACTS[mode]["told"] in report and FACTS[mode]["head"] in report
    assert exported(record, situation, "json") == data


# -- and a newer one -----------------------------------------------------------------------------------


@pytest.fixture
def newer(tmp_path: Path) -> Path:
    """A home with one record, of a format that is not known yet."""
    folder = places(tmp_path).sessions
    folder.mkdir(parents=True)
    _path, data, record = kept("incident")
    file = folder / f"{record.id}.json"
    file.write_bytes(data.replace(b"restaura.session/1", b"restaura.session/2", 1))
    return tmp_path


def tried(home: Path) -> dict[str, Done]:
    file = str(next(places(home).sessions.glob("*.json")))
    return {
        "list": command(home, "list"),
        "show": command(home, "show", "gxrd"),
        "verify": command(home, "verify", "gxrd"),
        "verify all": command(home, "verify"),
        "export": command(home, "export", "gxrd", "--output", str(home / "report")),
        "export redacted": command(home, "export", "gxrd", "--redact", "--output", str(home / "report")),
        "resume": command(home, "resume", "gxrd", "--plain"),
        "import": command(home, "import", file),
        "archive": command(home, "archive", "--older-than", "tomorrow", "--yes"),
    }


def test_a_newer_format_is_refused_with_a_clear_word_everywhere_and_never_touched(newer: Path) -> None:
    folder = places(newer).sessions
    before = {file.name: file.read_bytes() for file in folder.iterdir()}
    for name, done in tried(newer).items():
        assert "Traceback" not in done.out + done.err
        assert done.code == {"list": 0, "verify": 1, "verify all": 1, "import": 1, "archive": 0}.get(
            name, 4
        ), name
        if name != "archive":  # which passes over what it cannot read
            assert "A newer restaura wrote it (restaura.session/2)" in done.out + done.err, name
    assert {file.name: file.read_bytes() for file in folder.iterdir()} == before
    assert not (newer / "report").exists()
    assert datetime.fromisoformat(stood(kept("incident")[2]).state.updated_at)
