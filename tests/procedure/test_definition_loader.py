"""A runbook of the wrong shape: each fault is told with file, line, field and the nearest right word."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from faulty import SHIPPED, SMALL, Edit, assert_found, edited, faults_of, line_of, models
from pydantic import ValidationError

from runbooks.definition.faults import MOST_TOLD, DefinitionError
from runbooks.definition.loader import load_runbook, shipped_runbooks, templates_folder
from runbooks.definition.names import PINNED

WHO = "label: {es: Anote quién, en: Write who}"
LABEL = "steps.0.items.0.label"

SHAPES = [
    Edit("code: SMALL-1", "cod: SMALL-1", "cod", ('"cod"', 'Did you mean "code"?'), count=2),
    Edit("code: SMALL-1\n", "", "code", ('"code" is missing',), at="format:"),
    Edit("restaura.runbook/1", "restaura.runbook/2", "format", ('Did you mean "restaura.runbook/1"?',)),
    Edit("kind: datetime", "kind: datetim", "steps.0.items.2.kind", ('Did you mean "datetime"?',)),
    Edit(
        "kind: datetime\n        label",
        "label",
        "steps.0.items.2.kind",
        ('"kind" is missing',),
        at="id: seen_at",
    ),
    Edit(WHO, f"{WHO}\n        multilin: true", "steps.0.items.0.multilin", ('"multiline"',), at="multilin"),
    Edit("inputs: [seen_at]", "input: [seen_at]", "steps.0.items.4.input", ('Did you mean "inputs"?',)),
    Edit("refuse_when:", "refuse_whn:", "steps.0.items.2.rules.0.refuse_whn", ('"refuse_when"',), count=2),
    Edit("vendor: {pages:", "vendor: {page:", "facts.told.vendor.page", ('Did you mean "pages"?',)),
    Edit("aspect: lost", "aspect: last", "steps.1.items.1.options.1.consequences.0.aspect", ('"lost"?',)),
    Edit("code: in_future", "code: in_futur", "steps.0.items.2.rules.0.code", ('"in_future"?',)),
    Edit(WHO, "label: {es: Anote quién}", f"{LABEL}.en", ('the text in "en" is missing',)),
    Edit(WHO, "label: {en: Write who}", f"{LABEL}.es", ('the text in "es" is missing',)),
    Edit(WHO, 'label: {es: "", en: Write who}', f"{LABEL}.es", ("cannot be left empty",)),
    Edit(WHO, "label: {es: Anote quién, en: }", f"{LABEL}.en", ("cannot be left empty",)),
    Edit(WHO, 'label: {es: "  ", en: Write who}', f"{LABEL}.es", ("cannot be left empty",)),
    Edit(WHO, "label: {es: Anote quién, fr: Qui}", f"{LABEL}.fr", ('"fr" is not known',), count=2),
    Edit(WHO, "label: Anote quién", LABEL, ("names with their values",)),
    Edit(WHO, "label: {es: [Anote], en: Write who}", f"{LABEL}.es", ("a text is expected",)),
    Edit("inputs: [seen_at]", "inputs: seen_at", "steps.0.items.4.inputs", ("a list is expected",)),
    Edit("id: who", "id: Who?", "steps.0.items.0.id", ('"Who?" does not fit',)),
    Edit("read: 2026-11-22", "read: someday", "facts.told.vendor.read", ('"someday" is no day',)),
    Edit("irreversible: true", "irreversible: maybe", "steps.1.items.1.options.1.irreversible", ('"maybe"',)),
    Edit("    clause: §8\n", "", "facts.kept", ("one source",), at="  kept:"),
    Edit(
        "typed: answers.day",
        "cause: {es: A, en: A}\n        typed: answers.day",
        "steps.1.items.2",
        ("when and cause",),
        at="- id: accepted",
    ),
    Edit(
        "\n        waiting: {es: Falta aceptarlo., en: It is to be accepted.}",
        "",
        "steps.1.items.2",
        ("done_when and waiting",),
        at="- id: accepted",
    ),
    Edit(
        "allowed: computed.alone\n            not",
        "not",
        "steps.1.items.1.options.0",
        ("allowed and not_allowed",),
        at="- id: csv",
    ),
    Edit(
        "outcome: nothing",
        "outcome: nothing\n        step: end",
        "steps.0.branches.0",
        ("one place",),
        at="- when: answers.is_real",
    ),
    Edit(
        "        channels:\n          - {id: phone, label: {es: Teléfono, en: Phone}}\n",
        "        channels: []\n",
        "steps.2.items.1.channels",
        ("at least 1",),
        at="channels: []",
    ),
    Edit("revision: First", f"revision: {'x' * 2001}", "revision", ("over 2000 characters",)),
]


@pytest.mark.parametrize("edit", SHAPES, ids=lambda edit: edit.field)
def test_what_does_not_fit_is_told_with_line_field_and_nearest_word(edit: Edit, tmp_path: Path) -> None:
    assert_found(tmp_path, SMALL, edit)


def test_the_small_runbook_passes(tmp_path: Path) -> None:
    assert faults_of(tmp_path, SMALL) == ()


def test_every_fault_is_told_at_once_in_the_order_of_the_file(tmp_path: Path) -> None:
    text = edited(SMALL, "code: SMALL-1", "cod: SMALL-1")
    text = edited(text, "kind: datetime", "kind: datetim")
    text = edited(text, WHO, "label: {es: Anote quién}")
    lines = [fault.line for fault in faults_of(tmp_path, text)]
    assert len(lines) == 4
    assert lines == sorted(lines)


def test_of_hundreds_of_faults_the_first_are_told_and_that_there_are_more(tmp_path: Path) -> None:
    text = SMALL + "".join(f"more_{n}: 1\n" for n in range(300))
    faults = faults_of(tmp_path, text)
    assert len(faults) == MOST_TOLD + 1
    assert [fault.what for fault in faults].count("there are more faults than these") == 1
    assert faults[-1].what == "there are more faults than these"
    assert faults[-1].cure


@pytest.mark.parametrize("text", ["- a\n- b\n", "just words\n", '""'])
def test_what_is_no_mapping_at_all_is_told(text: str, tmp_path: Path) -> None:
    (fault,) = faults_of(tmp_path, text)
    assert (fault.line, fault.field) == (1, "")
    assert fault.what == "names with their values are expected here"


def test_a_field_that_is_called_like_its_items_kind_is_told_at_its_place(tmp_path: Path) -> None:
    text = edited(SMALL, WHO, f"{WHO}\n        text: {{es: Hola}}")
    (fault,) = faults_of(tmp_path, text)
    assert fault.field == "steps.0.items.0.text"
    assert fault.line == line_of(text, "text: {es: Hola}")


def test_faults_are_told_in_the_users_language(tmp_path: Path) -> None:
    (fault,) = faults_of(tmp_path, edited(SMALL, "kind: datetime", "kind: datetim"), language="es")
    assert fault.cure == '¿Quiso decir "datetime"?'
    (fault,) = faults_of(tmp_path, edited(SMALL, WHO, "label: {es: Anote quién}"), language="es")
    assert fault.what == "falta el texto en «en»"


def test_characters_that_no_file_can_hold_are_told(tmp_path: Path) -> None:
    text = edited(SMALL, WHO, 'label: {es: "a\\ud800", en: Write who}')
    (fault,) = faults_of(tmp_path, text)
    assert (fault.field, fault.line) == (f"{LABEL}.es", line_of(text, "a\\ud800"))
    assert "cannot be stored" in fault.what


def test_a_file_that_is_not_there_or_is_a_folder_is_told(tmp_path: Path, english: None) -> None:
    for path in (tmp_path / "none.yaml", tmp_path):
        with pytest.raises(DefinitionError, match="cannot be read") as caught:
            load_runbook(path)
        assert str(path) in str(caught.value)


# -- templates in files of their own ------------------------------------------------------------


@pytest.fixture
def apart(tmp_path: Path, english: None) -> Path:
    """The small runbook with its template in two files under `templates`; the runbook's file."""
    text, _, _ = SMALL.partition("templates:\n")
    (tmp_path / "runbook.yaml").write_text(text)
    for language in ("es", "en"):
        (tmp_path / "templates" / language).mkdir(parents=True)
        (tmp_path / "templates" / language / "letter.md.j2").write_text("Hola:\n\n{{ answers.who }}\n")
    return tmp_path / "runbook.yaml"


