"""A record says what of the user's own its session was made of; one of what is shipped says nothing of it."""

import json
from hashlib import sha256
from pathlib import Path
from shutil import copytree
from typing import Any

import pytest
from own import MPIA, put, small

from runbooks.definition.faults import DefinitionError
from runbooks.definition.loader import templates_folder
from runbooks.folders import Folders, folders
from runbooks.record.encoding import Record
from runbooks.record.verify import verify
from runbooks.report.facts import control
from runbooks.schemas import record_schema
from runbooks.session import Session, at_last_event, replay
from runbooks.sources import own_word, sources_in_words
from runbooks.training.scenario import Scenario
from tui.opening import runbook_named, start_incident
from tui.trainings import scenario_named, scenarios, start_training

TITLE = "title: {es: Otro título}\n"
pytestmark = pytest.mark.usefixtures("english")


@pytest.fixture
def places(tmp_path: Path) -> Folders:
    return folders({"RESTAURA_HOME": str(tmp_path)})


def sources(session: Session) -> list[dict[str, Any]]:
    """What the first event of the record on disk says."""
    record = json.loads(session.path.read_bytes())
    return list(record["events"][0]["data"].get("sources", []))


def hash_of(file: Path) -> str:
    return sha256(file.read_bytes()).hexdigest()


def put_in_front(places: Folders) -> Path:
    shipped = runbook_named(places, MPIA).load().templates["notice"].es
    files = {"texts.yaml": TITLE, "templates/es/notice.md.j2": f"{shipped}Atte.\n"}
    return put(places.runbooks / MPIA, files)


def test_what_is_shipped_leaves_no_trace(places: Folders) -> None:
    with start_incident(places) as session:
        assert "sources" not in session.record.events[0].data
        assert own_word(session.state) == sources_in_words(session.state) == ""
        assert "Of your own" not in control(session.record, session.situation)


def test_what_stands_in_front_is_named_with_its_hash_in_record_report_and_heading(places: Folders) -> None:
    own = put_in_front(places)
    template, texts = own / "templates/es/notice.md.j2", own / "texts.yaml"
    of = {"kind": "template", "name": "notice", "language": "es", "origin": "own"}
    with start_incident(places) as session:
        assert sources(session) == [
            {**of, "sha256": hash_of(template)},
            {"kind": "texts", "name": "texts.yaml", "origin": "own", "sha256": hash_of(texts)},
        ]
        assert session.situation.say(session.state.runbook.title) in (
            "Otro título",
            session.state.runbook.title.en,
        )
        assert own_word(session.state) == "texts of your own"
        told = control(session.record, session.situation)["Of your own"]
        assert told == "template notice (es), texts (texts.yaml)"
        assert verify(session.path).faults == ()
        check_schema(json.loads(session.path.read_bytes()))


def check_schema(record: dict[str, Any]) -> None:
    from jsonschema import Draft202012Validator

    assert list(Draft202012Validator(record_schema()).iter_errors(record)) == []
    record["events"][0]["data"]["sources"][0]["kind"] = "other"
    assert list(Draft202012Validator(record_schema()).iter_errors(record)) != []


def test_an_own_runbook_and_a_file_are_named(places: Folders, tmp_path: Path) -> None:
    put(places.runbooks, {"uno.yaml": small("uno")})
    put(tmp_path, {"x.yaml": small("x")})
    with start_incident(places, "uno") as session:
        file = {"origin": "own", "sha256": hash_of(places.runbooks / "uno.yaml")}
        assert sources(session) == [{"kind": "runbook", "name": "uno", **file}]
        assert own_word(session.state) == "runbook of your own"
    with start_incident(places, str(tmp_path / "x.yaml")) as session:
        assert [(one["name"], one["origin"]) for one in sources(session)] == [
            (str(tmp_path / "x.yaml"), "file")
        ]


def test_a_training_says_it_too_and_so_its_lesson_where_it_is_tried_again(places: Folders) -> None:
    put_in_front(places)
    with start_training(places, scenario_named(places, "false_alarm")) as session:
        begun = sources(session)
        assert [one["kind"] for one in begun] == ["template", "texts"]
        assert session.lesson.sources == tuple(begun)
    assert begun[0]["sha256"] == hash_of(places.runbooks / MPIA / "templates/es/notice.md.j2")


def test_what_a_foreign_record_calls_sources_makes_no_session_if_it_is_none(places: Folders) -> None:
    with start_incident(places) as session:
        record = session.record
    for wrong in (7, ["x"], [{}], [{"kind": "runbook"}]):
        first = record.events[0]
        changed = first.data | {"sources": wrong}
        foreign = Record(
            record.id,
            record.mode,
            record.summary,
            (type(first)(first.seq, first.at, first.by, first.type, changed, first.hash),),
            record.runbook,
        )
        with pytest.raises((TypeError, KeyError, AttributeError)):
            at_last_event(replay(foreign))


# -- which one is the usual --------------------------------------------------------------------------


def test_the_setting_names_the_usual_one_and_a_wrong_name_is_told_where_it_stands(
    places: Folders, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(places.runbooks, {"uno.yaml": small("uno")})
    assert runbook_named(places).id == MPIA
    put(places.config, {"config.toml": 'runbook = "uno"\n'})
    assert runbook_named(places).id == "uno"
    put(places.config, {"config.toml": 'runbook = "mpia-dti-14"\n'})
    with pytest.raises(DefinitionError) as wrong:
        runbook_named(places)
    (told,) = wrong.value.faults
    assert (told.file, told.field) == (str(places.config_file), "runbook")
    assert 'Did you mean "mpia-dti-140"?' in told.what
    monkeypatch.setenv("RESTAURA_RUNBOOK", "un")
    with pytest.raises(DefinitionError, match=r'^RESTAURA_RUNBOOK: .*Did you mean "uno"'):
        runbook_named(places)


# -- trainings on a user's own runbook -----------------------------------------------------------------


def test_scenarios_of_an_own_runbook_are_known_and_checked_before_anybody_trains(places: Folders) -> None:
    own = places.runbooks / "copia"
    shipped = runbook_named(places, MPIA)
    copytree(templates_folder() / "mpia_dti_140", own / "templates")
    for name in ("runbook.yaml", "training.yaml", "scenarios/deleted_today.yaml"):
        text = (shipped.path.parent / name).read_text().replace("mpia-dti-140", "copia")
        put(own, {name.replace("deleted_today", "propio"): text.replace("id: deleted_today", "id: propio")})
    listed = {one.id for one in scenarios(places) if isinstance(one, Scenario)}
    assert {"propio", "deleted_today"} <= listed
    with start_training(places, scenario_named(places, "propio")) as session:
        assert session.state.runbook.id == "copia"
        assert sources(session)[0]["name"] == "copia"
        assert {one["kind"] for one in sources(session)} == {"runbook", "template"}
    file = own / "scenarios" / "propio.yaml"
    file.write_text(file.read_text().replace("areas: [crm]", "areas: [cmr]"))
    with pytest.raises(DefinitionError, match='Did you mean "crm"'):
        scenario_named(places, "propio")
    (wrong,) = [one for one in scenarios(places) if isinstance(one, Scenario) and one.id == "propio"]
    with pytest.raises(DefinitionError, match='Did you mean "crm"'):
        start_training(places, wrong)
