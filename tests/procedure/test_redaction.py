"""What is exported redacted has no name and no word of a person in it, in any format, and says so."""

import json
from collections.abc import Iterator
from datetime import datetime
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from runbooks.answers import read_answers, run_answers
from runbooks.definition.loader import load_runbook
from runbooks.language import using
from runbooks.record.encoding import Record, decode
from runbooks.record.store import Store
from runbooks.redaction import people_in, redacted
from runbooks.report.formats import exported
from runbooks.report.forms import FORMS
from runbooks.session import Session, at_last_event, replay
from tests.commanded import command, places
from tests.golden import PATH, PORTAL, SETTINGS

KEPT = Path(__file__).parents[1] / "data" / "format1"
FORMATS = [name for name in FORMS if name != "json"]


def record(name: str) -> Record:
    path = KEPT / f"{name}.json"
    return decode(path.read_bytes(), path)


@cache
def without(name: str) -> Record:
    with using("es"):
        return redacted(record(name), people_in([record(name)]))


@cache
def text(name: str, format: str) -> str:
    """What the redacted record says in a format, as one line, with nothing that a format escapes."""
    with using("es"):
        data = exported(without(name), at_last_event(replay(without(name))), format)
    if format == "pdf":
        return _plain("\n".join(page.extract_text() for page in PdfReader(BytesIO(data)).pages))
    return _plain(data.decode())


def _plain(told: str) -> str:
    return " ".join(told.replace("\\", "").split())


def written(record: Record) -> Iterator[str]:
    """Every name and every text that a person wrote into a record, named one by one as a reader would."""
    for event in record.events:
        yield event.by
        data: Any = event.data
        yield from (data[name] for name in ("reason", "text") if name in data)
        if event.type == "handed_over":
            yield data["to"]
        if event.type == "delivered":
            yield from (data["delivery"]["audience"], data["delivery"]["result"])
        if event.type == "drafted":
            yield from (line for line in data["value"].splitlines() if len(line) > 30)
        if data.get("item") in ("reported_by", "what_happened", "account_owner", "ticket_reference"):
            yield from str(data.get("value") or "-" * 80).splitlines()
        if data.get("item") == "verification":
            yield from (found["seen"] for found in (data.get("value") or {}).values())
    yield record.events[0].data["portal"]["name"]


def canaries(name: str) -> set[str]:
    """Those texts, and each name in them by itself."""
    whole = {_plain(one) for one in written(record(name))}
    names = {"Begoña", "Ávila", "Núñez", "Güereña", "Iñaki", "Güemes", "Íñigo", "Peñúñuri", "Añil", "118842"}
    return whole | (names if name == "incident" else {"Begoña", "Ávila"})


@pytest.mark.parametrize("format", FORMATS)
@pytest.mark.parametrize("name", ["incident", "training"])
def test_no_name_and_no_text_of_a_person_is_left_in_any_format(name: str, format: str) -> None:
    # Words of the procedure or the scenario, such as "todos los usuarios", are nobody's in particular.
    given = [record(name).runbook, record(name).events[0].data.get("training")]
    told, printed = text(name, format), json.dumps(given, ensure_ascii=False)
    found = {one for one in canaries(name) if one in told and one not in printed}
    assert found == set() and len(canaries(name)) > 25


def test_the_canaries_are_in_what_is_not_redacted() -> None:
    with using("es"):
        whole = exported(record("incident"), at_last_event(replay(record("incident"))), "answers").decode()
    for one in ("Begoña", "Iñaki", "Peñúñuri", "118842", "Añil"):
        assert one in whole


def test_days_figures_and_choices_stay_and_the_same_session_is_told() -> None:
    before, after = (at_last_event(replay(one)) for one in (record("incident"), without("incident")))
    assert before.counts == after.counts and before.state.outcome == after.state.outcome
    for item, entry in before.state.entries.items():
        if before.runbook.items[item].kind in ("choice", "choices", "date", "datetime", "confirm"):
            assert after.state.entry(item).value == entry.value
    told = text("incident", "md")
    assert "Tiempo hasta restaurar (RTO real): 1 d 22 h" in told and "Copia completa" in told


