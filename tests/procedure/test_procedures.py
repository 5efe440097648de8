"""A procedure inside another: begun for an item, noted on both sides, its end the answer to the item."""

import json
from pathlib import Path
from typing import Any

import pytest
from bins import AT_THE_BIN, BINS, FOUND
from practice import best, kept, lesson

from runbooks.answers import AnswerFile, run_answers
from runbooks.definition.loader import load_runbook, shipped_runbooks
from runbooks.engine.commands import Answer
from runbooks.engine.refusals import Refusal
from runbooks.procedures import begin, take_back
from runbooks.record.archive.moving import put_away
from runbooks.record.errors import SessionLocked, StoreError
from runbooks.record.files import write_whole
from runbooks.record.store import Store
from runbooks.record.verify import verify
from runbooks.report.session_report import session_report
from runbooks.report.writers.markdown import markdown
from runbooks.session import Session, at_last_event, replay
from tests.commanded import places
from tests.program import start

GIVEN = {"lost_areas": "lost_areas", "what": "what_happened", "last_seen": "last_seen"}


def do(session: Session, *actions: tuple[str, Any]) -> None:
    refused = run_answers(session, AnswerFile(None, None, actions))
    assert refused is None, refused


def at_the_bin(home: Path) -> Session:
    session = start(home)
    do(session, *AT_THE_BIN)
    return session


def begun(session: Session) -> Session:
    other = begin(session, "recycle_bin")
    assert isinstance(other, Session)
    return other


def events(session: Session) -> list[dict[str, Any]]:
    return list(json.loads(session.path.read_bytes())["events"])


def test_both_records_name_each_other_as_soon_as_it_is_begun(tmp_path: Path) -> None:
    with at_the_bin(tmp_path) as first, begun(first) as other:
        noted = events(first)[-1]
        started = events(other)[0]
        assert noted["type"] == "noted"
        assert noted["data"]["session"] == {"id": other.state.id, "runbook": BINS}
        named = started["data"]["parent"]
        assert (named["session"], named["item"], named["head"]) == (
            first.state.id,
            "recycle_bin",
            noted["hash"],
        )


def test_what_is_known_is_proposed_there_and_answers_nothing(tmp_path: Path) -> None:
    with at_the_bin(tmp_path) as first, begun(first) as other:
        for item, given in (
            ("lost_areas", "lost_areas"),
            ("what", "what_happened"),
            ("last_seen", "last_seen"),
        ):
            assert other.state.entry(item).value is None
            assert other.state.entry(item).proposal == first.state.entry(given).value


def test_portal_settings_and_operator_are_those_of_the_session_it_is_begun_for(
    tmp_path: Path,
) -> None:
    with at_the_bin(tmp_path) as first, begun(first) as other:
        for name in ("operator", "portal", "settings", "language"):
            assert getattr(other.state, name) == getattr(first.state, name)


@pytest.mark.parametrize(
    ("outcome", "actions", "answer"),
    [
        ("recovered", FOUND, "recovered"),
        (
            "partly_recovered",
            [
                ("lost_areas", ["crm", "calendar"]),
                *FOUND[1:8],
                (
                    "checked",
                    {"crm": {"state": "ok", "seen": "412"}, "calendar": {"state": "missing", "seen": "nada"}},
                ),
                FOUND[-1],
            ],
            "not_found",
        ),
        ("not_found", [*FOUND[:5], ("crm_bin", "nothing"), ("complete", "look")], "not_found"),
        ("no_bin", [("lost_areas", ["calendar"]), *FOUND[1:5]], "not_applicable"),
    ],
)
def test_how_it_ends_comes_back_as_the_answer(
    tmp_path: Path, outcome: str, actions: list[tuple[str, Any]], answer: str
) -> None:
    with at_the_bin(tmp_path) as first:
        with begun(first) as other:
            do(other, *actions, ("close", True))
            assert other.state.outcome == outcome
        assert take_back(first) == []
        told = events(first)[-1]
        assert (told["type"], told["data"]["value"]) == ("answered", answer)
        assert told["data"]["session"] == {
            "id": other.state.id,
            "head": other.state.head,
            "outcome": outcome,
        }
        assert first.state.entry("recycle_bin").value == answer
        for path in (first.path, other.path):
            assert not verify(path).faults


