"""Answers, states and events in words, in both languages."""

from dataclasses import replace
from typing import Any

import pytest
from reported import RUNBOOK, answers, recorded

from runbooks.engine.events import EVENT_TYPES, TRAINING_EVENTS
from runbooks.engine.situation import ItemState, Situation
from runbooks.happened import EVENTS, event_in_words
from runbooks.language import LANGUAGES, using
from runbooks.session import at_last_event, replay
from runbooks.told import (
    answer_in_words,
    counts_in_words,
    local_time,
    mode_word,
    state_word,
    status_word,
    with_warning,
)

SITUATION = at_last_event(replay(recorded(answers("restored"))))
SAID: list[tuple[str, Any, str, str]] = [
    ("reported_by", "ventas", "ventas", "ventas"),
    ("reported_via", "phone", "Teléfono", "Phone"),
    ("lost_areas", ["crm", "drive", "tasks"], "CRM, Drive y Tareas", "CRM, Drive and Tasks"),
    (
        "last_seen",
        "2026-11-21T14:00:00+00:00",
        "sáb 21/11/2026 08:00 (UTC-06:00)",
        "Sat 21/11/2026 08:00 (UTC-06:00)",
    ),
    ("loss_confirmed", False, "no", "no"),
    ("loss_confirmed", True, "sí", "yes"),
    ("copy_hour", 0, "0", "0"),
    ("restore_date", "2026-11-19", "jue 19/11/2026", "Thu 19/11/2026"),
    ("variant", "full", "Copia completa", "Full restore"),
    (
        "consequences_accepted",
        "2026-11-19",
        "aceptado escribiendo 2026-11-19",
        "accepted by typing 2026-11-19",
    ),
    ("ticket", "\n\n Solicitud \n\nBuen día", "Solicitud …", "Solicitud …"),
    ("ticket", "Solicitud\n", "Solicitud", "Solicitud"),
    (
        "deliveries",
        [{"channel": "phone", "audience": "ventas", "at": "2026-11-23T15:10:00+00:00", "result": "avisados"}],
        "Teléfono a ventas, lun 23/11/2026 09:10: avisados",
        "Phone to ventas, Mon 23/11/2026 09:10: avisados",
    ),
    (
        "verification",
        {"crm": {"state": "ok", "seen": "412"}, "drive": {"state": "missing", "seen": "vacía"}},
        "CRM: está: 412\nDrive: falta: vacía",
        "CRM: it is there: 412\nDrive: missing: vacía",
    ),
    ("restore_date", None, "—", "—"),
]


@pytest.mark.parametrize(("item", "value", "spanish", "english"), SAID)
def test_an_answer_is_said_in_the_readers_language(item: str, value: Any, spanish: str, english: str) -> None:
    for language, said in (("es", spanish), ("en", english)):
        with using(language):
            assert answer_in_words(SITUATION, RUNBOOK.items[item], value) == said


def test_every_type_of_event_is_told() -> None:
    assert set(EVENTS) == {*EVENT_TYPES, *TRAINING_EVENTS}


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_event_is_told_by_an_id_of_the_contract(language: str) -> None:
    names = ("deferred_and_returned", "second_attempt", "changed_mind", "cancelled")
    with using(language):
        for record in (recorded(answers(name)) for name in names):
            situation = at_last_event(replay(record))
            told = [event_in_words(situation, event) for event in record.events]
            ids = {id for id in (*RUNBOOK.items, *RUNBOOK.places, *EVENT_TYPES) if "_" in id}
            assert [line for line in told if any(id in line for id in ids)] == []


def test_going_back_is_told_with_the_step_and_the_reason() -> None:
    record = recorded(answers("second_attempt"))
    event = next(event for event in record.events if event.type == "went_back")
    assert event_in_words(SITUATION, event) == "Volvió a «Elegir la variante»: la restauración falló"


def test_R1_the_five_states_have_five_words() -> None:
    for language in LANGUAGES:
        with using(language):
            assert len({state_word(state) for state in ItemState}) == 5
    assert [state_word(state) for state in ItemState] == [
        "abierto",
        "hecho",
        "no aplica",
        "omitido",
        "diferido",
    ]
    assert counts_in_words({"done": 9, "open": 4}) == "9 hechos · 4 abiertos"


def test_modes_and_statuses_have_words() -> None:
    assert [mode_word(mode) for mode in ("incident", "training")] == ["incidente", "entrenamiento"]
    statuses = [status_word(status) for status in ("open", "finished", "closed")]
    assert statuses == ["en curso", "terminada, sin cerrar", "cerrada"]


def test_S18_a_name_that_mixes_alphabets_is_pointed_out_wherever_it_is_said() -> None:
    assert with_warning("\u0410na") != "\u0410na"
    assert with_warning("Ana Pérez") == "Ana Pérez"


def test_R15_a_clock_time_that_the_day_has_twice_says_which_of_the_two_it_is() -> None:
    portal = {"name": "TAR", "timezone": "Europe/Madrid"}
    madrid = Situation(replace(SITUATION.state, portal=portal), SITUATION.now)
    assert local_time(madrid, "2026-10-25T00:57:00+00:00") == "dom 25/10/2026 02:57 (UTC+02:00)"
    assert local_time(madrid, "2026-10-25T01:06:00+00:00") == "dom 25/10/2026 02:06 (UTC+01:00)"
    assert local_time(madrid, "2026-10-24T23:59:00+00:00") == "dom 25/10/2026 01:59"
    assert local_time(madrid, "2026-10-25T02:00:00+00:00") == "dom 25/10/2026 03:00"
