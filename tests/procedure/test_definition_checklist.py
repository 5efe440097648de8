"""The checklist rules that a runbook is held to when it is loaded: R4, R9, R10, R14."""

from pathlib import Path

import pytest
from faulty import SMALL, Edit, assert_found, edited, faults_of, line_of

OPTION = "steps.1.items.1.options.1"

CONFIRM = "kind: confirm\n        label: {es: Confirme que es real"
CRITICAL = CONFIRM.replace(
    "label",
    "critical: true\n        expect: {es: A., en: A.}\n        otherwise: {es: B., en: B.}\n        label",
)


def test_r4_a_critical_item_answered_by_a_tick_is_refused(tmp_path: Path) -> None:
    text = edited(SMALL, CONFIRM, CRITICAL)
    (fault,) = faults_of(tmp_path, text)
    assert fault.field == "steps.0.items.3.critical"
    assert fault.line == line_of(text, CRITICAL) + 1
    assert "never a tick" in fault.what


def test_r4_a_critical_item_that_is_typed_passes(tmp_path: Path) -> None:
    typed = CRITICAL.replace("critical: true", "critical: true\n        typed: answers.who")
    assert faults_of(tmp_path, edited(SMALL, CONFIRM, typed)) == ()


CONFIRMED = "kind: confirm\n        critical: true"
R9 = [
    (CONFIRMED, "kind: confirm\n        critical: false"),
    ("typed: answers.day if answers.way == 'full' else none\n        ", ""),
]


@pytest.mark.parametrize(("old", "new"), R9, ids=["not critical", "not typed"])
def test_r9_an_irreversible_step_without_a_check_before_it_is_refused(
    old: str, new: str, tmp_path: Path
) -> None:
    faults = faults_of(tmp_path, edited(SMALL, old, new))
    found = [fault for fault in faults if fault.field == f"{OPTION}.irreversible"]
    assert len(found) == 1
    assert found[0].line == line_of(edited(SMALL, old, new), "irreversible: true")
    assert "asked again in its step" in found[0].what


def test_r9_the_check_follows_from_what_is_irreversible(tmp_path: Path) -> None:
    unrelated = edited(SMALL, "depends_on: [day, way]", "depends_on: [day]")
    unrelated = edited(
        unrelated, "typed: answers.day if answers.way == 'full' else none", "typed: answers.day"
    )
    (fault,) = faults_of(tmp_path, unrelated)
    assert fault.field == f"{OPTION}.irreversible"


def test_r9_the_check_comes_after_and_in_the_same_step(tmp_path: Path) -> None:
    head, start, rest = SMALL.partition("      - id: accepted\n")
    body, end, tail = rest.partition("\n  - id: end\n")
    elsewhere = tail.replace("    items:\n", f"    items:\n{start}{body}", 1)
    (fault,) = faults_of(tmp_path, head.rstrip("\n") + "\n" + end + elsewhere)
    assert fault.field == f"{OPTION}.irreversible"


def test_r9_what_can_be_undone_needs_no_check(tmp_path: Path) -> None:
    text = edited(SMALL, "irreversible: true", "irreversible: false")
    assert faults_of(tmp_path, edited(text, CONFIRMED, "kind: confirm")) == ()


def test_r10_a_step_asks_nine_items_at_most(tmp_path: Path) -> None:
    def with_more(count: int) -> str:
        more = "".join(
            f"      - id: more_{n}\n        kind: text\n        label: {{es: Anote {n}, en: Write {n}}}\n"
            for n in range(count)
        )
        return edited(SMALL, "      - id: areas\n", f"{more}      - id: areas\n")

    assert faults_of(tmp_path, with_more(4)) == ()
    text = with_more(5)
    (fault,) = faults_of(tmp_path, text)
    assert (fault.field, fault.line) == ("steps.0.items.9", line_of(text, "- id: left"))
    assert "9 items at most; this one has 10" in fault.what


WHO = "label: {es: Anote quién, en: Write who}"
SIXTY = "W" + "o" * 59
R14 = [
    Edit(
        WHO,
        f"label: {{es: Anote quién, en: {SIXTY}o}}",
        "steps.0.items.0.label.en",
        ("60 characters at most; this one has 61",),
    ),
    Edit(
        WHO, "label: {es: anote quién, en: Write who}", "steps.0.items.0.label.es", ("begins with a capital",)
    ),
    Edit(WHO, 'label: {es: "¿está?", en: Write who}', "steps.0.items.0.label.es", ("begins with a capital",)),
    Edit(WHO, "label: {es: Anote. Llame, en: Write who}", "steps.0.items.0.label.es", ("one sentence",)),
    Edit(WHO, 'label: {es: "Anote\\nquién", en: Write who}', "steps.0.items.0.label.es", ("one line",)),
    Edit(
        "        expect: {es: Las perdidas., en: The lost ones.}\n",
        "",
        "steps.0.items.1.expect",
        ("what is expected",),
        at="- id: areas",
    ),
    Edit(
        "        otherwise: {es: Pregunte., en: Ask.}\n",
        "",
        "steps.0.items.1.otherwise",
        ("what to do if",),
        at="- id: areas",
    ),
]


@pytest.mark.parametrize("edit", R14, ids=lambda edit: edit.says[0])
def test_r14_one_short_action_an_item_and_what_to_expect_of_a_critical_one(
    edit: Edit, tmp_path: Path
) -> None:
    assert_found(tmp_path, SMALL, edit)


@pytest.mark.parametrize("label", [SIXTY, "¿Está?", "«Guardar» y 3.5 más", "3 copias", "Écrivez"])
def test_r14_labels_that_pass(label: str, tmp_path: Path) -> None:
    assert faults_of(tmp_path, edited(SMALL, WHO, f'label: {{es: "{label}", en: Write who}}')) == ()
