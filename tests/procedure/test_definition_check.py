"""A runbook of the right shape that may still not be run: every expression is read, every id is there."""

import inspect
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from desk import Desk
from faulty import SMALL, Edit, assert_found, models
from pydantic import BaseModel

from runbooks.answers import ACTIONS as DONE_BY_ANSWERS
from runbooks.definition.loader import load_runbook
from runbooks.definition.model import Runbook
from runbooks.definition.names import ACTIONS, FUNCTIONS, MOMENTS, OWN, PINNED, SUMMARY
from runbooks.engine.namespace import functions
from runbooks.record.summary import summarise

OPTION = "steps.1.items.1.options.1"
READS_DAY = ('"dai" is not known here. Did you mean "day"?',)
READS_WAY = ('"wai" is not known here. Did you mean "way"?',)
READS_AREAS = ('"aeras" is not known here. Did you mean "areas"?',)
SEEN = ('Did you mean "seen_at"?',)
BEST = "default: computed.best.date if computed.best else none"

EXPRESSIONS = [
    Edit("copies(answers.seen_at", "copies(answers.seen_ad", "computed.points", ('Did you mean "seen_at"?',)),
    Edit("proposed(computed.points)", "proposed(computed.point)", "computed.best", ('mean "points"?',)),
    Edit("  day: answers.day", "  day: answers.dai", "summary.day", READS_DAY),
    Edit("  deadline: deadline(answers.day", "  deadline: deadline(answers.dai", "clock.deadline", READS_DAY),
    Edit(
        "hours_before(deadline(answers.day", "hours_before(deadline(answers.dai", "clock.warn_at", READS_DAY
    ),
    Edit(
        "  since: answers.seen_at\n",
        "  since: answers.seen_ad\n",
        "clock.since",
        ('Did you mean "seen_at"?',),
    ),
    Edit("when: answers.way == 'csv'", "when: answers.wai == 'csv'", "attempt.when", READS_WAY),
    Edit("in_force: answers.way", "in_force: answers.wai", "notes.0.in_force", READS_WAY),
    Edit("value: answers.day", "value: answers.dai", "figures.0.value", READS_DAY),
    Edit('value: "answers.seen_at"', 'value: "answers.seen_ad"', "timeline.points.0.value", SEEN),
    Edit("start: answers.seen_at", "start: answers.seen_ad", "timeline.spans.0.start", SEEN),
    Edit("end: now", "end: nov", "timeline.spans.0.end", ('Did you mean "now"?',)),
    Edit(
        "gives: {last_seen: answers.seen_at}",
        "gives: {last_seen: answers.seen_ad}",
        "steps.1.items.1.procedure.gives.last_seen",
        SEEN,
    ),
    Edit(
        "refuse_when: answer > now",
        "refuse_when: answer > nov",
        "steps.0.items.2.rules.0.refuse_when",
        ('Did you mean "now"?',),
    ),
    Edit("(answers.areas or", "(answers.aeras or", "steps.0.items.3.advisories.0.when", READS_AREAS),
    Edit("value: computed.points", "value: computed.pints", "steps.0.items.4.value", ('mean "points"?',)),
    Edit("when: answers.is_real", "when: answers.is_reel", "steps.0.branches.0.when", ('mean "is_real"?',)),
    Edit(BEST, BEST.replace("best.", "bets."), "steps.1.items.0.default", ('mean "best"?',)),
    Edit(
        "        points: computed.points",
        "        points: computed.pionts",
        "steps.1.items.0.points",
        ('mean "points"?',),
    ),
    Edit(
        " allowed: computed.alone",
        " allowed: computed.alon",
        "steps.1.items.1.options.0.allowed",
        ('mean "alone"?',),
    ),
    Edit(
        "recommended: not computed.alone",
        "recommended: not computed.alne",
        f"{OPTION}.recommended",
        ('"alone"?',),
    ),
    Edit("exposure: exposure(answers.day", "exposure: exposure(answers.dai", f"{OPTION}.exposure", READS_DAY),
    Edit(
        "when: answers.seen_at is not",
        "when: answers.sen_at is not",
        f"{OPTION}.consequences.0.when",
        ('mean "seen_at"?',),
    ),
    Edit("typed: answers.day if", "typed: answers.dai if", "steps.1.items.2.typed", READS_DAY),
    Edit(
        "done_when: answers.accepted",
        "done_when: answers.acepted",
        "steps.1.items.2.done_when",
        ('mean "accepted"?',),
    ),
    Edit("optional: answers.way", "optional: answers.wai", "steps.2.items.1.optional", READS_WAY),
    Edit(
        "when: answers.way == 'full'\n        cause",
        "when: answers.wai == 'full'\n        cause",
        "steps.2.items.2.when",
        READS_WAY,
    ),
    Edit("checks: answers.areas", "checks: answers.aeras", "steps.2.items.2.checks", READS_AREAS),
]
"""One in each field that holds an expression."""


