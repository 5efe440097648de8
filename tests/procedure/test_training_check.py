"""A scenario, or a guide, that cannot be trained on is refused: with line, field, and what would be right."""

from pathlib import Path

import pytest
from desk import RUNBOOK
from faulty import edited, line_of
from practice import GUIDE, PATH, best, kept

from runbooks.definition.faults import DefinitionError
from runbooks.engine.commands import Answer
from runbooks.language import using
from runbooks.training.lesson import Lesson
from runbooks.training.library import checked_guide, checked_scenario, guide_file, scenario_files

SCENARIO = scenario_files(PATH)["deleted_today"].read_text()
TRAINING = guide_file(PATH).read_text()


def found(tmp_path: Path, text: str) -> list[str]:
    file = tmp_path / "deleted_today.yaml"
    file.write_text(text)
    with using("en"), pytest.raises(DefinitionError) as refused:
        checked_scenario(file, GUIDE, RUNBOOK)
    return [str(fault) for fault in refused.value.faults]


SEEDED = {
    "of another runbook": ("runbook: mpia-dti-140", "runbook: other", "runbook", "not of"),
    "a name of truth that nobody knows": ("last_good:", "last_gud:", "truth.last_gud", 'mean "last_good"'),
    "an area that the item does not have": ("areas: [crm]", "areas: [cmr]", "truth.areas", 'mean "crm"'),
    "no time": ("lost_at: today 10:05", "lost_at: this morning", "truth.lost_at", "hour"),
    "a day that no calendar has": (
        "starts: 2026-03-10 11:20",
        "starts: 2026-02-30 11:20",
        "starts",
        "moment",
    ),
    "a criterion that the rubric lacks": ("[proven]", "[proved]", "objectives.2.criteria.0", 'mean "proven"'),
    "a reserved name": ("id: deleted_today", "id: history", "id", "command line"),
    "one language only": (", en: Deleted this morning}", "}", "title.en", '"en" is missing'),
    "no format": ("format: restaura.scenario/1\n", "", "format", "is missing"),
    "a key that is none": ("difficulty: 1", "difficulty: 1\nlevel: 3", "level", "not known here"),
    "too difficult": ("difficulty: 1", "difficulty: 6", "difficulty", "6"),
}


@pytest.mark.parametrize("seeded", SEEDED.values(), ids=SEEDED)
def test_a_scenario_with_a_fault_is_refused_where_the_fault_is(
    tmp_path: Path, seeded: tuple[str, str, str, str]
) -> None:
    old, new, field, says = seeded
    faults = found(tmp_path, edited(SCENARIO, old, new))
    assert any(f": {field}: " in fault and says in fault for fault in faults), faults


def test_what_is_missing_of_the_truth_is_named(tmp_path: Path) -> None:
    text = edited(SCENARIO, "  areas: [crm]\n", "")
    assert [fault.partition(": ")[2] for fault in found(tmp_path, text)] == [
        'truth.areas: "areas" is missing'
    ]


def test_an_inject_that_names_what_is_not_there_is_refused_at_its_line(tmp_path: Path) -> None:
    inject = (
        "injects:\n  - id: more\n    when: asked.userz is not none\n    who: {es: A, en: A}\n"
        "    says:\n      - {es: A, en: A}\n    changes: {areas: [crm, drives]}\n"
    )
    text = f"{SCENARIO}{inject}"
    faults = found(tmp_path, text)
    assert f"deleted_today.yaml:{line_of(text, 'when: asked.userz')}:" in faults[0]
    assert 'injects.0.when: "userz" is not known here. Did you mean "users"?' in faults[0]
    assert "injects.0.changes.areas" in faults[1]


def test_a_scenario_through_which_the_engine_finds_no_way_is_refused(tmp_path: Path) -> None:
    # The payment comes once; then it is undone, and nothing brings it again.
    undone = (
        "injects:\n  - id: undone\n    when: settled.contract_current\n    who: {es: A, en: A}\n"
        "    says:\n      - {es: A, en: A}\n    changes: {paid: false}\n"
    )
    text = edited(SCENARIO, "  via: phone\n", "  via: phone\n  paid: false\n") + undone
    (fault,) = found(tmp_path, text)
    assert "the engine finds no way through it" in fault
    assert "contract_current" in fault


