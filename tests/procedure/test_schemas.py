"""The schemas and the parsers agree: on what runs, on what it leaves behind, and on what is broken."""

import copy
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator
from practice import best, kept, lesson

from runbooks.answers import read_answers
from runbooks.definition.faults import DefinitionError
from runbooks.definition.loader import shipped_runbooks
from runbooks.definition.model import Runbook
from runbooks.definition.shape import typed
from runbooks.definition.yaml_source import read_yaml
from runbooks.record.encoding import decode
from runbooks.record.errors import UnreadableRecord
from runbooks.schemas import SCHEMAS
from runbooks.session import replay
from runbooks.settings import load_settings
from runbooks.training.guide import Guide
from runbooks.training.library import guide_file, scenario_files
from runbooks.training.scenario import Scenario
from tests.program import DATA, ended, held, places

Document = dict[str, Any]
FILES = sorted(DATA.glob("*.yaml"))
VALIDATORS = {name: Draft202012Validator(made()) for name, made in SCHEMAS.items()}


def agrees(name: str, document: Any) -> bool:
    return bool(VALIDATORS[name].is_valid(document))


def complaints(name: str, document: Any) -> list[str]:
    return [f"{list(e.absolute_path)}: {e.message[:200]}" for e in VALIDATORS[name].iter_errors(document)]


@pytest.mark.parametrize("name", SCHEMAS)
def test_a_schema_is_one(name: str) -> None:
    Draft202012Validator.check_schema(SCHEMAS[name]())
    assert not agrees(name, [])


# -- answer files ---------------------------------------------------------------------------------


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_an_answer_file_that_runs_fits_its_schema(file: Path) -> None:
    assert complaints("answers", read_yaml(file.read_bytes(), file.name).tree) == []
    assert complaints("answers", yaml.safe_load(file.read_text())) == []


BROKEN_ANSWERS: list[Any] = [
    {},
    {"answers": {}},
    {"answers": [{}]},
    {"answers": ["complete"]},
    {"answers": [{"note": "a", "cancel": "b"}]},
    {"answers": [], "steps": []},
    {"answers": [], "operator": ["Ana"]},
    {"answers": [], "outcome": ["restored"]},
    {"answers": [{"note": ["a"]}]},
    {"answers": [{"complete": {"step": "x"}}]},
    {"answers": [{"override": "recycle_bin"}]},
    {"answers": [{"override": {"reason": "x"}}]},
    {"answers": [{"defer": {"item": "files_safe"}}]},
    {"answers": [{"defer": {"item": "files_safe", "until": "x", "why": "y"}}]},
    {"answers": [{"go_back": {"to": ["x"]}}]},
    {"answers": [{"hand_over": {}}]},
    {"answers": [{"wait": ["4d"]}]},
    {"answers": [{"ask": {"source": "users"}}]},
    {"answers": [{"hint": ["variant"]}]},
    {"answers": [{"assess": "met"}]},
    {"answers": [{"assess": {"variant": ["met"]}}]},
]


@pytest.mark.parametrize("document", BROKEN_ANSWERS, ids=json.dumps)
def test_a_broken_answer_file_is_refused_by_parser_and_schema(document: Any) -> None:
    with pytest.raises(DefinitionError):
        read_answers(json.dumps(document).encode(), "broken.json")
    assert not agrees("answers", document)


# -- records --------------------------------------------------------------------------------------


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_a_record_that_was_made_fits_its_schema(file: Path, tmp_path: Path) -> None:
    record = json.loads((places(tmp_path).sessions / f"{ended(tmp_path, file.stem)}.json").read_bytes())
    assert complaints("record", record) == []


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> Document:
    home = tmp_path_factory.mktemp("record")
    made: Document = json.loads((places(home).sessions / f"{held(home)}.json").read_bytes())
    assert agrees("record", made)
    return made


def without(*path: Any) -> Callable[[Document], None]:
    def change(document: Any) -> None:
        *above, last = path
        for key in above:
            document = document[key]
        del document[last]

    return change


def having(value: Any, *path: Any) -> Callable[[Document], None]:
    def change(document: Any) -> None:
        *above, last = path
        for key in above:
            document = document[key]
        document[last] = value

    return change


BROKEN_RECORDS = [
    without("seal"),
    having(1, "more"),
    having("restaura.session/2", "format"),
    having("restaura.session/0", "format"),
    having([], "summary"),
    having("game", "summary", "mode"),
    without("summary", "id"),
    having({}, "events"),
    having("1", "events", 0, "seq"),
    having("yesterday", "events", 0, "at"),
    having("2026-11-22T10:00:00", "events", 0, "at"),
    having(None, "events", 0, "by"),
    having("exploded", "events", 0, "type"),
    having([], "events", 0, "data"),
    having("0", "events", 0, "hash"),
    having("A" * 64, "events", 0, "hash"),
    having(1, "events", 0, "more"),
    without("events", 0, "by"),
    having("x", "runbook", "sha256"),
    without("runbook", "sha256"),
    without("runbook", "steps"),
    having([], "runbook", "steps"),
    having("poll", "runbook", "steps", 0, "items", 0, "kind"),
    having(1, "runbook", "more"),
    having("x", "seal", "head"),
    having("1", "seal", "events"),
    having(1, "seal", "more"),
]


