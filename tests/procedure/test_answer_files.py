"""Answer files: every action of the contract is read, what is malformed is told with line and field."""

import json
from pathlib import Path
from typing import Any

import pytest
from desk import DATA, Desk, actions_of

from runbooks.answers import as_command, read_answers, run_answers
from runbooks.definition.faults import DefinitionError
from runbooks.engine.commands import (
    Answer,
    Cancel,
    Close,
    Command,
    Complete,
    Defer,
    GoBack,
    HandOver,
    Override,
    TakeNote,
)
from runbooks.engine.refusals import Refusal
from runbooks.record.encoding import Record
from runbooks.record.store import Store
from runbooks.session import Session, replay

CONTRACT = """\
runbook: mpia-dti-140
operator: Director de TI
answers:
  - reported_by: un usuario de ventas          # an item of the current step: id and value
  - lost_areas: [crm, drive]
  - last_seen: now-30h
  - loss_confirmed: true
  - complete: confirm_loss
  - override: {item: recycle_bin, reason: "sin acceso a la papelera"}
  - defer: {item: files_safe, until: confirm_restoration}
  - note: "Ventas pide hora estimada"
  - go_back: {to: choose_variant, reason: "soporte rechazó CRM"}
  - hand_over: {to: Subdirector de TI}
  - ticket: {accept: true}
  - ticket: {text: "Restaure."}
  - deliveries: [{channel: phone, audience: ventas, at: now, result: told}]
  - verification: {crm: {state: ok, seen: "412 negociaciones"}, drive: {state: missing, seen: "vacía"}}
  - close: true
  - cancel: "falsa alarma"
"""
COMMANDS: list[Command] = [
    Answer("reported_by", "un usuario de ventas"),
    Answer("lost_areas", ["crm", "drive"]),
    Answer("last_seen", "now-30h"),
    Answer("loss_confirmed", "true"),
    Complete("confirm_loss"),
    Override("recycle_bin", "sin acceso a la papelera"),
    Defer("files_safe", "confirm_restoration"),
    TakeNote("Ventas pide hora estimada"),
    GoBack("choose_variant", "soporte rechazó CRM"),
    HandOver("Subdirector de TI"),
    Answer("ticket", {"accept": "true"}),
    Answer("ticket", {"text": "Restaure."}),
    Answer("deliveries", [{"channel": "phone", "audience": "ventas", "at": "now", "result": "told"}]),
    Answer(
        "verification",
        {"crm": {"state": "ok", "seen": "412 negociaciones"}, "drive": {"state": "missing", "seen": "vacía"}},
    ),
    Close(),
    Cancel("falsa alarma"),
]


def test_every_action_of_the_contract_becomes_its_command() -> None:
    file = read_answers(CONTRACT.encode(), "contract.yaml")
    assert (file.runbook, file.operator) == ("mpia-dti-140", "Director de TI")
    situation = Desk().situation
    assert [as_command(situation, name, value) for name, value in file.actions] == COMMANDS


def test_the_same_file_as_json_says_the_same() -> None:
    file = read_answers(CONTRACT.encode(), "contract.yaml")
    document = {"runbook": file.runbook, "answers": [{name: value} for name, value in file.actions]}
    for ascii_only in (True, False):
        again = read_answers(json.dumps(document, ensure_ascii=ascii_only).encode(), "contract.json")
        assert again.actions == file.actions


def test_a_character_that_json_writes_as_two_escapes_is_one() -> None:
    data = json.dumps({"answers": [{"note": "listo 🙂"}]}).encode()
    assert b"\\ud83d\\ude42" in data
    assert read_answers(data, "emoji.json").actions == (("note", "listo 🙂"),)


@pytest.mark.parametrize("name", ["wait", "hint"])
def test_what_is_for_training_only_is_refused_in_an_incident(name: str) -> None:
    refused = as_command(Desk().situation, name, "4d")
    assert isinstance(refused, Refusal)
    assert refused.code == "not_allowed"


def test_a_choice_may_bring_its_reason() -> None:
    command = as_command(Desk().situation, "variant", {"choice": "crm", "reason": "pasa de 30 GB"})
    assert command == Answer("variant", "crm", "pasa de 30 GB")


@pytest.mark.parametrize("value", ["false", "no", "later"])
def test_only_true_closes(value: str) -> None:
    refused = as_command(Desk().situation, "close", value)
    assert isinstance(refused, Refusal)
    assert refused.code == "bad_value"


