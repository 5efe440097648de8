"""An optional answer can be taken back: the item is empty again, and the log keeps what stood there."""

import json
from pathlib import Path
from typing import Any

import pytest
from desk import FULL, RUNBOOK, Action, Desk, actions_of, before, up_to_step
from reported import recorded, reported

from runbooks.answers import as_command, read_answers, run_answers
from runbooks.engine.commands import Answer
from runbooks.engine.situation import ItemState
from runbooks.happened import event_in_words
from runbooks.language import using
from runbooks.record.verify import verify
from runbooks.report.answer_file import answers_of
from runbooks.session import replay
from tests.program import ended, places, start

HOUR = [*before("restore_date")[:-1], ("copy_hour", "1")]
"""Step 2, all of it answered."""


def test_an_optional_answer_is_emptied_by_an_event_that_says_null() -> None:
    desk = Desk(HOUR)
    assert desk.item_state("copy_hour") is ItemState.DONE
    assert desk.do("copy_hour", None) is None
    assert (desk.events[-1].type, desk.events[-1].data) == (
        "answered",
        {"item": "copy_hour", "value": None},
    )
    assert desk.item_state("copy_hour") is ItemState.OPEN
    assert desk.situation.open_items() == ()
    assert desk.situation.answer("copy_hour") is None


def test_nothing_of_it_is_proposed_again_and_the_log_keeps_it() -> None:
    desk = Desk([*HOUR, ("copy_hour", None)])
    assert desk.situation.proposal(desk.item("copy_hour")) is None
    assert [e.data["value"] for e in desk.events if e.data.get("item") == "copy_hour"] == [1, None]


def test_what_the_settings_propose_is_proposed_all_the_same() -> None:
    desk = Desk([*HOUR, ("copy_hour", None)], settings={"copy_hour": 3, "support_lead_hours": 24})
    assert desk.situation.proposal(desk.item("copy_hour")) == 3


def test_every_limit_is_a_range_again() -> None:
    desk = Desk(HOUR)
    exact = desk.situation.computed("deadline")
    desk.go([("copy_hour", None)])
    assert desk.situation.computed("deadline") < exact


def test_R6_what_depended_on_it_opens_again_with_its_answer_as_the_proposal() -> None:
    desk = Desk([*before("ticket"), ("do_not_start_before", "now+4h")])
    desk.go([("ticket", {"accept": "true"}), ("ticket_sent_at", "now"), ("do_not_start_before", None)])
    assert desk.reopened()[:2] == ["ticket", "ticket_sent_at"]
    assert desk.item_state("ticket") is ItemState.OPEN
    assert desk.situation.proposal(desk.item("ticket_sent_at")) is not None


def test_what_is_empty_already_makes_no_event() -> None:
    desk = Desk(HOUR[:-1])
    events = desk.events
    assert desk.do("copy_hour", None) is None
    assert desk.do("copy_hour", None) is None
    assert desk.events == events


def test_a_session_saves_nothing_for_what_is_empty_already(tmp_path: Path) -> None:
    with start(tmp_path) as session:
        file = json.dumps({"answers": [dict([action]) for action in HOUR[:-1]]}).encode()
        assert run_answers(session, read_answers(file, "a")) is None
        kept = session.path.read_bytes()
        assert session.do(Answer("copy_hour", None)) is None
        assert session.path.read_bytes() == kept


OPTIONAL = {"copy_hour", "do_not_start_before", "ticket_reference"}
ANSWERED = [item.id for item in RUNBOOK.items.values() if item.id not in OPTIONAL and item.kind != "computed"]


@pytest.mark.parametrize("item", sorted(set(ANSWERED) - {"plan_confirmed_by_vendor"}))
def test_what_must_be_answered_cannot_be_emptied(item: str) -> None:
    step = RUNBOOK.steps[RUNBOOK.home[item]]
    desk = Desk([*up_to_step(step.id), *(one for one in FULL if one[0] in {i.id for i in step.items})])
    events = desk.events
    refused = desk.do(item, None)
    assert refused is not None
    assert (refused.code, refused.item) == ("missing", item)
    assert "vacío" in refused.sentences["es"]
    assert desk.events == events


def test_what_is_not_in_the_step_or_is_computed_is_refused_as_ever() -> None:
    desk = Desk(HOUR)
    assert desk.code("retention_window", None) == "computed"
    assert desk.code("ticket_reference", None) == "wrong_step"


def test_once_its_step_is_completed_it_was_left_empty() -> None:
    desk = Desk([*HOUR, ("copy_hour", None), ("complete", "check_plan")])
    assert desk.item_state("copy_hour") is ItemState.NOT_APPLICABLE


def test_an_item_that_returned_stays_where_it_returned() -> None:
    desk = Desk(
        [
            *up_to_step("draft_ticket"),
            ("defer", {"item": "ticket_reference", "until": "notify_users"}),
            *(one for one in FULL if one[0] in ("ticket", "ticket_sent_at")),
            ("complete", "draft_ticket"),
            ("ticket_reference", "BX-1"),
            ("ticket_reference", None),
        ]
    )
    assert desk.state.entry("ticket_reference").returned
    assert "ticket_reference" in desk.asked()


# -- files and words ---------------------------------------------------------------------------------


@pytest.mark.parametrize("written", ["null", "~", ""])
def test_a_bare_null_in_an_answer_file_empties(written: str) -> None:
    [action] = read_answers(f"answers:\n  - copy_hour: {written}\n".encode(), "a.yaml").actions
    assert action == ("copy_hour", None)
    assert as_command(Desk().situation, *action) == Answer("copy_hour", None)


@pytest.mark.parametrize("written", ['"null"', "'null'", '""', "nulo", "|-\n      null"])
def test_a_null_in_quotes_is_a_text(written: str) -> None:
    [(_name, value)] = read_answers(f"answers:\n  - copy_hour: {written}\n".encode(), "a.yaml").actions
    assert isinstance(value, str)


def test_a_null_is_an_answer_and_no_value_of_another_action() -> None:
    assert read_answers(b"answers: [{note: null}]", "a.yaml").actions == (("note", "null"),)


def events(record: Any) -> list[tuple[str, Any]]:
    return [(event.type, event.data) for event in record.events]


@pytest.mark.parametrize("text", ["null", "~", "BX-1"])
def test_an_exported_answer_file_empties_again_and_tells_null_from_the_word(text: str) -> None:
    done: list[Action] = [
        ("ticket_reference", text),
        ("ticket_reference", None),
        ("ticket_reference", text),
    ]
    record = recorded([*up_to_step("notify_users")[:-1], *done])
    actions = read_answers(answers_of(record).encode(), "a.json").actions
    assert [value for name, value in actions if name == "ticket_reference"] == [text, None, text]
    assert events(recorded([*actions])) == events(record)


def test_a_record_with_an_emptied_answer_verifies_and_says_so_in_its_report(tmp_path: Path) -> None:
    path = places(tmp_path).sessions / f"{ended(tmp_path, 'left_empty')}.json"
    assert verify(path).faults == ()
    told = {
        "es": "Dejó vacío «Anote a qué hora se hacen las copias, si se sabe»",
        "en": "Left “Write at what hour the copies are made, if known” empty",
    }
    record = recorded([*actions_of("left_empty")])
    for language, sentence in told.items():
        with using(language):
            situation = Desk().situation
            event = next(e for e in record.events if e.data.get("value", "") is None)
            assert event_in_words(situation, event) == sentence
            assert sentence in reported(record).replace("\\", "")
    assert replay(record).entry("copy_hour").value is None
