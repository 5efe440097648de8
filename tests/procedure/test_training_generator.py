"""Invented incidents: each is sound, can be played to full marks, and is as hard as it says (T16, T17)."""

import re
from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from itertools import pairwise
from pathlib import Path
from statistics import mean
from typing import Any

import pytest
from desk import RUNBOOK
from faulty import edited, line_of
from practice import GUIDE, PATH

from runbooks.definition.faults import DefinitionError
from runbooks.definition.yaml_source import Source
from runbooks.language import LANGUAGES, using
from runbooks.training.check import scenario_faults
from runbooks.training.generator import DIFFICULTIES, MOST_SEED, incident_of, invent
from runbooks.training.lesson import Lesson
from runbooks.training.library import checked_invented, invented_file, read_invented
from runbooks.training.player import ideal
from runbooks.training.scenario import Scenario
from tests.invented import played

PARTS = read_invented(PATH)
NO_FILE = Source("invented", {}, {})
SEEDS = 400
CHUNK = 100
CHUNKS = [(level, first) for level in DIFFICULTIES for first in range(0, SEEDS, CHUNK)]


def one(seed: int, difficulty: int) -> Scenario:
    return invent(RUNBOOK, PARTS, seed, difficulty)


def strings(value: Any) -> Iterator[str]:
    """Every string under `value`."""
    if isinstance(value, str):
        yield value
    for inner in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from strings(inner)


@pytest.mark.parametrize(("difficulty", "first"), CHUNKS)
def test_T16_each_of_2000_invented_incidents_is_sound_and_its_ideal_path_scores_full_marks(
    difficulty: int, first: int
) -> None:
    found = {
        seed: [str(fault) for fault in scenario_faults(one(seed, difficulty), GUIDE, RUNBOOK, NO_FILE)]
        for seed in range(first, first + CHUNK)
    }
    assert {seed: faults for seed, faults in found.items() if faults} == {}


def test_T16_who_takes_the_opening_at_its_word_scores_less_the_harder_the_incident() -> None:
    averages = [
        mean(played(GUIDE, RUNBOOK, PARTS, seed, difficulty).naive.percent for seed in range(30))
        for difficulty in DIFFICULTIES
    ]
    assert all(easier > harder for easier, harder in pairwise(averages)), averages


def test_T17_the_same_seed_and_difficulty_give_the_same_incident() -> None:
    for difficulty in DIFFICULTIES:
        assert [one(seed, difficulty) for seed in range(20)] == [one(seed, difficulty) for seed in range(20)]


def test_T17_an_incident_is_the_same_on_every_machine_and_in_every_language_of_the_reader() -> None:
    with using("es"):
        spanish = one(7, 3)
    with using("en"):
        assert one(7, 3) == spanish
    assert (spanish.id, spanish.starts) == ("invented_7_3", "2026-10-01 14:36")


def test_neighbouring_seeds_give_other_incidents() -> None:
    for difficulty in DIFFICULTIES:
        told = Counter(str(one(seed, difficulty).model_dump(exclude={"id"})) for seed in range(100))
        assert max(told.values()) == 1


def test_T16_every_piece_comes_up_over_500_seeds() -> None:
    taken = {
        piece.id
        for seed in range(500)
        for piece in incident_of(PARTS, seed, seed % len(DIFFICULTIES) + 1).pieces
    }
    assert {piece.id for _place, piece in PARTS.pieces()} - taken == set()


def test_T16_every_end_that_an_incident_can_have_comes_up() -> None:
    ends = {
        ideal(Lesson(GUIDE, RUNBOOK, one(seed, seed % len(DIFFICULTIES) + 1))).play.state.outcome
        for seed in range(100)
    }
    assert ends >= {"restored", "recovered_from_bin", "no_loss", "plan_not_eligible", "out_of_window"}


def test_the_difficulty_is_what_the_pieces_add_up_to() -> None:
    for difficulty, (least, most) in enumerate(PARTS.difficulties, start=1):
        for seed in range(100):
            assert least <= incident_of(PARTS, seed, difficulty).adds <= most
            assert one(seed, difficulty).difficulty == difficulty