@pytest.mark.parametrize("change", BROKEN_RECORDS)
def test_a_broken_record_is_refused_by_parser_and_schema(
    record: Document, change: Callable[[Document], None]
) -> None:
    broken = copy.deepcopy(record)
    change(broken)
    with pytest.raises((UnreadableRecord, ValueError, KeyError)):  # KeyError: the fold's, for its type
        replay(decode(json.dumps(broken).encode(), "broken.json"))
    assert not agrees("record", broken)


# -- settings and runbooks ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "document", "good"),
    [
        ("", {}, True),
        ('operator = "Ana"\ncopy_hour = 3', {"operator": "Ana", "copy_hour": 3}, True),
        ('language = "en"', {"language": "en"}, True),
        ('language = "fr"', {"language": "fr"}, False),
        ("copy_hour = 24", {"copy_hour": 24}, False),
        ("copy_hour = true", {"copy_hour": True}, False),
        ('operator = ""', {"operator": ""}, False),
        ("portal_name = 1", {"portal_name": 1}, False),
        ("more = 1", {"more": 1}, False),
    ],
)
def test_settings_are_taken_by_both_or_by_neither(
    written: str, document: Document, good: bool, tmp_path: Path
) -> None:
    file = tmp_path / "config.toml"
    file.write_text(written)
    assert agrees("config", document) is good
    if good:
        load_settings(file, {})
    else:
        with pytest.raises(DefinitionError):
            load_settings(file, {})


def shipped() -> Document:
    path = shipped_runbooks()["mpia-dti-140"]
    plain: Document = json.loads(json.dumps(yaml.safe_load(path.read_text()), default=str))
    return plain


def test_the_runbook_that_is_shipped_fits_its_schema() -> None:
    assert complaints("runbook", shipped()) == []


@pytest.mark.parametrize(
    "change",
    [
        without("steps"),
        having([], "steps"),
        having("restaura.runbook/2", "format"),
        having("MPIA DTI 140", "id"),
        having(1, "more"),
        having("poll", "steps", 0, "items", 0, "kind"),
        having({"es": "solo"}, "title"),
        having("Uno Dos", "steps", 0, "id"),
        without("steps", 0, "items", 0, "label"),
        having(["now-2x"], "steps", 0, "items", 4, "offers"),
    ],
)
def test_a_broken_runbook_is_refused_by_parser_and_schema(change: Callable[[Document], None]) -> None:
    broken = shipped()
    change(broken)
    with pytest.raises(DefinitionError):
        typed(Runbook, read_yaml(json.dumps(broken).encode(), "broken.yaml"))
    assert not agrees("runbook", broken)


# -- trainings --------------------------------------------------------------------------------------


def test_a_file_of_answers_for_a_training_fits_its_schema() -> None:
    actions = [{"wait": "4d"}, {"ask": "users"}, {"hint": "variant"}, {"assess": {"variant": "met"}}]
    document = {"answers": actions}
    read_answers(json.dumps(document).encode(), "training.json")
    assert complaints("answers", document) == []


def plain(path: Path) -> Document:
    made: Document = json.loads(json.dumps(yaml.safe_load(path.read_text()), default=str))
    return made


def beside() -> tuple[Path, list[Path]]:
    """The guide that is shipped, and the scenarios."""
    path = shipped_runbooks()["mpia-dti-140"]
    return guide_file(path), list(scenario_files(path).values())


def test_guide_and_scenarios_that_are_shipped_fit_their_schemas() -> None:
    guide, scenarios = beside()
    assert complaints("training", plain(guide)) == []
    assert [complaints("scenario", plain(one)) for one in scenarios] == [[] for _one in scenarios]


@pytest.mark.parametrize(
    ("name", "change"),
    [
        ("scenario", without("opening")),
        ("scenario", having([], "opening")),
        ("scenario", having(6, "difficulty")),
        ("scenario", having("now", "starts")),
        ("scenario", having("Uno Dos", "id")),
        ("scenario", having("restaura.scenario/2", "format")),
        ("scenario", having(1, "more")),
        ("scenario", having({"es": "solo"}, "title")),
        ("training", without("rubric")),
        ("training", having([], "sources")),
        ("training", having(61, "answer_minutes")),
        ("training", having("restaura.training/2", "format")),
        ("training", having(1, "more")),
        ("training", having("tale", "truth", "reporter", "kind")),
        ("training", having({"es": "solo"}, "sources", 0, "label")),
    ],
)
def test_a_broken_guide_or_scenario_is_refused_by_parser_and_schema(
    name: str, change: Callable[[Document], None]
) -> None:
    guide, scenarios = beside()
    model = Scenario if name == "scenario" else Guide
    broken = plain(scenarios[0] if name == "scenario" else guide)
    change(broken)
    with pytest.raises(DefinitionError):
        typed(model, read_yaml(json.dumps(broken).encode(), "broken.yaml"))
    assert not agrees(name, broken)


def test_a_record_of_a_training_fits_its_schema(tmp_path: Path) -> None:
    made = kept(tmp_path, lesson(), best(lesson()))
    assert complaints("record", json.loads(made.path.read_bytes())) == []