@pytest.mark.parametrize("actions", [FOUND[:5], FOUND], ids=["open", "finished, not closed"])
def test_nothing_comes_back_before_it_is_closed_and_it_is_gone_on_with(
    tmp_path: Path, actions: list[tuple[str, Any]]
) -> None:
    with at_the_bin(tmp_path) as first:
        with begun(first) as other:
            do(other, *actions)
        assert take_back(first) == []
        assert first.state.entry("recycle_bin").value is None
        with begun(first) as again:
            assert again.state.id == other.state.id
        assert sum(event["type"] == "noted" for event in events(first)) == 1


def test_of_one_that_was_cancelled_nothing_comes_back_and_another_is_begun(tmp_path: Path) -> None:
    with at_the_bin(tmp_path) as first:
        with begun(first) as other:
            do(other, ("cancel", "era otra cosa"), ("close", True))
        assert take_back(first) == []
        with begun(first) as another:
            assert another.state.id != other.state.id


def test_an_answer_that_its_operator_gave_meanwhile_stays(tmp_path: Path) -> None:
    with at_the_bin(tmp_path) as first:
        with begun(first) as other:
            do(first, ("recycle_bin", "not_found"))
            do(other, *FOUND, ("close", True))
        assert take_back(first) == []
        assert first.state.entry("recycle_bin").value == "not_found"


def test_R6_an_answer_that_is_opened_again_is_not_given_twice_by_the_same_session(tmp_path: Path) -> None:
    with at_the_bin(tmp_path) as first:
        with begun(first) as other:
            do(other, *FOUND, ("close", True))
        assert take_back(first) == []
        do(first, ("override", {"item": "recycle_bin", "reason": "se revisa de nuevo"}))
        seq = first.state.seq
        assert take_back(first) == []
        assert first.state.seq == seq


def test_a_record_that_was_changed_answers_nothing(tmp_path: Path) -> None:
    with at_the_bin(tmp_path) as first:
        with begun(first) as other:
            do(other, *FOUND, ("close", True))
        data = other.path.read_bytes()
        for there, put in (
            (b"412 negociaciones", b"413 negociaciones"),
            (b'"outcome":', b'"outcome":[],"o":'),
        ):
            write_whole(other.path, data.replace(there, put, 1))  # the summary too, which no hash covers
            assert take_back(first) == []
        assert first.state.entry("recycle_bin").value is None


def test_its_record_is_not_put_away_while_the_session_goes_on_that_it_was_begun_for(tmp_path: Path) -> None:
    with at_the_bin(tmp_path) as first, begun(first) as other:
        do(other, *FOUND, ("close", True))
    own = places(tmp_path)._replace(data=first.path.parent.parent)
    moved = put_away(own, [other.state.id], own.archives / "made.tar")
    assert moved.ids == () and first.state.id in moved.left[0].reason and other.path.exists()


def test_one_whose_record_is_gone_is_begun_again(tmp_path: Path) -> None:
    with at_the_bin(tmp_path) as first:
        with begun(first) as other:
            pass
        other.path.unlink()
        assert take_back(first) == []
        with begun(first) as another:
            assert another.state.id != other.state.id


def test_one_that_is_open_elsewhere_is_not_begun_twice(tmp_path: Path) -> None:
    with at_the_bin(tmp_path) as first, begun(first), pytest.raises(SessionLocked):
        begin(first, "recycle_bin")


def test_it_is_noted_before_its_record_is_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_given: object) -> None:
        raise StoreError("disk full", "there")

    with at_the_bin(tmp_path) as first:
        monkeypatch.setattr(Store, "create", full)
        with pytest.raises(StoreError):
            begin(first, "recycle_bin")
        monkeypatch.undo()
        assert events(first)[-1]["type"] == "noted"
        with begun(first) as other:
            assert other.state.entry("lost_areas").proposal