def test_no_text_of_an_incident_has_a_gap_left_or_a_language_missing() -> None:
    for difficulty in DIFFICULTIES:
        for seed in range(100):
            told = one(seed, difficulty).model_dump(mode="json")
            for text in strings(told):
                assert text.strip(), seed
                assert not re.search(r"(?<!\\{)\{[a-z_]+\}|\[\[|\]\]|  ", text), (seed, text)
            for text in (told["title"], *(call["says"] for call in told["opening"])):
                assert text.keys() == set(LANGUAGES)
                assert text["es"] != text["en"]


def test_T4_each_moment_of_an_incident_comes_after_the_one_before_it() -> None:
    for difficulty in DIFFICULTIES:
        for seed in range(100):
            lesson = Lesson(GUIDE, RUNBOOK, one(seed, difficulty))
            truth, believed = lesson.truth, lesson.belief["last_good"]
            moments: list[datetime] = [truth["last_good"], truth["lost_at"], truth["noticed"], lesson.start]
            assert moments == sorted(moments), seed
            assert believed <= truth["noticed"], seed
            if believed != truth["last_good"]:  # whoever is sure of a date is wrong
                assert believed > truth["lost_at"], seed


@pytest.mark.parametrize(("seed", "difficulty"), [(-1, 3), (MOST_SEED + 1, 3), (7, 0), (7, 6)])
def test_a_seed_or_a_difficulty_that_is_none_is_refused(seed: int, difficulty: int) -> None:
    with pytest.raises(ValueError, match="no "):
        one(seed, difficulty)


# -- its parts are checked ---------------------------------------------------------------------------

TEXT = invented_file(PATH).read_text()
SEEDED = {
    "a name that the truth lacks": (
        "truth: {cause: bulk_change}",
        "truth: {couse: bulk_change}",
        ".truth.couse",
        "cause",
    ),
    "a word that is no option": (
        "truth: {cause: bulk_change}",
        "truth: {cause: bulk}",
        ".truth.cause",
        "bulk_change",
    ),
    "a claim of what is not so": (
        "claims: {areas: [drive]}",
        "claims: {areas: [dryve]}",
        ".claims.areas",
        "drive",
    ),
    "a tag that no piece has": ("needs: [csv_short]", "needs: [csv_shirt]", ".needs.0", "csv_short"),
    "an exclusion of nothing": (
        "excludes: [early_copy]",
        "excludes: [earlier_copy]",
        ".excludes.0",
        "early_copy",
    ),
    "a goal that needs nothing": (
        "    needs: [wrong_date]",
        "    needs: [wrong_day]",
        ".needs.0",
        "wrong_date",
    ),
    "a criterion that the rubric lacks": (
        "criteria: [proven]",
        "criteria: [proved]",
        ".criteria.0",
        "proven",
    ),
    "a source that is none": (
        "    truth: {refuses: [crm]}",
        "    truth: {refuses: [crm]}\n    says: {suport_chat: [{es: No., en: No.}]}",
        ".says.suport_chat",
        "support_chat",
    ),
    "a gap that nothing fills": (
        '{es: "{whereabouts}"',
        '{es: "{whereabout}"',
        ".truth.owner_where.es",
        "whereabouts",
    ),
    "an id given twice": ("  - id: busy_user", "  - id: boss", ".id", "twice"),
    "moments out of order": (
        "noticed: {after: lost,",
        "noticed: {after: found,",
        ".times",
        "not said before",
    ),
    "a difficulty out of reach": ("[10, 15]]", "[90, 95]]", "difficulties.4", "reach"),
    "no format": ("format: restaura.invented/1\n", "", "format", "is missing"),
    "of another runbook": ("runbook: mpia-dti-140", "runbook: other", "runbook", "not of"),
}


@pytest.mark.parametrize("seeded", SEEDED.values(), ids=SEEDED)
def test_parts_with_a_fault_are_refused_where_the_fault_is(
    tmp_path: Path, seeded: tuple[str, str, str, str]
) -> None:
    old, new, field, says = seeded
    text = edited(TEXT, old, new)
    invented_file(tmp_path / "runbook.yaml").write_text(text)
    with using("en"), pytest.raises(DefinitionError) as refused:
        checked_invented(tmp_path / "runbook.yaml", GUIDE, RUNBOOK)
    faults = refused.value.faults
    assert any(fault.field.endswith(field) and says in fault.what for fault in faults), faults
    if new and field != "format":
        assert any(abs(line_of(TEXT, old) - fault.line) <= 4 for fault in faults), faults


def test_the_parts_that_are_shipped_pass() -> None:
    assert checked_invented(PATH, GUIDE, RUNBOOK) == PARTS
