"""What was done on paper and is entered afterwards: its true times, its marks, what the clock refuses."""

import csv
import io
import json
import re
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from zoneinfo import ZoneInfo

import pytest
from begun import Clock, begin
from desk import FULL, SUNDAY, Action, actions_of, before
from hypothesis import given, settings
from hypothesis import strategies as st
from practice import best, kept, lesson

from runbooks.answers import AnswerFile, read_answers, run_answers
from runbooks.definition.faults import DefinitionError
from runbooks.engine.moments import as_text
from runbooks.engine.refusals import Refusal
from runbooks.language import using
from runbooks.paper import clock_of, entered_in_words, was_on_paper
from runbooks.record.encoding import Record
from runbooks.record.store import Store
from runbooks.record.verify import verify
from runbooks.report.answer_file import answers_of
from runbooks.report.session_report import session_report
from runbooks.report.writers.markdown import markdown
from runbooks.report.writers.table_file import table_of
from runbooks.session import Session, at_last_event, replay

MEXICO = ZoneInfo("America/Mexico_City")
LATER = datetime.fromisoformat("2026-11-30T18:20:00-06:00")
"""When the paper of SUNDAY is entered: eight days later, when a copy of seven days is gone."""


def act(session: Session, *actions: Action) -> None:
    """Carry out actions of which none may be refused."""
    assert run_answers(session, AnswerFile(None, None, actions)) is None


def code(session: Session, *actions: Action) -> str:
    """The code with which the last of the actions is refused, and none before it."""
    refused = run_answers(session, AnswerFile(None, None, actions))
    assert refused is not None
    assert refused.action == len(actions)
    return refused.refusal.code


def moments(record: Record) -> list[tuple[str, str | None]]:
    """Of each event when it was done, and when it was entered."""
    return [(event.at, event.data.get("entered")) for event in record.events]


# -- true times, each marked ------------------------------------------------------------------------


def test_a_session_begun_on_paper_has_the_day_of_the_paper_in_its_id_and_in_its_list(store: Store) -> None:
    with begin(store, Clock(LATER), paper=SUNDAY) as session:
        assert session.state.id.startswith("2026-11-22-")
        assert session.state.started_at == "2026-11-22T14:00:00-06:00"
        assert store.read(session.state.id).summary["started_at"] == "2026-11-22T14:00:00-06:00"


def test_each_event_has_the_moment_of_the_paper_and_is_marked_with_that_of_its_entry(store: Store) -> None:
    clock = Clock(LATER)
    with begin(store, clock, paper=SUNDAY) as session:
        act(session, FULL[0], ("at", "22/11/2026 14:10"), FULL[1])
        clock.now += timedelta(minutes=3)
        act(session, FULL[2])
        assert moments(session.record) == [
            ("2026-11-22T14:00:00-06:00", "2026-11-30T18:20:00-06:00"),
            ("2026-11-22T14:00:00-06:00", "2026-11-30T18:20:00-06:00"),
            ("2026-11-22T14:10:00-06:00", "2026-11-30T18:20:00-06:00"),
            ("2026-11-22T14:10:00-06:00", "2026-11-30T18:23:00-06:00"),
        ]


def test_the_report_says_of_each_decision_and_document_that_it_was_made_on_paper(store: Store) -> None:
    with begin(store, Clock(LATER), paper=SUNDAY) as session:
        act(session, *FULL)
        told = markdown(session_report(session.record, at_last_event(replay(session.record))))
    for part in ("## Decisiones", "## Documentos"):
        heads = re.findall(r"^### .*$", told.split(part)[1].split("\n## ")[0], flags=re.MULTILINE)
        assert heads
        assert all(head.endswith("(anotado después, el lun 30/11/2026 18:20)") for head in heads)


def test_what_follows_from_an_entry_is_marked_as_it_is(store: Store) -> None:
    with begin(store, Clock(LATER), paper=SUNDAY) as session:
        act(session, *FULL)
        assert session.state.status == "closed"
        assert all(entered == as_text(LATER) for _at, entered in moments(session.record))
        assert verify(session.path).faults == ()