@pytest.mark.parametrize(
    ("item", "code"),
    [("cause", "not_allowed"), ("nothing", "unknown_item"), ("plan", "wrong_step")],
)
def test_an_item_without_one_refuses_it(tmp_path: Path, item: str, code: str) -> None:
    with at_the_bin(tmp_path) as first:
        refused = begin(first, item)
        assert isinstance(refused, Refusal) and refused.code == code
        assert first.state.seq == len(events(first))


def test_an_answer_file_runs_it_whole(tmp_path: Path) -> None:
    with start(tmp_path) as first:
        inner = {"item": "recycle_bin", "answers": (*FOUND, ("close", True))}
        do(first, *AT_THE_BIN, ("procedure", inner), ("loss_confirmed", True), ("complete", "confirm_loss"))
        assert first.state.outcome == "recovered_from_bin"


def test_an_answer_that_is_refused_in_it_stops_the_file_and_keeps_what_was_done(tmp_path: Path) -> None:
    with start(tmp_path) as first:
        inner = {"item": "recycle_bin", "answers": (*FOUND[:3], ("how", "nobody knows"))}
        refused = run_answers(first, AnswerFile(None, None, (*AT_THE_BIN, ("procedure", inner))))
        assert refused is not None
        assert (refused.action, refused.refusal.item) == (len(AT_THE_BIN) + 1, "how")
        assert refused.refusal.reason.startswith("la acción 4 de las suyas: ")
        with begun(first) as other:
            assert other.state.entry("what").value == "12 negociaciones"


def test_an_end_that_is_not_closed_answers_nothing_and_the_file_is_told_so(tmp_path: Path) -> None:
    with start(tmp_path) as first:
        inner = {"item": "recycle_bin", "answers": tuple(FOUND)}
        refused = run_answers(first, AnswerFile(None, None, (*AT_THE_BIN, ("procedure", inner))))
        assert refused is not None
        assert (refused.refusal.code, refused.refusal.item) == ("missing", "recycle_bin")
        assert "close: true" in refused.refusal.reason


def test_the_reports_of_both_name_the_other(tmp_path: Path) -> None:
    with at_the_bin(tmp_path) as first:
        with begun(first) as other:
            do(other, *FOUND, ("close", True))
        take_back(first)
        for session, named in ((first, other), (other, first)):
            record = session.record
            told = markdown(session_report(record, at_last_event(replay(record))))
            assert named.state.id in told


def test_the_summary_of_a_record_names_what_it_was_begun_for(tmp_path: Path) -> None:
    with at_the_bin(tmp_path) as first, begun(first) as other:
        assert other.record.summary["parent"] == first.state.id
        assert "parent" not in first.record.summary


def test_everything_that_the_first_names_of_the_second_is_there() -> None:
    runbooks = {id: load_runbook(path) for id, path in shipped_runbooks().items()}
    for runbook in runbooks.values():
        for item in runbook.items.values():
            procedure = getattr(item, "procedure", None)
            if procedure is not None:
                other = runbooks[procedure.runbook]
                assert set(procedure.gives) <= set(other.items)
                assert set(procedure.answers) == set(other.outcomes) - {other.cancelled}


def test_in_a_training_it_is_answered_there_and_nothing_is_begun(tmp_path: Path) -> None:
    taken = lesson()
    first = next(
        n for n, one in enumerate(best(taken)) if isinstance(one, Answer) and one.item == "recycle_bin"
    )
    with kept(tmp_path, taken, best(taken)[:first]) as training:
        refused = begin(training, "recycle_bin")  # type: ignore[arg-type]
        assert isinstance(refused, Refusal) and refused.code == "not_allowed"
        assert [path.stem for path in tmp_path.glob("*.json")] == [training.state.id]
