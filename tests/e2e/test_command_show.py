"""`restaura show`: where a session stands, for a person and for a program."""

import json
from pathlib import Path

import pytest

from tests.program import DATA, ended, held, places, restaura, told


def test_a_person_reads_where_it_is_held_since_when_and_what_was_done_last(tmp_path: Path) -> None:
    id = held(tmp_path)
    for language, sentences in (
        (
            "es",
            (
                "en curso",
                "Detenida en «Confirmar la pérdida», desde ",
                "Lo último, hace ",
                "Contestó",
                "1 hecho",
            ),
        ),
        ("en", ("in progress", "Held in “Confirm the loss”, since ", " ago: Answered", "1 done")),
    ):
        said = restaura(tmp_path, "show", id, "--lang", language).stdout
        assert [
            sentence for sentence in (*sentences, id, "MPIA-DTI-140", ": Ventas") if sentence not in said
        ] == []


def test_a_closed_session_is_told_by_its_outcome_and_its_answers(tmp_path: Path) -> None:
    id = ended(tmp_path, "partially_restored")
    said = restaura(tmp_path, "show", id, "--lang", "es").stdout
    assert "Desenlace: Se restauró en parte." in said
    assert "Detenida" not in said
    for number, title in enumerate(("Confirmar la pérdida", "Verificar el plan", "Elegir la variante"), 1):
        assert f"\n{number} {title}\n" in said


def test_it_is_shown_as_it_stood(tmp_path: Path) -> None:
    id = ended(tmp_path)
    then = json.loads(restaura(tmp_path, "show", id, "--at", "2", "--json").stdout)
    assert (then["status"], list(then["answers"])) == ("open", ["reported_by"])
    assert "Answered" in restaura(tmp_path, "--lang", "en", "show", id, "--at", "2").stdout
    count = len(json.loads((places(tmp_path).sessions / f"{id}.json").read_text())["events"])
    last = json.loads(restaura(tmp_path, "show", id, "--at", str(count), "--json").stdout)
    assert last["status"] == "closed"
    told(restaura(tmp_path, "--lang", "es", "show", id, "--at", str(count + 1)), 3, f"tiene {count} eventos")
    told(restaura(tmp_path, "--lang", "en", "show", id, "--at", str(count + 1)), 3, f"has {count} events")


def test_as_it_stood_says_clock_notes_current_and_open_items_of_that_moment(tmp_path: Path) -> None:
    id = ended(tmp_path, "restored")
    events = json.loads((places(tmp_path).sessions / f"{id}.json").read_text())["events"]
    accepted = next(e["seq"] for e in events if e["data"].get("item") == "consequences_accepted")
    before, after = (
        restaura(tmp_path, "--lang", "es", "show", id, "--at", str(seq)).stdout
        for seq in (accepted - 1, accepted + 1)
    )
    for said, seq in ((before, accepted - 1), (after, accepted + 1)):
        assert f"Como estaba después del evento {seq} de {len(events)}, " in said
        assert "puede borrarse desde el" in said
        assert "Lo último, hace" not in said
    assert "  ▶ Acepte lo que se pierde\n      PRECAUCIÓN: Copia completa" in before
    assert "! Se aceptó revertir" not in before
    assert "! Se aceptó revertir" in after
    assert "  ▶ Revise y acepte la solicitud a Soporte" in after
    assert "  · Envíe la solicitud y anote cuándo" in after
    assert "Abierto en este paso" not in restaura(tmp_path, "--lang", "es", "show", id).stdout


def test_a_run_by_answers_says_shortly_where_it_stands_or_why_it_stopped(tmp_path: Path) -> None:
    done = restaura(tmp_path, "run", "--answers", str(DATA / "no_loss.yaml"), "--lang", "es")
    assert done.returncode == 0
    first, counts, path = done.stdout.splitlines()
    assert first.endswith("· cerrada · No hubo pérdida; no se restauró nada.")
    assert "hecho" in counts
    assert Path(path).is_file()
    wrong = tmp_path / "wrong.yaml"
    wrong.write_text(
        "answers:\n  - reported_by: ventas\n  - reported_via: pigeon\n  - complete: confirm_loss\n"
    )
    told(
        restaura(tmp_path, "--lang", "es", "run", "--answers", str(wrong)),
        1,
        "La acción 2 se rechazó (bad_value)",
    )
    refused = restaura(tmp_path, "--lang", "en", "run", "--answers", str(wrong), "--json")
    assert (refused.returncode, refused.stderr) == (1, "")
    document = json.loads(refused.stdout)
    assert (document["refusal"]["action"], document["answers"]) == (2, {"reported_by": "ventas"})


@pytest.mark.parametrize("arguments", [["show", "20"], ["export", "20"], ["resume", "20", "--plain"]])
def test_a_runbook_in_a_record_that_is_none_is_told_with_what_to_do(
    arguments: list[str], tmp_path: Path
) -> None:
    from runbooks.record import chain
    from runbooks.record.encoding import Encoded, Record
    from runbooks.record.store import Store

    id = held(tmp_path)
    store = Store(places(tmp_path).sessions)
    record = store.read(id)
    body = {key: value for key, value in record.runbook.items() if key not in ("sha256", "steps")}
    runbook = body | {"sha256": chain.runbook_sha256(body)}
    events = chain.seal(
        record.events,
        after=chain.genesis(id, "incident", runbook["sha256"]),
        at="2026-11-22T00:00:00Z",
        by="Ana",
    )
    changed = Encoded.of(Record(id, "incident", record.summary, events, runbook)).data
    Path(store.path(id)).write_bytes(changed)
    told(restaura(tmp_path, "--lang", "es", *arguments), 4, "`restaura verify` dice más")
    told(restaura(tmp_path, "--lang", "en", *arguments), 4, "do not make a session of its runbook")
    assert Path(store.path(id)).read_bytes() == changed


def test_a_refusal_that_is_a_whole_sentence_ends_with_one_full_stop(tmp_path: Path) -> None:
    lines = (DATA / "restored.yaml").read_text().splitlines()
    until = next(n for n, line in enumerate(lines) if "restore_date" in line)
    answers = tmp_path / "answers.yaml"
    answers.write_text("\n".join([*lines[:until], "  - restore_date: today-30d"]))
    done = restaura(tmp_path, "run", "--answers", str(answers))
    told(done, 1, "Lo anterior quedó guardado.")
    assert ".." not in done.stderr.replace("...", "")