def test_what_is_made_live_has_no_mark(store: Store) -> None:
    clock = Clock(SUNDAY)
    with begin(store, clock) as session:
        act(session, FULL[0])
        assert not was_on_paper(session.record.events)
        clock.now = LATER
        act(session, ("at", "22/11/2026 14:10"), FULL[1], ("at", "now"), FULL[2])
        assert moments(session.record)[2:] == [
            ("2026-11-22T14:10:00-06:00", "2026-11-30T18:20:00-06:00"),
            ("2026-11-30T18:20:00-06:00", None),
        ]
        assert was_on_paper(session.record.events)


def test_the_mark_in_words_says_when_and_nothing_of_what_was_live(store: Store) -> None:
    with begin(store, Clock(SUNDAY)) as session:
        act(session, FULL[0])
        live = session.record.events[-1]
        session.live = Clock(LATER)
        act(session, ("at", "now-1d"), FULL[1])
        situation, entered = session.situation, session.record.events[-1]
        with using("es"):
            assert entered_in_words(situation, entered) == "(anotado después, el lun 30/11/2026 18:20)"
        with using("en"):
            assert entered_in_words(situation, entered) == "(entered later, on Mon 30/11/2026 18:20)"
        assert entered_in_words(situation, live) == ""


def test_sessions_of_one_day_are_listed_by_when_they_were_begun_on_paper_or_live(store: Store) -> None:
    clock = Clock(SUNDAY)
    live = begin(store, clock)
    clock.now = LATER
    made = [
        live,
        begin(store, clock, paper=SUNDAY - timedelta(hours=2)),
        begin(store, clock, paper=SUNDAY.replace(hour=20)),
    ]
    for session in made:
        session.close()
    listed = [one["id"] for one in store.summaries()]  # type: ignore[index]
    assert listed == [made[2].state.id, live.state.id, made[1].state.id]


# -- what the clock refuses -------------------------------------------------------------------------


def test_the_clock_of_the_paper_never_goes_behind_the_last_event(store: Store) -> None:
    with begin(store, Clock(LATER), paper=SUNDAY) as session:
        act(session, ("at", "22/11/2026 15:00"), FULL[0])
        head, paper = session.state.head, session.paper
        assert code(session, ("at", "22/11/2026 14:59")) == "before_other"
        assert (session.state.head, session.paper) == (head, paper)
        act(session, ("at", "22/11/2026 15:00"), FULL[1])


def test_a_clock_that_was_set_too_far_is_set_back_while_nothing_is_done_by_it(store: Store) -> None:
    with begin(store, Clock(LATER), paper=SUNDAY) as session:
        act(session, ("at", "28/11/2026 15:00"), ("at", "22/11/2026 15:00"), FULL[0])
        assert session.state.updated_at == "2026-11-22T15:00:00-06:00"


def test_what_was_done_on_paper_is_past(store: Store) -> None:
    with begin(store, Clock(LATER), paper=SUNDAY) as session:
        assert code(session, ("at", "30/11/2026 18:21")) == "in_future"
        assert session.paper == SUNDAY
        act(session, ("at", "30/11/2026 18:20"))


@pytest.mark.parametrize("text", ["", "soon", "22/11/2026", "9", "31/02/2026 10:00"])
def test_what_is_no_moment_is_refused_with_how_to_write_one(text: str, store: Store) -> None:
    with begin(store, Clock(LATER), paper=SUNDAY) as session:
        refused = session.set_clock(text)
        assert refused is not None
        assert refused.code == "bad_value"
        assert "write" in refused.sentences["en"]
        assert session.paper == SUNDAY