def fault_apart(runbook: Path) -> tuple[str, int, str]:
    with pytest.raises(DefinitionError) as caught:
        load_runbook(runbook, runbook.parent / "templates")
    (fault,) = caught.value.faults
    assert fault.cure
    return fault.file, fault.line, fault.sentence


def test_templates_apart_are_read(apart: Path) -> None:
    assert "answers.who" in load_runbook(apart, apart.parent / "templates").templates["letter"].en


def test_a_fault_in_a_template_names_its_file_and_line(apart: Path) -> None:
    file = apart.parent / "templates" / "es" / "letter.md.j2"
    file.write_text("Hola:\n\n{{ answers.who }}\n{{ answers.whom }}\n")
    (apart.parent / "templates" / "en" / "letter.md.j2").write_text("{{ answers.who }}{{ answers.whom }}")
    with pytest.raises(DefinitionError) as caught:
        load_runbook(apart, apart.parent / "templates")
    found = {fault.file: fault for fault in caught.value.faults}
    assert found[str(file)].line == 4
    assert found[str(file)].sentence == '"whom" is not known here. Did you mean "who"?'


def test_a_syntax_error_in_a_template_names_its_line(apart: Path) -> None:
    (apart.parent / "templates" / "en" / "letter.md.j2").write_text("Hello\n\n\n{{ answers.who\n")
    file, line, what = fault_apart(apart)
    assert file.endswith("en/letter.md.j2")
    assert line >= 4
    assert what.startswith("this is no expression (")


