"""Lists of records: newest first, nothing left out, nothing touched."""

import json
import os
import random
from collections.abc import Mapping
from pathlib import Path

import pytest
from store_worker import AT, ID, new_record

from runbooks.record.encoding import Encoded
from runbooks.record.errors import AmbiguousId, NotFound, StoreError, UnreadableRecord
from runbooks.record.listing import find, ids, is_id, read_summary, summaries

pytestmark = pytest.mark.usefixtures("english")


def put(folder: Path, id: str, at: str = AT) -> Path:
    """A record as a file, without the store."""
    path = folder / f"{id}.json"
    path.write_bytes(Encoded.of(new_record(id, at=at)).data)
    return path


def unreadable(folder: Path) -> dict[str, str]:
    """The reasons by file name of what cannot be read."""
    return {
        os.path.basename(listed.path): listed.reason
        for listed in summaries(folder)
        if isinstance(listed, UnreadableRecord)
    }


@pytest.mark.parametrize("id", ["2026-11-22-a7f3", "T-2026-11-22-k2m9"])
def test_an_id_is_a_day_and_four_letters_or_digits(id: str) -> None:
    assert is_id(id)
    for wrong in (f"{id}\n", f" {id}", f"{id}x", id[:-1], id.upper(), f"../{id}", f"{id}/..", ""):
        assert not is_id(wrong)


def test_the_newest_come_first_by_day_and_within_a_day_by_when_they_started(
    tmp_path: Path,
) -> None:
    started = {
        "2026-11-22-zzzz": "2026-11-22T08:00:00-06:00",
        "2026-11-22-aaaa": "2026-11-22T23:00:00-06:00",
        "2026-11-22-mmmm": "2026-11-22T16:30:00+02:00",
        "2026-11-23-aaaa": "2026-11-23T07:00:00-06:00",
        "2025-12-31-zzzz": "2025-12-31T07:00:00-06:00",
    }
    order = list(started)
    random.Random(1).shuffle(order)
    for id in order:
        put(tmp_path, id, started[id])
    listed = [summary["id"] for summary in summaries(tmp_path) if isinstance(summary, Mapping)]
    assert listed == [
        "2026-11-23-aaaa",
        "2026-11-22-aaaa",
        "2026-11-22-mmmm",
        "2026-11-22-zzzz",
        "2025-12-31-zzzz",
    ]
    assert [id[:10] for id in ids(tmp_path)] == [id[:10] for id in listed]


def test_a_folder_that_is_not_there_holds_no_records_and_one_that_is_none_says_so(
    tmp_path: Path,
) -> None:
    assert list(summaries(tmp_path / "missing")) == []
    (tmp_path / "file").write_text("")
    with pytest.raises(StoreError, match="not a folder"):
        ids(tmp_path / "file")


def test_a_summary_is_read_without_the_rest_of_its_file(tmp_path: Path) -> None:
    path = put(tmp_path, ID)
    data = path.read_bytes()
    path.write_bytes(data.replace(b'"by":"Director', b'"by":\x00Director'))
    assert read_summary(path) == new_record().summary


def test_a_record_laid_out_anew_by_another_program_is_listed(tmp_path: Path) -> None:
    path = put(tmp_path, ID)
    path.write_text(json.dumps(json.loads(path.read_bytes()), indent=1))
    assert read_summary(path) == new_record().summary