def test_a_refusal_of_the_clock_stops_an_answer_file_and_nothing_after_it_is_done(store: Store) -> None:
    with begin(store, Clock(LATER), paper=SUNDAY) as session:
        assert code(session, FULL[0], ("at", "now+1h")) == "in_future"
        before_it = session.state.seq
        refused = run_answers(session, AnswerFile(None, None, (("at", "now+1h"), FULL[1])))
        assert refused is not None
        assert (refused.action, session.state.seq) == (1, before_it)


def test_a_refusal_names_the_moment_that_it_is_about_in_both_languages() -> None:
    refused = clock_of("22/11/2026 09:00", now=LATER, zone=MEXICO, last=SUNDAY)
    assert isinstance(refused, Refusal)
    assert all("22/11/2026 14:00" in told for told in refused.sentences.values())
    refused = clock_of("2/12/2026 09:00", now=LATER, zone=MEXICO)
    assert isinstance(refused, Refusal)
    assert all("30/11/2026 18:20" in told for told in refused.sentences.values())


def test_a_closed_session_has_no_clock_to_set(store: Store) -> None:
    with begin(store, Clock(LATER), paper=SUNDAY) as session:
        act(session, *FULL)
        assert code(session, ("at", "now")) == "closed"


def test_a_training_is_not_entered_from_paper(tmp_path: Path) -> None:
    with kept(tmp_path, lesson()) as session:
        before_it = session.now()
        assert code(session, ("at", "now-1h")) == "not_allowed"
        assert session.now() == before_it
        for command in best(session.lesson)[:3]:
            assert session.do(command) is None
        assert not was_on_paper(session.record.events)


# -- moments as they stand on the paper -------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "means"),
    [
        ("10:20", "2026-11-22T10:20:00-06:00"),  # the paper's day, not today
        ("10:20 am", "2026-11-22T10:20:00-06:00"),
        ("22/11/2026 10:20", "2026-11-22T10:20:00-06:00"),
        ("2026-11-22T10:20:00-06:00", "2026-11-22T10:20:00-06:00"),
        ("ayer 18:05", "2026-11-29T18:05:00-06:00"),
        ("now-30h", "2026-11-29T12:20:00-06:00"),
        ("hace 3 horas", "2026-11-30T15:20:00-06:00"),
    ],
)
def test_a_time_alone_is_that_of_the_papers_day_and_all_else_is_counted_from_the_real_now(
    text: str, means: str
) -> None:
    clock = SUNDAY.replace(hour=10)
    moment = clock_of(text, now=LATER, zone=MEXICO, clock=clock, last=clock)
    assert isinstance(moment, datetime)
    assert as_text(moment) == means


@pytest.mark.parametrize("text", ["now", "ahora", " Ahora "])
def test_now_is_the_real_clock(text: str) -> None:
    assert clock_of(text, now=LATER, zone=MEXICO, clock=SUNDAY, last=SUNDAY) is None


def test_a_paper_that_tells_minutes_goes_on_in_the_minute_of_the_last_event() -> None:
    last = SUNDAY.replace(second=37)
    assert clock_of("22/11/2026 14:00", now=LATER, zone=MEXICO, last=last) == last


# -- rules are judged at the true moment ------------------------------------------------------------


def chosen(days: int) -> Action:
    return ("restore_date", f"today-{days}d")


def test_a_copy_that_is_gone_today_and_was_kept_when_it_was_chosen_is_accepted(store: Store) -> None:
    with begin(store, Clock(LATER), paper=SUNDAY) as session:
        act(session, *before("restore_date"), chosen(3))
        assert session.state.entry("restore_date").value == "2026-11-19"


def test_a_copy_that_was_gone_when_it_was_chosen_is_refused(store: Store) -> None:
    with begin(store, Clock(LATER), paper=SUNDAY) as session:
        act(session, *before("restore_date"))
        assert code(session, chosen(9)) == "out_of_window"


def test_by_the_real_clock_again_the_same_copy_is_refused(store: Store) -> None:
    with begin(store, Clock(LATER), paper=SUNDAY) as session:
        act(session, *before("restore_date"), ("at", "now"))
        assert code(session, ("restore_date", "2026-11-19")) == "out_of_window"


