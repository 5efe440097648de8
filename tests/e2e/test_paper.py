"""A session done on paper is entered afterwards, by prompts and from a file, through the real program."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.e2e.prompts import BACK, LOSS, PLAN, TICKET, USERS, record, restaura, shown
from tests.program import restaura as ran
from tests.program import told

BEGUN = datetime.now(UTC) - timedelta(days=20)
"""Longer ago than any copy is kept."""


def written(minutes: int = 0) -> str:
    """A moment of the paper with its offset, to the second."""
    return (BEGUN + timedelta(minutes=minutes)).isoformat(timespec="seconds")


def kept(home: Path) -> list[tuple[datetime, bool]]:
    """Of each event when it was done, and whether it was entered later."""
    events = json.loads(record(home).read_bytes())["events"]
    return [(datetime.fromisoformat(event["at"]), "entered" in event["data"]) for event in events]


def test_an_incident_done_on_paper_is_entered_by_prompts_from_loss_to_closing(tmp_path: Path) -> None:
    lines = ["en 3 h", written(), *LOSS, "terminar"]
    lines += ["/t", written(-5), written(30), *PLAN, "terminar", "today-3d"]
    said = restaura(tmp_path, [*lines, "/q"], "run", "--paper", "--plain")
    assert "No se hizo: eso aún no llega" in said
    assert "EN PAPEL · se hizo el " in said
    assert "No se hizo: el registro va en " in said
    day = shown(tmp_path)["answers"]["restore_date"]  # gone for days by now; kept when it was chosen
    assert datetime.fromisoformat(day).date() > (BEGUN - timedelta(days=5)).date()

    said = restaura(tmp_path, ["/t", written(40), "3", day, "terminar", "/q"], "resume", "--plain")
    assert "Lo último se anotó de un papel. Ahora rige el reloj real; /t anota más del papel." in said
    rest = [*TICKET, "terminar", *USERS, "terminar", *BACK, "terminar", "cerrar"]
    restaura(tmp_path, ["/t", written(50), *rest], "resume", "--plain")

    closed = shown(tmp_path)
    assert (closed["status"], closed["outcome"]) == ("closed", "restored")
    moments = {round((at - BEGUN).total_seconds() / 60) for at, _entered in kept(tmp_path)}
    assert moments == {0, 30, 40, 50}
    assert all(entered for _at, entered in kept(tmp_path))
    restaura(tmp_path, [], "verify", closed["id"])

    answers = tmp_path / "answers.json"
    restaura(tmp_path, [], "export", closed["id"], "--format", "answers", "--output", str(answers))
    again = tmp_path / "again"
    restaura(again, [], "run", "--answers", str(answers))
    assert kept(again) == kept(tmp_path)
    assert shown(again)["answers"] == closed["answers"]


def test_a_moment_that_cannot_be_is_asked_again_and_never_taken_for_the_answer(tmp_path: Path) -> None:
    lines = [written(), "/t", written(-5), "mañana", written(7), "Ana", "/q"]
    said = restaura(tmp_path, lines, "run", "--paper", "--plain")
    assert said.count("No se hizo: ") == 2
    assert (
        said.count("Son 7 min después de lo último anotado; una vez que conteste, no se puede atrasar.") == 1
    )
    assert shown(tmp_path)["answers"]["reported_by"] == "Ana"
    assert round((kept(tmp_path)[-1][0] - BEGUN).total_seconds() / 60) == 7


def test_who_hands_over_by_prompts_is_told_of_the_page(tmp_path: Path) -> None:
    said = restaura(tmp_path, ["/h", "Luis Ortega", "/q"], "run", "--plain")
    assert f"La hoja para quien releva: restaura show {shown(tmp_path)['id']} --handover" in said


def test_a_training_takes_no_order_for_paper(tmp_path: Path) -> None:
    said = restaura(tmp_path, ["/?", "/q"], "train", "deleted_today", "--plain")
    assert "/s  " in said
    assert "/t  " not in said


@pytest.mark.parametrize("left", [["/q"], []])
def test_who_leaves_before_saying_when_has_begun_nothing(left: list[str], tmp_path: Path) -> None:
    restaura(tmp_path, left, "run", "--paper", "--plain")
    assert not list(tmp_path.rglob("*.json"))


def file(home: Path, *actions: str) -> str:
    path = home / "answers.yaml"
    path.write_text("answers:\n" + "".join(f"  - {action}\n" for action in actions))
    return str(path)


def test_a_file_that_begins_with_at_begins_the_session_then(tmp_path: Path) -> None:
    restaura(
        tmp_path, [], "run", "--answers", file(tmp_path, "at: now-30h", "note: uno", "at: now", "note: dos")
    )
    (began, first), (noted, second), (live, third) = kept(tmp_path)
    assert began == noted
    assert (first, second, third) == (True, True, False)
    assert timedelta(hours=29, minutes=59) < live - began < timedelta(hours=30, minutes=5)


def test_a_beginning_that_cannot_have_been_begins_nothing(tmp_path: Path) -> None:
    done = ran(tmp_path, "--lang", "es", "run", "--answers", file(tmp_path, "at: now+3h", "note: uno"))
    told(done, 1, "La acción 1 se rechazó (in_future): eso aún no llega")
    assert not list(tmp_path.rglob("sessions/*.json"))


def test_a_clock_set_back_stops_the_file_with_its_code(tmp_path: Path) -> None:
    actions = ("at: now-30h", "note: uno", "at: now-40h", "note: dos")
    done = ran(tmp_path, "run", "--answers", file(tmp_path, *actions), "--json")
    refusal = json.loads(done.stdout)["refusal"]
    assert (done.returncode, refusal["action"], refusal["code"]) == (1, 3, "before_other")


def test_a_training_refuses_at(tmp_path: Path) -> None:
    done = ran(tmp_path, "train", "deleted_today", "--answers", file(tmp_path, "at: now-30h"), "--json")
    assert json.loads(done.stdout)["refusal"]["code"] == "not_allowed"


def test_paper_and_answers_are_not_both_given(tmp_path: Path) -> None:
    done = ran(tmp_path, "--lang", "en", "run", "--paper", "--answers", file(tmp_path, "note: uno"))
    told(done, 2, "begin it with `- at: MOMENT`")
