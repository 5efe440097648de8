"""A session that is kept: documents as files, a runbook pinned, a clock that jumps, what is long."""

import os
import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import yaml
from begun import Clock, begin
from desk import FULL, before

from runbooks.answers import as_command
from runbooks.definition.loader import load_runbook, shipped_runbooks, templates_folder
from runbooks.engine.commands import Command, TakeNote
from runbooks.record.errors import SessionLocked, StoreError
from runbooks.record.store import Store
from runbooks.record.verify import verify
from runbooks.session import Session, replay


def act(session: Session, *actions: tuple[str, object]) -> None:
    """Carry out actions of which none may be refused."""
    for name, value in actions:
        command = as_command(session.situation, name, value)
        assert isinstance(command, Command), command
        refused = session.do(command)
        assert refused is None, refused


def test_the_day_of_an_id_is_the_portals(store: Store) -> None:
    late = datetime.fromisoformat("2026-11-23T02:30:00+00:00")  # still Sunday evening in Mexico City
    with begin(store, Clock(late)) as session:
        assert session.state.id.startswith("2026-11-22-")
        assert session.state.started_at.startswith("2026-11-22T20:30:00")


# -- R2 and R12: what is resumed is what was left -----------------------------------------------------


@pytest.mark.parametrize("done", range(0, len(FULL) + 1, 4))
def test_R2_a_resumed_session_is_the_one_that_was_left(done: int, store: Store) -> None:
    clock = Clock()
    with begin(store, clock) as session:
        act(session, *FULL[:done])
        left, item = session.state, session.situation.current_item
    clock.now += timedelta(hours=9)
    with Session.resume(store, left.id, clock) as session:
        assert session.state == left
        assert session.situation.current_item == item
        assert session.state.updated_at == "2026-11-22T14:00:00-06:00"


def test_R12_a_runbook_changed_on_disk_alters_no_live_session(store: Store, tmp_path: Path) -> None:
    copied = tmp_path / "mpia_dti_140" / "runbook.yaml"
    copied.parent.mkdir()
    shutil.copy(shipped_runbooks()["mpia-dti-140"], copied)
    templates = tmp_path / "templates"
    shutil.copytree(templates_folder() / "mpia_dti_140", templates)
    clock = Clock()
    pinned = load_runbook(copied, templates)
    with begin(store, clock, pinned) as session:
        act(session, *before("restore_date"))
        id = session.state.id
    changed = (
        copied.read_text().replace("value: 7\n", "value: 30\n").replace("revision: Original", "revision: B")
    )
    copied.write_text(changed)
    for ticket in templates.glob("*/ticket.md.j2"):
        ticket.write_text("Otra solicitud\n" + ticket.read_text())
    again = load_runbook(copied, templates)
    assert (again.facts["retention_days"].value, again.revision) == (30, "B")
    with Session.resume(store, id, clock) as session:
        assert session.state.runbook == pinned
        refused = session.do(as_command(session.situation, "restore_date", "today-9d"))  # type: ignore[arg-type]
        assert refused is not None
        assert refused.code == "out_of_window"
        act(session, *FULL[len(before("restore_date")) : len(before("ticket_sent_at"))])
        assert "Otra solicitud" not in session.state.entry("ticket").value
    assert verify(session.path).faults == ()
    assert store.read(id).summary["version"] == "Original"


def test_R12_the_settings_and_the_zone_are_those_of_the_start(store: Store) -> None:
    with begin(store, Clock()) as session:
        data = store.read(session.state.id).events[0].data
    assert data["portal"] == {"name": "TAR", "timezone": "America/Mexico_City"}
    assert data["settings"] == {"copy_hour": None, "support_lead_hours": 24}
    state = replay(store.read(session.state.id))
    assert (state.portal, state.settings) == (data["portal"], data["settings"])


