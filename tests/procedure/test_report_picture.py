"""The timeline as a picture: true to the record, letters and lines only, and nothing over anything else."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element, fromstring

import pytest
from reported import DATA, answers, recorded
from svg_texts import SVG, over_another, texts

from runbooks.definition.model import Timeline, TimelinePoint, TimelineSpan
from runbooks.definition.parts import Text
from runbooks.engine.situation import Situation
from runbooks.language import LANGUAGES, using
from runbooks.language.visible import visible
from runbooks.record.encoding import Record
from runbooks.record.store import Store
from runbooks.report.picture import Drawn, picture
from runbooks.session import at_last_event, replay
from tests import golden

FILES = sorted(file.stem for file in DATA.glob("*.yaml"))
LEFT, RIGHT = 20, 700
DRAWN = {"svg", "text", "line", "rect", "circle", "path"}
ATTRIBUTES = {
    *("width", "height", "viewBox", "font-family", "role", "aria-label"),
    *("x", "y", "x1", "y1", "x2", "y2", "cx", "cy", "r", "rx", "d", "transform"),
    *("fill", "fill-opacity", "stroke", "stroke-width", "stroke-opacity", "stroke-dasharray"),
    *("font-size", "font-weight", "text-anchor"),
}
"""All that is drawn with: no link, no style, nothing that runs."""


def drawn(record: Record) -> Drawn:
    return picture(record, at_last_event(replay(record)))


def read(record: Record) -> Element:
    return fromstring(drawn(record).svg)


def markers(svg: Element) -> list[float]:
    """The places of the numbered markers on the axis, in order of their numbers."""
    circles = [float(circle.get("cx", "")) for circle in svg.iter(f"{SVG}circle") if circle.get("r") == "7.5"]
    return circles[: len(circles) // 2]  # as many are in the legend


def lasting(folder: Path, name: str, usual: int, pauses: golden.Pauses) -> Record:
    """One of the runbook's tests done by a clock."""
    store = golden.OneId(folder, golden.INCIDENT)
    return golden.play(store, golden.actions(name), pauses=pauses, usual=usual)


SIX_DAYS = {
    ("ticket", 1): 1500,
    ("deliveries", 1): 2000,
    ("support_reply", 1): 2600,
    ("verification", 1): 1400,
}
RECORDS: dict[str, Callable[[Path], Record]] = {
    "the golden incident": golden.golden_record,
    "training": golden.golden_training,
    "attack": golden.attack_record,
    "long": golden.long_record,
    "of ten minutes": lambda folder: lasting(folder, "no_loss", 1, {}),
    "of an hour": lambda folder: lasting(folder, "restored", 2, {}),
    "of six days with gaps": lambda folder: lasting(folder, "restored", 1, SIX_DAYS),
    "of two days without": lambda folder: lasting(folder, "rejected_by_support", 100, {}),
    "of twelve days": lambda folder: lasting(folder, "no_loss", 1700, {}),
    "without length": lambda folder: lasting(folder, "restored", 0, {}),
    **{name: lambda _folder, name=name: recorded(answers(name)) for name in FILES},  # type: ignore[misc]
}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", RECORDS)
def test_no_text_is_over_another_or_out_of_the_picture(name: str, language: str, tmp_path: Path) -> None:
    record = RECORDS[name](tmp_path)
    with using(language):
        svg = read(record)
    assert over_another(svg) == []
    assert [said for said in texts(svg) if said.endswith("…")] == []


@pytest.mark.parametrize("name", RECORDS)
def test_S10_a_picture_is_shapes_and_letters_and_nothing_that_runs_or_asks(name: str, tmp_path: Path) -> None:
    for element in read(RECORDS[name](tmp_path)).iter():
        assert element.tag.removeprefix(SVG) in DRAWN
        assert set(element.keys()) <= ATTRIBUTES
        assert not any("url(" in value or "://" in value for value in element.attrib.values())