@pytest.mark.parametrize("language", ["es", "en"])
def test_a_template_missing_in_a_language_is_told_where_it_is_asked_for(apart: Path, language: str) -> None:
    missing = apart.parent / "templates" / language / "letter.md.j2"
    missing.rename(missing.with_name("lettre.md.j2"))
    file, line, what = fault_apart(apart)
    assert (file, line) == ("runbook.yaml", line_of(apart.read_text(), "template: letter"))
    assert str(missing) in what
    assert 'Did you mean "lettre"?' in what


@pytest.mark.parametrize(
    ("content", "line", "says"),
    [
        (b"Hola:\n\xff\n", 2, "not UTF-8"),
        (b"", 1, "cannot be left empty"),
        (b" \n\n", 1, "cannot be left empty"),
        (b"x" * 20_001, 1, "over 20000 characters"),
    ],
)
def test_a_template_that_cannot_be_used_is_told(apart: Path, content: bytes, line: int, says: str) -> None:
    file = apart.parent / "templates" / "es" / "letter.md.j2"
    file.write_bytes(content)
    where, found, what = fault_apart(apart)
    assert (where, found) == (str(file), line)
    assert says in what


# -- the shipped runbook and the models ---------------------------------------------------------


@pytest.mark.parametrize("name", shipped_runbooks())
def test_what_is_shipped_passes(name: str) -> None:
    assert load_runbook(shipped_runbooks()[name]).id == name