def test_an_answer_relative_to_now_is_relative_to_the_paper(store: Store) -> None:
    with begin(store, Clock(LATER), paper=SUNDAY) as session:
        act(session, *before("noticed_at"))
        assert session.state.entry("last_seen").value == as_text(SUNDAY - timedelta(hours=30))


def test_an_answer_that_lay_ahead_of_the_paper_is_refused_though_it_is_past_by_now(store: Store) -> None:
    with begin(store, Clock(LATER), paper=SUNDAY) as session:
        act(session, *before("noticed_at"))
        assert code(session, ("noticed_at", "23/11/2026 09:00")) == "in_future"


# -- resumed ----------------------------------------------------------------------------------------


def test_a_session_that_is_taken_up_again_is_live_until_its_clock_is_set_again(store: Store) -> None:
    clock = Clock(LATER)
    with begin(store, clock, paper=SUNDAY) as session:
        act(session, FULL[0], ("at", "22/11/2026 15:00"))
    clock.now += timedelta(days=1)
    with Session.resume(store, session.state.id, clock) as session:
        assert (session.paper, session.now()) == (None, clock.now)
        assert session.state.updated_at == "2026-11-22T14:00:00-06:00"  # a clock that is set saves nothing
        act(session, ("at", "22/11/2026 15:00"), FULL[1], ("at", "now"), FULL[2])
        assert moments(session.record)[2:] == [
            ("2026-11-22T15:00:00-06:00", "2026-12-01T18:20:00-06:00"),
            ("2026-12-01T18:20:00-06:00", None),
        ]


# -- answer files -----------------------------------------------------------------------------------


def exported(record: Record) -> AnswerFile:
    return read_answers(answers_of(record).encode(), "again.json")


def run_again(store: Store, record: Record, now: datetime) -> Record:
    """The record of its exported answers, begun and run as `restaura run --answers` does it."""
    file = exported(record)
    begun = clock_of(file.begun or "", now=now, zone=MEXICO)
    assert isinstance(begun, datetime)
    with begin(store, Clock(now), paper=begun) as session:
        assert run_answers(session, file.begun_at(begun)) is None
        return session.record


@pytest.mark.parametrize("name", ["restored", "second_attempt", "deferred_and_returned", "cancelled"])
def test_a_record_from_paper_runs_again_to_the_same_times(name: str, tmp_path: Path) -> None:
    with begin(Store(tmp_path / "first"), Clock(LATER), paper=SUNDAY) as session:
        for minutes, action in enumerate(actions_of(name)):
            act(session, ("at", as_text(SUNDAY + timedelta(minutes=minutes))), action)
        first = session.record
    again = run_again(Store(tmp_path / "again"), first, LATER + timedelta(days=40))
    assert [(e.at, e.type) for e in again.events] == [(e.at, e.type) for e in first.events]
    assert again.summary == first.summary | {"id": again.id}
    assert answers_of(again) == answers_of(first)


def test_a_record_half_live_and_half_from_paper_runs_again_to_the_same_times(tmp_path: Path) -> None:
    clock = Clock(SUNDAY)
    with begin(Store(tmp_path / "first"), clock) as session:
        act(session, *FULL[:3])
        clock.now = LATER
        act(session, ("at", "22/11/2026 15:00"), *FULL[3:5], ("at", "now"), FULL[5])
        first = session.record
    again = run_again(Store(tmp_path / "again"), first, LATER + timedelta(days=2))
    assert [e.at for e in again.events] == [e.at for e in first.events]
    assert all(entered for _at, entered in moments(again))


def test_a_record_that_was_live_exports_no_moments(store: Store) -> None:
    with begin(store, Clock(SUNDAY)) as session:
        act(session, *FULL)
        assert "at" not in [name for name, _value in exported(session.record).actions]
        assert exported(session.record).begun is None


