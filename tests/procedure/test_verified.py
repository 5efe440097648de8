"""`verify` over everything remembers what it found, and says what is new since then."""

import json
import pickle
from pathlib import Path
from typing import Any

import pytest
from small import ID, START, go_on, small

from runbooks.record.checking import Asked, check_record, lost
from runbooks.record.store import Store
from runbooks.record.verified import read_verified
from runbooks.session import Session
from tests.commanded import command, places

OTHER = "2025-03-04-ther"


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A home with an open record and a closed one, checked once."""
    small(places(tmp_path).sessions, acts=3)
    small(places(tmp_path).sessions, OTHER)
    first = command(tmp_path, "verify")
    assert first.code == 0 and "from the next time on" in first.out
    return tmp_path


def news(home: Path) -> tuple[int, str]:
    """The exit code, and what stands in the summary below the moment of the last time."""
    done = command(home, "verify")
    return done.code, done.out.partition("Since the last time")[2].partition("\n")[2]


def file(home: Path, id: str = ID) -> Path:
    return places(home).sessions / f"{id}.json"


def since(home: Path) -> dict[str, str]:
    """What became of each record, as programs get it."""
    found = json.loads(command(home, "verify", "--json").out)
    return {Path(one["path"]).stem: one["since"] for one in found if "since" in one}


def test_with_nothing_new_it_says_so_and_its_file_is_private(home: Path) -> None:
    assert news(home) == (0, "  nothing new\n")
    assert since(home) == {ID: "same", OTHER: "same"}
    assert places(home).verified.stat().st_mode & 0o777 == 0o600
    assert not list(places(home).data.glob(".*"))


def test_new_and_grown_records_are_told(home: Path) -> None:
    small(places(home).sessions, "2025-03-05-news")
    with Session.resume(Store(places(home).sessions), ID, _later) as session:
        go_on(session, 5, done=3)
    assert since(home) == {ID: "grown", OTHER: "same", "2025-03-05-news": "new"}
    assert news(home) == (0, "  nothing new\n")


def test_S20_a_cut_tail_that_holds_together_shows_and_goes_on_showing(home: Path) -> None:
    file(home).unlink()
    small(places(home).sessions, acts=1)  # the same beginning, sealed anew: by itself it has no fault
    assert command(home, "verify", str(file(home))).code == 0
    for _again in range(2):
        code, told = news(home)
        assert code == 1 and f"REWRITTEN OR CUT: {ID}" in told
        assert str(places(home).verified) in told
    assert "its end was cut off" in command(home, "verify").out
    places(home).verified.unlink()  # by whoever accepts what is there
    assert command(home, "verify").code == 0


def test_S20_it_shows_where_the_record_is_asked_for_by_its_id_too(home: Path) -> None:
    file(home).unlink()
    small(places(home).sessions, acts=1)
    done = command(home, "verify", ID, "--json")
    assert done.code == 1 and [one["where"] for one in json.loads(done.out)["faults"]] == ["head"]
    assert command(home, "verify", OTHER).code == 0


def test_S20_a_record_that_was_written_anew_shows(home: Path) -> None:
    file(home, OTHER).unlink()
    small(places(home).sessions, OTHER, operator="Otra")
    assert since(home) == {ID: "same", OTHER: "rewritten"}
    file(home, OTHER).unlink()
    small(places(home).sessions, OTHER)  # the right one comes back from a copy
    assert since(home)[OTHER] == "same"


def test_a_missing_record_is_told_until_it_is_there_again(home: Path) -> None:
    away = file(home).rename(home / "away.json")
    for _again in range(2):
        done = command(home, "verify", "--json")
        [missing] = [one for one in json.loads(done.out) if one.get("since") == "missing"]
        assert done.code == 1 and missing["path"] == str(file(home)) and not missing["ok"]
        assert f"MISSING: {ID}" in done.err
    away.rename(file(home))
    assert command(home, "verify").code == 0


def test_what_was_put_away_is_not_missing_and_an_archive_may_be_taken_elsewhere(home: Path) -> None:
    assert command(home, "archive", "--yes").code == 0
    assert news(home) == (0, f"  put into an archive: {OTHER}\n")
    [archive] = places(home).archives.glob("*.tar")
    archive.rename(home / "cold.tar")
    assert news(home) == (0, f"  gone with their archive: {OTHER}\n")
    assert news(home) == (0, "  nothing new\n")


def test_what_was_put_away_elsewhere_on_purpose_is_not_missing(home: Path) -> None:
    assert command(home, "archive", "--yes", "--output", str(home / "cold.tar")).code == 0
    assert news(home) == (0, "  nothing new\n")


def test_a_record_under_the_name_of_another_is_a_fault(home: Path) -> None:
    file(home).rename(file(home, "2025-03-04-mask"))
    done = command(home, "verify", "mask")
    assert done.code == 1 and "not the one in its name" in done.out
    assert command(home, "verify").code == 1


def test_a_record_changed_in_its_archive_shows(home: Path) -> None:
    command(home, "archive", "--yes")
    assert news(home)[0] == 0
    [archive] = places(home).archives.glob("*.tar")
    archive.unlink()
    small(places(home).sessions, OTHER, operator="Otra")
    command(home, "archive", "--yes")
    done = command(home, "verify")
    assert done.code == 1 and f"REWRITTEN OR CUT: {OTHER}" in done.out


def test_a_spoilt_archive_is_a_fault_and_its_records_are_still_known(home: Path) -> None:
    command(home, "archive", "--yes")
    assert news(home)[0] == 0
    [archive] = places(home).archives.glob("*.tar")
    whole = archive.read_bytes()
    for spoilt in (b"", whole[:-1], whole.replace("Ríos".encode(), "Rías".encode())):
        archive.write_bytes(spoilt)
        assert news(home) == (1, "  nothing new\n")
    archive.write_bytes(whole)
    assert news(home) == (0, "  nothing new\n")


def test_new_faults_and_faults_that_are_gone_are_told(home: Path) -> None:
    whole = file(home).read_bytes()
    file(home).write_bytes(whole.replace("Llamó".encode(), b"Dijo "))
    code, told = news(home)
    assert code == 1 and f"faults that are new: {ID}" in told
    assert news(home) == (1, "  nothing new\n")
    file(home).write_bytes(whole)
    assert news(home) == (0, f"  faults that are gone: {ID}\n")


@pytest.mark.parametrize(
    "spoilt",
    [b"", b"{", b"[]", b'{"format":"restaura.verified/2","at":"","records":{}}', b"\xff", b"[" * 999],
)
def test_a_memory_that_cannot_be_read_is_said_and_begun_anew(spoilt: bytes, home: Path) -> None:
    places(home).verified.write_bytes(spoilt)
    done = command(home, "verify")
    assert done.code == 0 and str(places(home).verified) in done.err and "Traceback" not in done.err
    assert news(home) == (0, "  nothing new\n")


@pytest.mark.parametrize(
    "change",
    [
        {"events": True},
        {"head": "x"},
        {"at": "yesterday"},
        {"at": "9999-12-31T23:59:59-14:00"},
        {"faults": [1]},
        {"more": 1},
    ],
)
def test_a_memory_with_another_shape_is_none(change: dict[str, Any], home: Path) -> None:
    kept = json.loads(places(home).verified.read_bytes())
    kept["records"][ID] |= change
    places(home).verified.write_text(json.dumps(kept))
    assert "shape" in command(home, "verify").err


def test_a_record_may_be_checked_in_another_process(home: Path) -> None:
    asked = Asked(str(file(home)), read_verified(places(home).verified).records[ID])
    checked = check_record(asked)
    assert pickle.loads(pickle.dumps((check_record, asked, checked))) == (check_record, asked, checked)
    assert lost(asked).verdict.faults


def test_where_there_is_nothing_nothing_is_said_or_made(tmp_path: Path) -> None:
    assert command(tmp_path, "verify") == (0, "", "")
    assert not places(tmp_path).data.exists()
    assert command(tmp_path, "verify", "--json").out == "[]\n"


def _later() -> Any:

    return START.replace(hour=12)
