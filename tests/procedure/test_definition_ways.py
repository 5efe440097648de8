"""Branches to nowhere, steps that nothing leads to, and what is worked out from what comes later."""

from pathlib import Path

import pytest
from faulty import SMALL, Edit, assert_found, edited, faults_of

BEST = "default: computed.best.date if computed.best else none"

NO_OTHER_WAY = "      - when: answers.who == 'nobody'\n        step: end\n"

WAYS = [
    Edit(
        "outcome: nothing",
        "outcome: nothin",
        "steps.0.branches.0.outcome",
        ('no outcome is called "nothin".', '"nothing"?'),
    ),
    Edit(
        "        step: end",
        "        step: ende",
        "steps.0.branches.1.step",
        ('no later step is called "ende".', '"end"?'),
    ),
    Edit(
        "        step: end",
        "        step: begin",
        "steps.0.branches.1.step",
        ('no later step is called "begin".', "It comes before: a branch leads ahead only"),
    ),
    Edit(
        "when: answers.who == 'nobody'",
        'when: "true"',
        "steps.1.id",
        ('no way leads to the step "choose"',),
        at="- id: choose",
    ),
    Edit(
        "when: answers.who == 'nobody'",
        "when: 1 == 1 or false",
        "steps.1.id",
        ('no way leads to the step "choose"',),
        at="- id: choose",
    ),
    Edit(
        NO_OTHER_WAY,
        '      - when: "true"\n        outcome: done\n',
        "steps.1.id",
        ("no way leads",),
        at="- id: choose",
        count=2,
    ),
    Edit(
        NO_OTHER_WAY,
        NO_OTHER_WAY + '      - when: "true"\n        step: end\n',
        "steps.1.id",
        ("no way leads",),
        at="- id: choose",
    ),
    Edit(
        "when: answers.is_real == false",
        'when: "true"',
        "steps.0.branches.1.when",
        ("always taken",),
        at="when: answers.who ==",
        count=3,
    ),
    Edit(
        "when: answers.is_real == false",
        "when: 1 == 2",
        "steps.0.branches.0.when",
        ("this branch is never taken",),
    ),
    Edit(
        'when: "true"\n        outcome: done',
        "when: answers.who == 'ana'\n        outcome: done",
        "steps.2.branches",
        ("the last step ends with",),
        at="branches:\n      - when: answers.who == 'ana'",
    ),
    Edit(
        '    branches:\n      - when: "true"\n        outcome: done\n',
        "",
        "steps.2.branches",
        ("the last step ends with",),
        at="- id: end",
    ),
]


@pytest.mark.parametrize("edit", WAYS, ids=lambda edit: edit.says[0])
def test_a_branch_to_nowhere_and_a_step_that_no_way_leads_to_are_told(edit: Edit, tmp_path: Path) -> None:
    assert_found(tmp_path, SMALL, edit)


ORDER = [
    Edit(
        "points: copies(answers.seen_at",
        "points: copies(computed.best",
        "computed.points",
        ("computed.points → computed.best → computed.points",),
    ),
    Edit(
        "  alone: answers.areas == ['crm']",
        "  alone: computed.alone",
        "computed.alone",
        ("computed.alone → computed.alone",),
    ),
    Edit(
        "points: copies(answers.seen_at",
        "points: copies(answers.left",
        "computed.points",
        ("computed.points → answers.left → computed.points",),
    ),
    Edit(
        "points: copies(answers.seen_at",
        "points: copies(answers.day",
        "steps.0.items.4.value",
        ('this reads "day"',),
        at="value: computed.points",
        count=3,
    ),
    Edit(
        BEST,
        "default: answers.way",
        "steps.1.items.0.default",
        ('this reads "way", which is not answered before it',),
    ),
    Edit(
        "typed: answers.day if", "typed: answers.letter if", "steps.1.items.2.typed", ('this reads "letter"',)
    ),
    Edit(
        "typed: answers.day if",
        "typed: answers.accepted if",
        "steps.1.items.2.typed",
        ('this reads "accepted"',),
    ),
    Edit(
        "checks: answers.areas", "checks: answers.looked", "steps.2.items.2.checks", ('this reads "looked"',)
    ),
    Edit(
        "id: who\n        kind: text",
        "id: who\n        kind: text\n        when: answers.is_real\n        cause: {es: A, en: A}",
        "steps.0.items.0.when",
        ('this reads "is_real"',),
        at="when: answers.is_real\n",
    ),
    Edit(
        "id: who\n        kind: text",
        "id: who\n        kind: text\n        when: computed.alone\n        cause: {es: A, en: A}",
        "steps.0.items.0.when",
        ('this reads "areas"',),
        at="when: computed.alone\n",
    ),
    Edit(
        "id: who\n        kind: text",
        "id: who\n        kind: text\n        when: answers.who\n        cause: {es: A, en: A}",
        "steps.0.items.0.when",
        ('this reads "who"',),
        at="when: answers.who\n",
    ),
]


@pytest.mark.parametrize("edit", ORDER, ids=lambda edit: edit.field + edit.says[0][-20:])
def test_what_is_worked_out_from_itself_or_from_what_comes_later_is_told(edit: Edit, tmp_path: Path) -> None:
    assert_found(tmp_path, SMALL, edit)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("optional: answers.way == 'csv'", "optional: answers.looked is none"),
        ("in_force: answers.way == 'full'", "in_force: answers.looked is none"),
        ("done_when: answers.accepted", "done_when: answers.accepted or answers.letter"),
        ("when: answers.is_real == false", "when: answers.is_real == false and answers.way == 'csv'"),
    ],
)
def test_what_is_asked_at_any_time_may_read_what_comes_later(old: str, new: str, tmp_path: Path) -> None:
    assert faults_of(tmp_path, edited(SMALL, old, new)) == ()


@pytest.mark.parametrize(("names", "faults"), [(40, 0), (41, 1)])
def test_forty_names_may_be_worked_out_one_through_the_other(names: int, faults: int, tmp_path: Path) -> None:
    lines = "".join(f"  c{n}: computed.c{n + 1}\n" for n in range(1, names)) + f"  c{names}: now\n"
    found = faults_of(tmp_path, edited(SMALL, "computed:\n", f"computed:\n{lines}"))
    assert len(found) == faults
    assert all(
        "through more than 40 others" in fault.what and fault.field == "computed.c1" for fault in found
    )