def test_the_moment_of_an_action_is_written_once_while_it_stays_the_same(store: Store) -> None:
    with begin(store, Clock(LATER), paper=SUNDAY) as session:
        act(session, FULL[0], FULL[1], ("at", "22/11/2026 15:00"), FULL[2])
        names = [name for name, _value in exported(session.record).actions]
        assert names == ["at", FULL[0][0], FULL[1][0], "at", FULL[2][0]]


def test_at_is_a_text_and_its_fault_is_told_with_its_line() -> None:
    with using("en"), pytest.raises(DefinitionError) as caught:
        read_answers(b"answers:\n  - at: [now]", "mine.yaml")
    assert (caught.value.faults[0].line, caught.value.faults[0].field) == (2, "answers.0.at")


# -- as a whole -------------------------------------------------------------------------------------

STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("at"), st.integers(-400, 400).map(lambda minutes: f"now{minutes:+}m")),
        st.just(("at", "now")),
        st.just(("note", "visto")),
        st.tuples(st.just("pass"), st.integers(0, 300)),
    ),
    max_size=12,
)


@settings(max_examples=60, deadline=None)
@given(steps=STEPS, begun=st.one_of(st.none(), st.integers(0, 5000)))
def test_no_event_is_before_another_nor_entered_before_it_was_done(
    steps: list[tuple[str, str | int]], begun: int | None
) -> None:
    clock = Clock(LATER.astimezone(UTC))
    paper = None if begun is None else LATER - timedelta(minutes=begun)
    with TemporaryDirectory() as folder, begin(Store(folder), clock, paper=paper) as session:
        for name, value in steps:
            if name == "pass":
                clock.now += timedelta(minutes=int(value))
                continue
            before_it = session.state.seq, session.paper
            refused = run_answers(session, AnswerFile(None, None, ((name, value),)))
            if refused is not None:
                assert refused.refusal.code in ("before_other", "in_future")
                assert (session.state.seq, session.paper) == before_it
        at = [datetime.fromisoformat(event.at) for event in session.record.events]
        assert at == sorted(at)
        for event, moment in zip(session.record.events, at, strict=True):
            entered = event.data.get("entered")
            assert entered is None or datetime.fromisoformat(entered) >= moment
        assert verify(session.path).faults == ()
        assert json.loads(session.path.read_bytes())["summary"] == session.record.summary


# -- the report -------------------------------------------------------------------------------------


def test_the_report_says_how_much_was_on_paper_and_marks_each_event_that_was_entered_later(
    store: Store,
) -> None:
    with begin(store, Clock(LATER), paper=SUNDAY) as session:
        act(session, ("reported_by", "Ventas"), ("at", "22/11/2026 14:05"), ("reported_via", "phone"))
        act(session, ("at", "now"), ("note", "en vivo"))
        record = session.record
    situation = at_last_event(replay(record))
    told = markdown(session_report(record, situation))
    assert "- Hecho en papel: 3 de 4 eventos, anotados después, del lun 30/11/2026 18:20" in told
    rows = [line for line in told.split("## Cronología")[1].splitlines() if re.match(r"\| \d+ ", line)]
    marks = ["(anotado después, el lun 30/11/2026 18:20)" in row for row in rows]
    assert marks == [True, True, True, False]
    assert "| 3 | dom 22/11/2026 14:05 | Ana |" in rows[2]
    table = list(csv.reader(io.StringIO(table_of([(record, situation)]), newline="")))
    assert [row[4] for row in table[1:]] == [entered or "" for _at, entered in moments(record)]


def test_the_report_of_a_session_that_was_live_says_nothing_of_paper(store: Store) -> None:
    with begin(store, Clock(LATER)) as session:
        act(session, ("reported_by", "Ventas"))
        told = markdown(session_report(session.record, session.situation))
    assert "papel" not in told.replace("papeleras", "") and "anotado después" not in told