def test_a_fault_in_an_edit_of_the_shipped_runbook_is_found(tmp_path: Path) -> None:
    (tmp_path / "mpia_dti_140").mkdir()
    assert (templates_folder() / "mpia_dti_140").is_dir()
    for old, new in (
        (
            "copy_hour=answers.copy_hour, kept_days=facts.retention_days)\n  proposed_point",
            "copy_hour=answers.copy_our, kept_days=facts.retention_days)\n  proposed_point",
        ),
        ("outcome: plan_not_eligible", "outcome: plan_not_elegible"),
        ("when: answers.plan in facts.plans_to_ask", "when: answers.plan in facts.plans_to_aks"),
        ("- fact: V3", "- fact: V33"),
    ):
        text = edited(SHIPPED, old, new)
        faults = faults_of(tmp_path / "mpia_dti_140", text)
        assert len(faults) == 1, [str(fault) for fault in faults]
        assert faults[0].line == line_of(text, new)
        assert "Did you mean" in faults[0].cure


def test_every_model_is_frozen_and_takes_nothing_that_it_does_not_know() -> None:
    found = list(models())
    assert len(found) > 20
    assert all(model.model_config["frozen"] and model.model_config["extra"] == "forbid" for model in found)


def test_a_runbook_that_is_loaded_never_changes(tmp_path: Path) -> None:
    (tmp_path / "runbook.yaml").write_text(SMALL)
    runbook = load_runbook(tmp_path / "runbook.yaml")
    with pytest.raises(ValidationError, match="frozen"):
        runbook.code = "X"  # type: ignore[misc]
    with pytest.raises(ValidationError, match="frozen"):
        runbook.steps[0].items[0].label.es = "X"  # type: ignore[misc]
    with pytest.raises(AttributeError):
        runbook.steps[0].items.append(runbook.steps[0].items[0])  # type: ignore[attr-defined]


# -- a runbook that does not pass cannot be run ---------------------------------------------------


def restaura(home: Path, *arguments: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, "-m", "tui", "--lang", "en", *arguments],
        env={**os.environ, "RESTAURA_HOME": str(home)},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )


FAULTY = [
    (WHO, "label: {es: Anote quién}", f"{LABEL}.en", 'the text in "en" is missing'),
    ("value: answers.day", "value: answers.dy", "figures.0.value", 'Did you mean "day"?'),
    ("outcome: nothing", "outcome: nothin", "steps.0.branches.0.outcome", 'Did you mean "nothing"?'),
    ("irreversible: true", "irreversible: [", "", "this is not YAML"),
]


@pytest.mark.parametrize(("old", "new", "field", "says"), FAULTY, ids=["text", "name", "branch", "yaml"])
def test_a_runbook_that_does_not_pass_cannot_be_run(
    old: str, new: str, field: str, says: str, tmp_path: Path
) -> None:
    file = tmp_path / "faulty.yaml"
    file.write_text(edited(SMALL, old, new))
    answers = tmp_path / "answers.json"
    answers.write_text(json.dumps({"answers": [{"who": "ana"}]}))
    for arguments in (
        ("run", str(file), "--answers", str(answers)),
        ("run", str(file), "--plain"),
        ("runbook", "check", str(file)),
    ):
        ended = restaura(tmp_path / "home", *arguments)
        assert ended.returncode == 1, ended.stderr
        assert "faulty.yaml:" in ended.stderr
        if field:
            line = line_of(file.read_text(), new)
            assert f"faulty.yaml:{line}:" in ended.stderr
            assert f" {field}: " in ended.stderr
        assert says in ended.stderr
        assert "Traceback" not in ended.stderr
    assert not [*(tmp_path / "home").rglob("*.json")]


def test_a_runbook_that_passes_is_run_with_the_names_that_the_check_knows(tmp_path: Path) -> None:
    file, answers = tmp_path / "small.yaml", tmp_path / "answers.json"
    file.write_text(SMALL)
    answers.write_text(json.dumps({"answers": [{"who": "ana"}]}))
    ended = restaura(tmp_path / "home", "run", str(file), "--answers", str(answers), "--json")
    assert ended.returncode == 0, ended.stderr
    record = json.loads(Path(json.loads(ended.stdout)["path"]).read_text())
    started = record["events"][0]["data"]
    assert started["portal"].keys() == PINNED["portal"]
    assert started["settings"].keys() == PINNED["settings"]
