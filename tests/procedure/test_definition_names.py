"""What an expression or a text of a runbook may not read, each told with the nearest right word."""

from pathlib import Path

import pytest
from faulty import SMALL, Edit, assert_found

OPTION = "steps.1.items.1.options.1"
READS_DAY = ('"dai" is not known here. Did you mean "day"?',)
BEST = "default: computed.best.date if computed.best else none"

LABELLED = "\"Not for {{ label('areas', answers.areas) | listed }}.\""
AT_LABELLED = "steps.1.items.1.options.0.not_allowed.en"
BY = '"By {{ answers.who }}."'
CRM_ES, CRM_EN = (
    "{es: CRM, en: CRM}\n          - id: drive",
    "{es: CRM, en: '{{ now }}'}\n          - id: drive",
)

NAMES = [
    Edit(
        "none, facts.kept)\n  best", "none, facts.keep)\n  best", "computed.points", ('Did you mean "kept"?',)
    ),
    Edit(
        "none, facts.kept)\n  best", "none, facts.told)\n  best", "computed.points", ('"told" has no value',)
    ),
    Edit(
        "settings.support_lead_hours", "settings.support_hours", "clock.warn_at", ('"support_lead_hours"?',)
    ),
    Edit("none, facts.kept)\n  best", "settings.copy_our, 7)\n  best", "computed.points", ('"copy_hour"?',)),
    Edit(
        "Portal: {{ portal.name }}\n    en",
        "Portal: {{ portal.nam }}\n    en",
        "templates.letter.es",
        ('"name"?',),
        at="Portal: {{ portal.nam }}",
        count=3,
    ),
    Edit(
        "Written by: {{ session.operator }}",
        "By: {{ session.operador }}",
        "templates.letter.en",
        ('"operator"?',),
        count=3,
    ),
    Edit(
        "value: answers.day",
        "value: anwsers.day",
        "figures.0.value",
        ('"anwsers"', 'Did you mean "answers"?'),
    ),
    Edit("value: answers.day", "value: day", "figures.0.value", ("Write answers.day.",)),
    Edit("value: answers.day", "value: answers", "figures.0.value", ("answers.NAME",)),
    Edit("value: answers.day", "value: answers['day']", "figures.0.value", ("answers.NAME",)),
    Edit("value: answers.day", "value: session", "figures.0.value", ("session.NAME",)),
    Edit("value: answers.day", "value: answer", "figures.0.value", ("only the rules of an item",)),
    Edit(BY, '"By {{ answer }}."', "notes.0.text.en", ("only the rules of an item",), count=3),
    Edit("value: answers.day", "value: copies", "figures.0.value", ("copies takes (last_seen, copy_hour",)),
    Edit("value: answers.day", "value: reasons.dai", "figures.0.value", READS_DAY),
    Edit(
        BY,
        '"By {{ answers.whom }}."',
        "notes.0.text.en",
        ('"whom" is not known here. Did you mean "who"?',),
        count=3,
    ),
    Edit(
        BY, '"By {{ answers.who | uper }}."', "notes.0.text.en", ('no filter is called "uper".', '"upper"?')
    ),
    Edit(BY, '"By {{ answers.who | upper(1) }}."', "notes.0.text.en", ("upper takes nothing here",)),
    Edit(
        "is not none\n",
        "is not nune\n",
        f"{OPTION}.consequences.0.when",
        ('no test is called "nune".', '"none"?'),
    ),
    Edit(
        "value: answers.day",
        "value: deadlin(answers.day, none, 7)",
        "figures.0.value",
        ('no function is called "deadlin".', '"deadline"?'),
    ),
    Edit(
        "value: answers.day",
        "value: deadline(answers.day)",
        "figures.0.value",
        ("deadline takes (day, copy_hour, kept_days).",),
    ),
    Edit(
        "value: answers.day",
        "value: deadline(answers.day, none, 7, 8)",
        "figures.0.value",
        ("deadline takes",),
    ),
    Edit(
        "value: answers.day",
        "value: deadline(answers.day, none, kept=7)",
        "figures.0.value",
        ('"kept_days"?',),
    ),
    Edit(
        "value: answers.day",
        "value: deadline(answers.day, none, day=7)",
        "figures.0.value",
        ("deadline takes",),
    ),
    Edit(LABELLED, LABELLED.replace("'areas'", "'aeras'"), AT_LABELLED, ('Did you mean "areas"?',), count=3),
    Edit(
        LABELLED, LABELLED.replace("'areas'", "answers.who"), AT_LABELLED, ("the id of an item, in quotes",)
    ),
    Edit(
        "optional: answers.way == 'csv'",
        "optional: answers.way == 'cvs'",
        "steps.2.items.1.optional",
        ('"way" has no option "cvs". Did you mean "csv"?',),
    ),
    Edit(
        "optional: answers.way == 'csv'",
        "optional: answers.way in ['csv', 'ful']",
        "steps.2.items.1.optional",
        ('Did you mean "full"?',),
    ),
    Edit(
        "\"'crm' in (answers",
        "\"'crn' in (answers",
        "steps.0.items.3.advisories.0.when",
        ('Did you mean "crm"?',),
    ),
    Edit(
        "  - fact: told\n            when",
        "  - fact: tolt\n            when",
        "steps.0.items.3.advisories.0.fact",
        ('no fact is called "tolt". Did you mean "told"?',),
        at="fact: tolt",
    ),
    Edit("    fact: told\n    text", "    fact: tol\n    text", "notes.0.fact", ('Did you mean "told"?',)),
    Edit(
        "    fact: told\n                text",
        "    fact: tols\n                text",
        f"{OPTION}.consequences.0.fact",
        ('"told"?',),
        at="fact: tols",
    ),
    Edit(CRM_ES, CRM_EN, "steps.0.items.1.options.0.label.en", ("nothing is filled in here",), count=2),
    Edit(
        BY, '"By someone."', "notes.0.text.en", ("the other language reads answers.who; this one does not",)
    ),
    Edit(
        '"Por {{ answers.who }}."',
        '"Por {{ answers.who }}, {{ today }}."',
        "notes.0.text.en",
        ("reads today",),
        at='text: {es: "Por',
    ),
    Edit(BY, '"By {{ answers.who."', "notes.0.text.en", ("this is no expression (",)),
    Edit("value: answers.day", "value: answers.day ==", "figures.0.value", ("this is no expression (",)),
    Edit("value: answers.day", 'value: "{{ answers.day }}"', "figures.0.value", ("this is no expression (",)),
    Edit(
        "value: answers.day",
        'value: "answers.day }} {{ answers.day"',
        "figures.0.value",
        ("this is no expression (",),
    ),
    Edit("value: answers.day", "value: answers.day if answers.who", "figures.0.value", ("`else`",)),
    Edit(
        "value: answers.day",
        "value: answers.day.__class__",
        "figures.0.value",
        ('"__class__" may not be used',),
    ),
]


@pytest.mark.parametrize("edit", NAMES, ids=lambda edit: edit.says[0] if edit.says else "")
def test_a_wrong_name_is_told_with_line_field_and_nearest_word(edit: Edit, tmp_path: Path) -> None:
    assert_found(tmp_path, SMALL, edit)
