"""Two sessions side by side: where they parted by one decision changed, and what it cost, by hand."""

from collections.abc import Callable, Iterable, Sequence
from datetime import timedelta
from typing import Any

import pytest
from desk import CRM, FULL, RUNBOOK, SUNDAY, Action, Desk, actions_of, before
from hypothesis import given, settings
from hypothesis import strategies as st
from reported import DATA

from runbooks.language import LANGUAGES, using
from runbooks.record.encoding import Record
from runbooks.report.blocks import Entries, Page, Table
from runbooks.report.comparison.data import comparison_data
from runbooks.report.comparison.model import Comparison, NotComparable
from runbooks.report.comparison.page import comparison
from runbooks.report.writers.markdown import markdown
from runbooks.session import embed

FILES = sorted(file.stem for file in DATA.glob("*.yaml"))
ONE, OTHER = "2026-11-22-a7f3", "2026-11-22-b8g4"


def record(desk: Desk, id: str = "") -> Record:
    """What a desk did, as a record; with another `id` as a copy that somebody made of it."""
    return Record(id or desk.state.id, desk.state.mode, {}, desk.events, embed(desk.state.runbook))


def compared(own: Iterable[Action], other: Iterable[Action]) -> Comparison:
    """Two sessions in which these actions were done, all of them at one moment."""
    return Comparison(record(Desk(own)), record(Desk(other, id=OTHER)))


def changed(actions: Iterable[Action], **values: Any) -> list[Action]:
    """The actions with other answers."""
    return [(name, values.get(name, value)) for name, value in actions]


def whats(found: Comparison, which: str = "decided") -> list[str]:
    """What both did where they parted, in Spanish."""
    with using("es"):
        parting = comparison_data(found)[which]
    return [act["what"] if act else "" for act in parting["acts"]]


def cells(page: Page, *head: str) -> list[tuple[str, ...]]:
    """The rows of the table with these columns."""
    tables = [block for block in page.blocks if isinstance(block, Table) and block.columns == head]
    return [*tables[0].rows] if tables else []


# -- where they parted ----------------------------------------------------------------------------


def test_another_copy_is_the_decision_that_differs_with_what_there_was_to_choose_from() -> None:
    found = compared(FULL, changed(FULL, restore_date="today-4d", consequences_accepted="today-4d"))
    assert found.parted == found.decided
    assert found.decided is not None and found.decided.kind == "value"
    own, other = whats(found)
    assert "Elija la fecha de la copia" in own and "jue 19/11/2026" in own
    assert "mié 18/11/2026" in other
    assert [item.id for item in found.differing()] == ["restore_date"]
    with using("es"):
        lists = [block for block in comparison(found).blocks if isinstance(block, Entries)]
    marks = {entry.label: entry.mark for block in lists for entry in block.entries if entry.label}
    assert marks["jue 19/11/2026"].startswith("elegida por A")
    assert marks["mié 18/11/2026"].startswith("elegida por B")
    assert len(marks) > 5
    choices = [act["choices"] for act in comparison_data(found)["decided"]["acts"]]
    assert [sum(one["chosen"] for one in several) for several in choices] == [1, 1]


def test_another_variant_is_told_with_its_consequences_as_they_stood() -> None:
    start = list(before("variant", CRM))
    found = compared([*start, ("variant", "crm")], [*start, ("variant", "csv")])
    assert found.decided is not None and found.decided.kind == "value"
    own, other = whats(found)
    assert "CRM" in own and "Archivo CSV" in other
    choices = comparison_data(found)["decided"]["acts"][0]["choices"]
    assert [one["chosen"] for one in choices].count(True) == 1
    assert all(one["text"] or one["consequences"] for one in choices)


def test_a_way_back_is_where_they_part_when_one_alone_went_it() -> None:
    start = list(before("ticket"))
    gone = [*start, ("go_back", {"to": "choose_variant", "reason": "otra fecha"})]
    on = [("restore_date", "today-4d"), ("variant", "full"), ("consequences_accepted", "today-4d")]
    found = compared([*start, ("ticket", {"accept": True})], [*gone, *on, ("complete", "choose_variant")])
    assert found.decided is not None and found.decided.kind == "act"
    own, other = whats(found)
    assert "Aceptó el texto" in own
    assert other == "Volvió a «Elegir la variante»: otra fecha"
    spent = {step["id"]: step["times"] for step in comparison_data(found)["steps"]}
    assert (spent["choose_variant"], spent["draft_ticket"]) == ([1, 2], [1, 2])


