"""A trained eye's check: every figure of the report is worked out again by hand, from the file alone.

Nothing here comes from the engine or from the report: the record is read as JSON, and moments are
subtracted as §8.4 and §8.5 say it. Mexico City has had no summer time since 2022.
"""

import json
import re
from datetime import date, datetime, time, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest

from runbooks.record.store import Store
from runbooks.report.session_report import session_report
from runbooks.report.writers.markdown import markdown
from runbooks.session import at_last_event, replay
from tests import golden

MEXICO = timezone(timedelta(hours=-6))
WEEKDAYS = ("lun", "mar", "mié", "jue", "vie", "sáb", "dom")

Told = tuple[list[dict[str, Any]], str]


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Told:
    """The raw events of the golden incident's file, and its report in Spanish."""
    folder = tmp_path_factory.mktemp("golden")
    golden.golden_record(folder)
    raw = json.loads((folder / f"{golden.INCIDENT}.json").read_text(encoding="utf-8"))
    record = Store(folder).read(golden.INCIDENT)
    return raw["events"], markdown(session_report(record, at_last_event(replay(record))))


def last(events: list[dict[str, Any]], item: str) -> Any:
    """The answer that `item` was given last."""
    return [e["data"]["value"] for e in events if e["data"].get("item") == item and "value" in e["data"]][-1]


def midnight(day: date) -> datetime:
    return datetime.combine(day, time(), MEXICO)


def in_words(span: timedelta) -> str:
    """Days and hours, or hours and minutes: what is smaller is dropped."""
    minutes = (span.days * 86400 + span.seconds) // 60
    if minutes >= 1440:
        return f"{minutes // 1440} d {minutes % 1440 // 60:02d} h"
    return f"{minutes // 60} h {minutes % 60:02d} min"


def day_in_words(day: date) -> str:
    return f"{WEEKDAYS[day.weekday()]} {day.day:02d}/{day.month:02d}/{day.year}"


def section(report: str, title: str) -> str:
    return report.split(f"\n## {title}\n")[1].split("\n## ")[0]


def rows(part: str) -> list[str]:
    """The rows of the table in a section, without its head."""
    return re.findall(r"^\| (?!---)(.*) \|$", part, re.MULTILINE)[1:]


def test_what_restoring_threw_away_counts_from_the_day_of_the_copy(told: Told) -> None:
    events, report = told
    copied = date.fromisoformat(last(events, "restore_date"))
    restored = datetime.fromisoformat(last(events, "restored_at"))
    assert last(events, "copy_hour") is None  # so the copy was made at some hour of its day
    worst, best = restored - midnight(copied), restored - midnight(copied + timedelta(days=1))
    assert best == worst - timedelta(days=1)
    said = f"(RPO real): en el peor caso {in_words(worst)}, en el mejor {in_words(best)}\n"
    assert said in section(report, "Cifras")


def test_the_time_to_restore_counts_from_when_it_was_noticed(told: Told) -> None:
    events, report = told
    taken = datetime.fromisoformat(last(events, "restored_at")) - datetime.fromisoformat(
        last(events, "noticed_at")
    )
    assert f"(RTO real): {in_words(taken)}\n" in section(report, "Cifras")


def test_the_copy_may_be_deleted_a_week_after_its_day(told: Told) -> None:
    events, report = told
    copied = date.fromisoformat(last(events, "restore_date"))
    figures = section(report, "Cifras")
    assert f": {day_in_words(copied)}\n" in figures
    assert f": {day_in_words(copied + timedelta(days=7))} 00:00 (UTC-06:00)\n" in figures


def test_the_report_begins_and_ends_when_the_events_do(told: Told) -> None:
    events, report = told
    for label, at in (("Inicio", events[0]["at"]), ("Cerrada", events[-1]["at"])):
        moment = datetime.fromisoformat(at)
        assert f"- {label}: {day_in_words(moment.date())} {moment:%H:%M} (UTC-06:00)\n" in report


def test_events_are_as_many_as_are_told(told: Told) -> None:
    events, report = told
    assert [int(row.split(" | ")[0]) for row in rows(section(report, "Cronología"))] == [
        number for number, _event in enumerate(events, start=1)
    ]
    assert f"{len(events)} eventos; último hash {events[-1]['hash']}." in section(report, "Integridad")


def test_what_was_passed_over_and_put_off_is_told_as_often_as_it_happened(told: Told) -> None:
    events, report = told
    lines = section(report, "Omitido y diferido").strip().split("\n")
    reasons = [e["data"]["reason"] for e in events if e["type"] in ("overridden", "deferred")]
    assert len(lines) == len(reasons) == 3
    assert [line for line, reason in zip(lines, reasons, strict=True) if reason not in line] == []
    assert sum(", diferido hasta " in line for line in lines) == count(events, "deferred") == 2
    assert sum(", omitido: " in line for line in lines) == count(events, "overridden") == 1


def test_deliveries_are_told_as_often_as_they_were_made(told: Told) -> None:
    events, report = told
    made = [e["data"]["delivery"] for e in events if e["type"] == "delivered"]
    table = rows(section(report, "Avisos"))
    assert len(table) == len(made) == 8
    for row, delivery in zip(table, made, strict=True):
        assert f"{datetime.fromisoformat(delivery['at']):%H:%M} (UTC-06:00)" in row
        assert delivery["result"] in row


def test_notes_are_told_as_often_as_they_were_taken(told: Told) -> None:
    events, report = told
    lines = section(report, "Notas").strip().split("\n")
    noted = [e["data"]["text"] for e in events if e["type"] == "noted"]
    assert [line for line, text in zip(lines, noted, strict=True) if not line.endswith(text)] == []


def test_attempts_are_as_many_as_were_begun(told: Told) -> None:
    events, report = told
    begun = max(e["data"]["attempt"] for e in events if e["type"] == "went_back")
    attempts = section(report, "Intentos")
    assert f"El intento {begun} es el último." in attempts
    assert len(re.findall(r"^- El intento \d+ terminó", attempts, re.MULTILINE)) == begun - 1 == 1


def test_items_are_counted_as_the_last_event_counts_them(told: Told) -> None:
    events, report = told
    counts = events[-1]["data"]["counts"]
    line = re.search(r"^- Puntos: (.*)$", report, re.MULTILINE)
    assert line is not None
    assert sorted(map(int, re.findall(r"\d+", line[1]))) == sorted(counts.values())


def count(events: list[dict[str, Any]], kind: str) -> int:
    return sum(event["type"] == kind for event in events)


@pytest.mark.parametrize("days", [1, 9, 40])
def test_the_figures_of_a_restore_are_the_same_however_late_the_session_is_closed(
    told: Told, tmp_path: Path, days: int
) -> None:
    pauses = {**golden.PAUSES, ("close", 1): days * 1440}
    store = golden.OneId(tmp_path, golden.INCIDENT)
    record = golden.play(store, golden.actions(), pauses=pauses)
    late = markdown(session_report(record, at_last_event(replay(record))))
    _events, report = told
    assert "Tiempo que se guarda esa copia: 7 d 00 h" in section(late, "Cifras")
    assert section(late, "Cifras") == section(report, "Cifras")
