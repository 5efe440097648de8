"""The store: one writer a record, and nothing of anyone's written over."""

import os
import re
import stat
from datetime import UTC, datetime
from pathlib import Path

import pytest
from store_worker import AT, ID, OPERATOR, answer, append_next, new_record, next_events, summary

from runbooks.engine.events import Event, Happening
from runbooks.record import chain
from runbooks.record.encoding import holds_together, is_canonical
from runbooks.record.errors import NotFound, StoreError
from runbooks.record.store import Store
from runbooks.record.strict_json import MAX_BYTES

pytestmark = pytest.mark.usefixtures("english")

NOW = datetime(2026, 11, 22, 23, 59, tzinfo=UTC)


def content(store: Store) -> bytes:
    return Path(store.path(ID)).read_bytes()


def test_what_is_appended_is_in_the_file_before_append_returns(store: Store) -> None:
    with store.create(new_record()) as writer:
        for count in (2, 3):
            returned = append_next(writer)
            assert store.read(ID) == returned == writer.record == new_record(events=count)
            assert is_canonical(content(store), returned)
            assert not writer.unsure


def test_a_record_is_continued_where_it_was_left(store: Store) -> None:
    with store.create(new_record()) as writer:
        append_next(writer)
    with store.open(ID) as writer:
        append_next(writer)
    assert store.read(ID) == new_record(events=3)
    assert holds_together(store.read(ID))


def test_record_and_lock_are_0600_in_a_folder_0700_under_any_umask(store: Store) -> None:
    for mask in (0o000, 0o077):
        before = os.umask(mask)
        try:
            id = store.new_id(NOW, "incident")
            with store.create(new_record(id)) as writer:
                append_next(writer)
        finally:
            os.umask(before)
        modes = {
            name: stat.S_IMODE(os.stat(os.path.join(store.folder, name)).st_mode)
            for name in os.listdir(store.folder)
        }
        assert {f"{id}.json", f"{id}.lock"} <= modes.keys()
        assert set(modes.values()) == {0o600}
        assert stat.S_IMODE(os.stat(store.folder).st_mode) == 0o700


def test_every_save_is_a_new_file_so_that_a_failed_fsync_is_never_asked_again(
    store: Store,
) -> None:
    # While the old file is open, the system cannot give its number to the new one.
    with store.create(new_record()) as writer, open(store.path(ID), "rb") as old:
        before = old.read()
        append_next(writer)
        assert os.fstat(old.fileno()).st_ino != os.stat(store.path(ID)).st_ino
        old.seek(0)
        assert old.read() == before


def test_opening_writes_what_was_read_to_a_new_file_before_calling_it_saved(store: Store) -> None:
    store.create(new_record()).close()
    with open(store.path(ID), "rb") as old:
        store.open(ID).close()
        assert os.fstat(old.fileno()).st_ino != os.stat(store.path(ID)).st_ino
        assert old.read() == content(store)


def test_a_record_that_is_there_is_never_created_over(store: Store) -> None:
    with store.create(new_record()) as writer:
        append_next(writer)
    before = content(store)
    with pytest.raises(StoreError, match="exists already"):
        store.create(new_record())
    assert content(store) == before


def test_creating_again_after_an_end_that_was_not_certain_is_not_refused(store: Store) -> None:
    store.create(new_record()).close()
    with store.create(new_record()) as writer:
        assert append_next(writer) == new_record(events=2)


def test_the_same_events_again_are_not_doubled(store: Store) -> None:
    with store.create(new_record()) as writer:
        new = next_events(writer.record)
        for _time in range(3):
            assert writer.append(new, summary(ID, 2)) == new_record(events=2)
    assert store.read(ID) == new_record(events=2)


@pytest.mark.parametrize("after", ["skipped", "older", "foreign"])
def test_events_that_do_not_follow_the_record_s_are_not_written(store: Store, after: str) -> None:
    follows: dict[str, Event | str] = {
        "skipped": new_record(events=5).events[-1],
        "older": new_record().events[-1],
        "foreign": chain.genesis("2026-11-22-zzzz", "incident", "ab" * 32),
    }
    with store.create(new_record(events=3)) as writer:
        before = content(store)
        new = chain.seal([answer(77)], after=follows[after], at=AT, by=OPERATOR)
        with pytest.raises(ValueError, match="do not follow"):
            writer.append(new, summary(ID, 4))
        assert content(store) == before
        assert append_next(writer) == new_record(events=4)


@pytest.mark.parametrize("id", ["2026-11-22-none", "../2026-11-22-a7f3", "a7f3", "", f"{ID}\n"])
def test_an_id_that_no_record_has_is_not_found_and_leaves_nothing(store: Store, id: str) -> None:
    os.mkdir(store.folder)
    for use in (store.read, store.open):
        with pytest.raises(NotFound):
            use(id)
    assert os.listdir(store.folder) == []


def test_a_record_never_grows_past_what_can_be_read_again(store: Store) -> None:
    with store.create(new_record()) as writer:
        huge = Happening("noted", {"text": "x" * MAX_BYTES})
        new = chain.seal([huge], after=writer.record.events[-1], at=AT, by=OPERATOR)
        with pytest.raises(StoreError, match="at most 4 MiB"):
            writer.append(new, summary(ID, 2))
        assert append_next(writer) == new_record(events=2)


def test_new_ids_tell_the_day_and_the_mode_and_have_no_letters_that_are_misread(
    store: Store,
) -> None:
    incident, training = store.new_id(NOW, "incident"), store.new_id(NOW, "training")
    assert re.fullmatch(r"2026-11-22-[a-hj-kmnp-z2-9]{4}", incident)
    assert re.fullmatch(r"T-2026-11-22-[a-hj-kmnp-z2-9]{4}", training)


def test_a_new_id_is_never_one_that_a_record_has(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    letters = iter("a7f3a7f3b2c4")
    monkeypatch.setattr("secrets.choice", lambda _alphabet: next(letters))
    store.create(new_record()).close()
    assert store.new_id(NOW, "incident") == "2026-11-22-b2c4"


def test_the_store_lists_and_finds_its_records(store: Store) -> None:
    assert (store.ids(), list(store.summaries())) == ([], [])
    for id in (ID, "2026-11-23-b2c4"):
        store.create(new_record(id)).close()
    assert store.ids() == ["2026-11-23-b2c4", ID]
    assert store.find("a7") == ID
    assert [dict(found) for found in store.summaries() if not isinstance(found, StoreError)] == [
        summary("2026-11-23-b2c4", 1),
        summary(ID, 1),
    ]