def test_a_thing_passed_over_in_one_alone_parts_them_and_is_counted_in_its_step() -> None:
    start = list(before("recycle_bin"))
    passed = [*start, ("override", {"item": "recycle_bin", "reason": "sin acceso"})]
    found = compared([*start, ("recycle_bin", "not_found")], passed)
    assert found.decided is not None and found.decided.kind == "value"
    assert whats(found)[1].endswith(": sin acceso")
    first = comparison_data(found)["steps"][0]
    assert (first["overridden"], first["deferred"]) == ([0, 1], [0, 0])
    assert comparison_data(found)["differing"][0]["states"] == ["done", "overridden"]


def test_a_thing_put_off_in_one_alone_parts_them() -> None:
    start = list(before("files_safe"))
    put_off = [*start, ("defer", {"item": "files_safe", "until": "confirm_restoration"})]
    found = compared([*start, ("files_safe", True)], put_off)
    assert whats(found)[1].endswith("hasta «Confirmar la restauración»")
    assert comparison_data(found)["steps"][4]["deferred"] == [0, 1]


def test_the_same_answers_in_another_order_differ_in_order_alone_and_in_no_answer() -> None:
    actions = list(FULL)
    names = [name for name, _value in actions]
    one, two = names.index("reported_via"), names.index("what_happened")
    actions[one], actions[two] = actions[two], actions[one]
    found = compared(FULL, actions)
    assert found.parted is not None and found.parted.kind == "order"
    assert found.decided is None
    assert list(found.differing()) == []


def test_a_session_that_went_on_parts_from_one_that_stopped_at_its_end() -> None:
    found = compared(before("plan"), before("account_owner"))
    assert found.parted is not None
    assert [act is None for act in found.parted.acts] == [True, False]
    with using("es"):
        assert "A no está cerrada: se compara hasta su evento " in markdown(comparison(found))


def test_other_words_in_an_answer_are_no_other_decision() -> None:
    found = compared(FULL, changed(FULL, reported_by="Ventas"))
    assert found.decided is None
    assert "Ventas" in whats(found, "parted")[1]
    with using("en"):
        assert "They decided alike" in markdown(comparison(found))


def test_neither_who_nor_when_is_compared() -> None:
    later = Desk(now=SUNDAY + timedelta(days=9), id=OTHER)
    later.do("hand_over", {"to": "Otra"})
    found = Comparison(record(Desk(FULL)), record(later.go(FULL)))
    assert found.partings == ()
    assert list(found.differing()) == []


# -- the same, and the mirror ---------------------------------------------------------------------


@settings(max_examples=30, deadline=None)
@given(st.sampled_from(FILES), st.integers(0, 60), st.sampled_from(LANGUAGES))
def test_a_session_differs_nowhere_from_its_own_copy(name: str, until: int, language: str) -> None:
    desk = Desk(actions_of(name)[:until])
    found = Comparison(record(desk, ONE), record(desk, OTHER))
    assert (found.partings, list(found.differing())) == ((), [])
    data = comparison_data(found)
    assert data["parted"] is None and data["decided"] is None
    assert {str(one["difference"]) for one in data["figures"]} <= {"None", "0", "{'worst': 0, 'best': 0}"}
    with using(language):
        assert cells(comparison(found), "", "A", "B") != []


@settings(max_examples=30, deadline=None)
@given(st.sampled_from(FILES), st.sampled_from(FILES), st.integers(0, 60))
def test_two_sessions_the_other_way_round_give_the_mirror_image(one: str, two: str, until: int) -> None:
    first, second = record(Desk(actions_of(one))), record(Desk(actions_of(two)[:until], id=OTHER))
    there, back = Comparison(first, second), Comparison(second, first)
    assert there.partings == tuple(parting.mirrored() for parting in back.partings)
    assert [item.id for item in there.differing()] == [item.id for item in back.differing()]
    data, turned = comparison_data(there), comparison_data(back)
    assert data["sessions"] == turned["sessions"][::-1]
    assert [step["seconds"] for step in data["steps"]] == [step["seconds"][::-1] for step in turned["steps"]]
    for own, other in zip(data["figures"], turned["figures"], strict=True):
        assert own["values"] == other["values"][::-1]
        assert own["difference"] == _negative(other["difference"])


def _negative(difference: Any) -> Any:
    if isinstance(difference, dict):
        return {name: -value for name, value in difference.items()}
    return None if difference is None else -difference


# -- what it cost ---------------------------------------------------------------------------------