@pytest.mark.parametrize("name", ["the golden incident", "training", "without length"])
def test_the_same_record_gives_the_same_picture(name: str, tmp_path: Path) -> None:
    record = RECORDS[name](tmp_path)
    kept = Store(tmp_path).read(record.id)
    assert drawn(record) == drawn(kept)


def test_a_moment_stands_where_it_is_reckoned_by_hand_and_points_are_in_order(tmp_path: Path) -> None:
    record = golden.golden_record(tmp_path)
    last = {e.data["item"]: e.data["value"] for e in record.events if e.type == "answered"}
    first, end = (datetime.fromisoformat(f"2026-11-{day}T00:00:00-06:00") for day in (17, 24))
    asked = ("last_seen", "noticed_at", "ticket_sent_at", "restored_at")
    moments = [datetime.fromisoformat(last[item]) for item in asked] + [end - timedelta(days=1), end]
    by_hand = [LEFT + (RIGHT - LEFT) * ((moment - first) / (end - first)) for moment in moments]
    assert markers(read(record)) == pytest.approx(by_hand, abs=0.01)
    assert by_hand == sorted(by_hand)


def test_days_that_the_clock_makes_longer_are_drawn_longer() -> None:
    # In Tijuana 2026-11-01 has 25 hours.
    situation = with_timeline({"a": "2026-10-31T12:00:00-07:00", "b": "2026-11-01T12:00:00-08:00"})
    svg = fromstring(picture(situation[0], situation[1]).svg)
    hours = 24 + 25
    assert markers(svg) == pytest.approx([20 + 680 * 12 / hours, 20 + 680 * (24 + 13) / hours], abs=0.01)
    assert [said for said in texts(svg) if said in ("31/10", "01/11", "02/11")] == ["31/10", "01/11", "02/11"]


def test_spans_are_as_long_as_they_lasted_and_say_so(tmp_path: Path) -> None:
    svg = read(golden.golden_record(tmp_path))
    bars = [rect for rect in svg.iter(f"{SVG}rect") if rect.get("height") == "7"]
    day = (RIGHT - LEFT) / 7
    assert float(bars[0].get("width", "")) == pytest.approx(7 * day)
    assert float(bars[1].get("width", "")) == pytest.approx((4 + (7 + 34 / 60) / 24) * day, abs=0.01)
    said = texts(svg)
    assert "Vida de la copia · 7 d 00 h" in said
    assert "Trabajo perdido al restaurar, en el peor caso (RPO) · 4 d 07 h" in said
    assert "Tiempo hasta restaurar (RTO) · 1 d 22 h" in said


def test_every_step_has_a_bar_for_each_time_that_it_was_the_current_one(tmp_path: Path) -> None:
    record = golden.golden_record(tmp_path)
    svg = read(record)
    bars = [rect for rect in svg.iter(f"{SVG}rect") if rect.get("height") == "8"]
    goes_on = [event.data.get("next") for event in record.events if event.type == "step_completed"]
    back = [event for event in record.events if event.type == "went_back"]
    assert len(bars) == 1 + sum(map(bool, goes_on)) + len(back)
    rows = sorted({float(bar.get("y", "")) for bar in bars})
    assert len(rows) == len(replay(record).runbook.steps)
    last = [float(bar.get("x", "")) for bar in bars if float(bar.get("y", "")) == rows[-1]]
    assert len(last) == 2
    assert last == sorted(last)


def test_a_quiet_time_is_cut_short_and_says_how_long_it_was(tmp_path: Path) -> None:
    record = golden.golden_record(tmp_path)
    at = [datetime.fromisoformat(event.at) for event in record.events]
    longest = max(b - a for a, b in pairwise(at))
    minutes = longest // timedelta(minutes=1)
    said = texts(read(record))
    assert f"{minutes // 60} h {minutes % 60:02} min" in said
    assert any("se dibuja más corto" in one for one in said)
    assert not any("se dibuja más corto" in one for one in texts(read(recorded(answers("restored")))))