MALFORMED = {
    # text of the file: line, field, part of the sentence
    "[a, list]": (1, "", 'a list "answers" is expected'),
    "operator: Ana": (1, "", 'a list "answers" is expected'),
    "answers: {note: x}": (1, "", 'a list "answers" is expected'),
    "answers:\n  - note: x\nanswer: 3": (3, "answer", 'Did you mean "answers"?'),
    "operator: [Ana]\nanswers: []": (1, "operator", "a text is expected"),
    "runbook: {id: x}\nanswers: []": (1, "runbook", "a text is expected"),
    "answers:\n  - note": (2, "answers.0", "an action is one name and its value"),
    "answers:\n  - note: x\n  - {note: y, cancel: z}": (3, "answers.1", "one name and its value"),
    "answers:\n  - {}": (2, "answers.0", "one name and its value"),
    "answers:\n  - note: [x]": (2, "answers.0.note", "a text is expected"),
    "answers:\n  - complete: {step: x}": (2, "answers.0.complete", "a text is expected"),
    "answers:\n  - cancel: [x]": (2, "answers.0.cancel", "a text is expected"),
    "answers:\n  - close: [true]": (2, "answers.0.close", "a text is expected"),
    "answers:\n  - override: plan": (2, "answers.0.override", "item, reason"),
    "answers:\n  - override: {reason: x}": (2, "answers.0.override.item", '"item" is missing'),
    "answers:\n  - override:\n      itm: plan\n      reason: x": (3, "answers.0.override.itm", '"item"?'),
    "answers:\n  - override: {item: [plan]}": (2, "answers.0.override.item", "a text is expected"),
    "answers:\n  - defer: {item: files_safe}": (2, "answers.0.defer.until", '"until" is missing'),
    "answers:\n  - go_back: check_plan": (2, "answers.0.go_back", "to, reason"),
    "answers:\n  - hand_over: {who: Ana}": (2, "answers.0.hand_over.who", "not known here"),
    'answers:\n  - note: "\\ud83d"': (2, "answers.0.note", "cannot be stored"),
    'answers:\n  - ticket: {text: "\\ude42\\ud83d"}': (2, "answers.0.ticket.text", "cannot be stored"),
    "answers:\n  - procedure: {item: x, answer: []}": (2, "answers.0.procedure.answer", '"answers"?'),
    "answers:\n  - note: &a x": (2, "", "anchors"),
    "answers:\n  - note: x\n    note: y": (3, "", "twice"),
    "answers: [": (1, "", "this is not YAML"),
}


@pytest.mark.parametrize("text", MALFORMED)
@pytest.mark.usefixtures("english")
def test_what_is_malformed_is_told_with_its_file_line_and_field(text: str) -> None:
    line, field, what = MALFORMED[text]
    with pytest.raises(DefinitionError) as caught:
        read_answers(text.encode(), "mine.yaml")
    told = [fault for fault in caught.value.faults if fault.field == field]
    assert told, caught.value
    assert (told[0].file, told[0].line) == ("mine.yaml", line)
    assert what in told[0].what


@pytest.mark.usefixtures("english")
def test_every_fault_is_told_at_once() -> None:
    text = "answers:\n  - note: [x]\n  - override: plan\n  - reported_by: ok\n  - hand_over: {}"
    with pytest.raises(DefinitionError) as caught:
        read_answers(text.encode(), "mine.yaml")
    assert [fault.line for fault in caught.value.faults] == [2, 3, 5]


def test_the_first_refusal_stops_the_run_and_keeps_what_was_before(store: Store) -> None:
    text = b"answers:\n  - reported_by: ventas\n  - plan: basic\n  - note: no se llega"
    with started(store) as session:
        refused = run_answers(session, read_answers(text, "mine.yaml"))
        assert refused is not None
        assert (refused.action, refused.refusal.code) == (2, "wrong_step")
        assert session.state.entry("reported_by").value == "ventas"
        assert session.state.notes == ()


def started(store: Store) -> Session:
    """A session in `store` whose clock stands still."""
    desk = Desk()
    return Session.start(
        store,
        desk.state.runbook,
        operator="Director de TI",
        portal=desk.state.portal,
        settings=desk.state.settings,
        language="es",
        now=lambda: desk.now,
    )


def run(store: Store, data: bytes) -> Record:
    """The record of a run from the first action to the last."""
    with started(store) as session:
        assert run_answers(session, read_answers(data, "mine.yaml")) is None
        return store.read(session.state.id)


@pytest.mark.parametrize("name", sorted(file.stem for file in DATA.glob("*.yaml")))
def test_a_record_exported_as_answers_runs_again_to_the_same_answers(name: str, tmp_path: Path) -> None:
    from runbooks.report.answer_file import answers_of

    first = run(Store(tmp_path / "first"), (DATA / f"{name}.yaml").read_bytes())
    again = run(Store(tmp_path / "again"), answers_of(first).encode())
    assert replay(again).outcome == replay(first).outcome
    assert answers(again) == answers(first)
    assert [event.type for event in again.events] == [event.type for event in first.events]
    assert len(actions_of(name)) <= len(first.events)


def answers(record: Record) -> dict[str, Any]:
    return {item: entry.value for item, entry in replay(record).entries.items()}