def test_a_name_becomes_the_same_one_wherever_it_stands() -> None:
    after = without("incident")
    first, second = after.events[0].by, after.events[-1].by
    assert first == "Persona 1" and second != first
    handed = next(event for event in after.events if event.type == "handed_over")
    assert handed.data["to"] == second == after.summary["operator"]


def test_the_report_says_that_it_is_redacted_and_that_its_hashes_cannot_be_checked() -> None:
    for format in ("md", "html", "pdf"):
        told = text("incident", format)
        assert "SIN NOMBRES" in told and "ya no se pueden comprobar" in told
        assert record("incident").events[-1].hash[:12] in told.replace(" ", "")
        assert format == "html" or "SIN NOMBRES" in told[:400]


def test_what_was_typed_to_accept_and_what_another_session_gave_are_no_way_round() -> None:
    kept = record("incident")
    confirm = next(e for e in kept.events if e.data.get("item") == "consequences_accepted")
    object.__setattr__(confirm, "data", {**confirm.data, "value": "iñaki güemes"})
    given = {
        "session": kept.id,
        "item": "x",
        "given": {"what_happened": "Lo borró Añil", "lost_areas": ["crm"]},
    }
    object.__setattr__(kept.events[0], "data", {**kept.events[0].data, "parent": given})
    after = redacted(kept, people_in([kept]))
    told = json.dumps([dict(event.data) for event in after.events], ensure_ascii=False)
    assert "iñaki" not in told and "Añil" not in told


def test_a_changed_record_still_says_so_when_it_is_redacted() -> None:
    kept = record("incident")
    object.__setattr__(kept.events[9], "data", {"text": "otra cosa"})
    after = redacted(kept, people_in([kept]))
    assert after.original_held is False
    with using("en"):
        assert "was changed since" in exported(after, at_last_event(replay(after)), "md").decode()


def test_the_answers_without_names_run_to_the_same_outcome(tmp_path: Path) -> None:
    with using("es"):
        file = read_answers(
            exported(without("incident"), at_last_event(replay(without("incident"))), "answers"), "answers"
        )
    now = datetime.fromisoformat(replay(record("incident")).updated_at)
    session = Session.start(
        Store(tmp_path),
        load_runbook(PATH),
        operator=file.operator or "",
        portal=PORTAL,
        settings=SETTINGS,
        language="es",
        now=lambda: now,
    )
    with session:
        assert run_answers(session, file) is None
        assert session.state.outcome == "restored"


# -- the command ---------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("home")
    for name in ("incident", "training"):
        folder = places(made).of(name).sessions
        folder.mkdir(parents=True)
        (folder / f"{record(name).id}.json").write_bytes((KEPT / f"{name}.json").read_bytes())
    return made


def test_a_redacted_record_is_refused_since_it_could_not_be_verified(home: Path) -> None:
    done = command(home, "export", "2026-11-19", "--redact", "--format", "json")
    assert done.code == 2 and "cannot be redacted" in done.err


def test_names_are_the_same_in_all_records_of_one_export_and_the_files_say_what_they_are(
    home: Path, tmp_path: Path
) -> None:
    arguments = ["--all", "--mode", "all", "--redact", "--format", "csv", "--output", str(tmp_path / "out")]
    done = command(home, "export", *arguments, language="es")
    assert (done.code, done.err) == (0, "")
    files = sorted((tmp_path / "out").iterdir())
    assert [file.name for file in files] == ["2026-11-19-gxrd.redacted.csv", "T-2026-11-25-gxrd.redacted.csv"]
    operators = [file.read_text().splitlines()[1].split(",")[5] for file in files]
    assert operators == ["Persona 1", "Persona 1"]  # Begoña was at both
