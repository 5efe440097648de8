"""Each refusal code of the contract is produced by a case, and nothing after it is applied."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any, get_args

import pytest
import yaml

from runbooks.engine.refusals import Code
from runbooks.record.store import Store

DATA = Path(__file__).parents[2] / "runbooks" / "mpia_dti_140" / "tests"
FULL = yaml.safe_load((DATA / "restored.yaml").read_text())["answers"]
CRM = yaml.safe_load((DATA / "restored_by_csv.yaml").read_text())["answers"]
LOST = yaml.safe_load((DATA / "partially_restored.yaml").read_text())["answers"]


def until(name: str, actions: list[dict[str, Any]] = FULL) -> list[dict[str, Any]]:
    """The actions before the first one called `name`."""
    return actions[: next(i for i, action in enumerate(actions) if name in action)]


CASES: dict[str, list[dict[str, Any]]] = {
    "wrong_step": [{"plan": "basic"}],
    "unknown_item": [{"pan": "basic"}],
    "bad_value": [{"reported_via": "pigeon"}],
    "missing": [{"complete": "confirm_loss"}],
    "in_future": [{"last_seen": "now+1h"}],
    "before_other": [{"last_seen": "now-1h"}, {"noticed_at": "now-2h"}],
    "out_of_window": [*until("restore_date"), {"restore_date": "today-9d"}],
    "not_allowed": [*until("variant"), {"variant": "csv"}],
    "needs_confirmation": [*until("consequences_accepted"), {"consequences_accepted": True}],
    "confirmation_mismatch": [
        *until("consequences_accepted"),
        {"consequences_accepted": "today-2d"},
    ],
    "computed": [*until("contract_current"), {"retention_window": "yes"}],
    "not_applicable": [*until("contract_current"), {"plan_confirmed_by_vendor": True}],
    "placeholder_left": [*until("ticket"), {"ticket": {"text": "Fecha: [[fecha]]"}}],
    "closed": [*FULL, {"note": "late"}],
    "reason_required": [{"override": {"item": "reported_by", "reason": " "}}],
    "deferred_open": [
        *until("files_safe"),
        {"defer": {"item": "files_safe", "until": "confirm_restoration"}},
        {"complete": "notify_users"},
        *FULL[len(until("support_reply")) : -1],
    ],
}


def run(home: Path, actions: list[dict[str, Any]], *command: str) -> "subprocess.CompletedProcess[str]":
    file = home / "answers.json"
    file.write_text(json.dumps({"runbook": "mpia-dti-140", "answers": actions}))
    return subprocess.run(
        [sys.executable, "-m", "tui", *(command or ("run",)), "--answers", str(file), "--json"],
        env={**os.environ, "RESTAURA_HOME": str(home)},
        capture_output=True,
        text=True,
        check=False,
    )


def test_every_code_of_the_contract_has_a_case_the_lock_one_of_its_own() -> None:
    assert set(get_args(Code)) - CASES.keys() == {"locked"}


def test_a_session_that_another_program_holds_refuses_the_first_answer(tmp_path: Path) -> None:
    begun = json.loads(run(tmp_path, [{"reported_by": "ventas"}]).stdout)
    record = Path(begun["path"])
    before = record.read_bytes()
    with Store(record.parent).open(begun["id"]):
        done = run(tmp_path, [{"note": "not reached"}], "resume", begun["id"])
    told = json.loads(done.stdout)
    assert (done.returncode, told["refusal"]["action"], told["refusal"]["code"]) == (1, 1, "locked")
    assert "otra ventana" in told["refusal"]["reason"]
    assert record.read_bytes() == before


@pytest.mark.parametrize("code", CASES)
def test_a_refusal_stops_the_run_and_keeps_what_was_before(code: str, tmp_path: Path) -> None:
    actions = [*CASES[code], {"note": "not reached"}]
    done = run(tmp_path, actions)
    assert done.returncode == 1, done.stderr
    told = json.loads(done.stdout)
    assert told["refusal"]["code"] == code
    assert told["refusal"]["reason"]
    assert told["refusal"]["action"] <= len(CASES[code])
    record = json.loads(Path(told["path"]).read_text())
    assert not any(event["type"] == "noted" for event in record["events"])


def test_a_hard_gate_of_the_document_cannot_be_overridden(tmp_path: Path) -> None:
    override: dict[str, Any] = {"override": {"item": "restore_date", "reason": "prisa"}}
    told = json.loads(run(tmp_path, [*until("restore_date"), override]).stdout)
    assert (told["refusal"]["item"], told["refusal"]["code"]) == ("restore_date", "not_allowed")


def test_R6_a_late_change_reopens_the_variant_and_rules_csv_out(tmp_path: Path) -> None:
    actions = [
        *until("restore_date", CRM),
        {"restore_date": "today-3d"},
        {"variant": "csv"},
        {"go_back": {"to": "confirm_loss", "reason": "falta el drive"}},
        {"lost_areas": ["crm", "drive"]},
        {"complete": "confirm_loss"},
        {"complete": "check_plan"},
        {"variant": "csv"},
    ]
    told = json.loads(run(tmp_path, actions).stdout)
    assert told["refusal"]["code"] == "not_allowed"
    assert "variant" not in told["answers"]
    assert told["consequences"]["csv"]["allowed"] is False


def test_complete_is_not_allowed_while_an_area_is_missing(tmp_path: Path) -> None:
    told = json.loads(run(tmp_path, [*until("result", LOST), {"result": "complete"}]).stdout)
    assert told["refusal"]["code"] == "not_allowed"