@pytest.mark.parametrize("edit", EXPRESSIONS, ids=lambda edit: edit.field)
def test_an_unknown_name_is_found_in_every_expression(edit: Edit, tmp_path: Path) -> None:
    assert_found(tmp_path, SMALL, edit)


@pytest.fixture
def small(tmp_path: Path) -> Runbook:
    """The small runbook, loaded."""
    (tmp_path / "runbook.yaml").write_text(SMALL)
    return load_runbook(tmp_path / "runbook.yaml")


def declared() -> Iterator[tuple[type[BaseModel], str]]:
    """Every field that holds an expression, by pydantic's own account of what was declared."""
    for model in models():
        for name, shape in model.model_json_schema().get("properties", {}).items():
            own = {key: value for key, value in shape.items() if key not in ("$ref", "items")}
            if "jinja2-expression" in str(own):
                yield declares(model, name), name


def declares(model: type[BaseModel], name: str) -> type[BaseModel]:
    return next(one for one in model.__mro__ if name in inspect.get_annotations(one))


def at(runbook: Runbook, field: str) -> tuple[type[BaseModel], str]:
    """The model and its field that stand at a dotted path."""
    part: Any = runbook
    found: tuple[type[BaseModel], str] = (Runbook, "")
    for name in field.split("."):
        if isinstance(part, BaseModel):
            found = declares(type(part), name), name
            part = getattr(part, name)
        else:
            part = part[int(name) if name.isdigit() else name]
    return found


def test_no_field_that_holds_an_expression_is_left_out(small: Runbook) -> None:
    assert len(set(declared())) > 20
    assert {at(small, edit.field) for edit in EXPRESSIONS} == set(declared())