def test_what_was_done_has_a_row_only_where_it_was_done(tmp_path: Path) -> None:
    marks = ["Documentos", "Avisos", "Entrega de turno", "Vuelta atrás", "Desenlace"]
    assert [said for said in texts(read(golden.golden_record(tmp_path))) if said in marks] == marks
    assert [said for said in texts(read(recorded(answers("no_loss")))) if said in marks] == ["Desenlace"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_T2_the_picture_of_a_training_says_so_over_each_panel(language: str, tmp_path: Path) -> None:
    record = golden.golden_training(tmp_path)
    with using(language):
        found, alt = texts(read(record)), drawn(record).alt
    mark = {"es": "ENTRENAMIENTO · ", "en": "TRAINING · "}[language]
    assert [said.startswith(mark) for said in found].count(True) == 2
    assert {"es": "entrenamiento", "en": "training"}[language] in alt


def test_who_cannot_see_it_is_told_the_same_in_one_sentence(tmp_path: Path) -> None:
    found = drawn(golden.golden_record(tmp_path))
    assert found.alt.startswith("Cronología: Últimos datos buenos: mié 18/11/2026 18:00 (UTC-06:00); ")
    assert "Tiempo hasta restaurar (RTO): 1 d 22 h; " in found.alt
    assert found.alt.endswith("; la sesión duró 2 d 00 h.")
    assert fromstring(found.svg).get("aria-label") == found.alt


def test_what_there_is_not_is_left_out() -> None:
    svg = read(recorded([("cancel", "falsa alarma"), ("close", True)]))
    assert markers(svg) == []
    assert "La ventana" not in texts(svg)
    assert "La sesión" in texts(svg)


def test_a_record_from_before_there_were_pictures_has_one_of_its_session() -> None:
    record = recorded(answers("restored"))
    older = replace(record, runbook={key: part for key, part in record.runbook.items() if key != "timeline"})
    said = texts(read(older))
    assert "La ventana" not in said
    assert "1. Confirmar la pérdida" in said


@pytest.mark.parametrize("attack", golden.ATTACKS)
def test_S10_a_label_of_whatever_record_is_letters_and_nothing_else(attack: str) -> None:
    record, situation = with_timeline({attack: "2026-11-19T12:00:00-06:00"}, attack)
    found = picture(record, situation)
    svg = fromstring(found.svg)
    assert {element.tag.removeprefix(SVG) for element in svg.iter()} <= DRAWN
    assert over_another(svg) == []
    shown = [said.removesuffix("…").rstrip() for said in texts(svg)]
    assert sum(bool(said) and visible(attack).startswith(said) for said in shown) >= 1
    assert "\x1b" not in found.svg + found.alt
    assert "\u202e" not in found.svg + found.alt


def with_timeline(points: dict[str, str], span: str = "span") -> tuple[Record, Situation]:
    """A session whose runbook draws these moments, by the clock of Tijuana; one is typed wrongly."""
    record = recorded(answers("restored"))
    state = replay(record)
    drawn: list[TimelinePoint] = [
        TimelinePoint(id=f"p{number}", label=plain(label), value=f"answers.{item}")
        for number, (label, item) in enumerate(zip(points, ("last_seen", "noticed_at"), strict=False))
    ]
    wrong = TimelinePoint(id="wrong", label=plain("wrong"), value="answers.lost_areas")
    spans = (TimelineSpan(id="s", label=plain(span), start="answers.last_seen", end="answers.last_seen"),)
    timeline = Timeline(points=(*drawn, wrong), spans=spans)
    entries: dict[str, Any] = dict(state.entries)
    for item, moment in zip(("last_seen", "noticed_at"), points.values(), strict=False):
        entries[item] = replace(entries[item], value=moment)
    portal = {**state.portal, "timezone": "America/Tijuana"}
    runbook = state.runbook.model_copy(update={"timeline": timeline})
    return record, at_last_event(replace(state, runbook=runbook, entries=entries, portal=portal))


def plain(said: str) -> Text:
    """A label that fills nothing in, whatever stands in it."""
    return Text.model_construct(es=said, en=said)