def slowly(actions: Sequence[Action], minutes: dict[str, int], id: str) -> Desk:
    """A session in which so many minutes pass before the actions of these names."""
    desk = Desk(id=id)
    for name, value in actions:
        desk.wait(minutes=minutes.get(name, 0))
        assert desk.do(name, value) is None
    return desk


def test_time_to_restore_work_lost_and_time_per_step_are_those_that_a_hand_reckons() -> None:
    quick = slowly(FULL, {"lost_areas": 10, "ticket_sent_at": 20, "restored_at": 60, "close": 5}, ONE)
    slow = slowly(FULL, {"lost_areas": 25, "variant": 30, "restored_at": 180, "close": 7}, OTHER)
    data = comparison_data(Comparison(record(quick), record(slow)))
    spent = {step["id"]: step["seconds"] for step in data["steps"]}
    assert spent == {
        "confirm_loss": [600, 1500],
        "check_plan": [0, 0],
        "choose_variant": [0, 1800],
        "draft_ticket": [1200, 0],
        "notify_users": [0, 0],
        "confirm_restoration": [3600, 10800],
    }
    assert [one["seconds_after_outcome"] for one in data["sessions"]] == [300, 420]
    assert [one["seconds"] for one in data["sessions"]] == [5700, 14520]
    figures = {one["id"]: one for one in data["figures"]}
    # noticed two hours before it was written down: 10 or 25 minutes after the beginning
    restored, noticed = [90, 235], [-110, -95]
    time = [60 * (end - start) for end, start in zip(restored, noticed, strict=True)]
    assert figures["time_to_restore"]["values"] == time
    assert figures["time_to_restore"]["difference"] == time[1] - time[0]
    # the same copy: what is lost lasts longer by as much as it was restored later
    later = 60 * (restored[1] - restored[0])
    assert figures["exposure"]["difference"] == {"worst": later, "best": later}
    assert figures["left"]["difference"] == -later
    assert figures["restore_date"]["difference"] is None
    with using("es"):
        page = comparison(Comparison(record(quick), record(slow)))
    rows = {row[0]: row for row in cells(page, "", "A", "B", "B menos A")}
    assert rows["Tiempo hasta restaurar (RTO real)"][1:] == ("3 h 20 min", "5 h 30 min", "+2 h 10 min")


# -- what is refused, and what is said ------------------------------------------------------------


def test_one_session_alone_and_sessions_of_two_procedures_are_refused() -> None:
    own = record(Desk(FULL))
    with using("es"), pytest.raises(NotComparable, match="es una sola sesión"):
        Comparison(own, own)
    other = RUNBOOK.model_copy(update={"id": "otro-140", "code": "OTRO-140"})
    with using("es"), pytest.raises(NotComparable, match=r"MPIA-DTI-140 y .* OTRO-140: solo se comparan"):
        Comparison(own, record(Desk(FULL, runbook=other, id=OTHER)))


def test_of_two_versions_only_what_both_have_is_compared_and_it_is_said() -> None:
    figures = tuple(figure for figure in RUNBOOK.figures if figure.id != "left")
    newer = RUNBOOK.model_copy(update={"revision": "2", "figures": figures})
    found = Comparison(record(Desk(FULL)), record(Desk(FULL, runbook=newer, id=OTHER)))
    assert not found.is_same_version
    assert found.partings == ()
    assert "left" not in [one["id"] for one in comparison_data(found)["figures"]]
    with using("es"):
        assert "versiones distintas" in markdown(comparison(found))


def test_t2_every_line_is_marked_where_one_is_a_training_and_each_is_named_as_what_it_is() -> None:
    own = record(Desk(FULL))
    trained = record(Desk(FULL, mode="training", id="T-2026-11-22-b8g4"))
    for pair in ((own, trained), (trained, own)):
        with using("es"):
            written = markdown(comparison(Comparison(*pair)))
        lines = [line for line in written.splitlines() if line and not line.startswith("| ---")]
        assert [line for line in lines if "ENTRENAMIENTO" not in line] == []
        assert f"{ONE} (incidente)" in written
        assert "T-2026-11-22-b8g4 (entrenamiento)" in written
    with using("es"):
        other = record(Desk(FULL, id=OTHER))
        assert "ENTRENAMIENTO" not in markdown(comparison(Comparison(own, other)))


@pytest.mark.parametrize("write", [comparison, comparison_data])
def test_the_same_two_records_always_give_the_same(write: Callable[[Comparison], object]) -> None:
    pair = record(Desk(FULL)), record(Desk(actions_of("second_attempt"), id=OTHER))
    assert write(Comparison(*pair)) == write(Comparison(*pair))