IDS = [
    Edit(
        "notes:\n",
        "notes:\n  - {id: in_force_note, text: {es: A, en: A}, in_force: now}\n",
        "notes.1.id",
        ("given twice",),
        at="id: in_force_note\n",
    ),
    Edit("summary:\n  day:", "summary:\n  status:", "summary.status", ('its own "status"',), at="status:"),
    Edit("cancelled: cancelled\n", "cancelled: canceled\n", "cancelled", ('Did you mean "cancelled"?',)),
    Edit(
        "step: choose", "step: chose", "attempt.step", ('no step is called "chose". Did you mean "choose"?',)
    ),
    Edit("depends_on: [day, way]", "depends_on: [day, wai]", "steps.1.items.2.depends_on.1", ('"way"?',)),
    Edit("inputs: [seen_at]", "inputs: [sen_at]", "steps.0.items.4.inputs.0", ('Did you mean "seen_at"?',)),
    Edit("template: letter", "template: leter", "steps.2.items.0.template", ('Did you mean "letter"?',)),
    Edit(
        "id: letter",
        "id: who",
        "steps.2.items.0.id",
        ('the id "who" is given twice',),
        at="id: who\n        kind: document",
    ),
    Edit(
        "answers: {recovered: full,",
        "answers: {recovered: ful,",
        "steps.1.items.1.procedure.answers.recovered",
        ('Did you mean "full"?',),
    ),
    Edit("id: letter", "id: note", "steps.2.items.0.id", ('"note" is an action',)),
    Edit(
        "- id: end",
        "- id: choose",
        "steps.2.id",
        ('the id "choose" is given twice',),
        at="- id: choose\n    title: {es: Terminar",
        count=2,
    ),
    Edit(
        "- id: drive\n            label",
        "- id: crm\n            label",
        "steps.0.items.1.options.1.id",
        ('the id "crm" is given twice',),
        at="id: crm\n            label: {es: Drive",
    ),
    Edit(
        "- {id: drive,",
        "- {id: crm,",
        "steps.2.items.2.areas.1.id",
        ("given twice",),
        at="id: crm, label: {es: Drive",
    ),
    Edit(
        "Phone}}\n",
        "Phone}}\n          - {id: phone, label: {es: Móvil, en: Mobile}}\n",
        "steps.2.items.1.channels.1.id",
        ("given twice",),
        at="id: phone, label: {es: Móvil",
    ),
    Edit(
        "figures:\n",
        "figures:\n  - {id: day, label: {es: A, en: A}, value: now}\n",
        "figures.1.id",
        ("given twice",),
        at="id: day\n    label",
    ),
    Edit(
        "  points:\n    - id: seen",
        "  points:\n    - {id: seen, label: {es: A, en: A}, value: now}\n    - id: seen",
        "timeline.points.1.id",
        ("given twice",),
        at="id: seen\n",
    ),
    Edit(
        "  spans:\n",
        "  spans:\n    - {id: since, label: {es: A, en: A}, start: now, end: now}\n",
        "timeline.spans.1.id",
        ("given twice",),
        at="id: since\n",
    ),
]


WRONG_OFFERS = ["now-2x", "ayer 18:00", "today", "today 24:00", "now-2h 10:00", "now-9999d", "14:30", ""]


@pytest.mark.parametrize("offer", WRONG_OFFERS)
def test_an_offer_that_cannot_be_understood_is_told_at_its_place(offer: str, tmp_path: Path) -> None:
    kind = "kind: datetime\n"
    edit = Edit(
        kind,
        f'{kind}        offers:\n          - now\n          - "{offer}"\n          - today-1d 18:00\n',
        "steps.0.items.2.offers.1",
        (f'"{offer}" cannot be offered. Write it like now-2h, today 08:00 or today-1d 18:00.',),
        at=f'"{offer}"\n          - today-1d',
    )
    assert_found(tmp_path, SMALL, edit)


@pytest.mark.parametrize("edit", IDS, ids=lambda edit: edit.field)
def test_an_id_that_is_not_there_or_taken_is_told(edit: Edit, tmp_path: Path) -> None:
    assert_found(tmp_path, SMALL, edit)


# -- the names that the check knows are those that are there ----------------


@pytest.fixture
def desk(small: Runbook) -> Desk:
    """A session of the small runbook."""
    return Desk(runbook=small)


def test_every_root_and_every_pinned_name_is_there(desk: Desk) -> None:
    names = desk.situation.names
    assert names.keys() == OWN | PINNED.keys() | MOMENTS | FUNCTIONS.keys()
    for name in PINNED["session"]:
        assert names["session"].of(name) is not None
    assert desk.situation._session.keys() == PINNED["session"]


def test_functions_take_what_the_check_says() -> None:
    there = functions(datetime(2026, 11, 22, tzinfo=UTC), ZoneInfo("UTC"), lambda item, value: value)
    assert {
        name: tuple(inspect.signature(call).parameters) for name, call in there.items() if name != "label"
    } == {name: takes for name, takes in FUNCTIONS.items() if name != "label"}


def test_the_summary_has_the_keys_that_no_runbook_may_take(desk: Desk) -> None:
    assert summarise(desk.situation).keys() - desk.situation.runbook.summary.keys() == SUMMARY


def test_the_actions_of_answer_files_are_those_that_no_item_may_be_called() -> None:
    assert DONE_BY_ANSWERS.keys() | {"at", "procedure"} == ACTIONS