@pytest.mark.parametrize("after", ["99999999", "1e400", "-1", "'soon'"])
def test_hours_that_nobody_waits_are_refused(tmp_path: Path, after: str) -> None:
    late = (
        f'injects:\n  - id: late\n    after: "{after}"\n    who: {{es: A, en: A}}\n'
        "    says:\n      - {es: A, en: A}\n"
    )
    assert any("injects.0.after: hours are expected" in fault for fault in found(tmp_path, SCENARIO + late))


@pytest.mark.parametrize("number", ["99999999999", "-3", "1.5", "many"])
def test_a_number_that_is_none_or_endless_is_refused(tmp_path: Path, number: str) -> None:
    (fault,) = found(
        tmp_path, edited(SCENARIO, "  via: phone\n", f"  via: phone\n  support_hours: {number}\n")
    )
    assert "truth.support_hours" in fault and "from 0 to 99999" in fault


def test_a_text_that_cannot_be_filled_off_the_ideal_path_ends_no_training(tmp_path: Path) -> None:
    odd = (
        "injects:\n  - id: odd\n    when: answers.recycle_bin == 'recovered'\n    who: {es: A, en: A}\n"
        '    says:\n      - {es: "{{ truth.areas | day }}", en: "{{ truth.areas | day }}"}\n'
    )
    file = tmp_path / "deleted_today.yaml"
    file.write_text(SCENARIO + odd)
    taken = Lesson(GUIDE, RUNBOOK, checked_scenario(file, GUIDE, RUNBOOK))
    before = [command for command in best(taken) if getattr(command, "item", "") != "recycle_bin"]
    place = next(n for n, c in enumerate(before) if getattr(c, "item", "") == "loss_confirmed")
    session = kept(tmp_path, taken, [*before[:place], Answer("recycle_bin", "recovered")])
    assert session.record.events[-1].data["id"] == "odd"


GUIDE_FAULTS = {
    "something kept under no name": ("keeps: {done_variant:", "keeps: {done_varient:", "done_varient"),
    "hours that are none": ('\n    after: "2"', '\n    after: "-2"', "hours are expected"),
    "a name that the truth lacks": ("bin: nothing\n  cause:", "bin: nothing\n  couse:", "couse"),
    "a source about no item": ("about: [recycle_bin]", "about: [recycle_bins]", "recycle_bins"),
    "an item for which nothing is right": ("\n  reported_via: {value: truth.via}", "", "reported_via"),
    "a world that follows from itself": (
        "sent: world.sent_at is not none",
        "sent: world.sent",
        "world.sent → world.sent",
    ),
    "an expression that names nothing": ("met: outcome == ", "met: outcom == ", "outcom"),
    "a channel that is none": (
        "\n  deliveries:\n    deliveries:\n      - channel: phone",
        "\n  deliveries:\n    deliveries:\n      - channel: fax",
        "fax",
    ),
    "a criterion given twice": ("- id: loss\n", "- id: outcome\n", "twice"),
}


@pytest.mark.parametrize("seeded", GUIDE_FAULTS.values(), ids=GUIDE_FAULTS)
def test_a_guide_with_a_fault_is_refused(tmp_path: Path, seeded: tuple[str, str, str]) -> None:
    old, new, says = seeded
    (tmp_path / "training.yaml").write_text(edited(TRAINING, old, new))
    with using("en"), pytest.raises(DefinitionError) as refused:
        checked_guide(tmp_path / "runbook.yaml", RUNBOOK)
    assert says in str(refused.value)


def test_a_runbook_without_training_says_so(tmp_path: Path) -> None:
    with using("en"), pytest.raises(DefinitionError, match="has no training"):
        checked_guide(tmp_path / "runbook.yaml", RUNBOOK)


@pytest.mark.parametrize("name", scenario_files(PATH))
def test_every_shipped_scenario_passes_and_is_called_as_its_file(name: str) -> None:
    assert checked_scenario(scenario_files(PATH)[name], GUIDE, RUNBOOK).id == name