def test_what_cannot_be_read_is_named_with_its_reason_and_left_as_it_is(tmp_path: Path) -> None:
    whole = put(tmp_path, "2026-11-22-aaaa").read_bytes()
    contents = {
        "2026-11-22-bbbb.json": whole[:-2],
        "2026-11-22-cccc.json": whole[: len(whole) // 2],
        "2026-11-22-dddd.json": b"",
        "2026-11-22-eeee.json": b'{"format":"restaura.session/2","x":1}\n',
        "2026-11-22-ffff.json": whole,
        "2026-11-22-gggg.json": whole.replace(b'"status":"open"', b'"status":"\\ud800"'),
        "2026-11-22-hhhh.json": b" " * (4 * 1024 * 1024 + 1),
        "copy of a.json": whole,
    }
    for name, content in contents.items():
        (tmp_path / name).write_bytes(content)
    os.mkfifo(tmp_path / "2026-11-22-jjjj.json")
    (tmp_path / "2026-11-22-kkkk.json").symlink_to(tmp_path / "2026-11-22-aaaa.json")
    (tmp_path / "2026-11-22-mmmm.json").mkdir()
    before = sorted(os.listdir(tmp_path))

    reasons = unreadable(tmp_path)

    assert [type(listed) for listed in summaries(tmp_path)].count(dict) == 1
    told = {
        "2026-11-22-bbbb.json": "not valid JSON",
        "2026-11-22-cccc.json": "not valid JSON",
        "2026-11-22-dddd.json": "not valid JSON",
        "2026-11-22-eeee.json": "A newer restaura wrote it (restaura.session/2)",
        "2026-11-22-ffff.json": "The id in it is not the one in its name",
        "2026-11-22-gggg.json": "not valid Unicode",
        "2026-11-22-hhhh.json": "too large",
        "2026-11-22-jjjj.json": "not an ordinary file",
        "2026-11-22-kkkk.json": "symbolic link",
        "2026-11-22-mmmm.json": "not an ordinary file",
        "copy of a.json": "Its name is not that of a record",
    }
    assert reasons.keys() == told.keys()
    assert [name for name, reason in reasons.items() if told[name] not in reason] == []
    assert sorted(os.listdir(tmp_path)) == before
    for name, content in contents.items():
        assert (tmp_path / name).read_bytes() == content


def test_temporary_files_and_locks_are_no_records(tmp_path: Path) -> None:
    (tmp_path / f".{ID}.json.restaura-tmp").write_bytes(b"half")
    (tmp_path / f"{ID}.lock").write_bytes(b"")
    assert list(summaries(tmp_path)) == []


def test_an_id_may_be_shortened_to_any_part_that_only_one_has(tmp_path: Path) -> None:
    for id in ("2026-11-22-a7f3", "2026-11-22-b2c4", "2026-10-01-a7xx"):
        put(tmp_path, id)
    for part in ("a7f", "22-a", "2026-11-22-a7f3", "A7F3", " a7f3 "):
        assert find(tmp_path, part) == "2026-11-22-a7f3"
    assert find(tmp_path, "10-01") == "2026-10-01-a7xx"


def test_the_capital_of_a_training_s_id_need_not_be_typed(tmp_path: Path) -> None:
    put(tmp_path, "T-2026-11-22-k2m9")
    assert find(tmp_path, "t-2026") == "T-2026-11-22-k2m9"


def test_a_part_that_several_have_names_them(tmp_path: Path) -> None:
    for id in ("2026-11-22-a7f3", "2026-11-22-b2c4"):
        put(tmp_path, id)
    with pytest.raises(AmbiguousId) as refused:
        find(tmp_path, "11-22")
    assert refused.value.candidates == ("2026-11-22-b2c4", "2026-11-22-a7f3")
    assert "2026-11-22-b2c4, 2026-11-22-a7f3" in str(refused.value)


def test_a_part_that_very_many_have_names_a_few_and_the_count(tmp_path: Path) -> None:
    for number in range(12):
        put(tmp_path, f"2026-11-22-aa{number:02}")
    with pytest.raises(AmbiguousId, match="matches 12 records") as refused:
        find(tmp_path, "aa")
    assert len(refused.value.candidates) == 12
    assert str(refused.value).count("2026-11-22-") == AmbiguousId.NAMED


@pytest.mark.parametrize("part", ["", " ", "zz", "../", "*"])
def test_a_part_that_none_has_finds_nothing(tmp_path: Path, part: str) -> None:
    put(tmp_path, ID)
    with pytest.raises(NotFound):
        find(tmp_path, part)