def test_a_second_program_may_not_write_and_a_closed_session_never_changes(store: Store) -> None:
    with begin(store, Clock()) as session:
        act(session, ("cancel", "falsa alarma"), ("close", "true"))
        with pytest.raises(SessionLocked):
            Session.resume(store, session.state.id, Clock())
    before_it = session.path.read_bytes()
    with Session.resume(store, session.state.id, Clock()) as again:
        refused = again.do(TakeNote("tarde"))
        assert refused is not None
        assert refused.code == "closed"
    assert session.path.read_bytes() == before_it


# -- R15: clocks --------------------------------------------------------------------------------------


def test_R15_a_clock_that_jumps_back_between_commands_leaves_a_record_that_verifies(store: Store) -> None:
    clock = Clock()
    with begin(store, clock) as session:
        for number in range(6):
            clock.now += timedelta(hours=-5 if number % 2 else 1)
            act(session, ("note", f"nota {number}"))
        act(session, ("cancel", "falsa alarma"), ("close", "true"))
    events = store.read(session.state.id).events
    assert [event.seq for event in events] == list(range(1, len(events) + 1))
    assert [event.at for event in events] != sorted(event.at for event in events)
    assert verify(session.path).faults == ()


def test_R15_moments_are_told_in_the_portals_zone_whatever_the_machines(store: Store) -> None:
    with begin(store, Clock(datetime(2026, 11, 23, 3, 30, tzinfo=UTC))) as session:
        act(session, *before("noticed_at"))
        assert session.state.started_at == "2026-11-22T21:30:00-06:00"
        assert session.state.entry("last_seen").value == "2026-11-21T15:30:00-06:00"


# -- Documents as files -------------------------------------------------------------------------------


def test_a_document_is_a_file_of_its_owner_alone_with_the_text_of_the_record(store: Store) -> None:
    mask = os.umask(0)
    try:
        with begin(store, Clock()) as session:
            act(session, *before("support_reply"))
    finally:
        os.umask(mask)
    folder = Path(store.folder).parent / "documents" / session.state.id
    assert sorted(file.name for file in folder.iterdir()) == ["notice.md", "ticket.md"]
    assert folder.stat().st_mode & 0o777 == 0o700
    for document in ("ticket", "notice"):
        file = folder / f"{document}.md"
        assert file == session.document(document)
        assert file.read_text() == session.state.entry(document).value
        assert file.stat().st_mode & 0o777 == 0o600


def test_a_document_accepted_again_takes_the_place_of_the_one_before(store: Store) -> None:
    with begin(store, Clock()) as session:
        act(session, *before("ticket"), ("ticket", {"text": "Una."}), ("ticket", {"text": "Otra."}))
        assert session.document("ticket").read_text() == "Otra."


def test_a_document_whose_file_is_missing_is_written_when_the_session_is_resumed(store: Store) -> None:
    with begin(store, Clock()) as session:
        act(session, *before("ticket_sent_at"))
    text = session.document("ticket").read_text()
    session.document("ticket").unlink()
    with Session.resume(store, session.state.id, Clock()):
        assert session.document("ticket").read_text() == text


def test_a_document_that_cannot_be_a_file_is_in_the_record_all_the_same(store: Store) -> None:
    with begin(store, Clock()) as session:
        act(session, *before("ticket"))
        (Path(store.folder).parent / "documents").write_text("a file where a folder should be")
        act(session, ("ticket", {"accept": "true"}))
    assert replay(store.read(session.state.id)).entry("ticket").value


# -- Saving -------------------------------------------------------------------------------------------


def test_what_cannot_be_saved_is_not_done(store: Store) -> None:
    with begin(store, Clock()) as session:
        act(session, ("reported_by", "ventas"))
        session.path.write_bytes(b"{}")
        state = session.state
        with pytest.raises(StoreError):
            session.do(TakeNote("se pierde"))
        assert session.state == state


def test_a_record_is_the_pinned_runbook_and_the_events_and_nothing_outside_it(store: Store) -> None:
    with begin(store, Clock()) as session:
        act(session, *FULL)
    record = store.read(session.state.id)
    assert replay(record) == session.state
    for seq in range(1, len(record.events) + 1):
        assert replay(record, seq).seq == seq
    assert yaml.safe_load(session.path.read_text())["summary"]["outcome"] == "restored"
